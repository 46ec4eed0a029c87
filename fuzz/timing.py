"""What each reader and each step takes on plain and on hostile text: `python -m fuzz.timing`.

Told is the CPU that 100 kB take, for each by itself: a step is given what the steps before it made, and these are not
counted. The steps are measured on fewer bytes than the readers, and what that took is multiplied.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fuzz.hostile import PIECES, files, repeated
from fuzz.targets import EXAMPLE, TARGETS, corpus_of
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.loading import AnalyserKind, load_analyser
from onrecord.pipeline.plan import claim_report, compose_reading, date_alone, hear_report, outline_report, parse_report
from onrecord.records import Metadata, RawReport, Span
from onrecord.stages.clean import label_passages, make_report
from onrecord.stages.measure import find_quantities
from onrecord.stages.mention import find_mentions
from onrecord.stages.sentence_view import view_sentences
from onrecord.stages.speech.quotes import find_quotes
from onrecord.stages.split import split_sentences
from onrecord.stages.times import find_times, find_times_in_text

UNIT = 100_000
"""Bytes that what is told is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a step took for each unit of something."""

    step: str
    what: str
    seconds: float


def clocked(run: Callable[[], object]) -> float:
    """The CPU seconds that it takes."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


def steps_of(text: str, analyser: Analyser, lexicons: Lexicons) -> Iterator[tuple[str, float]]:
    """Each step over the text, with its CPU seconds."""
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=b"", text=text, metadata=Metadata())
    report = make_report(raw)
    yield "cleaner", clocked(lambda: label_passages(make_report(raw), lexicons.page))
    passages = label_passages(report, lexicons.page)
    yield "sentences", clocked(lambda: split_sentences(report, passages, lexicons.sentences))
    blocks = [Span(start=p.span.start, end=p.span.end) for p in passages]
    yield "quotation marks", clocked(lambda: find_quotes(report.text, blocks))
    begin = time.process_time()
    parsed = parse_report(report, analyser, lexicons)
    yield "whole: parse", time.process_time() - begin
    yield "names", clocked(lambda: find_mentions(report.text, parsed.analyses, lexicons.names))
    heard = hear_report(report, parsed, lexicons)
    yield "whole: names and speech", clocked(lambda: hear_report(report, parsed, lexicons))
    yield "whole: its own date", clocked(lambda: date_alone(report, parsed, lexicons))
    publication = date_alone(report, parsed, lexicons)
    day = publication.clock.interval
    yield "times of plain text", clocked(lambda: find_times_in_text(report.text, day, lexicons.time))
    yield "times", clocked(lambda: find_times(report.text, parsed.analyses, day, lexicons.time))
    reading = compose_reading(report, parsed, heard, publication)
    times = find_times(report.text, parsed.analyses, day, lexicons.time)
    views = view_sentences(reading, times, lexicons.commitments)
    yield "amounts", clocked(lambda: find_quantities(reading, times, lexicons, views))
    yield "whole: claims", clocked(lambda: claim_report(reading, publication, lexicons))
    yield "whole: outline", clocked(lambda: outline_report(report, passages, lexicons))


def whole(taken: list[Taken]) -> list[Taken]:
    """The same with one row for the whole path in place of its parts."""
    path = [t for t in taken if t.step.startswith("whole: ")]
    rest = [t for t in taken if t not in path]
    return [*rest, replace(path[0], step="whole path", seconds=sum(t.seconds for t in path))]


def time_text(text: str, what: str, analyser: Analyser, lexicons: Lexicons) -> list[Taken]:
    """What every step takes for a text, for each unit."""
    share = UNIT / len(text.encode())
    return whole(
        [Taken(step=s, what=what, seconds=share * seconds) for s, seconds in steps_of(text, analyser, lexicons)]
    )


def plain_text(size: int) -> str:
    """The example's reports, one behind the other."""
    told = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(EXAMPLE.glob("*.txt")))
    return repeated(f"{told}\n\n", size)[:size]


def time_files(size: int) -> Iterator[Taken]:
    """What every reader takes, on its corpus and on hostile files."""
    for name in dict.fromkeys(name for name, *_ in files(100)):
        run = TARGETS[name][0]
        run(corpus_of(name)[0])
    for name, what, data in files(size):
        yield Taken(step=name, what=what, seconds=clocked(lambda d=data, n=name: TARGETS[n][0](d)) * UNIT / len(data))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="fuzz.timing", description=__doc__)
    parser.add_argument("--analyser", choices=[k.value for k in AnalyserKind], default="rules")
    parser.add_argument("--size", type=int, default=20_000, help="bytes of each text")
    parser.add_argument("--every", action="store_true", help="tell every text, not only the slowest of each step")
    parser.add_argument("--readers", action="store_true", help="the readers alone")
    chosen = parser.parse_args()
    taken = list(time_files(UNIT))
    if not chosen.readers:
        lexicons = load_lexicons()
        analyser = load_analyser(AnalyserKind(chosen.analyser), lexicons)
        time_text(plain_text(2_000), "", analyser, lexicons)  # what is made once is no part of any text's time
        taken += time_text(plain_text(UNIT), "plain", analyser, lexicons)
        for piece in PIECES:
            taken += time_text(repeated(piece, chosen.size), repr(piece), analyser, lexicons)
    tell(taken, every=chosen.every)


def tell(taken: list[Taken], *, every: bool) -> None:
    """Print a row for each step: what plain text takes, and the slowest of the others."""
    print(f"{'CPU seconds for 100 kB':28s} {'plain':>7s} {'hostile':>8s}")
    for step in dict.fromkeys(t.step for t in taken):
        plain = [t.seconds for t in taken if t.step == step and t.what == "plain"]
        rows = sorted((t for t in taken if t.step == step and t.what != "plain"), key=lambda t: -t.seconds)
        for row in rows if every else rows[:1]:
            print(f"{step:28s} {plain[0] if plain else 0:7.2f} {row.seconds:8.2f} {row.what}")


if __name__ == "__main__":
    main()
