"""What is known of a story's places: from the user's gazetteer, and from how the reports name them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.lexicons import NameLexicon
from onrecord.records import KnownPlace, Mention, NameKind, Reading

_SIDE = r"(?:(?:north|south|east|west|central)\w*\s+)"
_LYING_IN = re.compile(rf"\s+in\s+(?:the\s+)?{_SIDE}?(?:part\s+of\s+)?", re.IGNORECASE)
_COMMA = re.compile(rf",\s+{_SIDE}?", re.IGNORECASE)
_FURTHER = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\s(?:and|or)\s+)[A-Z]")
_EARLIER = re.compile(r"[A-Z]\w+\s*(?:,|\band)\s*(?:the\s+)?$", re.IGNORECASE)
_SIDED = re.compile(rf"{_SIDE}(?=[A-Z])")
_PLACES = frozenset({NameKind.PLACE, NameKind.FACILITY})


def known_places(readings: Sequence[Reading], lexicon: NameLexicon) -> tuple[KnownPlace, ...]:
    """The rows of the user's `places.csv` first, then the places that reports put into another (`Lund, Norland`; `the
    Lund base in Norland`) where none puts them elsewhere.
    """
    given = dict.fromkeys(place for r in readings for place in r.report.metadata.places)
    told: dict[str, set[str]] = defaultdict(set)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for inner, outer in _told(reading, lexicon):
            told[inner].add(outer)
    found = (KnownPlace(name=inner, within=min(outer)) for inner, outer in sorted(told.items()) if len(outer) == 1)
    return (*sorted(given, key=lambda p: p.name), *found)


def _told(reading: Reading, lexicon: NameLexicon) -> Iterator[tuple[str, str]]:
    for one, two in pairwise(m for m in reading.mentions if not m.pronoun):
        if one.sentence != two.sentence or one.kind not in _PLACES or two.kind is not NameKind.PLACE:
            continue
        between = reading.text[one.span.end : two.span.start]
        inner, outer = _name(one, reading), _name(two, reading)
        if inner in lexicon.countries or inner.lower() == outer.lower() or inner in lexicon.words.world_places:
            continue
        if _LYING_IN.fullmatch(between) or (_COMMA.fullmatch(between) and not _listed(one, two, reading, lexicon)):
            bare = _SIDED.sub("", outer)
            yield inner, lexicon.countries.get(bare, bare)


def _listed(one: Mention, two: Mention, reading: Reading, lexicon: NameLexicon) -> bool:
    """Whether a comma between two places may part the members of a list: only a place that no table has, and the
    country after it, with no third place beside them, are surely none.
    """
    inner, outer = _name(one, reading), _SIDED.sub("", _name(two, reading))
    if outer not in lexicon.countries or lexicon.place(inner):
        return True
    before, after = reading.text[: one.span.start], reading.text[two.span.end :]
    return bool(_FURTHER.match(after) or _EARLIER.search(before[-40:]))


def _name(mention: Mention, reading: Reading) -> str:
    """The name as the report's own fullest form has it, or as it stands there."""
    if mention.entity is not None and mention.kind is NameKind.FACILITY:
        return reading.entities[mention.entity].name
    return " ".join(mention.span.of(reading.text).split())
