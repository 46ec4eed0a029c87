"""What a report is about as a whole: the place it is set in, the place that something befell."""

from collections import Counter
from collections.abc import Sequence

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import SceneWords
from onrecord.records import PlaceBasis
from onrecord.stages.amounts.scene_cues import Hold
from onrecord.stages.amounts.scene_told import Scene, Told, region_of, usual_name

_FEWEST = 3
_SHARE, _LEAD_SHARE = 0.6, 0.45
_LEAD = 3
_LEAD_OVER = 1.5
_OPENING = 4  # sentences


def find_event(told: Sequence[Told], names: NameLexicon, words: SceneWords) -> Scene | None:
    """Where what the report tells of happened; None where it tells of events at several places.

    That is a place said to have been struck, or else the one where the report opens with an event.
    """
    struck = [c for t in told for c in t.cues if c.struck]
    sudden = any(_calamity(t, words) for t in told if any(c.struck for c in t.cues))
    if not struck:
        events = [t for t in told[:_OPENING] if any(token.text.lower() in words.events for token in t.analysis.tokens)]
        struck = [c for t in events for c in t.cues if c.hold is Hold.HERE]
        sudden = any(_calamity(t, words) for t in events)
    regions = {region_of(c) for c in struck}
    if len(regions) != 1:
        return None
    places = sorted({usual_name(c.name, names) for c in struck})
    place = places[0] if len(places) == 1 else min(regions)
    return Scene(place=place, region=min(regions), basis=PlaceBasis.CONTEXT, struck=sudden)


def befell_land(told: Sequence[Told], words: SceneWords) -> bool:
    """Whether a disaster is said to have struck the land or town that the report is about: `the quake hit the city`."""
    return any(_befalls(one, words) for one in told)


def _befalls(one: Told, words: SceneWords) -> bool:
    tokens = [t.text.lower() for t in one.analysis.tokens]
    return any(
        verb in words.strikes and tokens[i - 1] in words.calamities and tokens[i + 1] in words.pointers
        for i, verb in enumerate(tokens[:-3])
        if i and any(noun in words.lands | words.towns for noun in tokens[i + 2 : i + 4])
    )


def _calamity(one: Told, words: SceneWords) -> bool:
    """Whether the sentence tells of a disaster, and of nothing longer that the place may be named for: a war."""
    told = {t.text.lower() for t in one.analysis.tokens} & words.events
    return bool(told) and told <= words.calamities


def find_home(told: Sequence[Told], names: NameLexicon) -> Scene | None:
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
                region = region_of(cue)
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
