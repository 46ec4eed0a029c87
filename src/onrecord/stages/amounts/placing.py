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
from onrecord.stages.amounts.setting import Setting, takes_place

WORLD = "world"
_TOLD = frozenset({"case", "death", "country"})
_LANDS = frozenset({"state", "country"})
_TOWNS = frozenset({"city", "town", "village", "province", "region", "county"})


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
    if scene and (beside or scene.struck or land in {None, scene.region}):
        setting = Setting(line=line, kernel=kernel, counted=counted, mentions=mentions, scene=scene)
        if takes_place(setting, lexicon, names):
            return _wide_enough(counted, scene, names)
    if not scene and (counted.unit in _TOLD or counted.sort is Sort.LEVEL) and _counts_all(line, mentions, lexicon):
        return WORLD, PlaceBasis.SENTENCE
    return None, PlaceBasis.STATED


def _wide_enough(counted: Counted, scene: Scene, names: NameLexicon) -> tuple[str | None, PlaceBasis]:
    """The scene's place, or its land where states or towns are counted, which lie in no town."""
    wide = counted.unit in _LANDS or counted.head in _TOWNS
    if not wide or scene.place in names.countries:
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
