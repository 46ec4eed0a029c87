"""Names in a form that meets across reports: one key for a place, a person or a body, however it is written."""

import re
from collections.abc import Iterable, Sequence

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.folding import name_key
from onrecord.records import Entity, KnownPlace, NameKind

_PLACED = re.compile(
    r"\b(?:in|from|to|at|into|across|near|leave|leaves|leaving|vacate|quit|enter)\s+(?:the\s+)?(?:[a-z]+ern\s+|neighbou?ring\s+)?"
    r"((?:[A-Z][\w’'-]*\.?(?:[A-Z]\.)*)(?:\s+[A-Z][\w’'-]*){0,3})(?![\w-])"
)
_BODY_OF = re.compile(r"([\w ]+?) of (?:the )?([A-Z].*)")
_GOVERNMENT = "government"
_WORLD = "world"
_EDGES = re.compile(r"^(?:the|a|an)\s+|['’]s$|[,.;:]+$", re.IGNORECASE)


class Canon:
    """The canonical keys of one story's names."""

    def __init__(
        self,
        entities: Sequence[Entity],
        lexicon: NameLexicon,
        told: Iterable[str] = (),
        places: Iterable[KnownPlace] = (),
    ) -> None:
        """`told` are the actors and speakers of the story: where only one country's army is among them, `the army`
        is that one. Of `places` that give one name twice the first counts.
        """
        self._lexicon = lexicon
        self._within: dict[str, str] = {}
        self._places: dict[str, str] = {}
        for known in places:
            for form in (known.name, *known.aliases):
                self._places.setdefault(form.lower(), known.name.lower())
            if known.within:
                self._within.setdefault(known.name.lower(), self.country(known.within) or known.within.lower())
        self._bodies = {form: body for body, forms in lexicon.words.state_bodies.items() for form in forms}
        self._entities: dict[str, str] = {}
        for entity in sorted(entities, key=lambda e: (e.name, e.id)):
            for form in (entity.name, *entity.aliases):
                self._entities.setdefault(form.lower(), entity.name)
        surnames: dict[str, set[str]] = {}
        for entity in entities:
            if entity.kind is NameKind.PERSON:
                surnames.setdefault(entity.name.lower().split()[-1], set()).add(entity.name)
        self._surnames = {last: names.pop() for last, names in surnames.items() if len(names) == 1}
        owners: dict[str, set[str]] = {}
        for name in sorted(set(told)):
            country, body = self._state_body(_bare(name))
            if country and body:
                owners.setdefault(body, set()).add(country)
        self._only = {body: found.pop() for body, found in owners.items() if len(found) == 1}

    def place(self, name: str | None) -> str:
        """The key of a place; empty for none, and for the world.

        >>> Canon((), load_names()).place("the U.S.")
        'united states'
        """
        bare = _bare(name)
        if not bare or bare.lower() in self._lexicon.words.world_words:
            return ""
        if bare.lower() in self._places:
            return self._places[bare.lower()]
        country = self.country(bare)
        return country or self._entities.get(bare.lower(), bare).lower()

    def country(self, name: str) -> str | None:
        """The key of the country that a name or demonym stands for; not of one that a city lies in."""
        for form in (name, name.removesuffix("s"), name.replace(".", "")):
            for table in (self._lexicon.countries, self._lexicon.demonyms):
                if form in table:
                    return table[form].lower()
        return None

    def is_body(self, word: str) -> bool:
        """Whether a single word names a body of the tables (`UN`, `Nato`)."""
        return word.strip(".,") in self._lexicon.bodies or word in self._lexicon.bodies

    def within(self, place: str) -> str | None:
        """The key of the place that a place lies in: as the user's gazetteer says, as the reports say (`Lund,
        Norland`), or the country that the tables give a city or region.
        """
        if place in self._within:
            return self._within[place]
        country = self._lexicon.seats.get(" ".join(name_key(place)))
        return country.lower() if country else None

    def is_known(self, place: str) -> bool:
        """Whether the key is a place of the tables or of the gazetteer, and so no other place's short name."""
        country = self.country(place.title())
        return place in self._within or " ".join(name_key(place)) in self._lexicon.seats or country == place

    def lies_in(self, inner: str, outer: str) -> bool:
        """Whether a place lies in another, step by step; every place lies in the world.

        >>> Canon((), load_names()).lies_in("paris", "france")
        True
        """
        if not inner or not outer or inner == outer:
            return False
        seen = {inner}
        step = self.within(inner)
        while step and step not in seen and step != outer:
            seen.add(step)
            step = self.within(step)
        return outer in {_WORLD, step}

    def actor(self, name: str | None) -> str:
        """The key of a person or body; empty for none, for pronouns, and for bodies that only the report's reader can
        tell (`the company`).

        A country stands for its government (`Iraq`, `the Iraqi government`); its other bodies are its own
        (`the Iraqi army` and `Iraqi forces` are `iraq military`).
        """
        bare = _bare(name)
        if not bare:
            return ""
        known = self._entities.get(bare.lower()) or self._lexicon.bodies.get(bare)
        if known:
            bare = known
        words = bare.split()
        if country := self.country(bare):
            return country
        country, body = self._state_body(bare)
        if body:
            country = country or self._only.get(body, "")
            return country if body == _GOVERNMENT else f"{country} {body}" if country else ""
        if len(words) == 1 and bare in self._lexicon.words.loose_bodies:
            return ""
        return self._surnames.get(words[-1].lower(), bare).lower() if words[-1][:1].isupper() else bare.lower()

    def _state_body(self, bare: str) -> tuple[str, str]:
        """The country, empty where none is said, and the body of a name like `Norland's army`; empty for others."""
        words = bare.split()
        for width in (3, 2, 1):
            body = self._bodies.get(" ".join(words[-width:]).lower())
            owner = " ".join(words[:-width])
            if body and width <= len(words):
                country = self.country(_bare(owner)) if owner else ""
                return ("", "") if country is None else (country, body)
        match = _BODY_OF.fullmatch(bare)
        if match and (body := self._bodies.get(match.group(1).lower())):
            return self.country(_bare(match.group(2))) or "", body
        return "", ""

    def places_in(self, text: str) -> frozenset[str]:
        """The countries and cities where a text places an act (`in Norland`, `leave Norland`), as keys; an adjective
        (`U.S. forces`) places nothing.
        """
        found = set()
        for match in _PLACED.finditer(text):
            name = _bare(match.group(1))
            found |= {self.place(form) for form in (name, name.split()[0]) if self._lexicon.place(form)}
        return frozenset(found - {""})

    def calendar(self, word: str) -> bool:
        """Whether a word is a month or a day of the week."""
        return word in self._lexicon.words.calendar


def _bare(name: str | None) -> str:
    """The name without article, possessive and trailing marks."""
    bare = (name or "").strip()
    for _ in range(2):
        bare = _EDGES.sub("", bare).strip() if not re.fullmatch(r"(?:\w\.)+", bare) else bare
    return bare


def sorted_key(words: Iterable[str]) -> tuple[str, ...]:
    """Words as a key: each once, in alphabetical order."""
    return tuple(sorted(set(words)))
