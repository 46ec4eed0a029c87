"""Words that bind, expect, delay, withdraw and fulfil."""

from dataclasses import dataclass

from onrecord.lexicons.loader import load_toml
from onrecord.records import CommitmentKind, Modality, OutcomeStatus, PromiseStatus

FILES = ("commitments.toml",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What a binding word makes of the act that follows it.

    `before` lists the words that may stand between the binding word and the act (`to`, `with`); `gerund` allows
    the act to be an `-ing` form; `noun` allows it to be a noun phrase (`pledged aid`), `done` an object with
    its participle (`ordered the road closed`), `limit` needs a limit in the object (`gave them until May`).
    `objects`, where given, are the only nouns it grants. What is `given` (`the decision to stay`, `chose to stay`)
    mostly only mentions what was told or done before. What binds only `now` does so in the present (`seeks to`, not
    `sought to`), what is `timed` only with a day (`invited them to meet on Friday`). What is `plain` tells no more
    than `will` (`is going to`).
    """

    kind: CommitmentKind
    modality: Modality = Modality.PLANNED
    negated: bool = False
    before: tuple[str, ...] = ("to",)
    gerund: bool = False
    noun: bool = False
    done: bool = False
    limit: bool = False
    objects: tuple[str, ...] = ()
    given: bool = False
    now: bool = False
    timed: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActWords:
    """Which verbs name an act someone can commit to, and which nouns name an act, a scheduled event or an agent."""

    linking: frozenset[str]
    duties: frozenset[str]
    act_endings: tuple[str, ...]
    postponing: frozenset[str]
    aims: frozenset[str]
    lasting: frozenset[str]
    standing: frozenset[str]
    arranged: frozenset[str]
    courts: frozenset[str]
    states: frozenset[str]
    motions: frozenset[str]
    left_so: frozenset[str]
    ambiguous: frozenset[str]
    measures: frozenset[str]
    notions: frozenset[str]
    events: frozenset[str]
    event_verbs: frozenset[str]
    timetabled: frozenset[str]
    in_force: dict[str, tuple[str, ...]]
    given_words: dict[str, CommitmentKind]
    agents: frozenset[str]
    agent_endings: tuple[str, ...]
    things: frozenset[str]
    catenatives: frozenset[str]
    helping: frozenset[str]
    tried_by: dict[str, tuple[str, ...]]
    particles: frozenset[str]
    held_states: frozenset[str]
    drifting: frozenset[str]
    entered: frozenset[str]
    light: dict[str, tuple[str, ...]]
    ways: frozenset[str]
    owners: frozenset[str]
    willed: frozenset[str]
    effects: frozenset[str]
    doubting: frozenset[str]
    meanings: frozenset[str]
    trusting: frozenset[str]
    habits: frozenset[str]
    dated: frozenset[str]
    advising: frozenset[str]
    leaning: dict[str, tuple[str, ...]]
    resolves: frozenset[str]
    anyone: frozenset[str]
    taken: frozenset[str]
    plans: frozenset[str]
    beginning: frozenset[str]
    issued: frozenset[str]
    by_now: frozenset[str]
    pursued: frozenset[str]
    able: frozenset[str]
    feats: frozenset[str]
    schemes: frozenset[str]
    provisions: frozenset[str]
    presenting: frozenset[str]
    spans: frozenset[str]
    trying: frozenset[str]
    impersonal: frozenset[str]
    quantifiers: frozenset[str]
    partitives: frozenset[str]
    feelings: frozenset[str]
    rules: frozenset[str]
    onlookers: frozenset[str]
    first_person: frozenset[str]
    personal: frozenset[str]
    one_person: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityWords:
    """Words that weaken, deny or withhold what their clause says."""

    modals: dict[str, Modality]
    copulas: frozenset[str]
    perfects: frozenset[str]
    auxiliaries: frozenset[str]
    negators: frozenset[str]
    negative_determiners: frozenset[str]
    denials: frozenset[str]
    withheld_nouns: frozenset[str]
    possible: frozenset[str]
    expected: frozenset[str]
    undisclosed: tuple[str, ...]
    left_open: tuple[str, ...]
    pending: tuple[str, ...]
    refuting: tuple[str, ...]
    hearsay: frozenset[str]
    wishes: frozenset[str]
    advisory: frozenset[str]
    having: frozenset[str]
    frames: frozenset[str]
    openers: tuple[str, ...]
    duties: tuple[str, ...]
    needs: frozenset[str]
    schemes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionWords:
    """Words that open a condition; `inverted` is the fronted auxiliary (`should the talks fail`);
    `questions` open a clause that asks (`how many it will send`), `supposing` one that tells nothing as so.
    """

    openers: tuple[str, ...]
    inverted: frozenset[str]
    questions: frozenset[str]
    hypothetical: frozenset[str]
    supposing: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtentWords:
    """Words at which an act's clause ends: conjunctions, and what may open a new clause after a comma.

    `places` put something at a place; `results` are `-ing` forms that tell a result or a source, not a further act;
    `subjects` can only begin a clause of their own; `backgrounds` lead to what went before.
    """

    backgrounds: frozenset[str]
    breaks: frozenset[str]
    places: frozenset[str]
    results: frozenset[str]
    subjects: frozenset[str]
    breaks_after_comma: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """Verbs of change and state that make an assertion worth keeping, and subjects and verbs that never do."""

    verbs: frozenset[str]
    no_verbs: frozenset[str]
    no_subjects: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLexicon:
    """Words that bind, expect, delay, withdraw and fulfil, as `commitments.toml` gives them.

    `predicates` follow a form of `be` (`set to`), `controls` take their own subject's act (`agreed to`), `orders`
    their object's (`ordered troops to`), `grants` a noun phrase that is the act (`ordered the closure`), `nominals`
    are nouns (`a plan to`), `contents` take a clause (`promised that it would`).
    What the `awaited` words follow is to come
    (`a strike is likely`). `promise` and `outcome` map verbs to what became of a promise.
    """

    version: int
    predicates: dict[str, Tie]
    controls: dict[str, Tie]
    orders: dict[str, Tie]
    grants: dict[str, Tie]
    nominals: dict[str, Tie]
    contents: dict[str, Tie]
    duty: Tie
    be_to: Tie
    modal_ties: dict[str, Tie]
    awaited: frozenset[str]
    reported_modals: frozenset[str]
    promise: dict[str, PromiseStatus]
    outcome: dict[str, OutcomeStatus]
    pace: dict[str, PromiseStatus]
    promise_nouns: frozenset[str]
    speech_acts: frozenset[str]
    telling: frozenset[str]
    told: frozenset[str]
    dropped: frozenset[str]
    acts: ActWords
    act_verbs: dict[str, str]
    modality: ModalityWords
    conditions: ConditionWords
    extent: ExtentWords
    facts: FactWords


def load_commitments() -> CommitmentLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("commitments.toml", CommitmentLexicon)
