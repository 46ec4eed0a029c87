"""The place of an amount, and what it rests on: the text beside it, or the scene of its sentence."""

from collections.abc import Sequence

from onrecord.lexicons import Lexicons, NameLexicon
from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import Mention, NameKind, PlaceBasis, ReportEntity, Span
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.lands import lands_over
from onrecord.stages.amounts.locus import find_where, is_total, place_name
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.amounts.scene_told import Scene

WORLD = "world"
_TOLD = frozenset({"case", "death", "country"})
_LANDS = frozenset({"state", "country"})
_HARM = frozenset({"case", "death"})


def find_place(
    line: Line,
    evidence: Span,
    kernel: Span,
    counted: Counted,
    mentions: Sequence[Mention],
    scene: Scene | None,
    entities: Sequence[ReportEntity],
    lexicons: Lexicons,
) -> tuple[str | None, PlaceBasis]:
    """Where the amount holds, and on what that rests; nothing where the text leaves it open or two places compete."""
    lexicon, names = lexicons.amounts, lexicons.names
    if counted.what == "distance":
        return None, PlaceBasis.STATED  # which lies between two places
    if found := find_where(line, evidence, kernel, counted, mentions, lexicon):
        place = place_name(found, entities, line.text, names)
        if counted.unit not in _LANDS or not (place in names.capitals or place in names.cities):
            return place, PlaceBasis.STATED
    if _of_the_world(line, evidence, lexicon):
        return WORLD, PlaceBasis.STATED
    land = _land_of(line, kernel, mentions, names)
    if land and counted.head in lexicon.scene.dwellers:
        return land, PlaceBasis.SENTENCE
    beside = scene is not None and scene.basis is PlaceBasis.SENTENCE
    if counted.unit in _TOLD and (lands := lands_over(line, kernel, counted, lexicon, names)):
        return lands, PlaceBasis.STATED
    if counted.unit in _TOLD and not beside and _of_the_world(line, line.span(0, len(line)), lexicon):
        return WORLD, PlaceBasis.SENTENCE
    if beside and is_total(line, kernel, lexicon) and _after_occasion(line, kernel, mentions, lexicon):
        return None, PlaceBasis.STATED
    if scene and _takes(counted, scene, lexicon) and (beside or scene.struck or land in {None, scene.region}):
        return _wide_enough(counted, scene, names)
    if not scene and (counted.unit in _TOLD or counted.sort is Sort.LEVEL) and _counts_all(line, mentions, lexicon):
        return WORLD, PlaceBasis.SENTENCE
    return None, PlaceBasis.STATED


def _wide_enough(counted: Counted, scene: Scene, names: NameLexicon) -> tuple[str | None, PlaceBasis]:
    """The scene's place, or its land where states are counted, which lie in no town."""
    if counted.unit not in _LANDS or scene.place in names.countries:
        return scene.place, scene.basis
    if scene.region in names.countries:
        return scene.region, scene.basis
    return None, PlaceBasis.STATED


def _after_occasion(line: Line, kernel: Span, mentions: Sequence[Mention], lexicon: AmountLexicon) -> bool:
    """Whether places come only with what changed a total: `the toll rose to five after a boat sank off Orle`."""
    first = next((m.span for m in mentions if m.kind in {NameKind.PLACE, NameKind.FACILITY}), None)
    between = range(line.at(kernel.end - 1) + 1, line.at(first.start)) if first else ()
    return any(line.lower(i) in lexicon.words.occasions for i in between)


def _land_of(line: Line, kernel: Span, mentions: Sequence[Mention], names: NameLexicon) -> str | None:
    """The land whose adjective or name stands before the counted noun: `40 Norlandic schools`."""
    for mention in mentions:
        name = mention.span.of(line.text)
        country = names.country_of(name)
        if kernel.covers(mention.span) and mention.kind in {NameKind.PLACE, NameKind.NATIONALITY}:
            return country or (name if mention.kind is NameKind.PLACE else None)
    return None


def _counts_all(line: Line, mentions: Sequence[Mention], lexicon: AmountLexicon) -> bool:
    """Whether a body that counts over the whole world is named, and no place."""
    own = [m for m in mentions if not m.pronoun]
    if any(m.kind in {NameKind.PLACE, NameKind.FACILITY, NameKind.NATIONALITY} for m in own):
        return False
    return any(m.span.of(line.text) in lexicon.scene.world_bodies for m in own)


def _of_the_world(line: Line, evidence: Span, lexicon: AmountLexicon) -> bool:
    words = f" {line.phrase(line.at(evidence.start), line.at(evidence.end - 1) + 1)} "
    return any(f" {phrase} " in words for phrase in lexicon.scene.world)


def _takes(counted: Counted, scene: Scene, lexicon: AmountLexicon) -> bool:
    """Whether an amount of this sort holds where its sentence is set: counts do, sums and shares need not; what a land
    that acts counts is there where it is harm, and what it has where that stays put: `Norland has 40 hospitals`.
    """
    if counted.sort in {Sort.MONEY, Sort.SHARE} or counted.rated or counted.unit == "time":
        return False
    if counted.sort in {Sort.AGE, Sort.TIME, Sort.LEVEL} and scene.basis is PlaceBasis.REPORT and not scene.struck:
        return False
    if counted.sort is Sort.MEASURE and scene.basis is PlaceBasis.CONTEXT:
        return False
    if scene.acting:
        harmed = counted.unit in _HARM or any(w in lexicon.clues.unharmed for w in counted.what.split())
        return harmed or counted.head in lexicon.scene.dwellers
    return True
