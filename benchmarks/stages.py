"""CPU seconds of every step of a build, for reports as long as news reports are.

`make bench` reads our own examples and, where the development data are at hand, a sample of their articles, which is
kept in the system's folder for temporary files. Each step is timed by itself, in one process; of several rounds the
quickest counts. Beside the milliseconds stands their ratio to a yardstick, a fixed piece of Python run between the
steps, so that two machines can be compared.
"""

import argparse
import json
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

from benchmarks.machine import describe_machine
from onrecord.ledger.codec import encode
from onrecord.ledger.results import StageResults
from onrecord.ledger.sqlite import connect, transaction, write_reading, write_report
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.loading import AnalyserKind, analyser_kind, usual_analyser
from onrecord.pipeline import steps
from onrecord.pipeline.plan import compose_reading, parse_report
from onrecord.readers.inputs import read_inputs
from onrecord.records import RawReport, Reading, Report
from onrecord.stages.attribute import find_attributions
from onrecord.stages.clean import label_passages, make_report
from onrecord.stages.clocks import place_clocks
from onrecord.stages.commit import find_commitments
from onrecord.stages.dating import date_report
from onrecord.stages.fact import find_facts
from onrecord.stages.language import check_language
from onrecord.stages.measure import find_quantities
from onrecord.stages.mention import find_mentions
from onrecord.stages.sentence_view import view_sentences
from onrecord.stages.split import split_sentences
from onrecord.stages.state import find_statements
from onrecord.stages.times import find_times

P = ParamSpec("P")
R = TypeVar("R")
WORDS = 600
ANALYSER = "analyser"
YARDSTICK = "yardstick"


class Stopwatch:
    """CPU seconds by step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def time(self, step: str, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function gives; its CPU time is added to the step."""
        begin = time.process_time()
        result = function(*args, **kwargs)
        self.spent[step] += time.process_time() - begin
        return result


def yardstick() -> int:
    """A fixed piece of work of the kind the stages do: slices, lower case, look-ups, small objects."""
    text, known = "The reservoir at Orlo held 4,200 people back. " * 40, {"orlo": 1, "held": 2}
    words = [text[i : i + 7].lower() for i in range(len(text))]
    return sum(known.get(word.strip(), 0) for word in words) + len({(word, i % 7) for i, word in enumerate(words)})


def read_raw(path: Path) -> RawReport:
    """The one report of a file."""
    raw = next(iter(read_inputs([path])))
    assert isinstance(raw, RawReport), raw
    return raw


def read_one(path: Path, watch: Stopwatch, analyser: Analyser, lexicons: Lexicons) -> None:
    """All that a build does for one report before it looks at the story."""
    raw = watch.time("reader", read_raw, path)
    report = watch.time("reader", make_report, raw)
    watch.time("reader", check_language, report, lexicons.page)
    watch.time(YARDSTICK, yardstick)
    passages = watch.time("cleaning", label_passages, report, lexicons.page)
    watch.time("splitting", split_sentences, report, passages, lexicons.sentences)
    parsed = watch.time(ANALYSER, parse_report, report, analyser, lexicons)
    entities, mentions = watch.time("mentions", find_mentions, report.text, parsed.analyses, lexicons.names)
    said = watch.time(
        "attribution", find_attributions, report.text, parsed.analyses, entities, mentions, lexicons.speech
    )
    heard = steps.Heard(entities=entities, mentions=mentions, attributions=said)
    publication = watch.time("dating alone", date_report, report, passages, parsed.analyses, lexicons)
    made = steps.TextResults(
        parsed=watch.time("encoding", encode, parsed),
        heard=watch.time("encoding", encode, heard),
        publication=watch.time("encoding", encode, publication),
    )
    reading = compose_reading(report, parsed, heard, publication)
    line = make_claims(reading, watch, lexicons)
    watch.time("decoding", steps.reading_of, report, made)
    watch.time("decoding", steps.decode_claims, line)
    keep(raw, report, made, line, watch)


def make_claims(reading: Reading, watch: Stopwatch, lexicons: Lexicons) -> str:
    """The claims of a report as canonical JSON."""
    published = reading.publication.clock.interval
    times = watch.time("times", find_times, reading.text, reading.analyses, published, lexicons.time)
    views = watch.time("views", view_sentences, reading, times, lexicons.commitments)
    claims = (
        *watch.time("amounts", find_quantities, reading, times, lexicons, views),
        *watch.time("commitments", find_commitments, reading, times, lexicons, views),
        *watch.time("statements", find_statements, reading, lexicons, views),
    )
    claims = (*claims, *watch.time("facts", find_facts, reading, claims, lexicons, views))
    placed = watch.time(
        "clocks", place_clocks, claims, reading, times, reading.publication, lexicons.time, lexicons.clocks
    )
    return watch.time("encoding", encode, tuple(placed))


def keep(raw: RawReport, report: Report, made: steps.TextResults, claims: str, watch: Stopwatch) -> None:
    """Write the report and what was read in it into a ledger of its own."""
    with tempfile.TemporaryDirectory() as folder:
        connection = connect(Path(folder) / "bench.db", create=True)
        watch.time("writing", write_all, connection, raw, report, made, claims)
        connection.close()


def write_all(
    connection: sqlite3.Connection,
    raw: RawReport,
    report: Report,
    made: steps.TextResults,
    claims: str,
) -> None:
    """What a build writes about one report: the results of its steps, its bytes, its reading."""
    rows = {"parse": made.parsed, "hear": made.heard, "date": made.publication, "claim": claims}
    with transaction(connection):
        StageResults(connection).note((stage, report.id, output or "") for stage, output in rows.items())
        write_report(connection, report, raw.data)
        write_reading(connection, report, steps.lines_of(made))


def measure(paths: Sequence[Path], rounds: int, kind: AnalyserKind) -> tuple[dict[str, float], int]:
    """CPU seconds by step over all reports, of each step and report the quickest round, and the number of words."""
    lexicons, analyser = load_lexicons(), steps.analyser(kind)
    for path in paths[:2]:  # so that patterns are compiled and tables loaded
        read_one(path, Stopwatch(), analyser, lexicons)
    total: dict[str, float] = defaultdict(float)
    words = 0
    for path in paths:
        watches = [Stopwatch() for _ in range(rounds)]
        for watch in watches:
            read_one(path, watch, analyser, lexicons)
        for step in watches[0].spent:
            total[step] += min(watch.spent[step] for watch in watches)
        words += len(read_raw(path).text.split())
    total[ANALYSER] -= total["cleaning"] + total["splitting"]
    return dict(total), words


def print_table(total: dict[str, float], words: int, reports: int) -> None:
    """One line a step: milliseconds of CPU for a report of 600 words, and yardsticks."""
    reports_long, unit = words / WORDS, total.pop(YARDSTICK) / reports
    analysing = total.pop(ANALYSER)
    print(f"{reports} reports, {words} words; CPU for {WORDS} words; yardstick {unit * 1000:.2f} ms\n")
    for step, spent in total.items():
        print(line(step, spent / reports_long, unit))
    print(line("everything else", sum(total.values()) / reports_long, unit))
    print(line(ANALYSER, analysing / reports_long, unit))


def line(step: str, seconds: float, unit: float) -> str:
    """One line of the table."""
    return f"{step:16s} {seconds * 1000:8.2f} ms {seconds / unit:8.1f} yardsticks"


def sample(articles: Path, folder: Path, count: int) -> None:
    """Write so many articles of usual length from a JSON Lines file (`id`, `text`) to a folder, evenly spread."""
    from evaluation.predict.tokenised import print_text

    with articles.open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if 300 <= len(row["text"].split()) <= 1200 and kept(row)]
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows[:: max(1, len(rows) // count)][:count]:
        (folder / f"{row['id']}.txt").write_text(print_text(row["text"]).text, encoding="utf-8")


def kept(row: dict[str, str]) -> bool:
    """Whether the article is of no story kept apart for the final test."""
    return "libya" not in f"{row['id']} {row.get('topic')}".lower()


def texts(folders: Sequence[Path]) -> Iterator[Path]:
    """The text files of the folders, in order."""
    for folder in folders:
        yield from sorted(path for path in folder.iterdir() if path.suffix == ".txt")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="CPU of every step of a build, for a report of 600 words.")
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("examples/reports")])
    parser.add_argument("--articles", type=Path, help="sample reports from this JSON Lines file first")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "bench" / "articles")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--analyser", type=analyser_kind, default=usual_analyser(), help="model or rules")
    given = parser.parse_args()
    folders = list(given.folders)
    if given.articles and given.articles.exists():
        if not given.cache.exists():
            sample(given.articles, given.cache, given.count)
        folders.append(given.cache)
    print(describe_machine())
    for folder in folders:
        paths = list(texts([folder]))
        print(f"\n{folder}: ", end="")
        print_table(*measure(paths, given.rounds, given.analyser), len(paths))


if __name__ == "__main__":
    main()
