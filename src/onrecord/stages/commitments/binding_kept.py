"""Acts told as done by a word that was given before: `opened the gates, as it had promised`, `reopened as planned`."""

from dataclasses import replace

from onrecord.lexicons.commitments import Tie
from onrecord.records import CommitmentKind, Modality, OutcomeStatus
from onrecord.stages.commitments.binding import Binding, bind, inner_verb
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.grammar.verb_groups import VerbGroup

_TOLD_BY = Tie(kind=CommitmentKind.PROMISE)
_LONGEST_GIVER = 5
_GOES_ON = frozenset({"ADP", "PUNCT", "ADV"})


def by_kept_word(ground: Ground, group: VerbGroup) -> Binding | None:
    """`The firm drained the lake, as it had promised`: the firm's promise to drain the lake was kept."""
    if not group.finite or group.modal or group.copula or group.progressive or group.negated:
        return None
    verb = ground.tokens[group.head]
    done = group.perfect or group.passive or ground.lows[group.head] != verb.lemma
    if not done or ground.lows[group.start] in {f"{verb.lemma}s", f"{verb.lemma}es", "is", "are", "had"}:
        return None
    word = _word_given(ground, group)
    if word is None or verb.lemma in ground.lexicon.speech_acts:
        return None
    binding = bind(ground, replace(_TOLD_BY, kind=ground.lexicon.acts.given_words[ground.lows[word]]), group, group)
    return replace(
        binding,
        verb=inner_verb(ground, group),
        last=word,
        stated=True,
        modality=Modality.ASSERTED,
        outcome=OutcomeStatus.MET,
    )


def _word_given(ground: Ground, group: VerbGroup) -> int | None:
    """Where it is said, after the act and before another verb, that it had been promised."""
    following = next((g for g in ground.groups if g.start > group.head), None)
    if following is None or ground.lows[following.head] not in ground.lexicon.acts.given_words:
        return None
    opens = next((at for at in range(following.start - 1, group.head, -1) if ground.lows[at] == "as"), None)
    if opens is None or following.start - opens > _LONGEST_GIVER or following.negated:
        return None
    bare = following.start == following.head == opens + 1
    held = ground.lows[following.start] == "had" and following.start > opens + 1 and not following.passive
    after = following.head + 1
    ends = after >= len(ground.tokens) or ground.tokens[after].tag in _GOES_ON or ground.lows[after] == "last"
    return following.head if (bare or held) and ends else None
