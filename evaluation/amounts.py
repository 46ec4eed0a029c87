"""Sentences with marked numbers, those that are no amounts and those that are, read by tests and measured page alike.

`[417]` marks a number that is no amount, `[12]{12 death}` an amount, by its ends and its unit: `12..` is open above,
`..12` below, `8..12` a range; what commas separate are alternatives. `[47]{age}` may be read as an age or not at all.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import cattrs

from onrecord.records import Bound, Span

_MARK = re.compile(r"\[([^\[\]]*)\](?:\{([^{}]*)\})?")
_AGE = "age"
_converter = cattrs.Converter(forbid_extra_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One way to read an amount rightly."""

    amount: Bound
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked number; `wanted` is empty where it is no amount. An `age` may be read as one or not at all."""

    span: Span
    wanted: tuple[Wanted, ...] = ()
    age: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSentence:
    """A sentence with its marks taken out."""

    kind: str
    text: str
    marks: tuple[Marked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kinds:
    kind: tuple[_Kind, ...]


def read_number_sentences(folder: Path) -> list[NumberSentence]:
    """The sentences of every file of the folder, in the order of the files."""
    return [
        read_marks(kind.name, sentence)
        for path in sorted(folder.glob("*.toml"))
        for kind in _converter.structure(tomllib.loads(path.read_text(encoding="utf-8")), _Kinds).kind
        for sentence in kind.sentences
    ]


def read_marks(kind: str, sentence: str) -> NumberSentence:
    """The sentence without its marks, and where they stood.

    >>> read_marks("counts", "Flight 3 carried [up to 40]{..40 person} monks.").marks[0].wanted[0].unit
    'person'
    """
    text, marks, done = "", [], 0
    for match in _MARK.finditer(sentence):
        text += sentence[done : match.start()]
        span = Span(start=len(text), end=len(text) + len(match[1]))
        text, done = text + match[1], match.end()
        if match[2] == _AGE:
            marks.append(Marked(span=span, age=True))
        else:
            marks.append(Marked(span=span, wanted=tuple(_wanted(w) for w in (match[2] or "").split(",") if w)))
    return NumberSentence(kind=kind, text=text + sentence[done:], marks=tuple(marks))


def _wanted(label: str) -> Wanted:
    ends, _, unit = label.strip().partition(" ")
    low, dots, high = ends.partition("..")
    return Wanted(amount=Bound(low=_end(low), high=_end(high if dots else low)), unit=unit)


def _end(digits: str) -> Decimal | None:
    return Decimal(digits) if digits else None


def is_right(wanted: Sequence[Wanted], amount: Bound, unit: str) -> bool:
    """Whether ends and unit are as one of the alternatives says."""
    return any(w.unit == unit and w.amount == amount for w in wanted)
