"""One exact figure in two reports, though they name differently what it counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from onrecord.records import Claim, ClaimId, Quantity, QuantityKind, RelationType, ReportId, Slot
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.terms import terms_of

_DIGITS = 3  # significant digits that two counts hardly share by chance
_SUM = Decimal(1_000_000)  # or a sum of money so large
_COMPARED = 12


def relate_figures(
    claims: Sequence[Claim],
    slots: Mapping[ClaimId, Slot],
    texts: Mapping[ReportId, str],
    canon: Canon,
    function_words: frozenset[str],
) -> Iterator[Finding]:
    """Findings between claims of different slots that give one distinctive figure in clauses that share words."""
    by_figure: dict[tuple[str, Decimal], list[Claim]] = defaultdict(list)
    for claim in claims:
        content = claim.content
        if isinstance(content, Quantity) and (figure := _figure(content)):
            by_figure[content.unit, figure].append(claim)
    for key in sorted(by_figure):
        own = by_figure[key]
        for index, later in enumerate(own):
            same = [
                c
                for c in own[max(0, index - _COMPARED) : index]
                if _alike(c, later, slots, texts, canon, function_words)
            ]
            if same:
                assert isinstance(later.content, Quantity)
                yield Finding(
                    type=RelationType.CORROBORATES,
                    rule="quantity.same-figure",
                    left=tuple(same),
                    right=(later,),
                    reason=f"Both give the figure {describe_bound(later.content.amount)} in like words.",
                )


def _figure(quantity: Quantity) -> Decimal | None:
    """The number, where it is exact and distinctive."""
    low = quantity.amount.low
    if low is None or not quantity.amount.exact or quantity.kind is QuantityKind.DURATION:
        return None
    digits = len(low.normalize().as_tuple().digits)
    money = len(quantity.unit) == 3 and quantity.unit.isupper()
    year = digits == 4 and 1800 <= low <= 2100 and low == low.to_integral_value()
    return low if (digits >= _DIGITS and not year) or (money and low >= _SUM) else None


def _alike(
    one: Claim,
    two: Claim,
    slots: Mapping[ClaimId, Slot],
    texts: Mapping[ReportId, str],
    canon: Canon,
    function_words: frozenset[str],
) -> bool:
    """Whether claims of two reports, not of one slot already, may count the same thing."""
    if one.report == two.report or (one.id in slots and slots.get(one.id) == slots.get(two.id)):
        return False
    assert isinstance(one.content, Quantity)
    assert isinstance(two.content, Quantity)
    first, second = canon.place(one.content.stated_where), canon.place(two.content.stated_where)
    if first and second and first != second:
        return False
    words = [
        {t for t in terms_of(c.evidence.of(texts[c.report]), function_words) if not t[0].isdigit()} for c in (one, two)
    ]
    return len(words[0] & words[1]) >= 2
