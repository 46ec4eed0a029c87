"""What is usual among the reports that are grouped, known from a sample of them.

How rare a word is and how common nearness in time is hardly change when one report joins thousands. So from some size
on both are counted in a sample, which most reports that join leave as it is: then only what is near the new report
need be looked at again. The sample follows from the reports alone, whatever order they came in.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, fsum, log, log10, sqrt
from typing import TypeAlias

from onrecord.lexicons import StoryLexicon
from onrecord.lexicons.stories import GroupSettings
from onrecord.records import Interval
from onrecord.stages.stories.spacing import Spacing

Vector: TypeAlias = Mapping[str, int]
"""Terms with their weights, in millionths: whole numbers add up to the same in any order."""

UNIT = 1_000_000
_RAREST = 0.0002  # the share of reports taken to have a word that is not common
_SHORTEST = 4  # reports of fewer terms are treated as having so many
_LEAN_MOST = 0.9  # of a report's likeness to others that may be that of its nearest
_STEPS = 10  # sizes above the sample's are told apart by so many steps for each tenfold
_WORK = 2_000  # products looked at for each vector, about; the most common terms are left out to stay below


def choose_sample(reports: Iterable[tuple[str, Interval]], most: int, fewest: int) -> frozenset[str]:
    """Which reports, given by a hash of their words and by when they were published, show what is usual: those from
    before the month of the newest if there are `fewest` of them, else all; and of many the first `most` by their
    hashes. So in a stream of news the sample changes when a month ends, and not with every report.
    """
    every = sorted(set(reports), key=lambda r: r[0])
    newest = max((p.hi for _, p in every if p.hi is not None), default=None)
    month = newest.replace(day=1) if newest else None
    before = [key for key, published in every if month and published.hi is not None and published.hi < month]
    pool = before if len(before) >= fewest else [key for key, _ in every]
    return frozenset(pool[:most])


@dataclass(slots=True, kw_only=True)
class Rarity:
    """How rare terms are, in the sample and in news at large, times how much they count."""

    counts: Mapping[str, int]
    total: int
    lexicon: StoryLexicon
    _known: dict[str, float] = field(default_factory=dict)

    def of(self, term: str) -> float:
        """The weight of one mention."""
        if (known := self._known.get(term)) is not None:
            return known
        settings = self.lexicon.grouping
        usual = settings.background * self.lexicon.common_words.get(term, _RAREST)
        rarity = log((settings.background + self.total) / (usual + self.counts.get(term, 0)))
        weight = rarity * (settings.pair if " " in term else 1)
        if term in self.counts:
            self._known[term] = weight
        return weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """How rare each term is, which terms are too common to look reports up by, how alike
    reports of one story must be, and how reports lie in time.
    """

    rarity: Rarity
    common: Collection[str]
    alike: float
    spacing: Spacing

    def weigh(self, terms: Mapping[str, float]) -> Vector:
        """The vector of a report with these terms: of length one, or longer for a short report."""
        return _weigh(terms, self.rarity)


def observe(sample: Sequence[tuple[Mapping[str, float], Interval]], size: int, lexicon: StoryLexicon) -> Surroundings:
    """What the sampled reports, given by terms and day, say of all the `size` reports they were taken from."""
    settings = lexicon.grouping
    steps = size_step(size, len(sample))
    counts = Counter(term for terms, _ in sample for term in terms)
    rarity = Rarity(counts=counts, total=len(sample), lexicon=lexicon)
    kept = Counter(term for terms, _ in sample for term in _weigh(terms, rarity))
    ceiling = _ceiling(kept.values(), int(_WORK * len(sample) ** 2 / max(1.0, steps, len(sample))))
    return Surroundings(
        rarity=rarity,
        common=frozenset(term for term, count in kept.items() if count > max(1, ceiling)),
        alike=_alike_among(steps, settings),
        spacing=Spacing.of([published for _, published in sample], settings.half_days, settings.dated_alike),
    )


def size_step(size: int, sampled: int) -> float:
    """How many reports there are taken to be: above the sample's size, steps of a quarter more."""
    return size if size <= sampled else 10 ** (floor(log10(size) * _STEPS) / _STEPS)


def _alike_among(size: float, settings: GroupSettings) -> float:
    """How alike reports of one story must be among so many: the more there are, the more chance likeness there is."""
    wanted = settings.alike + settings.alike_tenfold * log10(max(1, size) / 1_000)
    return min(settings.alike_most, max(settings.alike_least, wanted))


def _weigh(terms: Mapping[str, float], rarity: Rarity) -> Vector:
    """The weightiest terms: logarithmic counts by rarity."""
    settings, of = rarity.lexicon.grouping, rarity.of
    weighed = {term: (1 + log(n) if n > 1 else 1.0) * of(term) for term, n in sorted(terms.items())}
    kept = sorted(weighed, key=weighed.__getitem__, reverse=True)[: settings.terms]
    norm = sqrt(fsum(weighed[t] ** 2 for t in kept)) or 1.0
    scale = UNIT * sqrt(max(1.0, settings.full_length / length_of(terms))) / norm
    return {t: round(weighed[t] * scale) for t in kept}


def length_of(terms: Iterable[str]) -> int:
    """How many different terms a report has, pairs not counted."""
    return max(_SHORTEST, sum(" " not in term for term in terms))


def lean_of(terms: Iterable[str], settings: GroupSettings) -> float:
    """The part of a report's likeness to others that is that of its nearest."""
    return min(_LEAN_MOST, settings.lean / length_of(terms))


def meaning_share(terms: Iterable[str], settings: GroupSettings) -> float:
    """The part of a report's likeness to others that is one of meaning: much for a headline, hardly any from a lead on,
    whose own words say more.
    """
    return settings.meaning * lean_of(terms, settings) ** 2


def _ceiling(counts: Iterable[int], work: int) -> int:
    """The largest count at which comparing all vectors that share a term so common stays within the work allowed."""
    highest = 0
    for count, terms in sorted(Counter(counts).items()):
        work -= terms * count * count // 2
        if work < 0:
            break
        highest = count
    return highest
