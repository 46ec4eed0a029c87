"""Titles, offices, organisation words, first names, nationalities and places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.lexicons.folding import name_key
from onrecord.lexicons.loader import parse_toml, read_bytes

FILES = ("names.toml", "name_words.toml", "name_offices.toml", "countries.tsv", "cities.tsv", "first_names.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Word classes as `names.toml` and the two files beside it give them, lower case unless they are names."""

    version: int
    honorifics_masculine: frozenset[str]
    honorifics_feminine: frozenset[str]
    honorifics: frozenset[str]
    feminine_offices: frozenset[str]
    masculine_offices: frozenset[str]
    offices: frozenset[str]
    definite_offices: frozenset[str]
    office_modifiers: frozenset[str]
    past_offices: frozenset[str]
    organisation_heads: frozenset[str]
    definite_organisations: frozenset[str]
    place_heads: frozenset[str]
    place_prefixes: frozenset[str]
    facility_heads: frozenset[str]
    event_heads: frozenset[str]
    event_prefixes: frozenset[str]
    law_heads: frozenset[str]
    document_heads: frozenset[str]
    particles: frozenset[str]
    name_particles: frozenset[str]
    nationalities: frozenset[str]
    world_places: frozenset[str]
    person_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    compound_tails: frozenset[str]
    place_prepositions: frozenset[str]
    body_joiners: frozenset[str]
    surname_heads: frozenset[str]
    rank_modifiers: frozenset[str]
    world_words: frozenset[str]
    place_fillers: frozenset[str]
    nickname_groups: tuple[str, ...]
    education_bodies: frozenset[str]
    human_nouns: frozenset[str]
    relatives: frozenset[str]
    subordinators: frozenset[str]
    verb_fillers: frozenset[str]
    loose_descriptions: frozenset[str]
    loose_bodies: frozenset[str]
    plain_bodies: frozenset[str]
    name_suffixes: frozenset[str]
    pronouns_masculine: frozenset[str]
    pronouns_feminine: frozenset[str]
    pronouns_nominative: frozenset[str]
    articles: frozenset[str]
    aside_marks: frozenset[str]
    possessives: frozenset[str]
    leading_particles: frozenset[str]
    plain_initials: frozenset[str]
    elect_suffixes: frozenset[str]
    office_links: frozenset[str]
    office_stops: frozenset[str]
    place_offices: frozenset[str]
    houses: frozenset[str]
    trades: frozenset[str]
    relative_pronouns: frozenset[str]
    pronouns_plural: frozenset[str]
    calendar: frozenset[str]
    function_words: frozenset[str]
    common_starts: frozenset[str]
    company_endings: frozenset[str]
    organisations: dict[str, tuple[str, ...]]
    state_bodies: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLexicon:
    """The words of `names.toml`, with the tables beside it.

    `countries` leads from any name of a country to its usual one, `demonyms` from an adjective or demonym to the
    country, `capitals` from a capital and `cities` from other cities and regions to the country they lie in, `seats`
    from the folded form of both; `bodies` from a known short name to a body's full one; `genders` from a first name
    to `m`, `f` or `u`.
    """

    words: NameWords
    countries: Mapping[str, str]
    demonyms: Mapping[str, str]
    capitals: Mapping[str, str]
    cities: Mapping[str, str]
    seats: Mapping[str, str]
    bodies: Mapping[str, str]
    genders: Mapping[str, str]

    def place(self, name: str) -> bool:
        """Whether `name` is a place of the tables.

        >>> load_names().place("Rome")
        True
        """
        return name in self.countries or name in self.capitals or name in self.cities or name in self.words.world_places

    def nationality(self, name: str) -> bool:
        """Whether `name` is a demonym, a people or a faith, in the singular or plural."""
        return any(n in self.demonyms or n in self.words.nationalities for n in (name, name.removesuffix("s")))

    def country_of(self, name: str) -> str | None:
        """The country that a country name, demonym, capital or city belongs to; None when the tables do not say."""
        if name in self.words.world_places:
            return None
        for table in (self.countries, self.demonyms, self.capitals, self.cities):
            for form in (name, name.removesuffix("s")):
                if form in table:
                    return table[form]
        return None


def load_names() -> NameLexicon:
    """The lexicon as shipped; raises LexiconError when a file does not validate."""
    # One table in three files: `names.toml` comes last because it closes with a table of its own.
    data = b"".join(read_bytes(name) for name in ("name_words.toml", "name_offices.toml", "names.toml"))
    words = parse_toml("names.toml", data, NameWords)
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for country, others, adjectives, seats in _rows("countries.tsv", 4):
        countries |= dict.fromkeys((country, *_cells(others)), country)
        # The Congos share a demonym and Korea may be either: the first row keeps it out of the tables of one country.
        demonyms |= {a: country for a in _cells(adjectives) if a not in demonyms}
        capitals |= dict.fromkeys(_cells(seats), country)
    cities = {city: country for country, held in _rows("cities.tsv", 2) for city in _cells(held)}
    return NameLexicon(
        words=words,
        countries=countries,
        demonyms=demonyms,
        capitals=capitals,
        cities=cities,
        seats={" ".join(name_key(place)): country for place, country in (cities | capitals).items()},
        bodies={form: full for full, forms in words.organisations.items() for form in (full, *forms)},
        genders=_genders(),
    )


def _genders() -> Mapping[str, str]:
    genders: dict[str, str] = {}
    for gender, names in _rows("first_names.tsv", 2):
        for name in names.split():
            genders[name] = gender if genders.get(name, gender) == gender else "u"
    return genders


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _rows(name: str, width: int) -> Iterator[list[str]]:
    for line in read_bytes(name).decode().splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (width - len(cells))
