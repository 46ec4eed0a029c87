"""The best row of tags that begin, go on and end as tags of stretches must."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e30


class TagRules:
    """Which tag may follow which: `I-X` continues a `B-X` or an `I-X`, where there is a `B-X` at all."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        numbers = {tag: number for number, tag in enumerate(tags)}
        self._before = np.full(len(tags), -1)
        for tag, number in numbers.items():
            if tag.startswith("I-") and (begins := numbers.get(f"B-{tag[2:]}")) is not None:
                self._before[number] = begins
        self._inner = np.flatnonzero(self._before >= 0)

    def best_paths(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        """The best allowed tags `[r, n]` of rows of words with `scores` `[r, n, tags]`."""
        best: NDArray[np.int64] = scores.argmax(2)
        wrong = np.flatnonzero(self._breaks(best).any(1))
        if len(wrong):
            best[wrong] = self._search(scores[wrong].astype(np.float64))
        return best

    def _breaks(self, paths: NDArray[np.int64]) -> NDArray[np.bool_]:
        begins = self._before[paths]
        before = np.concatenate([np.full((len(paths), 1), -1), paths[:, :-1]], 1)
        broken: NDArray[np.bool_] = (begins >= 0) & (before != begins) & (before != paths)
        return broken

    def _search(self, scores: NDArray[np.float64]) -> NDArray[np.int64]:
        """Viterbi over all rows at once."""
        rows, length, width = scores.shape
        inner, begins = self._inner, self._before[self._inner]
        every = np.arange(rows)
        came = np.empty((length, rows, width), dtype=np.int64)
        total = scores[:, 0].copy()
        total[:, inner] = _NEVER
        for at in range(1, length):
            best = total.argmax(1)
            from_begin, going_on = total[:, begins], total[:, inner]
            begun = from_begin >= going_on
            came[at] = best[:, None]
            came[at][:, inner] = np.where(begun, begins, inner)
            step = scores[:, at] + total[every, best][:, None]
            step[:, inner] = scores[:, at, inner] + np.where(begun, from_begin, going_on)
            total = step
        paths = np.empty((rows, length), dtype=np.int64)
        paths[:, -1] = total.argmax(1)
        for at in range(length - 1, 0, -1):
            paths[:, at - 1] = came[at, every, paths[:, at]]
        return paths


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
