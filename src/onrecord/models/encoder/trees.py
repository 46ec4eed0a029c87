"""The best tree over the words of a sentence: a maximum spanning arborescence with one root.

Chu and Liu 1965, Edmonds 1967; the root's arcs are made dear so that no tree with two of them can win.
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
    n = len(heads)
    table = np.full((n + 1, n + 1), _NEVER)
    table[1:, :] = scores
    table[1:, 0] -= n * (float(scores.max()) - float(scores.min())) + 1.0
    np.fill_diagonal(table, _NEVER)
    return [int(head) - 1 for head in _arborescence(table)[1:]]


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
    heads = [0, *(int(h) for h in table[1:].argmax(1))]
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    inside = np.array(sorted(cycle))
    outside = np.setdiff1d(np.arange(len(table)), inside)
    own = np.array([table[d, heads[d]] for d in inside])
    # Entering the cycle at a node costs the arc that the node had inside it.
    entering = table[np.ix_(inside, outside)] - own[:, None]
    leaving = table[np.ix_(outside, inside)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = table[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(0)
    smaller[:size, size] = leaving.max(1)
    entry, exit_ = entering.argmax(0), leaving.argmax(1)
    found = _arborescence(smaller)
    for at in range(1, size):
        node = int(outside[at])
        heads[node] = int(inside[exit_[at]]) if found[at] == size else int(outside[found[at]])
    broken = int(inside[entry[found[size]]])
    heads[broken] = int(outside[found[size]])
    return heads
