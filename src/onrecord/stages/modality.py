"""How far a clause commits to what it says, and whether it denies it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.lexicons import CommitmentLexicon
from onrecord.records import Attribution, CommitmentKind, CueSense, Modality, Span
from onrecord.stages.commitments.act_reach import clause_end
from onrecord.stages.commitments.acting import moves, names_act
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.commitments.subject_tree import subject_at
from onrecord.stages.commitments.subjects import Agency, agency_of
from onrecord.stages.grammar.verb_groups import VerbGroup, low
from onrecord.stages.sentence_view import SentenceView

Reading = tuple[Modality, bool]
_FRAMED = 2
_LEAD = 8  # words in which an opener like `there is no doubt that` may stand
_DEEP = 6  # words from a number up to the verb whose object it is in
_WITHIN_OBJECT = frozenset({"nummod", "compound", "nmod", "obj", "amod", "flat", "appos"})
_TELLING = frozenset({"of", "that", "about"})
_TAKES_BACK = frozenset({CueSense.DENIES, CueSense.RETRACTS})
_WORD = re.compile(r"[\w'’-]+")
_ABLE = frozenset({Agency.NAMED, Agency.AGENT, Agency.PRONOUN, Agency.MEASURE})


def read_modality(text: str, view: SentenceView, clause: Span) -> tuple[Modality, bool]:
    """Modality and negation of the clause at `clause` in the sentence.

    `The army will leave` is planned, `prices will rise` expected, `it may leave` possible, `it has no plans to
    leave` denied, `it is too early to say` undisclosed; a plain `it did not leave` is asserted, and negated.
    """
    ground = view.ground
    inside = ground.tokens_covered(clause)
    if not inside:
        return Modality.ASSERTED, False
    first, last = _past_opener(ground, inside), inside[-1]
    plain = clause.of(text).lower().partition(" but ")[0]
    words = f" {' '.join(_WORD.findall(plain))} ".replace("n't ", " n't ").replace("n’t ", " n't ")
    group = _main_group(ground, first, last)
    told = (
        _by_phrase(words, view.lexicon)
        or _by_binding(view, group, first, last)
        or _by_denial(ground, group, first, last)
        or _by_modal(ground, group, words)
        or (Modality.ASSERTED, group is not None and _negated(ground, group, first))
    )
    supposed = told[0] is Modality.DENIED and ground.lows[first] == "if" and _to_come(ground, group)
    return (Modality.EXPECTED, told[1]) if supposed else told


def _past_opener(ground: Ground, inside: range) -> int:
    """Where the view itself begins: past `there is no doubt that`."""
    start = inside[0]
    lead = " ".join(ground.lows[start : start + _LEAD])
    for opener in ground.lexicon.modality.openers:
        if lead.startswith(f"{opener} ") and start + len(opener.split()) <= inside[-1]:
            return start + len(opener.split())
    return start


def _to_come(ground: Ground, group: VerbGroup | None) -> bool:
    """Whether the group tells of what is to come: `if the rain stops, they | will not plant`."""
    return group is not None and (
        group.modal is not None or ground.lows[group.head : group.head + 2] == ("going", "to")
    )


def read_taken_back(attribution: Attribution) -> Reading | None:
    """How what was said counts where its verb takes it back: `denied that it fell`, `did not deny that it fell`."""
    if attribution.sense in _TAKES_BACK:
        return (Modality.POSSIBLE, False) if attribution.negated else (Modality.DENIED, True)
    return (Modality.DENIED, True) if attribution.negated else None


def read_wished(view: SentenceView, number: Span) -> Reading | None:
    """How an amount counts that is only asked for or offered (`wants a rise of | 9 per cent`), or counts those who
    have bound themselves already (`| 40 crews have voted to strike`).
    """
    ground = view.ground
    inside = ground.tokens_in(number)
    if not inside:
        return None
    at = inside[-1]
    if any(_have_bound_themselves(ground, binding, at) for binding in view.bindings):
        return Modality.ASSERTED, False
    for _ in range(_DEEP):
        above = ground.tokens[at].head
        if above < 0 or ground.tree.bases[at] not in _WITHIN_OBJECT:
            return None
        scheme = ground.lows[above] in ground.lexicon.modality.schemes and inside[-1] < above
        if scheme and ground.tree.bases[at] in {"nummod", "compound", "amod"}:
            return Modality.PLANNED, False  # "a 40m crown plan"
        wished = ground.tokens[above].lemma in ground.lexicon.modality.wishes
        if wished and above < at and ground.tokens[above].tag == "VERB" and ground.tree.bases[at] == "obj":
            group = next((g for g in ground.groups if g.head == above), None)
            return None if group is None or group.passive else (Modality.POSSIBLE, group.negated)
        at = above
    return None


def _have_bound_themselves(ground: Ground, binding: Binding, number: int) -> bool:
    """Whether the number stands in the subject of a verb of binding in the past: `| 40 crews have voted to`."""
    group = ground.starting.get(binding.governor)
    if group is None or group.head == binding.act or not binding.stated or binding.negated or binding.nominal:
        return False
    past = ground.lows[group.head].endswith("ed") and not group.passive and group.modal is None
    subject = subject_at(ground, binding.governor) if past and number < group.start else None
    return subject is not None and subject.start <= number < subject.end


def _main_group(ground: Ground, first: int, last: int) -> VerbGroup | None:
    """The first finite verb group that stands in no subordinate clause; else the first finite one."""
    inside = ground.groups_within(first, last)
    told = [g for g in inside if g.finite and not _describes(ground, g)] or [g for g in inside if g.finite] or inside
    finite = _behind_belief(ground, told)
    plain = (g for g in finite if not _subordinate(ground, g, first))
    return next(plain, None) or next(iter(finite), None)


def _describes(ground: Ground, group: VerbGroup) -> bool:
    """Whether a participle only describes a noun: `the sale, rejected by regulators, was to`."""
    return group.start == group.head and ground.tree.bases[group.head] in {"acl", "amod"}


def _behind_belief(ground: Ground, groups: Sequence[VerbGroup]) -> Sequence[VerbGroup]:
    """The groups without the frame in which a speaker puts a view: `I think | it will take years`."""
    if len(groups) < _FRAMED or groups[0].modal or groups[0].negated:
        return groups
    first = groups[0]
    spoken = first.start > 0 and ground.lows[first.start - 1] in ground.lexicon.acts.first_person
    framed = spoken and ground.tokens[first.head].lemma in ground.lexicon.modality.frames
    return groups[1:] if framed else groups


def _subordinate(ground: Ground, group: VerbGroup, first: int) -> bool:
    """Whether `if`, `who` or the like opens the stretch before the group, back to the verb or comma before it; or the
    group is that of a relative clause.
    """
    if ground.tokens[group.head].relation == "acl:relcl":
        return True
    for at in range(group.start - 1, first - 1, -1):
        word = ground.lows[at]
        if word == "," or at in ground.finite:
            return False
        if ground.tokens[at].tag == "SCONJ" or word in {"who", "which", "whose", "when", "where", "if"}:
            return True
    return False


def _by_phrase(words: str, lexicon: CommitmentLexicon) -> Reading | None:
    if any(f" {phrase} " in words for phrase in lexicon.modality.undisclosed):
        return Modality.UNDISCLOSED, False
    if any(f" {phrase} " in words for phrase in lexicon.modality.left_open):
        return Modality.POSSIBLE, False
    if any(f" {phrase} " in words and f" {phrase} come " not in words for phrase in lexicon.modality.pending):
        return Modality.DENIED, True
    refuted = any(f" {phrase} " in words for phrase in lexicon.modality.refuting)
    told = {first for first, then in pairwise(words.split()) if then in _TELLING}
    return (Modality.DENIED, True) if refuted and not lexicon.modality.hearsay.isdisjoint(told) else None


def _by_binding(view: SentenceView, group: VerbGroup | None, first: int, last: int) -> Reading | None:
    ground = view.ground
    for binding in view.bindings:
        if group is None:
            if _inside_act(ground, binding, first, last):
                return _of_binding(ground, binding, last)
            continue
        within = first <= binding.governor <= binding.act <= last
        if (within or binding.sibling) and group.start == (binding.first if binding.sibling else binding.governor):
            return _of_binding(ground, binding, last)
    return None


def _inside_act(ground: Ground, binding: Binding, first: int, last: int) -> bool:
    """Whether a phrase without a verb is part of what is to be done: `will send | 40 doctors`."""
    return binding.act < first and last < clause_end(ground, binding.verb, ground.lexicon.extent)


def _of_binding(ground: Ground, binding: Binding, last: int) -> Reading | None:
    if binding.arranged and not moves(ground, binding):
        return None
    if binding.duty and not binding.stated and not binding.standing:
        return None
    if _prompted(ground, binding):
        return None
    if binding.stated and binding.kind not in {CommitmentKind.PLAN, CommitmentKind.EXPECTATION}:
        return binding.modality, binding.negated
    if binding.modality not in {Modality.PLANNED, Modality.DENIED}:
        return binding.modality, binding.negated
    if binding.weak:
        held = any(low(t) == "until" for t in ground.tokens[binding.act : last + 1])
        return (Modality.PLANNED, binding.negated) if held else None
    subject = subject_at(ground, binding.governor)
    agency = agency_of(ground.tokens, ground.names, subject, ground.lexicon) if subject else Agency.UNKNOWN
    if (binding.passive or agency in _ABLE) and names_act(ground, binding, agency):
        return binding.modality, binding.negated
    ahead = ground.has_modal(binding.governor) or binding.stated
    hedged = binding.reported and binding.negated
    return (Modality.EXPECTED if ahead and not hedged else Modality.ASSERTED), binding.negated


def _prompted(ground: Ground, binding: Binding) -> bool:
    """Whether it is told as done that someone was brought to it: `the flood has prompted the firm to change plans`."""
    told = binding.stated and not (binding.sibling or binding.nominal or ground.has_modal(binding.governor))
    return told and binding.kind is CommitmentKind.PLAN and binding.actor is not None


def _by_denial(ground: Ground, group: VerbGroup | None, first: int, last: int) -> Reading | None:
    if group is None:
        return None
    words = ground.lexicon.modality
    tokens = ground.tokens[first : last + 1]
    if ground.tokens[group.head].lemma in words.denials and not group.negated and not group.passive:
        return Modality.DENIED, True
    if not _negated(ground, group, first):
        return None
    if any(low(t) == "yet" for t in tokens):
        return Modality.DENIED, True
    withheld = any(t.lemma in words.withheld_nouns and t.tag != "VERB" for t in tokens)
    being = group.copula or ground.tokens[group.head].lemma in words.having or not group.negated
    return (Modality.DENIED, True) if withheld and being else None


def _negated(ground: Ground, group: VerbGroup, first: int) -> bool:
    """Whether the group, its subject or what follows a copula is denied: `no signs were found`, `there is no deal`."""
    if group.negated:
        return True
    around = range(max(first, group.start - 6), min(group.head + 3, len(ground.tokens)))
    return any(
        ground.lows[at] in ground.lexicon.modality.negative_determiners and not _numbers(ground, at) for at in around
    )


def _numbers(ground: Ground, at: int) -> bool:
    """Whether `No` only stands for a number: `No 10`, `No. 4`."""
    following = ground.tokens[at + 1] if at + 1 < len(ground.tokens) else None
    return ground.lows[at].rstrip(".") == "no" and following is not None and following.text.isdigit()


def _softens(ground: Ground, at: int) -> bool:
    """Whether the word makes its clause a possibility: `perhaps`, `it is possible`, not `a possible strike`."""
    if ground.lows[at] not in ground.lexicon.modality.possible:
        return False
    relation = ground.tree.bases[at]
    described = ground.tokens[at].tag == "ADJ" and relation in {"amod", "compound", "obl", "advcl", "conj", "obj"}
    return not described and (at == 0 or ground.lows[at - 1] != "as")


def _states_need(ground: Ground, group: VerbGroup) -> bool:
    """Whether a copula with `would` tells what something is or needs (`would be a mistake`), not how it will turn out
    (`would be harder`).
    """
    above = ground.tokens[group.head].head
    how = group.copula and above >= 0 and ground.tokens[above].tag == "ADJ"
    return group.copula and not (how and ground.tokens[above].lemma not in ground.lexicon.modality.needs)


def _by_modal(ground: Ground, group: VerbGroup | None, words: str) -> Reading | None:
    lexicon = ground.lexicon.modality
    if group is not None and group.modal is not None:
        modality = lexicon.modals[group.modal]
        if group.modal in ground.lexicon.reported_modals and " if " in words:
            return Modality.POSSIBLE, group.negated
        soft = group.modal in ground.lexicon.reported_modals and (group.negated or _states_need(ground, group))
        return (Modality.ASSERTED if soft else modality), group.negated
    if group is None:
        return None
    near = [low(t) for t in ground.tokens[max(0, group.start - 2) : group.head + 3]]
    if any(_softens(ground, at) for at in range(max(0, group.start - 2), min(group.head + 3, len(ground.tokens)))):
        return Modality.POSSIBLE, group.negated
    if group.finite and any(w in lexicon.expected for w in near[-3:] + near[:1]):
        return Modality.EXPECTED, group.negated
    return None
