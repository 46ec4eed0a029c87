"""Who only foretells what others will do: `analysts said the bank would cut rates`, `fears that firms will leave`."""

from onrecord.records import Attribution, CommitmentKind, CueSense, Modality, Mode
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.commitments.subjects import Subject

_SELF = frozenset({"it", "he", "she", "they"})
_FORETOLD = frozenset({CueSense.EXPECTS, CueSense.BELIEVES})


def foretold(ground: Ground, binding: Binding, subject: Subject | None, voice: Attribution) -> bool:
    """Whether what `will` or `would` tells is what a looker-on, a fear or a hope supposes of others, not their plan."""
    plain = binding.kind is CommitmentKind.PLAN and binding.modality is Modality.PLANNED
    if not plain or binding.stated or not ground.has_modal(binding.governor):
        return False
    if _felt(ground, subject.start if subject is not None else binding.governor):
        return True
    if subject is None:
        return False
    pronoun = ground.lows[subject.head]
    if pronoun in ground.lexicon.acts.first_person:
        return False
    if voice.mode is Mode.DIRECT_QUOTE:
        return pronoun == "they" and not binding.passive
    return pronoun not in _SELF and (voice.sense in _FORETOLD or _looks_on(ground, voice))


def _felt(ground: Ground, first: int) -> bool:
    """Whether the clause is what a word of fear, hope or belief before it holds: `confident that | the deal would`."""
    at = first - 1
    at -= at > 0 and ground.lows[at] == "that"
    return at >= 0 and ground.lows[at] in ground.lexicon.acts.feelings


def _looks_on(ground: Ground, voice: Attribution) -> bool:
    """Whether the speaker is named for looking on: `a Western diplomat`, `Jo Parr, an analyst at Corve`."""
    named = voice.speaker if voice.speaker is not None and voice.speaker.startswith("anonymous ") else ""
    words = f"{named} {voice.speaker_role or ''}".lower().replace(",", " ").split()
    return not ground.lexicon.acts.onlookers.isdisjoint(words)
