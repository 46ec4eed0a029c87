"""What the clause of a verb that binds tells: `promised that the bridge would reopen`, `ruled that it must close`."""

from dataclasses import replace

from onrecord.records import CommitmentKind, Modality
from onrecord.stages.commitments.binding import Binding, bind
from onrecord.stages.commitments.ground import Ground, enters_state
from onrecord.stages.commitments.subject_tree import main_verb, subject_at
from onrecord.stages.grammar.verb_groups import VerbGroup

_DUTIES = frozenset({"should", "must", "be"})
_DEMANDING = frozenset({CommitmentKind.ORDER, CommitmentKind.PROPOSAL, CommitmentKind.PLAN})


def by_content(ground: Ground, group: VerbGroup) -> Binding | None:
    """What the verb group binds to as the clause of another verb that binds."""
    teller = _teller(ground, group)
    tie = ground.lexicon.contents.get(ground.tokens[teller.head].lemma) if teller else None
    if teller is None or tie is None or teller.negated or not _looks_ahead(ground, group, tie.kind):
        return None
    if group.copula and not enters_state(ground, group):
        return None
    if tie.kind is CommitmentKind.THREAT and not _of_itself(ground, group):
        return None
    binding = bind(ground, tie, group, group)
    modality = tie.modality if binding.modality is Modality.DENIED else binding.modality
    return replace(
        binding, kind=tie.kind, modality=modality, stated=True, reported=False, weak=False, told=teller.start
    )


def _teller(ground: Ground, group: VerbGroup) -> VerbGroup | None:
    """The verb group in whose clause this one stands: `promised` of `promised that it would`."""
    main = main_verb(ground, group.head)
    above = ground.tokens[main].head
    if ground.tree.bases[main] != "ccomp" or above < 0 or not group.finite:
        return None
    return next((g for g in ground.groups if g.head == above and not g.copula and not g.passive), None)


def _looks_ahead(ground: Ground, group: VerbGroup, kind: CommitmentKind) -> bool:
    """Whether the clause tells of what is to come: `would`, and after an order or proposal `must` or `be closed`."""
    if group.perfect:
        return False
    tie = ground.lexicon.modal_ties.get(group.modal) if group.modal else None
    if tie is not None and tie.modality is Modality.PLANNED:
        return True
    return kind in _DEMANDING and ground.lows[group.start] in _DUTIES


def _of_itself(ground: Ground, group: VerbGroup) -> bool:
    """Whether who threatens is who is to act: `warned it would close`, not `warned that prices would rise`."""
    subject = subject_at(ground, group.start)
    return subject is not None and ground.tokens[subject.head].tag == "PRON"
