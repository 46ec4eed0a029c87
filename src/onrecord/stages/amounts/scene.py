"""Where each sentence of a report is set: by its own places, by those before it, by what the report is about."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import SceneWords
from onrecord.records import CLAIM_BEARING, Analysis, Mention, PlaceBasis, Reading
from onrecord.stages.amounts.scene_cues import Cue, Hold, read_cues

_FEWEST = 3
_SHARE, _LEAD_SHARE = 0.6, 0.45
_LEAD = 3
_LEAD_OVER = 1.5
_EVENT_REACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place and what it rests on; `region` is the country it lies in, or itself where no table says. An `acting`
    one is a land that does something or counts: what it counts is there, what it sends is not. `struck` tells of the
    place of the report that what the report tells of befell it.
    """

    place: str
    region: str
    basis: PlaceBasis
    acting: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence and the places it names."""

    analysis: Analysis
    cues: tuple[Cue, ...]


def find_scenes(reading: Reading, names: NameLexicon, words: SceneWords) -> Mapping[int, Scene]:
    """The scene of every sentence that has one, by its index."""
    told = list(_told(reading, names, words))
    home, event = _home(told, names), _event(told, names)
    told = [_sobered(one, home) for one in told]
    if home and event and event.region == home.region:
        home = replace(home, struck=True)
    scenes: dict[int, Scene] = {}
    last: dict[str, Scene] = {}
    carried: Scene | None = None
    paragraph = -1
    for one in told:
        sentence = one.analysis.sentence
        same = sentence.paragraph == paragraph
        scene = _own(one.cues, names)
        if scene and home and scene.region == home.region:
            scene = replace(scene, acting=False)
        if scene is None:
            scene = _inferred(one, last, carried, home, event, words, same=same)
        if scene:
            scenes[sentence.index] = scene
        for cue in one.cues:
            kind = "land" if cue.name in names.countries else "town"
            kinds = (kind, "capital") if cue.name in names.capitals else (kind,)
            last |= dict.fromkeys(
                kinds, Scene(place=_usual(cue.name, names), region=_region(cue), basis=PlaceBasis.CONTEXT)
            )
        if one.cues:
            carried = replace(scene, basis=PlaceBasis.CONTEXT) if scene and not scene.acting else None
        elif not same:
            carried = None
        paragraph = sentence.paragraph
    return scenes


def _sobered(told: Told, home: Scene | None) -> Told:
    """The same, where a body that speaks for another land than the report is about puts nothing there."""
    cues = (replace(c, hold=Hold.NAMED) if c.doubtful and home and c.region != home.region else c for c in told.cues)
    return replace(told, cues=tuple(cues))


def _told(reading: Reading, names: NameLexicon, words: SceneWords) -> Iterator[Told]:
    held: dict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        held[mention.sentence].append(mention)
    for analysis in reading.analyses:
        if analysis.sentence.kind in CLAIM_BEARING:
            mentions = held[analysis.sentence.index]
            cues = read_cues(reading.text, analysis, mentions, names, words) if mentions else ()
            yield Told(analysis=analysis, cues=tuple(cues))


def _usual(name: str, names: NameLexicon) -> str:
    return names.countries.get(name, name)


def _region(cue: Cue) -> str:
    return cue.region or cue.name


def _own(cues: Sequence[Cue], names: NameLexicon) -> Scene | None:
    """The one place the sentence itself is set in; None where it names none, or several."""
    hold = max((c.hold for c in cues), default=Hold.AWAY)
    if hold < Hold.ACTING:
        return None
    firm = [c for c in cues if c.hold is hold]
    regions = sorted({c.region for c in firm if c.region})
    wide = names.words.world_places if any(c.name not in names.words.world_places for c in firm) else frozenset[str]()
    places = sorted({_usual(c.name, names) for c in firm if c.name not in wide})
    if len(regions) > 1 or (not regions and len(places) > 1):
        return None
    known = sorted({c.region for c in cues if c.region and c.hold is not Hold.AWAY})
    region = regions[0] if regions else known[0] if len(known) == 1 else places[0]
    if any(c.hold is not Hold.AWAY and c.region not in {None, region} for c in cues):
        return None
    place = places[0] if len(places) == 1 else region
    return Scene(place=place, region=region, basis=PlaceBasis.SENTENCE, acting=hold is Hold.ACTING)


def _inferred(
    told: Told,
    last: Mapping[str, Scene],
    carried: Scene | None,
    home: Scene | None,
    event: Scene | None,
    words: SceneWords,
    *,
    same: bool,
) -> Scene | None:
    """The scene of a sentence that says nothing of its own; None where it names another place than it would get."""
    scene = _pointed(told.analysis, last, carried, words)
    if scene is None and event and _of_event(told.analysis, words):
        scene = event
    if scene is None:
        scene = _followed(carried, home, same=same)
    if scene is None or any(c.hold is not Hold.AWAY and c.region != scene.region for c in told.cues):
        return None
    return scene


def _pointed(analysis: Analysis, last: Mapping[str, Scene], carried: Scene | None, words: SceneWords) -> Scene | None:
    """The place that `the country`, `the city` or `there` points back to."""
    tokens = analysis.tokens
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if word == "there" and token.tag == "ADV" and i:
            return carried
        if not any(t.text.lower() in words.pointers for t in tokens[max(0, i - 2) : i]):
            continue
        if word in words.lands:
            return last.get("land")
        if word == "capital":
            return last.get(word)
        if word in words.towns:
            return last.get("town")
        if word in words.areas:
            return carried
    return None


def _of_event(analysis: Analysis, words: SceneWords) -> bool:
    """Whether the sentence speaks of `the quake` or `the disaster` as of something known."""
    tokens = analysis.tokens
    return any(
        token.text.lower() in words.events
        and any(t.text.lower() in words.pointers for t in tokens[max(0, i - _EVENT_REACH) : i])
        for i, token in enumerate(tokens)
    )


def _followed(carried: Scene | None, home: Scene | None, *, same: bool) -> Scene | None:
    """The scene before it in its paragraph; at the start of one, that of the report, unless the one before differs."""
    if same and carried:
        return carried
    if home and (carried is None or carried.region == home.region):
        return home
    return None


def _event(told: Sequence[Told], names: NameLexicon) -> Scene | None:
    """Where what the report tells of happened; None where it tells of events at several places."""
    struck = [c for t in told for c in t.cues if c.struck]
    regions = {_region(c) for c in struck}
    if len(regions) != 1:
        return None
    places = sorted({_usual(c.name, names) for c in struck})
    place = places[0] if len(places) == 1 else min(regions)
    return Scene(place=place, region=min(regions), basis=PlaceBasis.CONTEXT)


def _home(told: Sequence[Told], names: NameLexicon) -> Scene | None:
    """The country, or else the place, that the report is set in; None where several share it.

    What is told to be there counts double. Less will do for a place that the report opens with.
    """
    counts: Counter[str] = Counter()
    early: set[str] = set()
    opening: set[str] = set()
    for number, one in enumerate(told):
        weights: dict[str, int] = {}
        for cue in one.cues:
            if cue.name not in names.words.world_places:
                region = _region(cue)
                weights[region] = max(weights.get(region, 0), 2 if cue.hold is Hold.HERE else 1)
        counts.update(weights)
        if number <= 1:
            early |= weights.keys()
            opening |= {p for p, weight in weights.items() if weight > 1}
        elif one.analysis.sentence.paragraph <= _LEAD:
            early |= {p for p, weight in weights.items() if weight > 1}
    known = Counter({p: n for p, n in counts.items() if p in names.countries}) or counts
    if not known:
        return None
    (place, own), *others = sorted(known.items(), key=lambda item: (-item[1], item[0]))
    if others and own < _LEAD_OVER * others[0][1]:
        return None
    share = _LEAD_SHARE if place in opening else _SHARE
    if place not in early or own < _FEWEST or own < share * known.total():
        return None
    return Scene(place=place, region=place, basis=PlaceBasis.REPORT)
