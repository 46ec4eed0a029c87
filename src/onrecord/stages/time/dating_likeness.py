"""How much a report's content is that of each dated report of its story.

Reports of one day tell the same news: they share names, figures and words that the days before and after do not have.
A word counts by how rare it is, in news at large and in the story, and by how near together lie the days of the dated
reports that have it: a word of one week tells more of the day than one that the story has had throughout.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from math import fsum, log, sqrt
from statistics import fmean, median_low

from onrecord.lexicons import StoryLexicon
from onrecord.lexicons.dating import LikenessSettings
from onrecord.records import CLAIM_BEARING, Reading, ReportId
from onrecord.stages.stories.terms import terms_of

# The share of reports taken to have a word that is not common, and the reports that such shares stand for here.
_RAREST = 0.0002
_BACKGROUND = 20
_SCALE = 8
# A spread of days is never measured finer.
_LEAST_SPREAD = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The weighed terms of a report's headline and body, its outlet and, where it is known, its day."""

    report: ReportId
    outlet: str | None
    day: date | None
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike a dated report is: the cosine of the weighed terms, of which words of a few days keep all."""

    peer: Content
    value: float

    @property
    def day(self) -> date:
        """The day of the peer, which is dated."""
        assert self.peer.day is not None
        return self.peer.day


def read_content(reading: Reading, day: date | None, lexicon: StoryLexicon, settings: LikenessSettings) -> Content:
    """The terms of what the report itself tells, those of its lead counted more than once."""
    text = reading.text
    own = [p for p in reading.passages if p.kind in CLAIM_BEARING and p.repeats is None]
    terms = [term for p in own for term in terms_of(p.span.of(text), lexicon.function_words)]
    counts = Counter(terms)
    for term in terms[: settings.lead_terms]:
        counts[term] += settings.lead_again
    weighed = {term: 1 + log(count) for term, count in sorted(counts.items())}
    return Content(report=reading.report.id, outlet=reading.report.outlet, day=day, terms=weighed)


class DatedContents:
    """The dated reports of a story by their terms, so that the most alike are found without comparing all pairs."""

    def __init__(self, dated: Sequence[Content], common: Mapping[str, float], settings: LikenessSettings) -> None:
        self.dated = sorted(dated, key=lambda c: c.report)
        self._settings = settings
        self._common = common
        self._having: dict[str, list[int]] = defaultdict(list)
        for index, content in enumerate(self.dated):
            for term in content.terms:
                self._having[term].append(index)
        self._days = [content.day.toordinal() if content.day else 0 for content in self.dated]
        self._spread = _spread(self._days)
        self._weights = {term: self._rarity(term) for term in self._having}
        self._lengths = [self._length(content) for content in self.dated]
        self._nearness: dict[str, float] = {}

    def _rarity(self, term: str) -> float:
        """More for a word that few have; that the story has further reports without it changes nothing."""
        held = _BACKGROUND * self._common.get(term, _RAREST) + max(1, len(self._having.get(term, ())))
        return log(1 + _SCALE / held)

    def _length(self, content: Content) -> float:
        weights = self._weights
        weighed = (n * (weights[term] if term in weights else self._rarity(term)) for term, n in content.terms.items())
        return sqrt(fsum(value * value for value in weighed)) or 1.0

    def _told(self, term: str) -> float:
        """The weight of a shared term: its rarity, less for one that the story has had throughout."""
        if term not in self._nearness:
            spread = _spread([self._days[i] for i in self._having[term]])
            self._nearness[term] = self._weights[term] ** 2 / (1 + spread / self._spread) ** 2
        return self._nearness[term]

    def most_alike(self, content: Content) -> tuple[Likeness, ...]:
        """The dated reports that share most with this one, the most alike first; itself is not among them."""
        shared: dict[int, float] = defaultdict(float)
        for term, count in content.terms.items():
            having = self._having.get(term, ())
            if len(having) <= self._settings.widest_term:
                for index in having:
                    shared[index] += count * self.dated[index].terms[term] * self._told(term)
        length = self._length(content)
        values = {i: round(value / (length * self._lengths[i]), 9) for i, value in shared.items()}
        others = [i for i, other in enumerate(self.dated) if other.report != content.report]
        best = nsmallest(self._settings.peers, others, key=lambda i: (-values.get(i, 0.0), self.dated[i].report))
        return tuple(Likeness(peer=self.dated[i], value=values.get(i, 0.0)) for i in best)


def _spread(days: Sequence[int]) -> float:
    """How far days lie from their middle on average."""
    middle = median_low(days) if days else 0
    return max(_LEAST_SPREAD, fmean(abs(day - middle) for day in days)) if days else _LEAST_SPREAD
