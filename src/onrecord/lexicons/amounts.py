"""Number words, hedges, units and what news counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.lexicons.loader import load_toml

FILES = ("amounts.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Words that are numbers or parts of one, and where the vague ones start and end."""

    vague_from: int
    several_from: int
    several_below: int
    cardinals: dict[str, int]
    magnitudes: dict[str, int]
    abbreviated: dict[str, int]
    vague: dict[str, int]
    few: dict[str, str]
    small: dict[str, int]
    ordinals: dict[str, int]
    parts: dict[str, int]
    glyphs: dict[str, int]
    adverbs: dict[str, int]
    share_leaders: frozenset[str]
    ratio_leaders: frozenset[str]
    share_changes: frozenset[str]
    wholes_of_points: tuple[str, ...]
    points: frozenset[str]
    articles: frozenset[str]
    spans: frozenset[str]
    none: frozenset[str]
    nobody: frozenset[str]
    none_verbs: frozenset[str]
    none_ends: frozenset[str]
    span_followers: frozenset[str]
    span_leaders: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fillers:
    """Phrases between a hedge and its number that change nothing."""

    phrases: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeWords:
    """Phrases before or after a number, each with what it does: `about`, `least` or `most`."""

    before: dict[str, str]
    after: dict[str, str]
    particles: frozenset[str]
    fillers: Fillers


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyWords:
    """Signs, codes and names of currencies, each with its ISO 4217 code."""

    lost_pound: str
    signs: dict[str, str]
    dollars: dict[str, str]
    codes: dict[str, str]
    words: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSize:
    """How much of another unit a physical unit is by definition, as a decimal number: a mile is `1609.344` of `m`."""

    of: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWords:
    """What a number may be a number of: percent, lengths of time (unit and factor), measures, heads."""

    percent: frozenset[str]
    per: tuple[str, ...]
    adverbs: dict[str, str]
    measured_labels: tuple[str, ...]
    quakes: frozenset[str]
    extents: frozenset[str]
    coins: frozenset[str]
    below_nought: frozenset[str]
    distances: frozenset[str]
    level_labels: tuple[str, ...]
    level_nouns: tuple[str, ...]
    level_verbs: tuple[str, ...]
    compounds: frozenset[str]
    time: dict[str, tuple[str, int]]
    measures: dict[str, str]
    heads: dict[str, str]
    sizes: dict[str, UnitSize]


@dataclass(frozen=True, slots=True, kw_only=True)
class NounWords:
    """Nouns by what a number beside them means."""

    irregular: dict[str, str]
    peoples: tuple[str, ...]
    plural_peoples: tuple[str, ...]
    generic: frozenset[str]
    totals: frozenset[str]
    series: dict[str, str]
    people: frozenset[str]
    person_prefixes: tuple[str, ...]
    elliptic: frozenset[str]
    referring: frozenset[str]
    uncounted: frozenset[str]
    never_counted: frozenset[str]
    invariant: frozenset[str]
    plural_ends: tuple[str, ...]
    kin: frozenset[str]
    margins: frozenset[str]
    running: frozenset[str]
    labels: frozenset[str]
    weak_labels: frozenset[str]
    clock: frozenset[str]
    months: frozenset[str]
    streets: frozenset[str]
    emergency: frozenset[str]
    before_years: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class PlainWords:
    """Words that no noun phrase contains, and expressions whose numbers say no number."""

    stops: frozenset[str]
    idioms: frozenset[str]
    telling: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    superlatives: frozenset[str]
    lookback: frozenset[str]
    dating: frozenset[str]
    since: frozenset[str]
    plain_objects: frozenset[str]
    stretching: frozenset[str]
    undone_halves: frozenset[str]
    halved_spans: frozenset[str]
    clock_leaders: frozenset[str]
    enduring: frozenset[str]
    glued_units: frozenset[str]
    numero: frozenset[str]
    vague_leaders: frozenset[str]
    soon: frozenset[str]
    determiners: frozenset[str]
    locative: frozenset[str]
    journeys: frozenset[str]
    occasions: frozenset[str]
    reasons: frozenset[str]
    tallying: frozenset[str]
    countries: frozenset[str]

    @cached_property
    def longest_idiom(self) -> int:
        """The pieces of the longest idiom."""
        return max((len(idiom.split()) for idiom in self.idioms), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClueWords:
    """Words of a clause that say what a count in it counts, how, and how surely."""

    multiplied: frozenset[str]
    aging: frozenset[str]
    persons: frozenset[str]
    claiming: frozenset[str]
    death_active: frozenset[str]
    death_passive: frozenset[str]
    death_subject: frozenset[str]
    death_nouns: frozenset[str]
    case_active: frozenset[str]
    case_subject: frozenset[str]
    case_nouns: frozenset[str]
    unharmed: frozenset[str]
    bringing: frozenset[str]
    gatherings: frozenset[str]
    plain_before: frozenset[str]
    casting: frozenset[str]
    wrecked: frozenset[str]
    harms: frozenset[str]
    confirmed: frozenset[str]
    probable: frozenset[str]
    suspected: frozenset[str]
    light: frozenset[str]
    harming: dict[str, str]
    lasting: frozenset[str]
    purposes: frozenset[str]
    dealings: dict[str, str]
    blank_sums: frozenset[str]
    held_sums: frozenset[str]
    balloting: frozenset[str]
    ways: frozenset[str]
    occurrences: frozenset[str]
    occurring: frozenset[str]
    compared: frozenset[str]
    comparing: frozenset[str]
    resuming: frozenset[str]
    putting: frozenset[str]
    holding: frozenset[str]
    roomy: frozenset[str]
    rising: frozenset[str]
    older: frozenset[str]
    aging_after: frozenset[str]
    stretched: frozenset[str]
    people_sums: frozenset[str]
    linking: frozenset[str]
    bidding: frozenset[str]
    distances: frozenset[str]
    spanning: frozenset[str]
    spent: frozenset[str]
    crowding: frozenset[str]
    settlements: frozenset[str]
    collected: tuple[str, ...]
    worth: tuple[str, ...]
    fresh: frozenset[str]
    within: tuple[str, ...]
    cumulative: tuple[str, ...]
    flow: tuple[str, ...]
    stock: tuple[str, ...]
    change: frozenset[str]
    including: frozenset[str]
    age_after: frozenset[str]
    age_before: frozenset[str]
    holders: frozenset[str]
    term: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtentWords:
    """Words between two numbers of one clause: those that part them, those that go with the second."""

    cuts: frozenset[str]
    leads: frozenset[str]
    openers: frozenset[str]
    relatives: frozenset[str]
    prospects: frozenset[str]
    openings: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneWords:
    """Words by which a sentence says where it is set, and those that speak of the place that was named last."""

    settled: frozenset[str]
    away: frozenset[str]
    loosely: frozenset[str]
    moved: frozenset[str]
    strikes: frozenset[str]
    venues: frozenset[str]
    relatives: frozenset[str]
    saying: frozenset[str]
    settings: frozenset[str]
    sides: frozenset[str]
    home_bodies: frozenset[str]
    bodies: frozenset[str]
    events: frozenset[str]
    calamities: frozenset[str]
    premises: frozenset[str]
    bound: frozenset[str]
    stricken: frozenset[str]
    lands: frozenset[str]
    towns: frozenset[str]
    areas: frozenset[str]
    near_areas: frozenset[str]
    pointers: frozenset[str]
    some: frozenset[str]
    seated: frozenset[str]
    lone_areas: frozenset[str]
    nationwide: frozenset[str]
    dwellers: frozenset[str]
    abroad: frozenset[str]
    world: tuple[str, ...]
    world_bodies: frozenset[str]
    days: frozenset[str]
    within: dict[str, str]
    parts: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexWords:
    """Nouns and names by which indices of prices are told, and verbs that say where one stands."""

    heads: frozenset[str]
    names: frozenset[str]
    standing: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentWords:
    """Nouns for what is not done yet, those that an infinitive makes so, and verbs that ask for something."""

    plans: frozenset[str]
    undertakings: frozenset[str]
    asking: frozenset[str]
    breaks: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class LandWords:
    """Names that show a report's country, those of bodies of many, and units with one price everywhere."""

    bodies: dict[str, tuple[str, ...]]
    outlets: dict[str, tuple[str, ...]]
    international: frozenset[str]
    worldwide: frozenset[str]
    worldwide_units: frozenset[str]
    worldwide_goods: frozenset[str]
    prices: frozenset[str]

    @cached_property
    def land_of(self) -> dict[str, str]:
        """The country of each body."""
        return {name: land for land, names in self.bodies.items() for name in names}

    @cached_property
    def home_of(self) -> dict[str, str]:
        """The country of each outlet."""
        return {name: land for land, names in self.outlets.items() for name in names}


@dataclass(frozen=True, kw_only=True)
class AmountLexicon:
    """Number words, hedges, units and what news counts, as `amounts.toml` gives them; `states` leads from what may
    become of people to the phrases that say so.
    """

    version: int
    numbers: NumberWords
    hedges: HedgeWords
    money: MoneyWords
    units: UnitWords
    nouns: NounWords
    words: PlainWords
    clues: ClueWords
    extent: ExtentWords
    scene: SceneWords
    indices: IndexWords
    intent: IntentWords
    lands: LandWords
    states: dict[str, tuple[str, ...]]

    @cached_property
    def suffering(self) -> tuple[str, ...]:
        """The phrases by which people are said to have come to harm, short of death and illness."""
        return tuple(phrase for state in sorted(self.clues.harms) for phrase in self.states[state])

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words and signs with which a number that is not written in digits, or its currency, may begin; articles
        aside.
        """
        numbers, money = self.numbers, self.money
        tables = (
            *(numbers.cardinals, numbers.vague, numbers.small, numbers.few, numbers.ordinals, numbers.glyphs),
            *(numbers.adverbs, numbers.none, money.signs, money.dollars, money.codes),
        )
        phrases = {"half", "quarter", "u", money.lost_pound}.union(*tables)
        return frozenset(phrase.partition(" ")[0] for phrase in phrases) - self.articles

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles with which a number may begin where one of `after_article` follows: `a dozen`, `a week`."""
        return self.numbers.articles | {"a", "an"}

    @cached_property
    def after_article(self) -> frozenset[str]:
        """What makes a number of the article before it."""
        numbers = self.numbers
        phrases = frozenset({"half", "quarter", "$"}).union(numbers.parts, numbers.spans, numbers.magnitudes)
        return phrases.union(phrase.partition(" ")[2] for phrase in (*numbers.small, *numbers.few)) - {""}

    @cached_property
    def scales(self) -> frozenset[str]:
        """The words and letters that multiply the digits before them."""
        return frozenset((*self.numbers.magnitudes, *self.numbers.abbreviated))


def load_amounts(peoples: Iterable[str] = ()) -> AmountLexicon:
    """The lexicon as shipped, with the members of `peoples`, as the names have them, among those it counts; raises
    LexiconError when its file does not validate.
    """
    lexicon = load_toml("amounts.toml", AmountLexicon)
    known = frozenset(name.lower() for name in peoples)
    alike = frozenset(name for name in known if name.endswith(lexicon.nouns.plural_peoples))
    nouns = replace(
        lexicon.nouns, people=lexicon.nouns.people | (known - alike), invariant=lexicon.nouns.invariant | alike
    )
    return replace(lexicon, nouns=nouns)
