"""A sentence's tokens as a tree: children, subtrees and their ends."""

from collections.abc import Sequence

from onrecord.records import Token


class Tree:
    """Children and extents of each token, by its number in the sentence. Heads may form no cycle.

    `bases` are the relations without their subtypes, `predicates` what has been found of which words carry a clause.
    """

    __slots__ = ("_first", "_last", "bases", "children", "predicates", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.bases = [base(token.relation) for token in tokens]
        self.predicates: dict[int, bool] = {}
        self.children: list[list[int]] = [[] for _ in tokens]
        self._first = list(range(len(tokens)))
        self._last = list(range(len(tokens)))
        for number, token in enumerate(tokens):
            if token.head >= 0:
                self.children[token.head].append(number)
        for word in reversed(self._downwards()):
            head = tokens[word].head
            if head >= 0:
                self._first[head] = min(self._first[head], self._first[word])
                self._last[head] = max(self._last[head], self._last[word])

    def _downwards(self) -> list[int]:
        """The words, each after its head."""
        found = [number for number, token in enumerate(self.tokens) if token.head < 0]
        for word in found:  # grows as it is read
            found.extend(self.children[word])
        return found

    def first(self, word: int) -> int:
        """The first token that hangs from `word`, or `word` itself."""
        return self._first[word]

    def last(self, word: int) -> int:
        """The last token that hangs from `word`, or `word` itself."""
        return self._last[word]

    def subtree(self, word: int) -> list[int]:
        """`word` and all that hangs from it, in order."""
        found, stack = [], [word]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children[at])
        return sorted(found)

    def under(self, word: int, top: int) -> bool:
        """Whether `word` is `top` or hangs from it."""
        at, steps = word, 0
        while at >= 0 and steps <= len(self.tokens):
            if at == top:
                return True
            at, steps = self.tokens[at].head, steps + 1
        return False

    def after_comma(self, word: int) -> bool:
        """Whether a comma or dash stands before this token, or is this token."""
        return self._divides(word) or (word > 0 and self._divides(word - 1))

    def before_comma(self, word: int) -> bool:
        """Whether a comma or dash stands after this token, or is this token."""
        return self._divides(word) or (word + 1 < len(self.tokens) and self._divides(word + 1))

    def _divides(self, word: int) -> bool:
        return self.tokens[word].text in {",", "-", "–", "—", "--", ";", ":", "(", ")"}


def base(relation: str) -> str:
    """A relation without its subtype: `acl` for `acl:relcl`."""
    return relation.partition(":")[0]
