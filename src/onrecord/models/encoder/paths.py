"""The best row of tags that begin, go on and end as tags of stretches must."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e30
_ROUNDING = 1e-4


class TagRules:
    """Which tag may follow which: `I-X` continues a `B-X` or an `I-X`, where there is a `B-X` at all."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        numbers = {tag: number for number, tag in enumerate(tags)}
        begins = [numbers.get(f"B-{tag[2:]}", -1) if tag.startswith("I-") else -1 for tag in tags]
        self._before = np.array(begins)
        self._begins = begins

    def best_paths(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        """The best allowed tags `[r, n]` of rows of words with `scores` `[r, n, tags]`."""
        best: NDArray[np.int64] = scores.argmax(2)
        begins = self._before[best]
        before = np.concatenate([np.full((len(best), 1), -1), best[:, :-1]], 1)
        broken = (begins >= 0) & (before != begins) & (before != best)
        for row in np.flatnonzero(broken.any(1)).tolist():
            self._mend(scores[row].astype(np.float64), best[row], np.flatnonzero(broken[row]))
        return best

    def _mend(self, scores: NDArray[np.float64], path: NDArray[np.int64], breaks: NDArray[np.int64]) -> None:
        """Turn the row of best tags into the best allowed row.

        Beginning anew at each break would be allowed and lose so much; a word that would lose more by any other tag
        keeps its own, and only the stretches of other words around breaks need to be searched.
        """
        best = scores.max(1)
        loss = (best[breaks] - scores[breaks, self._before[path[breaks]]]).sum() + _ROUNDING
        open_ = np.concatenate([[False], best - np.partition(scores, -2, 1)[:, -2] <= loss, [False]])
        edges = np.flatnonzero(open_[1:] != open_[:-1]).tolist()
        for first, end in zip(edges[::2], edges[1::2], strict=True):
            if any(first <= at <= end for at in breaks.tolist()):
                before = int(path[first - 1]) if first else -1
                after = int(path[end]) if end < len(path) else None
                path[first:end] = self._search(scores[first:end].tolist(), before, after)

    def _search(self, scores: Sequence[Sequence[float]], before: int, after: int | None) -> list[int]:
        """The best allowed tags between one tag (-1 at a beginning) and another (None at an end); Viterbi."""
        begins = self._begins
        total = [
            score if begin < 0 or before in {begin, tag} else _NEVER
            for tag, (score, begin) in enumerate(zip(scores[0], begins, strict=True))
        ]
        came: list[list[int]] = []
        for row in scores[1:]:
            best = total.index(max(total))
            back = [
                best if begin < 0 else begin if total[begin] >= total[tag] else tag for tag, begin in enumerate(begins)
            ]
            total = [score + total[tag] for score, tag in zip(row, back, strict=True)]
            came.append(back)
        last = range(len(total)) if after is None or begins[after] < 0 else (begins[after], after)
        path = [max(last, key=total.__getitem__)]
        for back in reversed(came):
            path.append(back[path[-1]])
        return path[::-1]


def probabilities(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Softmax over the last axis."""
    raised = np.exp(scores.astype(np.float64) - scores.max(-1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(-1, keepdims=True)
    return shares


def stretches(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First word, end and kind of each stretch of a row of tags; an `I-X` that continues nothing begins one.

    >>> list(stretches(["O", "B-Person", "I-Person", "B-Person"]))
    [(1, 3, 'Person'), (3, 4, 'Person')]
    """
    start, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            yield start, at, kind
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
