"""The best tree over the words of a sentence: a maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds
1967), found for the likeliest roots in turn until no other root can do better.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e30


def best_heads(scores: NDArray[np.float32], greedy: Sequence[int]) -> list[int]:
    """The head of each of `n` words (its index, -1 for the root) in the best tree with exactly one root.

    `scores` is `[n, n + 1]`: column 0 for the root, `j + 1` for word `j`. `greedy` is the best column of each row;
    where that is a tree already it is the best one.
    """
    heads = [column - 1 for column in greedy]
    if is_tree(heads):
        return heads
    table = scores[:, 1:].astype(np.float64)
    np.fill_diagonal(table, _NEVER)
    # What a tree with this root reaches if every other word has the head it likes best.
    best = table.max(1)
    bounds = scores[:, 0] - best + best.sum() if len(heads) > 1 else scores[:, 0].astype(np.float64)
    reached = -np.inf
    for root in np.argsort(-bounds, kind="stable").tolist():
        if bounds[root] <= reached:
            break
        found, total = _rooted(table, root)
        total += float(scores[root, 0])
        if total > reached:
            heads, reached = found, total
    return heads


def _rooted(table: NDArray[np.float64], root: int) -> tuple[list[int], float]:
    """The best tree whose root is this word, and the sum of its arcs."""
    order = np.array([root, *(word for word in range(len(table)) if word != root)])
    found = _arborescence(table[order[:, None], order])
    heads = [-1] * len(table)
    total = 0.0
    for at, word in enumerate(order.tolist()[1:], 1):
        heads[word] = int(order[found[at]])
        total += float(table[word, heads[word]])
    return heads, total


def is_tree(heads: Sequence[int]) -> bool:
    """Whether exactly one word is the root and every other one hangs on it at last."""
    if list(heads).count(-1) != 1:
        return False
    return not find_cycle([-1, *(head + 1 for head in heads)])


def find_cycle(heads: Sequence[int]) -> list[int]:
    """The nodes of a cycle, in the order in which they hang on each other; none when there is no cycle.

    `heads[0]` is the root's and is not looked at.
    """
    seen = [0] * len(heads)
    seen[0] = -1
    for start in range(1, len(heads)):
        at = start
        while not seen[at]:
            seen[at] = start
            at = heads[at]
        if seen[at] == start:
            cycle, node = [at], heads[at]
            while node != at:
                cycle.append(node)
                node = heads[node]
            return cycle
        # What this walk passed ends where an earlier one did: at the root.
    return []


def _arborescence(table: NDArray[np.float64]) -> list[int]:
    """The head of each node in the best arborescence from node 0; `table[d, h]` scores the arc from `h` to `d`."""
    heads = [0, *table[1:].argmax(1).tolist()]
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    kept = np.ones(len(table), dtype=bool)
    kept[cycle] = False
    inside, outside = np.flatnonzero(~kept), np.flatnonzero(kept)
    # Entering the cycle at a node costs the arc that the node had inside it.
    own = table[inside, np.array(heads)[inside]]
    entering = table[inside[:, None], outside] - own[:, None]
    leaving = table[outside[:, None], inside]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = table[outside[:, None], outside]
    smaller[size, :size] = entering.max(0)
    smaller[:size, size] = leaving.max(1)
    found = _arborescence(smaller)
    entry, leave = entering.argmax(0), leaving.argmax(1)
    for at in range(1, size):
        heads[int(outside[at])] = int(inside[leave[at]]) if found[at] == size else int(outside[found[at]])
    heads[int(inside[entry[found[size]]])] = int(outside[found[size]])
    return heads
