"""One exact figure in two reports, though they name differently what it counts; one rounded, and one denied."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from onrecord.lexicons.stories import StoryLexicon
from onrecord.records import (
    Claim,
    ClaimId,
    Modality,
    Quantity,
    QuantityKind,
    Reading,
    RelationType,
    ReportId,
    Slot,
    Statement,
)
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.terms import stem, terms_of
from onrecord.stages.stories.values import amount_of, hedge_of

_DIGITS = 3  # significant digits that two counts hardly share by chance
_OUTSIDE = re.compile(r" (?:of|to|for|in|on|from|with|by|that|which) ")  # ends the noun that a phrase is about
_SIZES = frozenset({"hundr", "thousand", "million", "billion", "trillion", "dollar", "percent"})
_SCALES = frozenset({"percent", "percentage point", "mile", "km", "magnitude"})
_SUM = Decimal(1_000_000)  # or a sum of money so large
_MANY = Decimal(1_000)  # or a number so large beside the same noun, in sentences on the same names
_COMPARED = 12
_FIGURE = re.compile(r"[$€£]? ?\d[\d,.]*\d(?: (?:thousand|million|billion|trillion))?|[$€£]\d")
_NOT = r"\b(?:not|n't|n’t|never|no longer)(?: [\w’'-]+){0,6} $"
_Figures = dict[tuple[str, Decimal], list["_Told"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A claim of a figure: the words of its clause, those of what it counts and of the noun at its head, and the names
    of its sentence.
    """

    claim: Claim
    words: frozenset[str]
    what: frozenset[str]
    head: frozenset[str]
    names: frozenset[str]
    place: str


def relate_figures(
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    readings: Sequence[Reading],
    canon: Canon,
    lexicon: StoryLexicon,
) -> Iterator[Finding]:
    """Findings between claims of different slots that give one distinctive figure in clauses that share words, between
    one that gives it rounded and one that does not, and between those who give it and one who says that it is not so.
    """
    by_figure = _Reader(readings, canon, lexicon).read(claims)
    for key in sorted(by_figure):
        own = by_figure[key]
        for index, later in enumerate(own):
            same = [c for c in own[max(0, index - _COMPARED) : index] if _alike(c, later, slots)]
            if same:
                yield Finding(
                    type=RelationType.CORROBORATES,
                    rule="quantity.same-figure",
                    left=tuple(told.claim for told in same),
                    right=(later.claim,),
                    reason=f"Both give the figure {describe_bound(amount_of(later.claim).amount)} in like words.",
                )
    yield from _rounded(by_figure)
    yield from _denials(claims, by_figure, {r.report.id: r.text for r in readings})


class _Reader:
    """Reads the figures of claims with what stands around them."""

    def __init__(self, readings: Sequence[Reading], canon: Canon, lexicon: StoryLexicon) -> None:
        self._texts = {r.report.id: r.text for r in readings}
        self._names = {
            (r.report.id, a.sentence.index): frozenset(
                stem(t.text.lower()) for t in a.tokens if t.tag == "PROPN" and t.text[0].isupper()
            )
            for r in readings
            for a in r.analyses
        }
        self._canon = canon
        self._lexicon = lexicon

    def read(self, claims: Sequence[Claim]) -> _Figures:
        """The claims of exact figures that are told as such, by scale and figure."""
        found: _Figures = defaultdict(list)
        for claim in claims:
            content = claim.content
            if not isinstance(content, Quantity) or _denied(claim) or not content.amount.exact:
                continue
            figure = content.amount.low
            written = any(c.isdigit() for c in content.number.of(self._texts[claim.report]))  # not `a third`
            if figure is not None and written and content.kind is not QuantityKind.DURATION:
                found[_scale(content.unit), figure].append(self._told(claim, content))
        return found

    def _told(self, claim: Claim, content: Quantity) -> _Told:
        return _Told(
            claim=claim,
            words=self._terms(claim.evidence.of(self._texts[claim.report])),
            what=self._terms(content.what) - {stem(content.unit.lower())},
            head=self._terms(_OUTSIDE.split(content.what, maxsplit=1)[0]) - {stem(content.unit.lower())},
            names=self._names.get((claim.report, claim.sentence), frozenset()),
            place=self._canon.place(content.stated_where),
        )

    def _terms(self, text: str) -> frozenset[str]:
        heads = self._lexicon.synonyms_by_word
        terms = (t for t in terms_of(text, self._lexicon.function_words) if not t[0].isdigit())
        return frozenset(heads.get(t, t) for t in terms) - _SIZES


def _denied(claim: Claim) -> bool:
    return claim.modality is Modality.DENIED or claim.negated


def _scale(unit: str) -> str:
    """What a number is a number of, as far as it parts figures: seats and members are both counted."""
    return unit if _money(unit) or unit in _SCALES else ""


def _money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _distinctive(figure: Decimal, unit: str) -> bool:
    """Whether two reports hardly give a figure by chance."""
    digits = _digits(figure)
    year = digits == 4 and 1800 <= figure <= 2100 and figure == figure.to_integral_value()
    return (digits >= _DIGITS and not year) or (_money(unit) and figure >= _SUM)


def _digits(figure: Decimal) -> int:
    return len(figure.normalize().as_tuple().digits)


def _alike(one: _Told, two: _Told, slots: Mapping[ClaimId, Slot]) -> bool:
    """Whether claims of two reports, not of one slot already, may count the same thing."""
    first, second = one.claim, two.claim
    if first.report == second.report or (first.id in slots and slots.get(first.id) == slots.get(second.id)):
        return False
    if one.place and two.place and one.place != two.place:
        return False
    figure, unit = amount_of(first).amount.low or Decimal(0), amount_of(first).unit
    what, names = one.what & two.what, one.names & two.names
    if not _distinctive(figure, unit):
        return (
            unit == amount_of(second).unit
            and figure >= _MANY
            and bool(what)
            and bool(names)
            and not (hedge_of(first) or hedge_of(second))
        )
    words = one.words & two.words
    if _digits(figure) >= _DIGITS:
        return len(words) >= 2 or bool(what) or bool(words & names)
    return len(words) >= 2 or bool(one.head & two.head)


def _rounded(by_figure: _Figures) -> Iterator[Finding]:
    """A figure that is told to more digits elsewhere, of one day, in a sentence on the same names."""
    whole = {key: own for key, own in by_figure.items() if key[1] == key[1].to_integral_value()}
    for unit, figure in sorted(by_figure):
        near = figure.to_integral_value()
        if figure == near or _digits(near) < _DIGITS:
            continue
        for finer in by_figure[unit, figure]:
            for other in whole.get((unit, near), ())[:_COMPARED]:
                one, two = finer.claim, other.claim
                now = one.clocks.as_of.interval.overlaps(two.clocks.as_of.interval)
                if one.report != two.report and now and len(finer.names & other.names) > 1:
                    reason = f"{describe_bound(amount_of(two).amount)} is the other figure, rounded."
                    yield Finding(
                        type=RelationType.REFINES, rule="quantity.rounded", left=(two,), right=(one,), reason=reason
                    )


def _denials(claims: Sequence[Claim], by_figure: _Figures, texts: Mapping[ReportId, str]) -> Iterator[Finding]:
    """Each speaker who says that a figure is not so, with those who give it."""
    by_text: dict[str, list[Claim]] = defaultdict(list)
    for (unit, figure), own in sorted(by_figure.items()):
        for told in own if _distinctive(figure, unit) else ():
            for number in _FIGURE.findall(amount_of(told.claim).number.of(texts[told.claim.report])):
                by_text[number.strip()].append(told.claim)
    for claim in claims:
        if not isinstance(claim.content, Quantity | Statement) or not (_denied(claim) and claim.attribution.speaker):
            continue
        text = claim.evidence.of(texts[claim.report])
        for match in _FIGURE.finditer(text):
            speaker = claim.attribution.speaker
            others = [c for c in by_text.get(match.group().strip(), ()) if c.attribution.speaker != speaker]
            if others and re.search(_NOT, text[: match.start() + (match.group()[0] == " ")]):
                reason = f"It is not the figure that others give, by the word of {speaker}."
                yield Finding(
                    type=RelationType.TENSION,
                    rule="quantity.denied",
                    left=tuple(others[-_COMPARED:]),
                    right=(claim,),
                    reason=reason.replace("of anonymous ", "of unnamed ", 1),
                )
