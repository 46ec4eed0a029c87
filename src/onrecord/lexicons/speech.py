"""Reporting words and what they do with their content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from onrecord.lexicons.loader import load_toml
from onrecord.records.speech import CueSense

FILES = ("speech.toml",)


class Frame(StrEnum):
    """What may follow a reporting verb: `clause` with or without `that`, `that` only with it (or a question word),
    `quote`, `told` someone addressed before the clause, `act` a noun phrase that it is about (`criticised the plan`),
    `infinitive` something to be done, `particle` one of the verb's `particles` before what it is about.
    """

    CLAUSE = "clause"
    THAT = "that"
    QUOTE = "quote"
    TOLD = "told"
    ACT = "act"
    INFINITIVE = "infinitive"
    PARTICLE = "particle"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingVerb:
    """A verb of saying. `past`, `participle` and `ing` are given where the regular ending is wrong; `withheld` marks
    verbs whose negation withholds (`would not confirm`) instead of asserting that nothing was said, `weak` those
    that say also what things show (`the figures suggest`).
    """

    sense: CueSense
    frames: tuple[Frame, ...]
    past: str | None = None
    participle: str | None = None
    ing: str | None = None
    particles: tuple[str, ...] = ()
    withheld: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingForm:
    """A form of a reporting verb: `say`, `says`, `said`, `saying`."""

    lemma: str
    verb: ReportingVerb
    finite: bool
    past: bool
    participle: bool
    ing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronouns:
    """Words that stand for a source named before."""

    one: frozenset[str]
    many: frozenset[str]
    thing: frozenset[str]
    relative: frozenset[str]
    reporter: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNouns:
    """Head nouns of sources that are no names."""

    person: frozenset[str]
    spokesperson: frozenset[str]
    office: frozenset[str]
    learned: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    body: frozenset[str]
    schools: frozenset[str]
    enterprises: frozenset[str]
    document: frozenset[str]
    poll: frozenset[str]
    court: frozenset[str]
    post: frozenset[str]
    outlet: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    person_endings: tuple[str, ...]
    things: frozenset[str]
    parts: frozenset[str]
    holding: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """Words by which a report says whose count an amount is: `nouns` a count that somebody keeps, `totals` what is
    raised (`raising`) to a number, `giving` verbs of giving a count, `issued` what is done with figures, `premises`
    where a body tests and counts; `shares` units in which figures follow one another; `won` are units that somebody
    holds who is said to have a tally of them, no count of others.
    """

    nouns: frozenset[str]
    totals: frozenset[str]
    raising: frozenset[str]
    giving: frozenset[str]
    issued: frozenset[str]
    premises: frozenset[str]
    shares: frozenset[str]
    won: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class SpeechLexicon:
    """Reporting words and what they do with their content, as `speech.toml` gives them.

    `forms` is derived from `verbs`: every inflected form with what it is a form of.
    """

    version: int
    verbs: dict[str, ReportingVerb]
    nominal: dict[str, CueSense]
    prepositional: tuple[str, ...]
    stances: tuple[str, ...]
    naming: frozenset[str]
    spread: frozenset[str]
    present: frozenset[str]
    nominal_acts: frozenset[str]
    counting_verbs: frozenset[str]
    counting_nouns: frozenset[str]
    hedges: frozenset[str]
    passive_beliefs: frozenset[str]
    withholding: tuple[str, ...]
    answering: frozenset[str]
    attitudes: frozenset[str]
    hearings: frozenset[str]
    heard: frozenset[str]
    titled: frozenset[str]
    nobody: frozenset[str]
    fronting: frozenset[str]
    relaying: frozenset[str]
    addressing: frozenset[str]
    reading: frozenset[str]
    concessions: frozenset[str]
    pleas: tuple[str, ...]
    bidding: frozenset[str]
    picturing: frozenset[str]
    clausal: tuple[str, ...]
    auxiliaries: frozenset[str]
    uncertain: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    questions: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    times: frozenset[str]
    venues: frozenset[str]
    adjuncts: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    anonymity: tuple[str, ...]
    capitals: dict[str, str]
    honorifics: frozenset[str]
    continuing: frozenset[str]
    ongoing: frozenset[str]
    stopwords: frozenset[str]
    tallies: Tallies
    pronouns: Pronouns
    nouns: SourceNouns

    @cached_property
    def prepositional_by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases of `prepositional` by their first words."""
        return _by_first_word(self.prepositional)

    @cached_property
    def withholding_by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases of `withholding` by their first words."""
        return _by_first_word(self.withholding)

    @cached_property
    def clausal_by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases of `clausal` by their first words."""
        return _by_first_word(self.clausal)

    def forms(self) -> Mapping[str, tuple[ReportingForm, ...]]:
        """Every form of every reporting verb."""
        return self._forms

    @cached_property
    def _forms(self) -> Mapping[str, tuple[ReportingForm, ...]]:
        found: dict[str, list[ReportingForm]] = {}
        for lemma, verb in self.verbs.items():
            for text, form in _inflect(lemma, verb).items():
                found.setdefault(text, []).append(form)
        return {text: tuple(forms) for text, forms in found.items()}


def _inflect(lemma: str, verb: ReportingVerb) -> dict[str, ReportingForm]:
    past = verb.past or regular_past(lemma)
    participle = verb.participle or past
    ing = verb.ing or (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma) + "ing"
    return {
        text: ReportingForm(
            lemma=lemma,
            verb=verb,
            finite=text in {lemma, third_person(lemma), past},
            past=text == past,
            participle=text == participle,
            ing=text == ing,
        )
        for text in dict.fromkeys((lemma, third_person(lemma), past, participle, ing))
    }


def regular_past(lemma: str) -> str:
    """The regular past tense.

    >>> [regular_past(x) for x in ("warn", "urge", "deny", "stay")]
    ['warned', 'urged', 'denied', 'stayed']
    """
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}ed"


def third_person(lemma: str) -> str:
    """The present tense of the third person singular.

    >>> [third_person(x) for x in ("say", "deny", "express")]
    ['says', 'denies', 'expresses']
    """
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"


def _by_first_word(phrases: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        first = phrase.split()[0]
        found[first] = (*found.get(first, ()), phrase)
    return found


def load_speech() -> SpeechLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return load_toml("speech.toml", SpeechLexicon)
