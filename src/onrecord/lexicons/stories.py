"""Function words and settings for grouping and comparing reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from onrecord.lexicons.loader import load_toml, read_bytes

FILES = ("stories.toml", "common_words.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySettings:
    """When a sign of copying stands out: `least` of itself, and `above` what ordinary pairs show. `prior` is what
    such pairs show elsewhere, counted as `prior_pairs` pairs of every story. A chain has `fewest` pairs of sentences at
    least, unless one text has `verbatim` of the other's runs and content; reports of one outlet also need `own_runs` of
    common runs.
    """

    fewest: int
    own_runs: float
    verbatim: float
    prior_pairs: int
    prior: dict[str, float]
    least: dict[str, float]
    above: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """How alike the reports of one story are, and what likeness is measured on; `stories.toml` explains each."""

    alike: float
    alike_tenfold: float
    alike_least: float
    alike_most: float
    full_length: int
    background: int
    pair: float
    lean: float
    meaning: float
    terms: int
    headline: float
    lead: float
    lead_length: int
    half_days: int
    dated_alike: float


@dataclass(frozen=True, kw_only=True)
class SlotWords:
    """What is counted: words that do not distinguish it, heads too vague to compare, words beside a number that make
    the count one of a period (`fresh`; `daily` ones anywhere in the clause) or of `further` things, states of people,
    phrases `narrowing` a count of people, and nouns that mean the same.

    What is `singular` is of one thing alone, and no count. `loose` nouns are of the kind given only where their holder
    says so, `plain` words distinguish nothing of one kind, `ages` are words for some among people, and `parts` kinds
    that are among the members of another; `conditions` are phrases of what became of those counted, `lasting` those of
    them that last. `none_left` tells that all of a `noun` are no longer in a state. `elsewhen` are patterns naming
    `occasions` of an earlier year or separate ones, `turning` one of what parts them from a number.
    """

    unmarked: frozenset[str]
    vague: frozenset[str]
    singular: frozenset[str]
    fresh: frozenset[str]
    daily: frozenset[str]
    further: frozenset[str]
    states: frozenset[str]
    lasting: frozenset[str]
    narrowing: tuple[str, ...]
    occasions: frozenset[str]
    elsewhen: tuple[str, ...]
    turning: str
    none_left: str
    counted: dict[str, tuple[str, ...]]
    loose: dict[str, str]
    plain: dict[str, tuple[str, ...]]
    ages: dict[str, tuple[str, ...]]
    parts: dict[str, tuple[str, ...]]
    conditions: dict[str, tuple[str, ...]]

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """From a counted noun to the one that stands for it."""
        return {form: head for head, forms in self.counted.items() for form in (head, *forms)}

    def among(self, part: str, whole: str) -> bool:
        """Whether what one noun counts is among what the other counts, each as it stands for the others.

        >>> load_stories().slots.among("adviser", "person")
        True
        """
        seen = {whole}
        waiting = [whole]
        while waiting:
            for kind in self.parts.get(waiting.pop(), ()):
                if kind == part:
                    return True
                if kind not in seen:
                    seen.add(kind)
                    waiting.append(kind)
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSettings:
    """Words that explain a difference, patterns of verbs of `counting` and of taking some `among` those just counted,
    words of decisions, units of what never changes, and how close figures must be to agree.
    """

    lag: tuple[str, ...]
    counting: str
    among: str
    decisions: frozenset[str]
    fixed: frozenset[str]
    tolerance: int


@dataclass(frozen=True, kw_only=True)
class ActWords:
    """How acts are told in other words: `kinds` of acts with the verbs and nouns for each, the kinds that are
    `opposed`, that are `lasting` and never done, verbs too `plain` to know an act by, words of a `part`, the `whole`,
    of a speaker `himself`, of `delay`, and `unreal` ones, after which a verb tells of nothing done. What a `failing`
    verb governs was not done, and with an `unframed` auxiliary or conjunction it is not told whether it was; `limiting`
    words narrow what a negation denies. `telling` verbs only tell of acts, and of what an `asking` word opens it is not
    told whether it was done. `anaphors` are what `that plan` is headed by, `pointing` its first word. `light` are past
    verbs before the noun of an act (`filed an appeal`), `long_ago` a pattern of times that no recent act is of.
    """

    kinds: dict[str, tuple[str, ...]]
    opposed: tuple[tuple[str, str], ...]
    plain: frozenset[str]
    part: frozenset[str]
    whole: frozenset[str]
    himself: frozenset[str]
    lasting: frozenset[str]
    delay: tuple[str, ...]
    unreal: frozenset[str]
    failing: frozenset[str]
    unframed: frozenset[str]
    limiting: frozenset[str]
    telling: frozenset[str]
    asking: frozenset[str]
    anaphors: frozenset[str]
    pointing: frozenset[str]
    light: frozenset[str]
    long_ago: str

    @cached_property
    def by_word(self) -> Mapping[str, str]:
        """From a verb or noun to its kind of act."""
        return {word: kind for kind, words in self.kinds.items() for word in (kind, *words)}


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionWords:
    """How a scheduled occasion is told of later, as patterns: that it was `held`, had `begun` or `ended`. `hold` are
    verbs by which people hold or set one; `starts` and `ends` patterns of what was scheduled; `deeds` are nouns of
    occasions, with patterns of what people did at them (`voted`).
    """

    hold: frozenset[str]
    held: str
    begun: str
    ended: str
    starts: str
    ends: str
    deeds: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionWords:
    """How one side answers another: verbs that `accuse`, words of `roles` that name nobody, and patterns of rejecting
    what was just said, of having `no_plans`, of what `should_not` be done, of holding that it is `too_early` to say, of
    being `not_a` withdrawal; what somebody left `unsaid` is not denied. A report sets speakers against each other by
    how a sentence opens (`but_opens`) or goes on (`but_between`); `disbelief` is of the account of `who` gave it.
    """

    accuse: frozenset[str]
    roles: frozenset[str]
    reject: str
    no_plans: str
    should_not: str
    too_early: str
    unsaid: str
    not_a: str
    but_opens: str
    but_between: str
    disbelief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWords:
    """How sources pull apart on one matter: `judgements` of a thing, the good and the bad ones of each question, and
    what stands `between` the thing and its judgement; patterns of speaking in `favour` of an act and `against` it, of
    `effort` and of `fault` found with it, of being `hopeless` and `hopeful`, of an outcome that `came_about`; `pace`
    are words of speed. `curbs` are acts that keep people from a thing, `undone` words by which they are lifted; after
    an `unreal` word nothing is said to be so. Two such claims are published within `days` of each other, or
    `lasting_days` where people are kept from a thing.
    """

    days: int
    lasting_days: int
    between: str
    favour: str
    against: str
    effort: str
    fault: str
    hopeless: str
    hopeful: str
    pace: frozenset[str]
    came_about: str
    curbs: frozenset[str]
    undone: frozenset[str]
    unreal: frozenset[str]
    judgements: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """How one who died is told of: patterns of somebody `aged`, of `one` person and of having `died`; the `noun` of the
    first two says what the person is called, and `female` and `male` ones are never of one person.
    """

    aged: str
    one: str
    died: str
    female: frozenset[str]
    male: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingWords:
    """How a case before a court is told of: a pattern for each of its `stages`, in their order, in which `who` is whose
    case it is where the words enclose a name; those that are `charges` or `ends`, stems of `offences`, and `unreal`
    words before a stage that has not come. What is `loosely_denied` is no offence, and denying it no plea.
    """

    stages: dict[str, str]
    charges: frozenset[str]
    ends: frozenset[str]
    unreal: frozenset[str]
    offences: frozenset[str]
    loosely_denied: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginWords:
    """Words that say what claims go back to: occasions, interviews, documents; `audiences` are no outlets. `outlets`
    are words that names of outlets end in, `materials` patterns of lines that say whose material a report uses, and
    `contributors` of lines that name people as well.
    """

    press_events: tuple[str, ...]
    interviews: tuple[str, ...]
    documents: frozenset[str]
    issued: tuple[str, ...]
    audiences: frozenset[str]
    outlets: frozenset[str]
    materials: tuple[str, ...]
    contributors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StoryLexicon:
    """Function words and settings for grouping and comparing reports, as `stories.toml` gives them; `synonyms` are the
    words, by the one that stands for them, in which two reports may tell one thing.
    """

    version: int
    function_words: frozenset[str]
    agencies: tuple[str, ...]
    negators: frozenset[str]
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    synonyms: dict[str, tuple[str, ...]]
    copies: CopySettings
    grouping: GroupSettings
    slots: SlotWords
    acts: ActWords
    occasions: OccasionWords
    positions: PositionWords
    stances: StanceWords
    persons: PersonWords
    proceedings: ProceedingWords
    origins: OriginWords
    comparing: CompareSettings
    common_words: Mapping[str, float] = field(default_factory=dict, repr=False)

    @cached_property
    def opposites_by_word(self) -> Mapping[str, str]:
        """From a stem to its question and side: `0` and `-0` are opposite sides of the first question."""
        found: dict[str, str] = {}
        for number, (one, two) in enumerate(self.opposites):
            found |= {word: f"-{number}" for word in two if word not in found}
            found |= {word: str(number) for word in one if word not in found}
        return found

    @cached_property
    def synonyms_by_word(self) -> Mapping[str, str]:
        """From a lemma to the one that stands for it."""
        return {form: head for head, forms in self.synonyms.items() for form in forms}


def load_stories() -> StoryLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return replace(load_toml("stories.toml", StoryLexicon), common_words=_load_common_words())


def _load_common_words() -> Mapping[str, float]:
    """The share of news reports that have each common word."""
    rows = (line.split("\t") for line in read_bytes("common_words.tsv").decode().splitlines() if line[:1] != "#")
    return {word: int(count) / 10_000 for word, count in rows}
