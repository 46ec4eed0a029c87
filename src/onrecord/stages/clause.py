"""Clauses of a sentence: the smallest stretch that carries a claim, with its subject, verbs and tense.

Everything here is read off tags, heads and relations, so it serves any analyser that gives Universal Dependencies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.records import Analysis, Span, Token, trim
from onrecord.stages.tree import Tree

_MARKS = ' \t\n\r,;:–—-()[]"“”„«»'
_CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
_VERBAL = frozenset({"VERB", "AUX"})
_AUXILIARIES = frozenset({"aux", "cop"})
_FRONTED = frozenset({"advmod", "obl", "advcl", "discourse", "vocative", "nmod", "cc", "mark", "dep"})
_TRAILING = frozenset({"advcl", "acl", "parataxis", "appos", "dislocated"})
_FUTURE = frozenset({"will", "shall", "would", "'ll", "’ll", "wo", "'d", "’d"})
_PAST = frozenset({"was", "were", "had", "did"})
_PRESENT = frozenset(
    {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "has", "have", "'ve", "’ve", "do", "does", "can", "may"}
)
_SINGULAR = frozenset({"he", "she", "it", "this", "that"})
_NEGATIVE = frozenset({"not", "never", "n't", "no", "neither", "nor", "nobody", "none", "nothing"})


class ClauseKind(StrEnum):
    """How a clause hangs in its sentence."""

    MAIN = "main"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    PARTICIPIAL = "participial"
    INFINITIVE = "infinitive"


class Tense(StrEnum):
    """The time its verb form gives; `would` counts as future, a form without tense as none."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of a sentence; token numbers count in its analysis.

    `span` leaves out conjunction, marker, fronted and trailing asides set off by commas, and quotation marks at its
    ends; `whole` has everything that hangs from it. `verbs` are auxiliaries, copula and predicate in order, `main` the
    predicate. `subject` is its own or the one it shares: that of the verb it is joined to, or the noun it modifies;
    `shared` tells. `parent` is the main word of the clause it hangs in.
    """

    span: Span
    whole: Span
    main: int
    verbs: tuple[int, ...]
    subject: Span | None
    subject_head: int | None
    shared: bool
    negated: bool
    passive: bool
    tense: Tense
    kind: ClauseKind
    marker: str | None
    relation: str
    parent: int | None


def clauses_of(analysis: Analysis) -> tuple[Clause, ...]:
    """The clauses of the sentence in the order of their main words; a bare noun phrase has none."""
    tree = Tree(analysis.tokens)
    return tuple(_clause(tree, main) for main in range(len(tree.tokens)) if is_predicate(tree, main))


def clause_at(text: str, analysis: Analysis, inner: Span) -> Span:
    """The smallest clause of the sentence that covers `inner` and can stand as a claim, without reporting clause,
    marker, quotation marks and closing comma; the whole sentence where no clause does.

    Infinitives and modifiers that no comma sets off are read with the clause they hang in.
    """
    clauses = [c for c in clauses_of(analysis) if stands_alone(text, c)]
    for choices in ([c.span for c in clauses], [c.whole for c in clauses]):
        covering = [span for span in choices if span.covers(inner)]
        if covering:
            return _tidy(text, min(covering, key=lambda s: (len(s), s.start)), inner)
    return _tidy(text, analysis.sentence.span, inner)


def stands_alone(text: str, clause: Clause) -> bool:
    """Whether the clause is a claim by itself: finite and not restrictive, or set off by a comma."""
    match clause.kind:
        case ClauseKind.MAIN | ClauseKind.SUBORDINATE:
            return True
        case ClauseKind.INFINITIVE:
            return False
        case ClauseKind.RELATIVE | ClauseKind.PARTICIPIAL:
            before = text[max(0, clause.whole.start - 2) : clause.whole.start + 1]
            return any(mark in before for mark in ",-–—(")


def phrase_at(text: str, analysis: Analysis, token: int) -> Span:
    """The noun phrase around a token with its modifiers, without what a comma sets off:
    for `203` in `of 203 confirmed cases of flu in Britain, 146 …` the words `203 confirmed cases of flu in Britain`.
    """
    tree = Tree(analysis.tokens)
    head = token
    while _base(tree.tokens[head].relation) in _INSIDE_PHRASE and tree.tokens[head].head >= 0:
        head = tree.tokens[head].head
    inside = [i for i in tree.subtree(head) if not _outside_phrase(tree, head, i)]
    first, last = _stretch(inside, token)
    return _tidy(
        text, Span(start=tree.tokens[first].span.start, end=tree.tokens[last].span.end), tree.tokens[token].span
    )


_INSIDE_PHRASE = frozenset({"nummod", "amod", "compound", "det", "flat", "fixed", "advmod", "case"})
_OUTSIDE_PHRASE = frozenset(
    {"case", "cc", "mark", "cop", "aux", "nsubj", "punct", "conj", "parataxis", "appos", "advcl"}
)


def _outside_phrase(tree: Tree, head: int, word: int) -> bool:
    """Whether the child of `head` under which `word` hangs is no part of the phrase."""
    if word == head:
        return False
    top = tree.child_above(head, word)
    relation = _base(tree.tokens[top].relation)
    if relation == "punct":
        return tree.tokens[top].text not in {"-", "$", "£", "€", "%"}
    if relation in _OUTSIDE_PHRASE:
        return True
    if relation in {"acl", "nmod", "obl", "advmod"} and top > head:
        return tree.after_comma(tree.first(top))
    return relation == "obl" and tree.tokens[head].tag in _VERBAL


def _stretch(inside: list[int], token: int) -> tuple[int, int]:
    """First and last of the unbroken run of `inside` (gaps of one allowed) around `token`."""
    first = last = token
    members = set(inside)
    while first - 1 in members or first - 2 in members:
        first -= 1 if first - 1 in members else 2
    while last + 1 in members or last + 2 in members:
        last += 1 if last + 1 in members else 2
    return first, last


def _base(relation: str) -> str:
    return relation.partition(":")[0]


def is_predicate(tree: Tree, word: int) -> bool:
    """Whether a clause is built on this word."""
    token = tree.tokens[word]
    relation = _base(token.relation)
    children = {_base(tree.tokens[c].relation) for c in tree.children[word]}
    if relation in _AUXILIARIES or token.tag == "PUNCT":
        return False
    if children & {"nsubj", "csubj", "cop", "expl"}:
        return True
    if token.tag not in _VERBAL:
        return False
    if relation == "conj":
        return is_predicate(tree, token.head) if 0 <= token.head != word else True
    return relation in _CLAUSAL


def _clause(tree: Tree, main: int) -> Clause:
    own = tree.children[main]
    verbs = tuple(sorted([*(c for c in own if _base(tree.tokens[c].relation) in _AUXILIARIES), main]))
    subject, shared = _subject(tree, main, 0)
    markers = [tree.tokens[c].lemma for c in own if tree.tokens[c].relation == "mark"]
    kind = _kind(tree, main, verbs)
    first, last = _core(tree, main)
    return Clause(
        span=Span(start=tree.tokens[first].span.start, end=tree.tokens[last].span.end),
        whole=Span(start=tree.tokens[tree.first(main)].span.start, end=tree.tokens[tree.last(main)].span.end),
        main=main,
        verbs=verbs,
        subject=_subject_span(tree, subject, main),
        subject_head=subject,
        shared=shared,
        negated=any(
            tree.tokens[c].lemma in _NEGATIVE for c in own if tree.tokens[c].relation.startswith(("advmod", "det"))
        )
        or (subject is not None and not shared and _negative_phrase(tree, subject)),
        passive=any(tree.tokens[c].relation in {"aux:pass", "nsubj:pass", "csubj:pass"} for c in own),
        tense=_tense(tree, verbs, subject, kind),
        kind=kind,
        marker=markers[0] if markers else None,
        relation=tree.tokens[main].relation,
        parent=_parent(tree, main),
    )


def _negative_phrase(tree: Tree, head: int) -> bool:
    return tree.tokens[head].lemma in _NEGATIVE or any(
        tree.tokens[c].relation == "det" and tree.tokens[c].lemma in _NEGATIVE for c in tree.children[head]
    )


def _subject(tree: Tree, main: int, depth: int) -> tuple[int | None, bool]:
    """The head of its subject, and whether it is shared with another clause."""
    token = tree.tokens[main]
    relation = _base(token.relation)
    for child in tree.children[main]:
        if _base(tree.tokens[child].relation) == "nsubj":
            if relation == "acl" and tree.tokens[child].lemma in _RELATIVES and token.head >= 0:
                return token.head, True
            return child, False
    if depth > len(tree.tokens) or token.head < 0:
        return None, False
    if relation == "acl":
        return token.head, True
    if relation in {"conj", "xcomp", "advcl"}:
        governor = token.head
        if relation == "xcomp":
            for child in tree.children[governor]:
                if _base(tree.tokens[child].relation) in {"obj", "iobj"} and child < main:
                    return child, True
        return _subject(tree, governor, depth + 1)[0], True
    return None, False


_RELATIVES = frozenset({"who", "which", "that"})


def _subject_span(tree: Tree, subject: int | None, main: int) -> Span | None:
    if subject is None:
        return None
    inside = [i for i in tree.subtree(subject) if not tree.under(i, main) or i == subject]
    inside = [i for i in inside if not _outside_phrase(tree, subject, i)] or [subject]
    first, last = _stretch(inside, subject)
    return Span(start=tree.tokens[first].span.start, end=tree.tokens[last].span.end)


def _parent(tree: Tree, main: int) -> int | None:
    at, steps = tree.tokens[main].head, 0
    while at >= 0 and steps < len(tree.tokens):
        if is_predicate(tree, at):
            return at
        at, steps = tree.tokens[at].head, steps + 1
    return None


def _kind(tree: Tree, main: int, verbs: tuple[int, ...]) -> ClauseKind:
    token = tree.tokens[main]
    relation = _base(token.relation)
    own = [tree.tokens[c] for c in tree.children[main]]
    finite = _finite(tree, verbs, own)
    if relation == "conj" and token.head >= 0:
        above = _kind(tree, token.head, (token.head,)) if is_predicate(tree, token.head) else ClauseKind.MAIN
        return ClauseKind.MAIN if above is ClauseKind.INFINITIVE and finite else above
    if any(t.tag == "PART" and t.relation == "mark" for t in own):
        return ClauseKind.INFINITIVE
    if token.relation.endswith(":relcl"):
        return ClauseKind.RELATIVE
    if relation in {"root", "parataxis", "list", "dep"}:
        return ClauseKind.MAIN
    if relation in {"acl", "advcl", "amod", "csubj", "ccomp", "xcomp"} and not finite:
        return (
            ClauseKind.INFINITIVE
            if relation == "xcomp" and token.text.lower() == token.lemma
            else ClauseKind.PARTICIPIAL
        )
    return ClauseKind.SUBORDINATE


def _finite(tree: Tree, verbs: tuple[int, ...], own: list[Token]) -> bool:
    first = tree.tokens[verbs[0]]
    low = first.text.lower()
    if first.tag == "AUX" or len(verbs) > 1:
        return low not in {"being", "been", "having", "be"}
    return any(_base(t.relation) in {"nsubj", "expl"} for t in own) and not low.endswith("ing")


def _tense(tree: Tree, verbs: tuple[int, ...], subject: int | None, kind: ClauseKind) -> Tense:
    first = tree.tokens[verbs[0]]
    low = first.text.lower()
    if low in _FUTURE:
        return Tense.FUTURE
    if low in _PAST:
        return Tense.PAST
    if low in _PRESENT:
        return Tense.PRESENT
    if kind in {ClauseKind.INFINITIVE, ClauseKind.PARTICIPIAL} or first.tag not in _VERBAL or low.endswith("ing"):
        return Tense.NONE
    if first.tag == "AUX":
        return Tense.PRESENT
    if low == first.lemma:
        return Tense.PAST if subject is not None and _singular(tree.tokens[subject]) else Tense.PRESENT
    return Tense.PRESENT if low.endswith("s") and not low.endswith("ss") else Tense.PAST


def _singular(token: Token) -> bool:
    """Whether a present verb with this subject would carry an `s`."""
    low = token.text.lower()
    return low in _SINGULAR or (token.tag == "NOUN" and low == token.lemma and low != "people")


def _core(tree: Tree, main: int) -> tuple[int, int]:
    """First and last token without markers, joined clauses, and fronted or trailing asides."""
    first, last = tree.first(main), tree.last(main)
    for child in tree.children[main]:
        relation, start, end = _base(tree.tokens[child].relation), tree.first(child), tree.last(child)
        if (child > main and relation in {"conj", "parataxis"} and is_predicate(tree, child)) or (
            child > main and relation in _TRAILING and tree.after_comma(start)
        ):
            last = min(last, start - 1)
        elif child < main and relation == "parataxis":
            first = max(first, end + 1)
    for child in tree.children[main]:
        relation, start, end = _base(tree.tokens[child].relation), tree.first(child), tree.last(child)
        fronted = relation in {"mark", "cc", "discourse"} or (relation in _FRONTED and tree.before_comma(end))
        if child < main and fronted and start <= first:
            first = max(first, end + 1)
        if relation == "punct" and child == first < main:
            first += 1
    tail = next((i for i in range(last, main, -1) if tree.tokens[i].relation.startswith("acl:relcl")), None)
    if tail is not None and tree.last(tail) == last and tree.after_comma(tree.first(tail)):
        last = tree.first(tail) - 1
    while first < main and (tree.tokens[first].tag == "PUNCT" or tree.tokens[first].relation == "cc"):
        first += 1
    while last > main and (tree.tokens[last].tag == "PUNCT" or tree.tokens[last].tag == "CCONJ"):
        last -= 1
    return first, last


def _tidy(text: str, span: Span, inner: Span) -> Span:
    """`span` without marks at its ends, but never less than `inner`; a bracket that pairs inside stays."""
    tidy = trim(text, span, _MARKS)
    if tidy.end < span.end and text[tidy.end] == ")" and "(" in tidy.of(text):
        tidy = Span(start=tidy.start, end=tidy.end + 1)
    if tidy.end == span.end and text[tidy.end - 1 : tidy.end] in {".", "!", "?"} and inner.end != tidy.end:
        tidy = trim(text, Span(start=tidy.start, end=tidy.end - 1), _MARKS)
    return tidy if tidy.covers(inner) else Span(start=min(tidy.start, inner.start), end=max(tidy.end, inner.end))


def main_clauses(analysis: Analysis) -> Iterator[Clause]:
    """The clauses that assert in the sentence's own voice."""
    return (c for c in clauses_of(analysis) if c.kind is ClauseKind.MAIN)
