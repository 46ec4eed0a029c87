"""Whose act a verb tells, read off the sentence's tree, and off the words before the verb where the tree is silent."""

from onrecord.stages.commitments.ground import Ground
from onrecord.stages.commitments.subjects import Subject, find_subject
from onrecord.stages.grammar.predicate import subject_of
from onrecord.stages.grammar.verb_groups import low

_HELPING = frozenset({"aux", "cop"})
_RELATIVES = frozenset({"who", "which", "that"})
_ASIDE = frozenset({"acl", "appos", "parataxis", "advcl"})
_ASIDES = frozenset({"-", "–", "—", "--"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM"})


def subject_at(ground: Ground, at: int) -> Subject | None:
    """The subject of the verb group that starts at token `at`; None where none is in sight."""
    group = ground.starting.get(at)
    main = None if group is None else main_verb(ground, group.head)
    found = None if main is None else _past_saying(ground, main) or _in_tree(ground, at, main)
    return found or find_subject(ground.tokens, ground.groups, at)


def _past_saying(ground: Ground, main: int) -> Subject | None:
    """The noun of whom a relative clause tells what others say: `Ms Vale, | who aides said | would resign`."""
    tree, tokens = ground.tree, ground.tokens
    said = tokens[main].head
    if tree.bases[main] != "ccomp" or said < 0 or tree.bases[said] != "acl" or main < said:
        return None
    noun = tokens[said].head
    pronoun = next((i for i in range(noun + 1, said) if ground.lows[i] in _RELATIVES), None)
    own = any(tree.bases[c] == "nsubj" and c > said for c in tree.children[main])
    if pronoun is None or own or pronoun + 1 >= said or tokens[pronoun + 1].tag == "VERB":
        return None
    last = pronoun - 1 - (ground.lows[pronoun - 1] == ",")
    if not tree.first(noun) <= noun <= last:
        return None
    return Subject(start=tree.first(noun), end=last + 1, head=noun, shared=True)


def main_verb(ground: Ground, verb: int) -> int:
    """The word that the clause of a verb is built on: of `is | ready`, `ready`."""
    while ground.tree.bases[verb] in _HELPING and ground.tokens[verb].head >= 0:
        verb = ground.tokens[verb].head
    return verb


def _in_tree(ground: Ground, at: int, main: int) -> Subject | None:
    tree, tokens = ground.tree, ground.tokens
    head, shared = _head_of(ground, at, main)
    person = _person_before_who(ground, at)
    if person is not None:
        return person
    if head is None or head >= at or not _can_head(ground, head):
        return None
    relative = next((c for c in tree.children[main] if c < at and _is_relative(ground, c, head)), None)
    if relative is None and ground.lows[at - 1] in _RELATIVES and head < at - 1:
        return None
    if shared and relative is None and (tree.bases[main] == "acl" or tokens[at - 1].tag in _NOUNS):
        return None
    first, last = tree.first(head), min(tree.last(head), at - 1)
    for child in tree.children[head]:
        if child < head and tree.bases[child] in {"cc", "punct", "mark", "case"}:
            first = max(first, tree.last(child) + 1)
        if child > head and (tree.under(main, child) or (shared and tree.bases[child] in _ASIDE)):
            last = min(last, tree.first(child) - 1)
    first = max([first, *(at + 1 for at in range(first, head) if tokens[at].tag == "SCONJ")])
    while last > head and tokens[last].tag == "PUNCT" and low(tokens[last]) not in {")", "%"}:
        last -= 1
    if not first <= head <= last or (not shared and _leans(ground, first, head, last)):
        return None
    return Subject(start=first, end=last + 1, head=head, relative=relative, shared=shared and relative is None)


def _leans(ground: Ground, first: int, head: int, last: int) -> bool:
    """Whether the phrase is an aside or hangs from a preposition, and so is no subject of its own."""
    mark = ground.lows[first - 1] if first else ""
    aside = mark in _ASIDES and ground.lows[last + 1 : last + 2] == (mark,)
    return aside or any(c < head and ground.tree.bases[c] == "case" for c in ground.tree.children[head])


def _person_before_who(ground: Ground, at: int) -> Subject | None:
    """The name right before `who`: `an address by President Moss, who will`."""
    who = at - 1
    last = who - 2 if who > 1 and ground.lows[who - 1] == "," else who - 1
    if last < 0 or ground.lows[who] != "who" or ground.tokens[last].tag != "PROPN":
        return None
    first = last
    while first > 0 and ground.tokens[first - 1].tag == "PROPN":
        first -= 1
    return Subject(start=first, end=last + 1, head=last, relative=who)


def _can_head(ground: Ground, head: int) -> bool:
    """Whether the word can head a noun phrase: a noun, or an adjective after its article (`the wounded`)."""
    token = ground.tokens[head]
    led = head > 0 and ground.tokens[head - 1].tag in {"DET", "NUM"}
    return token.tag in _NOUNS or (led and token.tag in {"ADJ", "VERB"})


def _head_of(ground: Ground, at: int, main: int) -> tuple[int | None, bool]:
    """The head of the subject, the nearest of two, and whether another clause has it too."""
    head, shared = subject_of(ground.tree, main)
    if shared or head is None:
        return head, shared
    own = [
        c
        for c in ground.tree.children[main]
        if c < at and ground.tree.bases[c] == "nsubj" and ground.lows[c] not in _RELATIVES
    ]
    return (own[-1] if own else head), False


def _is_relative(ground: Ground, child: int, head: int) -> bool:
    return head < child and ground.tree.bases[child] == "nsubj" and ground.lows[child] in _RELATIVES
