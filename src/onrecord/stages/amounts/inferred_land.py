"""The land of an amount that nothing places nearer: that of its sentence, of its paragraph, of its report."""

from itertools import pairwise

from onrecord.lexicons import Lexicons, NameLexicon
from onrecord.lexicons.amounts import AmountLexicon, LandWords
from onrecord.records import PlaceBasis, Span
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.lands import over_lands
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.amounts.scene_land import WORLD, Lands, lands_named
from onrecord.stages.amounts.scene_told import Scene

_OPENING = 3  # words


def infer_land(
    line: Line, kernel: Span, counted: Counted, scene: Scene | None, lands: Lands, lexicons: Lexicons
) -> str | None:
    """The country where the amount is taken to be, `world` for what is the same everywhere; None where two compete.

    In a report on Italy `Farmers lost 40 sheep` is told of Italy, `crude fell to $40 a barrel` of the world.
    """
    if _worldwide(counted, lexicons.amounts.lands):
        return WORLD
    if counted.unit == "country" or over_lands(line, kernel, lexicons.amounts) is not None:
        return None
    own = lands.named.get(line.analysis.sentence.index, frozenset())
    near = own or lands.before.get(line.analysis.sentence.index, frozenset())
    if lands.report is not None and (not near or lands.report in near):
        return lands.report
    if lands.report is not None and scene and scene.region == lands.report and not scene.acting:
        return lands.report  # another land is only named: `as the navy of Norland said`
    if scene and scene.basis is PlaceBasis.CONTEXT and not own:
        return scene.region
    return _own_land(counted, own, scene, lexicons.names, lexicons.amounts)


def _own_land(
    counted: Counted, own: frozenset[str], scene: Scene | None, names: NameLexicon, lexicon: AmountLexicon
) -> str | None:
    """The one land that the sentence names, if it is set there or a share of its people is told; what it pays may go
    abroad.
    """
    land = next(iter(own)) if len(own) == 1 else WORLD
    if land == WORLD:
        return None
    if counted.sort is Sort.SHARE and land in lands_named(counted.what, names, lexicon):
        return land  # `one in three Norlanders`
    there = scene is not None and scene.region == land and not (scene.acting and counted.sort is Sort.MONEY)
    return land if there else None


def _worldwide(counted: Counted, words: LandWords) -> bool:
    """Whether what is counted has one price everywhere or is called the world's: `$40 a barrel`, `the global alert`."""
    told = counted.what.lower().split()
    priced = any(thing in words.worldwide_goods and after in words.prices for thing, after in pairwise(told))
    _, per, unit = counted.unit.partition("/")
    return priced or (bool(per) and unit in words.worldwide_units) or not words.worldwide.isdisjoint(told[:_OPENING])
