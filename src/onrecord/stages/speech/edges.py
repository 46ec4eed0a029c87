"""Contents and sources that the trained model marked, made to end where phrases do."""

from onrecord.stages.grammar.tree import Tree
from onrecord.stages.speech.sources import Range

# What a word that something follows hangs by: `over | the years`, `had | gone`.
_LEANING = frozenset({"det", "amod", "compound", "nummod", "flat", "case", "aux", "cop", "mark"})
# By what the next words belong to a content; not by `conj`, `advcl`, `parataxis`, which may be the report's own.
_CLOSE = frozenset(
    {
        "det", "amod", "compound", "nummod", "flat", "fixed", "case", "nmod", "obj", "iobj", "obl", "xcomp", "ccomp",
        "aux", "cop", "nsubj", "goeswith", "acl", "advmod",
    }
)  # fmt: skip
# By what words around a source belong to it.
_OF_SOURCE = frozenset(
    {"det", "amod", "compound", "nummod", "flat", "nmod", "nmod:poss", "appos", "acl", "acl:relcl", "conj"}
)
# By what a verb without a subject hangs from one whose subject is its own too, and how far that goes on.
_SHARING = frozenset({"conj", "xcomp", "advcl"})
_FAR = 4


def fit_content(tree: Tree, content: Range, shut: Range) -> Range:
    """The content grown to the end of the phrase it breaks off in; it never reaches the words in `shut`."""
    start, end = content
    while (further := _further(tree, start, end, shut)) > end:
        if end <= shut[0] < further or end < shut[1] <= further:
            break
        end = further
    return start, end


def relative_end(tree: Tree, cue: int) -> int | None:
    """Where a clause ends that the cue's verb opens as an aside on a noun: `the mill, which the mayor | said was sound
    |, burned`; None where it is no such aside.
    """
    last = tree.last(cue)
    closed = last + 1 < len(tree.tokens) and tree.tokens[last + 1].text == ","
    closed = closed or (tree.tokens[last].text == "," and last > cue)
    return last + 1 if tree.bases[cue] == "acl" and closed else None


def joins_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb is a participle that shares the passive of one before it: `was fined and | ordered to pay`."""
    above = tree.tokens[verb].head
    if tree.bases[verb] != "conj" or above < 0 or not _bare(tree, verb):
        return False
    passive = any(tree.tokens[c].relation in {"aux:pass", "nsubj:pass"} for c in tree.children[above])
    return passive and tree.tokens[verb].text.lower().endswith(("ed", "en", "t"))


def before_own_act(tree: Tree, start: int, end: int) -> int:
    """Where a content in the present tense ends before what its speaker also did: `said the worst is over | and eased
    the limits`.
    """
    for at in range(start + 1, end):
        head = tree.tokens[at].head
        past = tree.tokens[at].tag == "VERB" and tree.tokens[at].text.lower().endswith("ed")
        if not (past and tree.bases[at] == "conj" and start <= head < at and _bare(tree, at)):
            continue
        joined = tree.tokens[at - 1].tag == "CCONJ"
        present = any(
            tree.tokens[c].text.lower() in {"is", "are"} and tree.bases[c] == "cop" for c in tree.children[head]
        )
        if joined and present:
            return at - 1
    return end


def _bare(tree: Tree, verb: int) -> bool:
    """Whether the verb has neither a subject nor an auxiliary of its own."""
    return not any(tree.bases[c] in {"nsubj", "aux"} for c in tree.children[verb])


def may_widen(tree: Tree, inner: Range, outer: Range) -> bool:
    """Whether the words around a source belong to it: `Ann Vale, | who led the fund`, not `on the Orlo Post | Vale`."""
    left = range(outer[0], inner[0])
    right = range(inner[1], outer[1])
    return all(_belongs(tree, inner, side) for side in (left, right) if len(side))


def _belongs(tree: Tree, inner: Range, side: range) -> bool:
    leans = any(tree.bases[i] in {*_LEANING, "conj"} and tree.tokens[i].head in side for i in range(*inner))
    words = [i for i in side if tree.bases[i] != "punct"]
    if leans or not words:
        return True
    at = words[0] if side.start >= inner[1] else words[-1]
    for _ in range(len(tree.tokens)):
        head = tree.tokens[at].head
        if inner[0] <= head < inner[1]:
            return tree.tokens[at].relation in _OF_SOURCE
        if head < 0:
            return False
        at = head
    return False


def _further(tree: Tree, start: int, end: int, shut: Range) -> int:
    """Where the phrase ends that the words from `start` to `end` break off in, or `end`."""
    for word in range(start, end):
        head = tree.tokens[word].head
        if head >= end and (tree.bases[word] in _LEANING or _subject(tree, word, shut)):
            return head + 1
    at = end
    while at < len(tree.tokens) and tree.bases[end] != "punct":
        head = tree.tokens[at].head
        if head < 0:
            break
        if start <= head < end:
            return tree.last(at) + 1 if tree.bases[at] in _CLOSE else end
        at = head
    return end


def _subject(tree: Tree, word: int, cue: Range) -> bool:
    """Whether the word is the subject of the clause that the cue governs: `said | the fund | was empty`."""
    return tree.bases[word] in {"nsubj", "csubj"} and cue[0] <= tree.tokens[tree.tokens[word].head].head < cue[1]


def subject_of(tree: Tree, word: int) -> Range | None:
    """The phrase that is the subject of a verb, or of the verb that it is joined to or hangs from."""
    at = word
    for _ in range(_FAR):
        found = [child for child in tree.children[at] if tree.tokens[child].relation == "nsubj" and child < word]
        if found:
            first, last = tree.first(found[-1]), tree.last(found[-1])
            return (first, last + 1) if last < word else (found[-1], found[-1] + 1)
        if tree.bases[at] not in _SHARING or tree.tokens[at].head < 0:
            return None
        at = tree.tokens[at].head
    return None
