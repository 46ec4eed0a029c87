"""Heads of words: one pass over the sentence that shifts words and attaches them to left or right (the arc-hybrid
system; Goldberg and Nivre, 2013), choosing each move by weighted features of the words around the gap.
"""

from collections.abc import Mapping, Sequence

Weights = Mapping[str, Sequence[int]]
SHIFT, RIGHT, LEFT = 0, 1, 2
_ROOT, _EDGE = "ROOT", "-"


class State:
    """Where the pass stands: words still on the stack, the next word, and the heads given so far.

    `words` and `fine` end with a pseudo-word for the root; `words` holds keys (the word itself when it is common
    enough to have weights of its own, else its tag).
    """

    __slots__ = ("coarse", "fine", "heads", "lefts", "next", "rights", "stack", "words")

    def __init__(self, keys: Sequence[str], fine: Sequence[str]) -> None:
        self.words = [*keys, _ROOT, _EDGE, _EDGE]
        self.fine = [*fine, _ROOT, _EDGE, _EDGE]
        self.coarse = [t.partition(".")[0] for t in self.fine]
        self.heads = [-1] * (len(keys) + 1)
        self.lefts: list[list[int]] = [[] for _ in self.heads]
        self.rights: list[list[int]] = [[] for _ in self.heads]
        self.stack = [0]
        self.next = 1

    def done(self) -> bool:
        """Whether nothing is left to attach."""
        return not self.stack and self.next >= len(self.heads) - 1

    def allowed(self) -> tuple[bool, bool, bool]:
        """Which of shift, right, left can be made."""
        depth = len(self.stack)
        return self.next < len(self.heads) - 1, depth >= 2, depth >= 1

    def move(self, which: int) -> None:
        """Shifts the next word, or attaches the top of the stack to the word below it or to the next word."""
        if which == SHIFT:
            self.stack.append(self.next)
            self.next += 1
            return
        child = self.stack.pop()
        head = self.stack[-1] if which == RIGHT else self.next
        self.heads[child] = head
        (self.rights if which == RIGHT else self.lefts)[head].append(child)


def features(state: State) -> list[str]:
    """What a move is chosen by: keys and tags of the top three stack words and the next three words, and of the words
    already attached to them.
    """
    words, fine, coarse, stack = state.words, state.fine, state.coarse, state.stack
    n0 = state.next
    s0 = stack[-1] if stack else -1
    s1 = stack[-2] if len(stack) > 1 else -1
    s2 = stack[-3] if len(stack) > 2 else -1
    wn0, tn0, tn1, tn2 = words[n0], fine[n0], fine[n0 + 1], coarse[n0 + 2]
    ws0, ts0, ws1, ts1 = words[s0], fine[s0], words[s1], fine[s1]
    left0, right0, left_n = state.lefts[s0], state.rights[s0], state.lefts[n0]
    if s0 < 0:
        left0 = right0 = []
    right1 = state.rights[s1] if s1 >= 0 else []
    mark = words[left0[0]] if left0 else _EDGE
    top = f"{ts0} {tn0}"
    two = f"{ts1} {ts0}"
    near = min(n0 - s0, 5) if n0 - s0 < 7 else 7
    wide = min(s0 - s1, 5) if s0 - s1 < 7 else 7
    return [
        f"a{ws0} {ts0}",
        f"b{wn0} {tn0}",
        f"c{words[n0 + 1]} {tn1}",
        f"d{top}",
        f"e{ws0} {tn0}",
        f"f{ts0} {wn0}",
        f"g{ws0} {wn0}",
        f"h{top} {tn1}",
        f"i{two} {tn0}",
        f"j{top} {coarse[n0 + 1]} {tn2}",
        f"k{two}",
        f"l{ws1} {ts0}",
        f"m{ts1} {ws0}",
        f"n{coarse[s2]} {two}",
        f"o{top} {fine[left0[0]] if left0 else _EDGE}",
        f"p{top} {fine[right0[-1]] if right0 else _EDGE}",
        f"q{top} {fine[left_n[0]] if left_n else _EDGE}",
        f"r{top} {min(4, len(right0))} {min(3, len(left0))}",
        f"s{top} {near}",
        f"t{two} {wide}",
        f"u{two} {mark}",
        f"v{ws1} {mark} {coarse[s0]}",
        f"w{two} {fine[right1[-1]] if right1 else _EDGE}",
        f"x{two} {coarse[n0]} {coarse[n0 + 1]}",
        f"y{ws1} {ws0}",
        f"z{two} {wn0}",
        f"B{top} {coarse[s1]} {mark}",
    ]


def find_heads(keys: Sequence[str], fine: Sequence[str], weights: Weights) -> list[int]:
    """The head of each word by its index, -1 for the single root."""
    if not keys:
        return []
    state = State(keys, fine)
    look_up = weights.get
    while not state.done():
        can_shift, can_right, can_left = state.allowed()
        if not can_left:
            state.move(SHIFT)
            continue
        shift = right = left = 0
        for feature in features(state):
            if weight := look_up(feature):
                shift += weight[0]
                right += weight[1]
                left += weight[2]
        if can_shift and shift >= left and (shift >= right or not can_right):
            state.move(SHIFT)
        else:
            state.move(RIGHT if can_right and right >= left else LEFT)
    return _single_root(state.heads[:-1], state.coarse)


def _single_root(heads: list[int], coarse: Sequence[str]) -> list[int]:
    """Heads with -1 for one root: of several the first that is no mark; the others hang from it."""
    end = len(heads)
    roots = [i for i, head in enumerate(heads) if head in {end, -1}]
    root = next((i for i in roots if coarse[i] != "PUNCT"), roots[0])
    for i in roots:
        heads[i] = -1 if i == root else root
    return heads
