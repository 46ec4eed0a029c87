"""Where each sentence of a report is set: by its own places, by those before it, by what the report is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import Analysis, PlaceBasis
from onrecord.stages.amounts.scene_cues import Hold
from onrecord.stages.amounts.scene_home import befell_land, find_event, find_home
from onrecord.stages.amounts.scene_told import Scene, Told, own_scene, region_of, usual_name

_EVENT_REACH = 3
_LINK_REACH = 4


def find_scenes(told: Sequence[Told], names: NameLexicon, lexicon: AmountLexicon) -> Mapping[int, Scene]:
    """The scene of every sentence that has one, by its index.

    After `In Orle a ferry sank. Four people drowned.` both sentences are set in Orle.
    """
    home, event = find_home(told, names), find_event(told, names, lexicon.scene)
    if home and (befell_land(told, lexicon.scene) or (event and event.struck and event.region == home.region)):
        home = replace(home, struck=True)
    thread = _Thread(names=names, lexicon=lexicon, home=home, event=event)
    scenes: dict[int, Scene] = {}
    for one in told:
        if scene := thread.follow(_sobered(one, home)):
            scenes[one.analysis.sentence.index] = scene
    return scenes


def _sobered(told: Told, home: Scene | None) -> Told:
    """The same, where a body that speaks for another land than the report is about puts nothing there."""
    cues = (replace(c, hold=Hold.NAMED) if c.doubtful and home and c.region != home.region else c for c in told.cues)
    return replace(told, cues=tuple(cues))


@dataclass(slots=True, kw_only=True)
class _Thread:
    """What is known of the scene while the report is read: the one carried on, and the last places of each sort."""

    names: NameLexicon
    lexicon: AmountLexicon
    home: Scene | None
    event: Scene | None
    carried: Scene | None = None
    last: dict[str, Scene] = field(default_factory=dict)
    before: Told | None = None

    def follow(self, told: Told) -> Scene | None:
        """The scene of the next sentence."""
        scene = own_scene(told.cues, self.names) or self._inferred(told)
        if scene and self.home and scene.region == self.home.region:
            scene = replace(scene, acting=False, struck=self.home.struck)
        for cue in told.cues:
            wide = "continent" if cue.name in self.names.words.world_places else "town"
            kind = "land" if cue.name in self.names.countries else wide
            place = Scene(place=usual_name(cue.name, self.names), region=region_of(cue), basis=PlaceBasis.CONTEXT)
            self.last |= {cue.name.rpartition(" ")[2].lower(): place}
            self.last |= {kind: place, "capital": place} if cue.name in self.names.capitals else {kind: place}
        if told.cues:
            self.carried = replace(scene, basis=PlaceBasis.CONTEXT) if scene and not scene.acting else None
        elif self._begins(told) and scene != self.carried:
            self.carried = None
        self.before = told
        return scene

    def _begins(self, told: Told) -> bool:
        """Whether the sentence begins a paragraph."""
        return self.before is None or self.before.analysis.sentence.paragraph != told.analysis.sentence.paragraph

    def _inferred(self, told: Told) -> Scene | None:
        """The scene of a sentence that gives none; nothing where it names another place than it would get."""
        scene = self._pointed(told.analysis)
        scene = replace(scene, pointed=True) if scene else None
        if scene is None and self._elsewhere(told.analysis):
            return None
        if scene is None and self.event and self._of_event(told.analysis):
            scene = self.event
        if scene is None:
            scene = self._followed(told)
        if scene is None or any(c.hold is not Hold.AWAY and c.region != scene.region for c in told.cues):
            return None
        return scene

    def _pointed(self, analysis: Analysis) -> Scene | None:
        """The place that `the country`, `the city` or `there` points back to."""
        tokens, words = analysis.tokens, self.lexicon.scene
        for i, token in enumerate(tokens):
            word = token.text.lower()
            if word == "there" and token.tag == "ADV" and i:
                return self.carried
            if word in words.nationwide:
                return self._land()
            if not any(t.text.lower() in words.pointers for t in tokens[max(0, i - 2) : i]):
                continue
            if word in words.lands:
                return self.last.get("land")
            if word == "continent":
                return self.last.get(word)
            if word == "capital":
                self.last |= {"town": self.last[word]} if word in self.last else {}
                return self.last.get(word)
            if word in words.towns:
                return self.last.get("town")
            if word in words.areas | words.lone_areas:
                lone = word not in words.near_areas or tokens[i - 1].text.lower() == "same"
                return self.last.get(word) or (None if lone else self.carried)
        return None

    def _elsewhere(self, analysis: Analysis) -> bool:
        """Whether the sentence points at an area that no sentence before has named: `the same valley`."""
        tokens, words = analysis.tokens, self.lexicon.scene
        return any(
            token.text.lower() in words.areas | words.lone_areas
            and (tokens[i - 1].text.lower() == "same" or token.text.lower() in words.lone_areas)
            and any(t.text.lower() in words.pointers for t in tokens[max(0, i - 2) : i])
            for i, token in enumerate(tokens)
            if i
        )

    def _land(self) -> Scene | None:
        """The land of the scene before, or of the report."""
        scene = self.carried or self.home
        if scene is None or scene.region not in self.names.countries:
            return None
        return replace(scene, place=scene.region, basis=PlaceBasis.CONTEXT)

    def _of_event(self, analysis: Analysis) -> bool:
        """Whether the sentence speaks of `the quake` or `the disaster` as of something known."""
        tokens, words = analysis.tokens, self.lexicon.scene
        return any(
            token.text.lower() in words.events
            and any(t.text.lower() in words.pointers for t in tokens[max(0, i - _EVENT_REACH) : i])
            for i, token in enumerate(tokens)
        )

    def _followed(self, told: Told) -> Scene | None:
        """The scene before it in its paragraph; at the start of one, that of the report, unless the one before differs
        and the sentence does not speak of the same people.
        """
        if self.carried and (not self._begins(told) or self._linked(told)):
            return self.carried
        # A place that no table knows is taken to lie where the report is set.
        known = self.carried is not None and self.carried.region in self.names.countries
        if self.home and (self.carried is None or not known or self.carried.region == self.home.region):
            return self.home
        return None

    def _linked(self, told: Told) -> bool:
        """Whether the sentence speaks of someone that the one before told of: `a man died in Orle | the man had`."""
        if self.before is None:
            return False
        nouns = self.lexicon.nouns.people | {"case", "death"}
        known = {t.lemma.lower() for t in self.before.analysis.tokens if t.tag == "NOUN"} & nouns
        tokens = told.analysis.tokens
        return any(
            token.lemma.lower() in known
            and any(t.text.lower() in self.lexicon.scene.pointers for t in tokens[max(0, i - _LINK_REACH) : i])
            for i, token in enumerate(tokens)
            if token.tag == "NOUN"
        )
