"""Cues: the words of a sentence that say that somebody said something."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from onrecord.lexicons import SpeechLexicon
from onrecord.lexicons.speech import Frame, ReportingForm
from onrecord.records import CueSense
from onrecord.stages.speech.wording import Wording


class CueKind(Enum):
    """How a cue stands in its sentence."""

    FINITE = auto()
    PARTICIPLE = auto()
    PASSIVE = auto()
    ACCORDING = auto()
    NOMINAL = auto()
    HEDGE = auto()
    BELIEF = auto()
    COLON = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Cue words `start:stop` with the reporting word at `head`. `frames` say what may follow; `weak` words say also
    what things show.
    """

    start: int
    stop: int
    head: int
    lemma: str
    kind: CueKind
    sense: CueSense = CueSense.ASSERTS
    frames: frozenset[Frame] = frozenset()
    negated: bool = False
    hypothetical: bool = False
    weak: bool = False


_KEEPING = frozenset({"decline", "declined", "declines", "declining", "refuse", "refused", "refuses", "refusing"})
Forms = Mapping[str, tuple[ReportingForm, ...]]


def find_cues(words: Wording, forms: Forms) -> tuple[Cue, ...]:
    """The cues of the sentence outside its quotations, in order; a word belongs to one cue at most."""
    found: list[Cue] = []
    at = 0
    while at < len(words):
        cue = None if words.quotes[at] or words.partial[at] else cue_at(words, at, forms)
        if cue is not None and (not found or cue.start >= found[-1].stop or cue.head >= found[-1].stop):
            found.append(cue)
            at = max(cue.stop, at + 1)
        else:
            at += 1
    return tuple(found)


def cue_at(words: Wording, at: int, forms: Forms) -> Cue | None:
    """The cue whose reporting word or phrase begins at `at`."""
    lexicon = words.lexicon
    return (
        _phrase_cue(words, at, lexicon.prepositional_by_word)
        or _withholding(words, at)
        or _clausal(words, at)
        or _hedge(words, at)
        or _nominal(words, at)
        or _belief(words, at)
        or _verb_cue(words, at, forms)
    )


def _phrase_cue(words: Wording, at: int, phrases: Mapping[str, tuple[str, ...]]) -> Cue | None:
    for phrase in phrases.get(words.word(at), ()):
        parts = phrase.split()
        if words.phrase(at, parts):
            return Cue(start=at, stop=at + len(parts), head=at, lemma=phrase, kind=CueKind.ACCORDING)
    return None


def _withholding(words: Wording, at: int) -> Cue | None:
    """`declined to say`, `did not respond to`: the verb kept back belongs to the cue."""
    for phrase in words.lexicon.withholding_by_word.get(words.word(at), ()):
        parts = phrase.split()
        if not words.phrase(at, parts):
            continue
        stop = at + len(parts)
        if parts[-1] == "to" and parts[0] in _KEEPING:
            if words.word(stop) not in words.lexicon.answering:
                continue  # "refused to pay"
            stop += 1
        elif words.tag(stop) == "VERB":
            stop += 1
        start, _, hypothetical = verb_group(words, at)
        kind = CueKind.PARTICIPLE if parts[0].endswith("ing") else CueKind.FINITE
        frames = frozenset({Frame.THAT, Frame.ACT})
        return Cue(
            start=start,
            stop=stop,
            head=at,
            lemma=phrase,
            kind=kind,
            sense=CueSense.DECLINES,
            frames=frames,
            hypothetical=hypothetical,
        )
    return None


def _clausal(words: Wording, at: int) -> Cue | None:
    """`made clear that`, `expressed hope that`."""
    for phrase in words.lexicon.clausal_by_word.get(words.word(at), ()):
        parts = phrase.split()
        if not words.phrase(at, parts):
            continue
        stop = at + len(parts)
        start, _, hypothetical = verb_group(words, at)
        return Cue(
            start=start,
            stop=stop,
            head=at,
            lemma=phrase,
            kind=CueKind.PARTICIPLE if parts[0].endswith("ing") else CueKind.FINITE,
            frames=frozenset({Frame.THAT}),
            negated=is_negated(words, start, at),
            hypothetical=hypothetical,
        )
    return None


def _hedge(words: Wording, at: int) -> Cue | None:
    if words.word(at) not in words.lexicon.hedges:
        return None
    return Cue(start=at, stop=at + 1, head=at, lemma=words.word(at), kind=CueKind.HEDGE, sense=CueSense.ALLEGES)


def _nominal(words: Wording, at: int) -> Cue | None:
    """`the minister's claim that`, `an announcement by the bank that`."""
    noun = words.word(at)
    sense = words.lexicon.nominal.get(noun) or words.lexicon.nominal.get(noun.removesuffix("s"))
    if sense is None or words.tag(at) not in {"NOUN", "PROPN"} or words.word(at + 1) != "that":
        return None
    if words.tag(at + 2) in {"VERB", "AUX"}:
        return None  # "the statement that was issued"
    return Cue(
        start=at, stop=at + 1, head=at, lemma=noun, kind=CueKind.NOMINAL, sense=sense, frames=frozenset({Frame.THAT})
    )


def _belief(words: Wording, at: int) -> Cue | None:
    """`is believed to have`, `it is feared that`."""
    if words.word(at) not in words.lexicon.passive_beliefs or words.word(at + 1) not in {"to", "that"}:
        return None
    start, be, hypothetical = verb_group(words, at)
    if not be:
        return None
    sense = CueSense.EXPECTS if words.word(at) in {"expected", "predicted"} else CueSense.BELIEVES
    return Cue(
        start=start,
        stop=at + 1,
        head=at,
        lemma=words.word(at),
        kind=CueKind.BELIEF,
        sense=sense,
        frames=frozenset({Frame.THAT, Frame.INFINITIVE}),
        negated=is_negated(words, start, at),
        hypothetical=hypothetical,
    )


def _verb_cue(words: Wording, at: int, forms: Forms) -> Cue | None:
    options = forms.get(words.word(at))
    if not options or not _is_verb(words, at, options[0]):
        return None
    form = options[0]
    verb = form.verb
    start, be, hypothetical = verb_group(words, at)
    if words.word(start - 1) == "to":
        if words.word(start - 2) != "on" or words.word(start - 3) not in {"went", "goes", "go", "gone"}:
            return None
        start -= 3
    frames = set(verb.frames)
    stop = at + 1
    if verb.particles and words.word(stop) in verb.particles:
        stop += 1
        frames &= {Frame.PARTICLE, Frame.ACT}
    else:
        frames.discard(Frame.PARTICLE)
    if not frames:
        return None
    kind = CueKind.PARTICIPLE if form.ing and not be else CueKind.FINITE
    if be and form.participle and not form.ing:
        kind = CueKind.PASSIVE
        if words.phrase(stop, ("as", "saying")):
            stop += 2
            frames = {Frame.CLAUSE, Frame.QUOTE}
    if kind is CueKind.PARTICIPLE and not _participial(words, start):
        return None
    if words.word(at) == "point" and stop == at + 1:
        return None
    if verb.particles == ("out",):
        frames = {Frame.CLAUSE, Frame.QUOTE, Frame.ACT}
    negated = is_negated(words, start, at)
    sense = CueSense.DECLINES if negated and verb.withheld else verb.sense
    return Cue(
        start=start,
        stop=stop,
        head=at,
        lemma=form.lemma,
        kind=kind,
        sense=sense,
        frames=frozenset(frames),
        negated=negated,
        hypothetical=hypothetical and sense is not CueSense.DECLINES,
        weak=verb.weak,
    )


def _is_verb(words: Wording, at: int, form: ReportingForm) -> bool:
    """Whether a word that may be a form of a reporting verb is one here."""
    if words.tag(at) in {"VERB", "AUX"}:
        return True
    before_that = words.word(at + 1) == "that" and form.past and words.nominal(at - 1)
    if before_that and words.tag(at) in {"ADJ", "NOUN"}:
        return True
    if Frame.QUOTE not in form.verb.frames:
        return False
    after_quote = words.closes_quote(at - 1) is not None
    return after_quote and words.tag(at) in {"NOUN", "PROPN", "ADJ"} and words.word(at).endswith(("s", "d"))


def _participial(words: Wording, start: int) -> bool:
    """Whether an -ing form before which `start` stands opens a participial clause of saying."""
    before = words.word(start - 1)
    if start == 0:
        return False
    return (
        before in {",", "while", "by", "before", "after", "and", "or", "as", "—", "–"}
        or words.closes_quote(start - 1) is not None
        or words.nominal(start - 1)
    )


def verb_group(words: Wording, at: int) -> tuple[int, bool, bool]:
    """Where the verb group of the verb at `at` starts, whether it has a form of `be`, and a modal."""
    lexicon = words.lexicon
    start, be, modal = at, False, False
    while start > 0:
        word = words.word(start - 1)
        if words.quotes[start - 1] is not None:
            break
        auxiliary = word in lexicon.auxiliaries and not (word in {"'s", "’s"} and words.tag(start - 1) != "AUX")
        adverb = word in lexicon.adverbs or (words.tag(start - 1) == "ADV" and word.endswith("ly"))
        if not (auxiliary or adverb or _negation(word, lexicon)):
            break
        be = be or word in {"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"}
        modal = modal or word in lexicon.uncertain
        start -= 1
    return start, be, modal


def _negation(word: str, lexicon: SpeechLexicon) -> bool:
    return word in lexicon.negations or word.endswith(("n't", "n’t"))


def is_negated(words: Wording, start: int, at: int) -> bool:
    """Whether a negation stands in the verb group of `at`, which starts at `start`."""
    return any(_negation(words.word(i), words.lexicon) for i in range(start, at))
