"""Corrections to a tree that English grammar makes certain."""

from collections.abc import Sequence

_FINITE = frozenset({"VERB.VBD", "VERB.VBZ", "VERB.VBP", "AUX.MD", "AUX.VBD", "AUX.VBZ", "AUX.VBP"})
_NOMINAL = ("NOUN.", "PROPN.", "PRON.PRP", "PRON.DT", "NUM.")
_NOT_SUBJECTS = frozenset({"obj", "nmod", "dep", "compound", "appos", "parataxis", "dislocated", "obl", "flat", "amod"})
_PAST_FORMS = frozenset({"VERB.VBN", "VERB.VBD"})
_JOINED = frozenset({"ccomp", "parataxis", "conj", "advcl"})


def mend_fronted(
    words: Sequence[str], coarse: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[list[int], list[str]]:
    """A clause that opens the sentence with a conjunction is not its main clause when another follows a comma:
    in `Although it rained, they sailed` the root is `sailed`.
    """
    new_heads, new_relations = list(heads), list(relations)
    root = new_heads.index(-1)
    first = next((i for i, tag in enumerate(coarse) if tag != "PUNCT"), 0)
    if not (coarse[first] == "SCONJ" and heads[first] == root and relations[first] == "mark"):
        return new_heads, new_relations
    for child in range(root + 1, len(words)):
        if heads[child] == root and relations[child] in _JOINED and coarse[child] in {"VERB", "ADJ", "NOUN"}:
            start = _start(heads, child)
            subject = any(heads[i] == child and relations[i].startswith("nsubj") for i in range(start, child))
            if subject and words[start - 1] == ",":
                new_heads[child], new_relations[child] = -1, "root"
                new_heads[root], new_relations[root] = child, "advcl"
                for later in range(child + 1, len(words)):
                    if heads[later] == root:
                        new_heads[later] = child
                break
    return new_heads, new_relations


def _start(heads: Sequence[int], word: int) -> int:
    """The first word of the unbroken run before `word` that hangs from it."""
    start = word
    while start > 0 and _under(heads, start - 1, word):
        start -= 1
    return start


def _under(heads: Sequence[int], word: int, top: int) -> bool:
    while word >= 0 and word != top:
        word = heads[word]
    return word == top


def mend_verbless(fine: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> tuple[list[int], list[str]]:
    """A noun whose participle has an object or a content clause of its own is that verb's subject: in `The mayor warned
    that it was late` the root is `warned`.
    """
    new_heads, new_relations = list(heads), list(relations)
    root = new_heads.index(-1)
    own = [c for c, head in enumerate(heads) if head == root]
    if not fine[root].startswith(_NOMINAL) or any(relations[c] in {"cop", "nsubj", "case"} for c in own):
        return new_heads, new_relations
    for verb in own:
        takes = any(heads[c] == verb and relations[c] in {"obj", "ccomp"} and c > verb for c in range(len(fine)))
        marked = any(heads[c] == verb and c < verb for c in range(len(fine)))
        if verb > root and relations[verb] == "acl" and fine[verb] in _PAST_FORMS and takes and not marked:
            new_heads[verb], new_relations[verb] = -1, "root"
            new_heads[root], new_relations[root] = verb, "nsubj"
            for other in own:
                if other > verb or relations[other] == "punct":
                    new_heads[other] = verb
            break
    return new_heads, new_relations


def mend_relations(fine: Sequence[str], lemmas: Sequence[str], heads: Sequence[int], relations: list[str]) -> None:
    """Sets right in place what form decides: passives have a participle and a form of `be` or `get`, and a finite verb
    without a subject takes the bare noun phrase before it.
    """
    children: dict[int, list[int]] = {}
    for child, head in enumerate(heads):
        children.setdefault(head, []).append(child)
    for verb, tag in enumerate(fine):
        own = children.get(verb, [])
        if not tag.startswith("VERB.") or not own:
            continue
        auxiliaries = [c for c in own if fine[c].startswith("AUX.") and c < verb]
        _mend_voice(tag, lemmas, relations, own, auxiliaries)
        finite = tag in _FINITE or any(fine[c] in _FINITE for c in auxiliaries)
        if finite and relations[verb] not in {"xcomp", "conj", "acl:relcl"}:
            _mend_subject(verb, fine, relations, children, own)


def _mend_voice(
    tag: str, lemmas: Sequence[str], relations: list[str], own: Sequence[int], auxiliaries: Sequence[int]
) -> None:
    passive = bool(auxiliaries) and tag == "VERB.VBN" and lemmas[auxiliaries[-1]] in {"be", "get"}
    for child in own:
        if relations[child] in {"nsubj", "nsubj:pass"}:
            relations[child] = "nsubj:pass" if passive else "nsubj"
        elif relations[child] == "aux:pass":
            relations[child] = "aux"
    if passive and relations[auxiliaries[-1]] in {"aux", "cop"}:
        relations[auxiliaries[-1]] = "aux:pass"


def _mend_subject(
    verb: int, fine: Sequence[str], relations: list[str], children: dict[int, list[int]], own: Sequence[int]
) -> None:
    if any(relations[c].startswith(("nsubj", "csubj", "expl")) for c in own):
        return
    for child in reversed([c for c in own if c < verb]):
        bare = not any(relations[c] in {"case", "mark"} for c in children.get(child, []))
        if fine[child].startswith(_NOMINAL) and bare and relations[child] in _NOT_SUBJECTS:
            relations[child] = "nsubj:pass" if any(relations[c] == "aux:pass" for c in own) else "nsubj"
            return
