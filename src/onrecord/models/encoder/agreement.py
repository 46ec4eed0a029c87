"""Lets the mentions of a name in a report agree on what it stands for: one that is plain helps one that is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Form = tuple[str, ...]
Shares = NDArray[np.float64]
_PERSON = "Person"
_OUTSIDE = "O"
# Two capitals are too often those of somebody else.
_INITIALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A name over the words `first:end` with its type and the probability of that where it is plainest."""

    first: int
    end: int
    type: str
    probability: float = 1.0


class Agreement:
    """Settles types by the logarithms of shares, summed over all mentions of a form."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.types = tuple(sorted({tag[2:] for tag in tags if tag != _OUTSIDE}))
        self._outside = tags.index(_OUTSIDE)
        self._columns = np.array([[tags.index(f"B-{t}"), tags.index(f"I-{t}")] for t in self.types])

    def settle(
        self, words: Sequence[str], sentences: Sequence[int], scores: NDArray[np.float32], names: Sequence[Marked]
    ) -> list[Marked]:
        """The names with the types that the mentions of each form give together, in order.

        `sentences` number the sentence of each word; `scores` `[w, tags]` are of all words. A form that was marked
        somewhere is marked everywhere, or nowhere when its mentions together rather say that it is no name. A last
        name is helped by the full names it ends; initials and the name they stand for are of one type. Where a
        longer name that is marked elsewhere stands whole, its parts are not names of their own.
        """
        logs = _logs(scores)
        names = _made_whole(words, sentences, names)
        places = _places(words, sentences, names)
        typed = {form: self._weigh(logs, found) for form, found in places.items()}
        for form, weights in self._of_surnames(words, logs, names, typed).items():
            typed[form] = typed[form] + weights
        for short, whole in _abbreviated(typed):
            typed[short] = typed[whole] = typed[short] + typed[whole]
        kinds = {form: self._best(weights) for form, weights in typed.items()}
        settled: list[Marked] = []
        for form, found in places.items():
            if (kind := kinds[form]) is not None:
                sure = max(self._share(logs, first, end, kind) for first, end in found)
                settled += [Marked(first=first, end=end, type=kind, probability=sure) for first, end in found]
        return sorted(settled, key=lambda name: name.first)

    def _share(self, logs: Shares, first: int, end: int, kind: str) -> float:
        """The share of this type in the least sure of the words."""
        begin, inner = self._columns[self.types.index(kind)]
        return float(np.exp(min(logs[first, begin], *logs[first + 1 : end, inner], 0.0)))

    def _weigh(self, logs: Shares, places: Sequence[tuple[int, int]]) -> Shares:
        """What the words at these places say for each type, and last for no name."""
        whole: Shares = np.sum([self._path(logs, first, end) for first, end in places], axis=0, dtype=np.float64)
        return whole

    def _path(self, logs: Shares, first: int, end: int) -> Shares:
        named = logs[first, self._columns[:, 0]] + logs[first + 1 : end, self._columns[:, 1]].sum(0)
        return np.append(named, logs[first:end, self._outside].sum())

    def _of_surnames(
        self, words: Sequence[str], logs: Shares, names: Sequence[Marked], typed: Mapping[Form, Shares]
    ) -> dict[Form, Shares]:
        """What the full names of persons say for the single last names that are mentioned, too."""
        found: dict[Form, list[Shares]] = defaultdict(list)
        for name in names:
            last = (words[name.end - 1],)
            if name.type == _PERSON and name.end - name.first > 1 and last in typed:
                ends = logs[name.end - 1, self._columns[:, 1]]
                found[last].append(np.append(ends, logs[name.end - 1, self._outside]))
        return {form: np.sum(weights, axis=0) for form, weights in found.items()}

    def _best(self, weights: Shares) -> str | None:
        best = int(weights.argmax())
        return self.types[best] if best < len(self.types) else None


def _abbreviated(forms: Iterable[Form]) -> list[tuple[Form, Form]]:
    """Initials with the one name among the forms whose capitals they are, as `PDR` of `Port District of Rull`."""
    wholes: dict[str, list[Form]] = defaultdict(list)
    shorts: list[Form] = []
    for form in forms:
        if len(form) == 1 and len(form[0]) >= _INITIALS and form[0].isalpha() and form[0].isupper():
            shorts.append(form)
        elif len(capitals := [word[0] for word in form if word[:1].isupper()]) >= _INITIALS:
            wholes["".join(capitals)].append(form)
    found = [(short, wholes.get(short[0], [])) for short in shorts]
    return [(short, names[0]) for short, names in found if len(names) == 1]


def _logs(scores: NDArray[np.float32]) -> Shares:
    wide = scores.astype(np.float64)
    top = wide.max(1, keepdims=True)
    logs: Shares = wide - top - np.log(np.exp(wide - top).sum(1, keepdims=True))
    return logs


def _made_whole(words: Sequence[str], sentences: Sequence[int], names: Sequence[Marked]) -> list[Marked]:
    """The names, each that opens a longer name which is marked elsewhere made that one, with what it takes in left out.

    No name is grown so far that it would cut another.
    """
    longer: dict[str, dict[Form, str]] = defaultdict(dict)
    inner = bytearray(len(words) + 1)
    for name in names:
        inner[name.first + 1 : name.end] = b"\1" * (name.end - name.first - 1)
        if name.end - name.first > 1:
            longer[words[name.first]].setdefault(tuple(words[name.first : name.end]), name.type)
    whole: list[Marked] = []
    for name in names:
        if whole and name.first < whole[-1].end:
            continue
        best = name
        for form, kind in longer.get(words[name.first], {}).items():
            end = name.first + len(form)
            stands = tuple(words[name.first : end]) == form and sentences[name.first] == sentences[end - 1]
            if stands and end > best.end and not inner[end]:
                best = Marked(first=name.first, end=end, type=kind)
        whole.append(best)
    return whole


def _places(
    words: Sequence[str], sentences: Sequence[int], names: Sequence[Marked]
) -> dict[Form, list[tuple[int, int]]]:
    """Where the forms that are marked somewhere stand, outside other names; only those with a capital are sought."""

    def fits(at: int, form: Form) -> bool:
        end = at + len(form)
        return tuple(words[at:end]) == form and not any(taken[at:end]) and sentences[at] == sentences[end - 1]

    found: dict[Form, list[tuple[int, int]]] = {}
    taken = bytearray(len(words))
    for name in names:
        found.setdefault(tuple(words[name.first : name.end]), []).append((name.first, name.end))
        taken[name.first : name.end] = b"\1" * (name.end - name.first)
    by_first: dict[str, list[Form]] = defaultdict(list)
    for form in found:
        if form[0][:1].isupper():
            by_first[form[0]].append(form)
    at = 0
    while at < len(words):
        forms = by_first.get(words[at], ()) if not taken[at] else ()
        if fitting := [form for form in forms if fits(at, form)]:
            longest = max(fitting, key=len)
            found[longest].append((at, at + len(longest)))
            at += len(longest)
        else:
            at += 1
    return {form: sorted(places) for form, places in found.items()}
