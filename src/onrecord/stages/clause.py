"""Clauses of a sentence: the smallest stretch that carries a claim, with its subject, verbs and tense.

Everything here is read off tags, heads and relations, so it serves any analyser that gives Universal Dependencies.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Analysis, Span, trim
from onrecord.stages.grammar.noun_phrase import phrase_at, phrase_span
from onrecord.stages.grammar.predicate import (
    ClauseKind,
    Tense,
    is_negated,
    is_passive,
    is_predicate,
    kind_of,
    subject_of,
    tense_of,
    verbs_of,
)
from onrecord.stages.grammar.tree import Tree

__all__ = ["Clause", "ClauseKind", "Tense", "clause_at", "clauses_of", "phrase_at", "smallest_alone", "stands_alone"]

_MARKS = ' \t\n\r,;:–—-()[]"“”„«»'
_PAIRS = {")": "(", "]": "[", "”": "“", "»": "«"}
_FRONTED = frozenset({"advmod", "obl", "advcl", "discourse", "vocative", "nmod", "cc", "mark", "dep"})
_LEADING = frozenset({"mark", "cc", "discourse"})
_TRAILING = frozenset({"advcl", "acl", "parataxis", "appos", "dislocated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of a sentence; token numbers count in its analysis.

    `span` leaves out conjunction, marker, asides set off by commas before and after, and marks at its ends; `whole` has
    everything that hangs from it. `verbs` are auxiliaries, copula and predicate in order, `main` the predicate.
    `subject` is its own or, where `shared`, that of the verb it is joined to or the noun it modifies. `parent` is the
    main word of the clause it hangs in.
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
    return smallest_alone(text, analysis, clauses_of(analysis), inner)


def smallest_alone(text: str, analysis: Analysis, every: Sequence[Clause], inner: Span) -> Span:
    """What `clause_at` gives, of clauses found already."""
    clauses = [c for c in every if stands_alone(text, c)]
    for choices in ([c.span for c in clauses], [c.whole for c in clauses]):
        covering = [span for span in choices if span.covers(inner)]
        if covering:
            return _tidy(text, min(covering, key=lambda s: (len(s), s.start)), inner)
    return _tidy(text, analysis.sentence.span, inner)


def stands_alone(text: str, clause: Clause) -> bool:
    """Whether the clause is a claim by itself: a main or subordinate clause, or a modifier set off by a comma."""
    match clause.kind:
        case ClauseKind.MAIN | ClauseKind.SUBORDINATE:
            return True
        case ClauseKind.INFINITIVE:
            return False
        case ClauseKind.RELATIVE | ClauseKind.PARTICIPIAL:
            before = text[max(0, clause.whole.start - 2) : clause.whole.start + 1]
            return any(mark in before for mark in ",-–—(")


def _clause(tree: Tree, main: int) -> Clause:
    subject, shared = subject_of(tree, main)
    kind = kind_of(tree, main)
    first, last = _core(tree, main)
    markers = [tree.tokens[c].lemma for c in tree.children[main] if tree.tokens[c].relation == "mark"]
    return Clause(
        span=Span(start=tree.tokens[first].span.start, end=tree.tokens[last].span.end),
        whole=Span(start=tree.tokens[tree.first(main)].span.start, end=tree.tokens[tree.last(main)].span.end),
        main=main,
        verbs=verbs_of(tree, main),
        subject=None if subject is None else phrase_span(tree, subject, without=main),
        subject_head=subject,
        shared=shared,
        negated=is_negated(tree, main, None if shared else subject),
        passive=is_passive(tree, main),
        tense=tense_of(tree, main, subject, kind),
        kind=kind,
        marker=markers[0] if markers else None,
        relation=tree.tokens[main].relation,
        parent=_parent(tree, main),
    )


def _parent(tree: Tree, main: int) -> int | None:
    at = tree.tokens[main].head
    while at >= 0 and not is_predicate(tree, at):
        at = tree.tokens[at].head
    return at if at >= 0 else None


def _core(tree: Tree, main: int) -> tuple[int, int]:
    """First and last token without markers, joined clauses, and fronted or trailing asides."""
    first, last = tree.first(main), tree.last(main)
    for child in tree.children[main]:
        relation, start = tree.bases[child], tree.first(child)
        joined = relation in {"conj", "parataxis"} and is_predicate(tree, child)
        if child > main and (joined or (relation in _TRAILING and tree.after_comma(start))):
            last = min(last, start - 1)
        elif joined and child < main:
            first = max(first, tree.last(child) + 1)
    first = _after_lead(tree, main, first)
    while first < main and (tree.tokens[first].tag == "PUNCT" or tree.tokens[first].relation == "cc"):
        first += 1
    last = _before_marks(tree, first, main, last)
    last = _before_marks(tree, first, main, _before_aside(tree, main, last))
    # Where a tree's branches cross, what is left out can reach past the verb; the verb itself stays.
    return min(first, main), max(last, main)


def _before_marks(tree: Tree, first: int, main: int, last: int) -> int:
    while last > main and tree.tokens[last].tag in {"PUNCT", "CCONJ"} and not _closes(tree, first, last):
        last -= 1
    return max(last, main)


def _closes(tree: Tree, first: int, last: int) -> bool:
    """Whether the mark at `last` closes a bracket or quotation that opens inside."""
    opening = _PAIRS.get(tree.tokens[last].text)
    return opening is not None and any(tree.tokens[i].text == opening for i in range(first, last))


def _after_lead(tree: Tree, main: int, first: int) -> int:
    """The first token after marker, conjunction and what stands before the clause with a comma."""
    for child in tree.children[main]:
        relation, start, end = tree.bases[child], tree.first(child), tree.last(child)
        if child > main or start > first:
            continue
        fronted = relation in _FRONTED and tree.before_comma(end)
        if fronted or relation in _LEADING or (relation == "punct" and child == first):
            first = max(first, end + 1)
    return first


def _before_aside(tree: Tree, main: int, last: int) -> int:
    """The last token before a closing relative clause or apposition that a comma sets off, however deep it hangs."""
    for word in range(main + 1, last + 1):
        token = tree.tokens[word]
        aside = token.relation.startswith("acl:relcl") or tree.bases[word] == "appos"
        if aside and tree.last(word) >= last and tree.after_comma(tree.first(word)) and tree.first(word) > main + 1:
            return tree.first(word) - 1
    return last


def _tidy(text: str, span: Span, inner: Span) -> Span:
    """`span` without marks at its ends, on one side of a quotation mark that pairs outside it, but never less than
    `inner`; a bracket or quotation that pairs inside stays whole.
    """
    tidy = trim(text, _beside_quotes(text, span, inner), _MARKS)
    if tidy.end == span.end and text[tidy.end - 1 : tidy.end] in {".", "!", "?"} and inner.end < tidy.end:
        tidy = trim(text, Span(start=tidy.start, end=tidy.end - 1), _MARKS)
    closing = text[tidy.end : tidy.end + 1]
    opening, inside = _PAIRS.get(closing, "\n"), tidy.of(text)
    if opening in inside and inside.count(opening) > inside.count(closing):
        tidy = Span(start=tidy.start, end=tidy.end + 1)
    return tidy if tidy.covers(inner) else Span(start=min(tidy.start, inner.start), end=max(tidy.end, inner.end))


def _beside_quotes(text: str, span: Span, inner: Span) -> Span:
    """`span` cut at a closing mark whose opening lies before it, or an opening one whose closing lies after it."""
    start, end = span.start, span.end
    for opening, closing in (("“", "”"), ("«", "»")):
        first_open, first_close = text.find(opening, start, end), text.find(closing, start, end)
        if first_close >= 0 and (first_open < 0 or first_close < first_open):
            if inner.end <= first_close:
                end = first_close
            elif inner.start > first_close:
                start = first_close + 1
        last_open, last_close = text.rfind(opening, start, end), text.rfind(closing, start, end)
        if last_open > last_close:
            if inner.start > last_open:
                start = last_open + 1
            elif inner.end <= last_open:
                end = last_open
    return Span(start=start, end=end)
