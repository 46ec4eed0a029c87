"""Parts that a report counts one beside the other: together they are no more than their whole, whoever counts it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from onrecord.records import Slot
from onrecord.stages.bounding.exclusion import Exclusion
from onrecord.stages.bounding.figures import Bears, Counted, Figure
from onrecord.stages.bounding.limits import Law, Series

Read = Callable[[Counted], Figure | None]


def find_sums(
    whole: Series, slot: Slot, counted: Sequence[Counted], read: Read, country: Callable[[str], str | None]
) -> tuple[Exclusion, ...]:
    """The sets of a figure of the whole and of parts that one sentence counts in places of it (`39 in Upper Karsk and
    nine in Lower Karsk`), which together are more than the whole is said to be, each without the parts it needs not.

    The parts are of the whole's day, or of an earlier one where it is a running total.
    """
    beside: dict[tuple[str, int], list[tuple[Counted, Figure]]] = defaultdict(list)
    for part in counted:
        if _lies_in(part.slot, slot, country) and (figure := read(part)) and figure.bears is Bears.LEVEL:
            beside[part.claim.report, part.claim.sentence].append((part, figure))
    found: dict[tuple[str, ...], Exclusion] = {}
    for key in sorted(beside):
        parts = _apart(beside[key])
        if len(parts) < 2:
            continue
        for figure in whole.figures:
            if figure.bears is Bears.LEVEL and (premises := _too_many(figure, parts, rises=whole.rises)):
                found[premises] = Exclusion(premises=premises, laws=(Law.SUM,))
    return tuple(found[key] for key in sorted(found))


def _lies_in(part: Slot, whole: Slot, country: Callable[[str], str | None]) -> bool:
    """Whether what is counted is the same but for the place, which lies in the whole's: by its country, or by its name
    (`upper karsk` in `karsk`).
    """
    if not part.where or not whole.where or part.where == whole.where:
        return False
    if replace(part, where="") != replace(whole, where=""):
        return False
    return country(part.where) == whole.where or whole.where in part.where.split()


def _apart(beside: Sequence[tuple[Counted, Figure]]) -> list[Figure]:
    """The figures of places of which none may lie in another, one a place."""
    places = {c.slot.where: figure for c, figure in beside}
    words = {place: set(place.split()) for place in places}
    return [
        figure
        for place, figure in sorted(places.items())
        if not any(words[other] < words[place] for other in places if other != place)
    ]


def _too_many(whole: Figure, parts: Sequence[Figure], *, rises: bool) -> tuple[str, ...]:
    """The figure and the fewest of the parts whose least numbers exceed the most it allows; empty where none do."""
    if whole.high is None or whole.day is None:
        return ()
    fitting = sorted((p for p in parts if _before(p, whole, rises=rises)), key=lambda p: (-(p.low or 0), p.claim))
    total, used = Decimal(0), list[str]()
    for part in fitting:
        total += part.low or Decimal(0)
        used.append(part.claim)
        if total > whole.high:
            return (whole.claim, *used) if len(used) > 1 else ()
    return ()


def _before(part: Figure, whole: Figure, *, rises: bool) -> bool:
    """Whether a part was counted on the whole's day, or before it where neither falls."""
    assert whole.day is not None
    if part.low is None or part.until is None:
        return False
    return part.until <= whole.day if rises else part.day == whole.day


def within_one_report(exclusion: Exclusion, figures: Sequence[Counted]) -> bool:
    """Whether one report gives all the claims of a set."""
    own = {c.claim.report for c in figures if c.claim.id in exclusion.premises}
    return len(own) == 1
