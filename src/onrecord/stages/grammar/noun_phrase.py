"""Noun phrases: a noun with what modifies it, up to the first comma that sets something off."""

from onrecord.records import Analysis, Span
from onrecord.stages.grammar.tree import Tree

_INSIDE = frozenset({"nummod", "amod", "compound", "det", "flat", "fixed", "advmod", "case"})
_OUTSIDE = frozenset(
    {"case", "cc", "mark", "cop", "aux", "nsubj", "punct", "conj", "parataxis", "appos", "advcl", "expl", "discourse"}
)
_SET_OFF = frozenset({"acl", "nmod", "obl", "advmod"})
_JOINS = frozenset({"-", "$", "£", "€", "%"})


def phrase_at(text: str, analysis: Analysis, token: int) -> Span:
    """The noun phrase around a token with its modifiers, without what a comma sets off:
    for `203` in `of 203 confirmed cases of flu in Britain, 146 …` the words `203 confirmed cases of flu in Britain`.
    """
    tree = Tree(analysis.tokens)
    head = phrase_head(tree, token)
    span = phrase_span(tree, head, token)
    end, least = span.end, analysis.tokens[token].span.end
    while end > least and text[end - 1] in " ,;:":
        end -= 1
    return Span(start=span.start, end=end)


def phrase_head(tree: Tree, token: int) -> int:
    """The noun that a number, adjective, determiner or first part of a compound belongs to."""
    head = token
    while tree.bases[head] in _INSIDE and tree.tokens[head].head >= 0:
        head = tree.tokens[head].head
    return head


def phrase_span(tree: Tree, head: int, token: int | None = None, without: int | None = None) -> Span:
    """The phrase of `head`, as far as it runs unbroken around `token` (by default around `head`); `without` is a word
    whose subtree is left out.
    """
    inside = {head}
    for child in tree.children[head]:
        if not _outside(tree, head, child):
            inside.update(tree.subtree(child))
    if without is not None and without != head and tree.under(without, head):
        inside.difference_update(tree.subtree(without))
    first = last = head if token is None else token
    while first - 1 in inside or first - 2 in inside:
        first -= 1 if first - 1 in inside else 2
    while last + 1 in inside or last + 2 in inside:
        last += 1 if last + 1 in inside else 2
    return Span(start=tree.tokens[first].span.start, end=tree.tokens[last].span.end)


def _outside(tree: Tree, head: int, child: int) -> bool:
    """Whether this child of `head`, with all that hangs from it, is no part of the phrase."""
    relation = tree.bases[child]
    if relation == "punct":
        return tree.tokens[child].text not in _JOINS
    if relation in _OUTSIDE:
        return True
    if relation in _SET_OFF and child > head:
        return tree.after_comma(tree.first(child))
    return relation == "obl" and tree.tokens[head].tag == "VERB"
