"""Relations of words to their heads, chosen by weighted features once all heads are known."""

from collections.abc import Mapping, Sequence

Weights = Mapping[str, Mapping[str, int]]
_EDGE = "-"


class Tree:
    """Keys, tags and heads of a sentence, and the children of each word in order."""

    __slots__ = ("children", "coarse", "fine", "heads", "keys")

    def __init__(self, keys: Sequence[str], fine: Sequence[str], heads: Sequence[int]) -> None:
        self.keys = keys
        self.fine = fine
        self.coarse = [t.partition(".")[0] for t in fine]
        self.heads = heads
        self.children: list[list[int]] = [[] for _ in heads]
        for child, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(child)


def features(tree: Tree, word: int, given: Sequence[str]) -> list[str]:
    """What a relation is chosen by: the word, its head, their children, and the relations the head's earlier children
    were `given`.
    """
    head = tree.heads[word]
    key, tag = tree.keys[word], tree.fine[word]
    head_key, head_tag = (tree.keys[head], tree.fine[head]) if head >= 0 else ("ROOT", "ROOT")
    side = "<" if word < head else ">"
    own = tree.children[word]
    first = tree.keys[own[0]] if own else _EDGE
    first_tag = tree.fine[own[0]] if own else _EDGE
    last_tag = tree.fine[own[-1]] if own else _EDGE
    siblings = tree.children[head] if head >= 0 else []
    before = [given[s] for s in siblings if s < word and given[s] != "punct"]
    after = next((tree.fine[s] for s in siblings if s > word), _EDGE)
    pair = f"{tag} {side} {head_tag}"
    auxiliary = next((tree.keys[c] for c in siblings if tree.coarse[c] == "AUX"), _EDGE)
    own_verbal = "".join(
        sorted({tree.coarse[c][0:2] for c in own if tree.coarse[c] in {"AUX", "SCONJ", "ADP", "CCONJ"}})
    )
    has_subject = "s" if any(r.startswith("nsubj") for r in before) else ""
    above = tree.heads[head] if head >= 0 else -1
    gap = min(abs(word - head), 4)
    return [
        f"a{pair}",
        f"b{key} {tag}",
        f"c{key} {side} {head_tag}",
        f"d{tag} {side} {head_key}",
        f"e{key} {side} {head_key}",
        f"f{pair} {first}",
        f"g{pair} {first_tag} {last_tag}",
        f"h{pair} {before[-1] if before else _EDGE} {has_subject}",
        f"i{pair} {after} {has_subject}",
        f"j{pair} {auxiliary}",
        f"k{pair} {own_verbal}",
        f"l{pair} {gap}",
        f"m{first} {tag} {side} {head_key}",
        f"n{pair} {tree.fine[above] if above >= 0 else _EDGE}",
        f"o{tag} {side} {head_key} {has_subject}",
        f"p{pair} {tree.fine[word - 1] if word else _EDGE}",
        f"q{pair} {tree.fine[word + 1] if word + 1 < len(tree.fine) else _EDGE}",
        f"r{key} {first}",
        f"s{pair} {own_verbal} {has_subject} {first}",
    ]


def find_relations(keys: Sequence[str], fine: Sequence[str], heads: Sequence[int], weights: Weights) -> list[str]:
    """The relation of each word to its head; `root` for the word without one."""
    tree = Tree(keys, fine, heads)
    given = ["dep"] * len(heads)
    for word, head in enumerate(heads):
        if head < 0:
            given[word] = "root"
            continue
        if tree.coarse[word] == "PUNCT":
            given[word] = "punct"
            continue
        scores: dict[str, int] = {}
        for feature in features(tree, word, given):
            for relation, weight in weights.get(feature, {}).items():
                scores[relation] = scores.get(relation, 0) + weight
        scores.pop("root", None)
        if scores:
            given[word] = max(scores, key=lambda r: (scores[r], r))
    return given
