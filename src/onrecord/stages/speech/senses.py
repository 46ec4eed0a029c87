"""What a cue that the trained model marked does with its content, read off its words."""

from dataclasses import replace

from onrecord.records import CueSense
from onrecord.stages.speech.cues import Cue, CueKind, Forms, cue_at, is_negated, verb_group
from onrecord.stages.speech.wording import Wording


def read_cue(words: Wording, start: int, stop: int, forms: Forms) -> Cue:
    """The cue that the words from `start` to `stop` are: as the rules know it, else by the verb or noun in it."""
    for at in range(start, stop):
        known = cue_at(words, at, forms)
        if known is not None and start <= known.head < stop:
            return replace(known, start=start, stop=stop)
    if words.word(stop - 1) == ":":
        return Cue(start=start, stop=stop, head=stop - 1, lemma=":", kind=CueKind.COLON)
    verbs = [i for i in range(start, stop) if words.word(i) in forms]
    if not verbs:
        return _unknown(words, start, stop)
    at = verbs[-1]
    form = forms[words.word(at)][0]
    first, _, hypothetical = verb_group(words, at)
    negated = is_negated(words, first, at)
    withheld = negated and form.verb.withheld
    bare = bool(form.verb.particles) and words.word(at + 1) not in form.verb.particles
    sense = CueSense.ASSERTS if bare and form.verb.sense is CueSense.URGES else form.verb.sense  # "called it a lie"
    return Cue(
        start=start,
        stop=stop,
        head=at,
        lemma=form.lemma,
        kind=_kind(words, at),
        sense=CueSense.DECLINES if withheld else sense,
        frames=frozenset(form.verb.frames),
        negated=negated,
        hypothetical=hypothetical and not withheld,
        weak=form.verb.weak,
    )


def _kind(words: Wording, at: int) -> CueKind:
    if words.tag(at) in {"NOUN", "PROPN"}:
        return CueKind.NOMINAL
    return CueKind.PARTICIPLE if words.word(at).endswith("ing") else CueKind.FINITE


def _unknown(words: Wording, start: int, stop: int) -> Cue:
    """A cue without any reporting verb: `made the case`, `wants`, `support for`."""
    head = next((i for i in range(start, stop) if words.tag(i) == "VERB"), None)
    head = head if head is not None else next((i for i in range(start, stop) if words.tag(i) in {"NOUN", "ADJ"}), start)
    noun = words.word(head).removesuffix("s")
    sense = words.lexicon.nominal.get(noun) or CueSense.ASSERTS
    first, _, hypothetical = verb_group(words, head)
    return Cue(
        start=start,
        stop=stop,
        head=head,
        lemma=words.tokens[head].lemma,
        kind=_kind(words, head),
        sense=sense,
        negated=is_negated(words, first, head),
        hypothetical=hypothetical,
    )
