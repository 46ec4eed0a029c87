"""The places that the sentences of a report name, and the scene that one of them may give."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import SceneWords
from onrecord.records import CLAIM_BEARING, Analysis, Mention, PlaceBasis, Reading
from onrecord.stages.amounts.scene_cues import Cue, Hold, read_cues


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place and what it rests on; `region` is the country it lies in, or itself where no table says. An `acting`
    one is a land that does something or counts: what it counts is there, what it sends is not. `struck` tells that what
    the report tells of befell the place or its land; `pointed` that the sentence itself points back to it.
    """

    place: str
    region: str
    basis: PlaceBasis
    acting: bool = False
    struck: bool = False
    pointed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence and the places it names."""

    analysis: Analysis
    cues: tuple[Cue, ...]


def read_told(
    reading: Reading, names: NameLexicon, words: SceneWords, months: AbstractSet[str] = frozenset()
) -> Iterator[Told]:
    """The sentences that bear claims with the places they name, none of them a month."""
    held: dict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.span.of(reading.text).lower() not in months:
            held[mention.sentence].append(mention)
    for analysis in reading.analyses:
        if analysis.sentence.kind in CLAIM_BEARING:
            mentions = held[analysis.sentence.index]
            cues = read_cues(reading.text, analysis, mentions, names, words) if mentions else ()
            yield Told(analysis=analysis, cues=tuple(cues))


def usual_name(name: str, names: NameLexicon) -> str:
    """A country by its usual name, any other place as it is."""
    return names.countries.get(name, name)


def region_of(cue: Cue) -> str:
    """The country a place belongs to, or the place itself where no table says."""
    return cue.region or cue.name


def own_scene(cues: Sequence[Cue], names: NameLexicon) -> Scene | None:
    """The one place the sentence itself is set in; None where it names none, or several."""
    hold = max((c.hold for c in cues), default=Hold.AWAY)
    if hold < Hold.ACTING:
        return None
    firm = [c for c in cues if c.hold is hold]
    regions = sorted({c.region for c in firm if c.region})
    wide = names.words.world_places if any(c.name not in names.words.world_places for c in firm) else frozenset[str]()
    places = sorted({usual_name(c.name, names) for c in firm if c.name not in wide})
    if len(regions) > 1 or (not regions and len(places) > 1):
        return None
    known = sorted({c.region for c in cues if c.region and c.hold is not Hold.AWAY})
    region = regions[0] if regions else known[0] if len(known) == 1 else places[0]
    if any(c.hold is not Hold.AWAY and c.region not in {None, region} for c in cues):
        return None
    place = places[0] if len(places) == 1 else region
    return Scene(place=place, region=region, basis=PlaceBasis.SENTENCE, acting=hold is Hold.ACTING)
