"""Places and holders that an amount's own words leave out, filled in where the story knows only one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from onrecord.records import ClaimId, ReportId, Slot
from onrecord.stages.stories.canon import Canon

WORLD = "world"
_TWICE = 2
_SEVERAL = 3
_ENDLESS = Decimal("Infinity")
_MOST = Decimal("0.6")  # a place that so many of the reports name is where the others count too


def join_places(slots: Mapping[ClaimId, Slot], canon: Canon) -> dict[ClaimId, Slot]:
    """The slots with a shortened place (`Lund`) under its full name (`Lund air base`) where only one is so called; a
    place of the tables is no shortening (`Mexico` of `Mexico City`).
    """
    names = sorted({slot.where for slot in slots.values() if slot.where})
    longer = {name: [other for other in names if other.startswith(f"{name} ")] for name in names}
    short = {name: found[0] for name, found in longer.items() if len(found) == 1 and len(found[0].split()) <= 4}
    full = {name: found for name, found in short.items() if not canon.is_known(name)}
    return {claim: replace(slot, where=full.get(slot.where, slot.where)) for claim, slot in slots.items()}


def fill_where(
    slots: Mapping[ClaimId, Slot],
    reports: Mapping[ClaimId, ReportId],
    sizes: Mapping[ClaimId, Decimal],
    canon: Canon,
    inferred: Mapping[ClaimId, str] = MappingProxyType({}),
) -> dict[ClaimId, Slot]:
    """The slots with a place that is left out filled in where claims on the same thing name only one, or nearly all
    of them one country and places within it. What one report places and most do not is no place's; a count larger
    than any place's own is that of all places. `inferred` holds the speakers of claims that only seem to be of their
    place: what he counts elsewhere in other reports, he counts there.
    """
    named: dict[Slot, dict[str, list[ClaimId]]] = defaultdict(lambda: defaultdict(list))
    for claim, slot in slots.items():
        named[bare_slot(slot)][slot.where].append(claim)
    filled = {}
    for by_place in named.values():
        at = {place: {reports[c] for c in own} for place, own in by_place.items()}
        home = _home(at, canon)
        largest = max((sizes[c] for place, own in by_place.items() if place for c in own), default=None)
        placed = set().union(*(own for place, own in at.items() if place))
        single = len(at.keys() - {""}) == 1 and 3 * len(placed) < len(placed | at.get("", set()))
        placed_at = at.keys() - {""}
        usual = _usual_places(by_place, reports, inferred)
        most = _most_placed(by_place, reports, sizes)
        for place, own in by_place.items():
            for claim in own:
                where = place
                if place and claim in inferred and usual.get(inferred[claim], place) == home:
                    where = home or place
                if single:
                    where = ""
                elif where != place:
                    pass
                elif not place and home and sizes[claim] <= _SEVERAL * most.get(reports[claim], _ENDLESS):
                    where = home
                elif not place and largest is not None and len(placed_at) > _TWICE and sizes[claim] > largest:
                    where = WORLD
                filled[claim] = replace(slots[claim], where=where)
    return filled


def _most_placed(
    by_place: Mapping[str, Sequence[ClaimId]], reports: Mapping[ClaimId, ReportId], sizes: Mapping[ClaimId, Decimal]
) -> Mapping[ReportId, Decimal]:
    """The largest count that each report gives a place: one several times as large is no place's of them."""
    most: dict[ReportId, Decimal] = {}
    for place, own in by_place.items():
        for claim in own if place else ():
            most[reports[claim]] = max(sizes[claim], most.get(reports[claim], sizes[claim]))
    return most


def _usual_places(
    by_place: Mapping[str, Sequence[ClaimId]], reports: Mapping[ClaimId, ReportId], inferred: Mapping[ClaimId, str]
) -> Mapping[str, str]:
    """Where each speaker's counts are in two reports at least, all but those of one report in one place."""
    told: dict[str, dict[str, set[ReportId]]] = defaultdict(lambda: defaultdict(set))
    for place, own in by_place.items():
        for claim in own:
            if place and (speaker := inferred.get(claim)):
                told[speaker][place].add(reports[claim])
    usual = {}
    for speaker, places in told.items():
        first = min(places, key=lambda place: (-len(places[place]), place))
        others = set().union(*(found for place, found in places.items() if place != first))
        if len(places[first]) >= _TWICE and len(others) * _TWICE < len(places[first]):
            usual[speaker] = first
    return usual


def _home(places: Mapping[str, set[ReportId]], canon: Canon) -> str:
    """The one place, or the country, that most reports which name a place name; empty where there is none."""
    counts: Counter[str] = Counter()
    for place, own in places.items():
        if place:
            counts[canon.within(place) or place] += len(own)
    if not counts:
        return ""
    home, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if most < _MOST * counts.total():
        return ""
    inside = sorted(place for place in places if place and home in {place, canon.within(place)})
    if home in inside:
        return home
    return inside[0] if len(inside) == 1 else ""


def fill_actor(
    slots: Mapping[ClaimId, Slot], reports: Mapping[ClaimId, ReportId], sizes: Mapping[ClaimId, Decimal]
) -> dict[ClaimId, Slot]:
    """The same for the holder, place by place. Beside a holder's, a report's other number is not his: he is filled in
    where another report names him, or for the same number.
    """
    named: dict[tuple[Slot, str], dict[str, list[ClaimId]]] = defaultdict(lambda: defaultdict(list))
    for claim, slot in slots.items():
        if slot.actor:
            named[bare_slot(slot), slot.where][slot.actor].append(claim)
    filled = dict(slots)
    for claim, slot in slots.items():
        holders = named.get((bare_slot(slot), slot.where), {})
        if len(holders) == 1 and not slot.actor:
            ((holder, own),) = holders.items()
            if any(reports[c] != reports[claim] or sizes[c] == sizes[claim] for c in own):
                filled[claim] = replace(slot, actor=holder)
    return filled


def bare_slot(slot: Slot) -> Slot:
    """What is counted, alone."""
    return replace(slot, where="", actor="", status="", kind="")
