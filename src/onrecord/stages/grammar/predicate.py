"""Predicates: which words carry a clause, with what subject, in what form and tense."""

from enum import StrEnum

from onrecord.records import Token
from onrecord.stages.grammar.tree import Tree

_CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
_NON_FINITE = frozenset({"acl", "advcl", "amod", "csubj", "ccomp", "xcomp"})
_SUBJECTS = frozenset({"nsubj", "csubj", "cop", "expl"})
_VERBAL = frozenset({"VERB", "AUX"})
_AUXILIARIES = frozenset({"aux", "cop"})
_FUTURE = frozenset({"will", "shall", "would", "'ll", "’ll", "wo", "'d", "’d"})
_PAST = frozenset({"was", "were", "had", "did"})
_PRESENT = frozenset(
    {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "has", "have", "'ve", "’ve", "do", "does", "can", "may"}
)
_BARE_AUXILIARIES = frozenset({"being", "been", "having", "be"})
_SINGULAR = frozenset({"he", "she", "it", "this", "that"})
_RELATIVES = frozenset({"who", "which", "that"})
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


def is_predicate(tree: Tree, word: int) -> bool:
    """Whether a clause is built on this word: a verb in a clause's place, or any word with a subject or copula."""
    known = tree.predicates.get(word)
    if known is None:
        known = tree.predicates[word] = _carries_clause(tree, word)
    return known


def _carries_clause(tree: Tree, word: int) -> bool:
    token, relation = tree.tokens[word], tree.bases[word]
    if relation in _AUXILIARIES or token.tag == "PUNCT":
        return False
    if any(tree.bases[c] in _SUBJECTS for c in tree.children[word]):
        return True
    if token.tag not in _VERBAL:
        return False
    if relation == "conj":
        return token.head < 0 or is_predicate(tree, token.head)
    return relation in _CLAUSAL


def verbs_of(tree: Tree, main: int) -> tuple[int, ...]:
    """Auxiliaries, copula and predicate in order."""
    return tuple(sorted([*(c for c in tree.children[main] if tree.bases[c] in _AUXILIARIES), main]))


def subject_of(tree: Tree, main: int) -> tuple[int | None, bool]:
    """The head of the subject, and whether it is shared with another clause: `sank` in `the ship turned and sank`, in
    `the ship that sank` or in `the ship began to sink`.
    """
    token, relation = tree.tokens[main], tree.bases[main]
    for child in tree.children[main]:
        if tree.bases[child] == "nsubj":
            if relation == "acl" and tree.tokens[child].lemma in _RELATIVES and token.head >= 0:
                return token.head, True
            return child, False
    if token.head < 0:
        return None, False
    if relation == "acl":
        return token.head, True
    if relation == "xcomp":
        for child in tree.children[token.head]:
            if tree.bases[child] in {"obj", "iobj"} and child < main:
                return child, True
    if relation in {"conj", "xcomp", "advcl"}:
        return subject_of(tree, token.head)[0], True
    return None, False


def is_negated(tree: Tree, main: int, subject: int | None) -> bool:
    """Whether the clause is denied by `not`, `never`, or a subject such as `no one` or `neither side`."""
    if any(tree.tokens[c].lemma in _NEGATIVE for c in tree.children[main] if tree.bases[c] in {"advmod", "det"}):
        return True
    if subject is None:
        return False
    first = tree.tokens[tree.first(subject)]
    return tree.tokens[subject].lemma in _NEGATIVE or (first.lemma in _NEGATIVE and first.relation != "cc:preconj")


def is_passive(tree: Tree, main: int) -> bool:
    """Whether its subject is what the verb is done to."""
    return any(tree.tokens[c].relation.endswith(":pass") for c in tree.children[main])


def kind_of(tree: Tree, main: int) -> ClauseKind:
    """How the clause hangs in its sentence; a joined clause is of the kind it is joined to."""
    token, relation = tree.tokens[main], tree.bases[main]
    own = [tree.tokens[c] for c in tree.children[main]]
    finite = _is_finite(tree, verbs_of(tree, main), main)
    if relation == "conj" and token.head >= 0:
        above = kind_of(tree, token.head) if is_predicate(tree, token.head) else ClauseKind.MAIN
        return ClauseKind.MAIN if above is ClauseKind.INFINITIVE and finite else above
    if any(t.tag == "PART" and t.relation == "mark" for t in own):
        return ClauseKind.INFINITIVE
    if token.relation.endswith(":relcl"):
        return ClauseKind.RELATIVE
    if relation in _NON_FINITE and not finite:
        bare = relation == "xcomp" and token.text.lower() == token.lemma
        return ClauseKind.INFINITIVE if bare else ClauseKind.PARTICIPIAL
    return ClauseKind.SUBORDINATE if relation in _NON_FINITE else ClauseKind.MAIN


def _is_finite(tree: Tree, verbs: tuple[int, ...], main: int) -> bool:
    low = tree.tokens[verbs[0]].text.lower()
    if tree.tokens[verbs[0]].tag == "AUX" or len(verbs) > 1:
        return low not in _BARE_AUXILIARIES
    return any(tree.bases[c] in {"nsubj", "expl"} for c in tree.children[main]) and not low.endswith("ing")


def tense_of(tree: Tree, main: int, subject: int | None, kind: ClauseKind) -> Tense:
    """The tense of the first verb; for forms that look alike the subject's number decides (`the bank cut rates`)."""
    first = tree.tokens[verbs_of(tree, main)[0]]
    low = first.text.lower()
    for words, tense in ((_FUTURE, Tense.FUTURE), (_PAST, Tense.PAST), (_PRESENT, Tense.PRESENT)):
        if low in words:
            return tense
    if kind in {ClauseKind.INFINITIVE, ClauseKind.PARTICIPIAL} or first.tag not in _VERBAL or low.endswith("ing"):
        return Tense.NONE
    if first.tag == "AUX":
        return Tense.PRESENT
    if low == first.lemma:
        return Tense.PAST if subject is not None and _takes_s(tree.tokens[subject]) else Tense.PRESENT
    return Tense.PRESENT if low.endswith("s") and not low.endswith("ss") else Tense.PAST


def _takes_s(token: Token) -> bool:
    """Whether a present verb with this subject would carry an `s`."""
    low = token.text.lower()
    return low in _SINGULAR or (token.tag == "NOUN" and low == token.lemma and low != "people")
