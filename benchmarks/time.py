"""Time expressions beside other libraries: characters per CPU second and, where gold is given, TIMEX3 scores.

    pip install "onrecord[bench]"            # dateparser, recognizers-text-date-time
    python -m benchmarks.time                # our own example reports: speed alone
    python -m benchmarks.time GOLD.jsonl     # lines of {"id", "text", "dct", "timex"}: speed and scores

All read the same texts in one process, one after the other, each warmed on the first text; of several rounds the
quickest counts, and only CPU time does. A library that is not installed is named and left out. The scores are the
measures of the task `time` (`evaluation/score/time.py`); what another library gives is put into TIMEX3 in its favour:
of several days the one that lies behind, since news looks back, and dateparser's moments as days.
"""

import argparse
import importlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.machine import describe_machine
from evaluation.files import day_of, read_rows
from evaluation.score.time import score
from onrecord.lexicons.time import load_time
from onrecord.records import on
from onrecord.stages.times import find_times_in_text

Timex: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[str, date], list[Timex]]
MEASURES = ("strict", "relaxed", "value", "type")
DAY = date(2024, 6, 3)
"""From which texts without a day are read."""
INSTALL = 'pip install "onrecord[bench]"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text with the day it is read from, and its gold where there is any."""

    id: str
    text: str
    day: date
    timex: list[Timex] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a library did with the texts."""

    name: str
    found: int
    speed: float
    scores: dict[str, float]


def our_reader() -> Reader:
    """OnRecord's own."""
    lexicon = load_time()

    def read(text: str, day: date) -> list[Timex]:
        return [
            {"start": t.span.start, "end": t.span.end, "type": t.type.value, "value": t.value}
            for t in find_times_in_text(text, on(day), lexicon)
        ]

    return read


def dateparser_reader() -> Reader:
    """The `search_dates` of dateparser, which gives moments with their words and no offsets."""
    search = importlib.import_module("dateparser.search").search_dates

    def read(text: str, day: date) -> list[Timex]:
        settings = {"RELATIVE_BASE": datetime(day.year, day.month, day.day)}  # noqa: DTZ001
        found, at = [], 0
        for words, moment in search(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            found.append({"start": start, "end": at, "type": "DATE", "value": moment.date().isoformat()})
        return found

    return read


def recognizers_reader() -> Reader:
    """recognizers-text's model of dates and times, which gives TIMEX values of its own."""
    package = importlib.import_module("recognizers_date_time")
    model = package.DateTimeRecognizer(package.Culture.English).get_datetime_model()

    def read(text: str, day: date) -> list[Timex]:
        found = model.parse(text, datetime(day.year, day.month, day.day))  # noqa: DTZ001
        return [
            {"start": f.start, "end": f.end + 1, **recognized(f.type_name, values[0])}
            for f in found
            if (values := (f.resolution or {}).get("values"))
        ]

    return read


_KINDS = {"date": "DATE", "daterange": "DATE", "time": "TIME", "datetime": "TIME", "timerange": "TIME"}
_KINDS |= {"datetimerange": "TIME", "duration": "DURATION", "set": "SET"}


def recognized(kind: str, value: dict[str, str]) -> Timex:
    """The TIMEX3 type and value that recognizers-text's first resolution comes nearest to."""
    kind, timex = kind.rpartition(".")[2], value.get("timex", "")
    day = value.get("value") or value.get("start", "")
    if "X" in timex and kind == "date":
        timex = day
    elif timex.startswith("XXXX-") and kind == "daterange":
        timex = day[: len(timex)] if "W" not in timex else timex
    elif kind == "datetime":
        timex = day.replace(" ", "T")[:16]
    return {"type": _KINDS.get(kind, "DATE"), "value": timex.strip("()").partition(",")[0]}


READERS: dict[str, tuple[Callable[[], Reader], str]] = {
    "onrecord": (our_reader, "onrecord"),
    "recognizers-text": (recognizers_reader, "recognizers_date_time"),
    "dateparser": (dateparser_reader, "dateparser"),
}


def load_reader(name: str) -> Reader | None:
    """The library's reader; None, with a word on how to install it, where it cannot be used."""
    make, package = READERS[name]
    try:
        return make()
    except ImportError as exc:
        print(f"{name}: {package} cannot be used ({exc}). Install it: {INSTALL}")
        return None


def measure(name: str, read: Reader, texts: Sequence[Text], rounds: int) -> Outcome:
    """The library's speed over the texts, and its scores where they have gold."""
    read(texts[0].text, texts[0].day)  # so that patterns are compiled and tables loaded
    spent, found = float("inf"), []
    for _ in range(rounds):
        begin = time.process_time()
        found = [read(text.text, text.day) for text in texts]
        spent = min(spent, time.process_time() - begin)
    return Outcome(
        name=name,
        found=sum(map(len, found)),
        speed=sum(len(t.text) for t in texts) / spent,
        scores=scored(texts, found) if all(t.timex is not None for t in texts) else {},
    )


def scored(texts: Sequence[Text], found: Sequence[list[Timex]]) -> dict[str, float]:
    """F1 by measure."""
    with tempfile.TemporaryDirectory() as folder:
        predicted, gold = Path(folder) / "predicted.jsonl", Path(folder) / "gold.jsonl"
        predicted.write_text(as_lines([{"id": t.id, "timex": f} for t, f in zip(texts, found, strict=True)]))
        gold.write_text(as_lines([{"id": t.id, "timex": t.timex} for t in texts]))
        rows = score(predicted, gold)
    return {name: rows[name]["F1"] for name in MEASURES}


def as_lines(rows: Sequence[Timex]) -> str:
    """JSON lines."""
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def read_texts(paths: Sequence[Path], day: date, characters: int) -> list[Text]:
    """The texts of JSON lines files and of folders, in order, until they hold so many characters."""
    texts: list[Text] = []
    held = 0
    for text in (t for path in paths for t in _texts(path, day)):
        if held and held + len(text.text) > characters:
            break
        texts.append(text)
        held += len(text.text)
    return texts


def _texts(path: Path, day: date) -> Iterator[Text]:
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield Text(id=file.name, text=file.read_text(encoding="utf-8"), day=day, timex=None)
        return
    for row in read_rows(path):
        yield Text(id=row["id"], text=row["text"], day=day_of(row) or day, timex=row.get("timex"))


def print_table(outcomes: Sequence[Outcome]) -> None:
    """One line a library: speed, how many times slower than ours, expressions found, and scores."""
    ours = outcomes[0]
    print(f"\n{'':18s} {'characters/s':>14s} {'ours is':>12s} {'found':>7s}  {'  '.join(f'{m:>7s}' for m in MEASURES)}")
    for one in outcomes:
        ratio = "" if one is ours else f"{ours.speed / one.speed:,.0f} x faster"
        scores = "  ".join(f"{one.scores[m]:7.1f}" if one.scores else f"{'–':>7s}" for m in MEASURES)
        print(f"{one.name:18s} {one.speed:14,.0f} {ratio:>12s} {one.found:7d}  {scores}")


def compare(paths: Sequence[Path], *, characters: int = 60_000, rounds: int = 1, day: date = DAY) -> None:
    """Print what each library does with the texts."""
    texts = read_texts(paths, day, characters)
    held = sum(len(t.text) for t in texts)
    print(f"\nTimes: {len(texts)} texts, {held:,} characters, one process, CPU time")
    readers = {name: reader for name in READERS if (reader := load_reader(name))}
    print_table([measure(name, read, texts, rounds) for name, read in readers.items()])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time expressions: ours beside other libraries on the same texts.")
    parser.add_argument("texts", nargs="*", type=Path, default=[Path("examples/reports")])
    parser.add_argument("--characters", type=int, default=60_000, help="stop reading texts after so many")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--day", type=date.fromisoformat, default=DAY, help="for texts without a day")
    given = parser.parse_args()
    print(describe_machine())
    compare(given.texts, characters=given.characters, rounds=given.rounds, day=given.day)


if __name__ == "__main__":
    main()
