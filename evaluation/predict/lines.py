"""Answering a file line by line: one answer a line in the lines' order, an empty one where a line cannot be read."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from evaluation.files import Row, say, stream_rows, write_rows

Answer = TypeVar("Answer")


def answer_each(source: Path, target: Path, answer: Callable[[Row], Row], empty: Callable[[Row], Row]) -> None:
    """Write the answer to each line of `source`; what goes wrong in one is told on standard error and costs only it."""
    write_rows(target, (attempt(answer, row, empty(row), named(row)) for row in stream_rows(source)))


def attempt(answer: Callable[[Row], Answer], row: Row, otherwise: Answer, name: str) -> Answer:
    """The answer to a line, or `otherwise` when making it fails, which is told on standard error."""
    try:
        return answer(row)
    except Exception as exc:  # noqa: BLE001 - whatever one text does, the others are to be answered
        say(f"{name}: {type(exc).__name__}: {exc}; an empty prediction stands for it")
        return otherwise


def named(row: Row) -> str:
    """What messages call a line."""
    return f"line with id {row.get('id')!r}"


def unique_keys(rows: Sequence[Row]) -> list[str]:
    """A key for each line: its id, numbered where several lines have the same.

    >>> unique_keys([{"id": 7}, {"id": "7"}, {}])
    ['7', '7#2', 'None']
    """
    seen: Counter[str] = Counter()

    def keys() -> Iterator[str]:
        for row in rows:
            key = str(row.get("id"))
            seen[key] += 1
            yield key if seen[key] == 1 else f"{key}#{seen[key]}"

    return list(keys())
