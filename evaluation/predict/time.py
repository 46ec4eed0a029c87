"""Tasks `time`, `dating` and `timeline`."""

from collections import Counter
from datetime import date
from pathlib import Path

from evaluation.files import Row, day_of, read_rows, write_rows
from evaluation.predict.reports import raw_report
from onrecord.lexicons import Lexicons, TimeLexicon, load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import date_story, read_report
from onrecord.records import UNKNOWN, Interval, on
from onrecord.stages.times import find_times_in_text


def predict(source: Path, target: Path) -> None:
    """{id, text, dct} lines to {id, timex: [{start, end, type, value, text}]}."""
    lexicon = load_lexicons().time
    rows = []
    for row in read_rows(source):
        day = day_of(row)
        found = find_times_in_text(row["text"], on(day) if day else UNKNOWN, lexicon)
        timex = [
            {
                "start": t.span.start,
                "end": t.span.end,
                "type": t.type.value,
                "value": t.value,
                "text": t.span.of(row["text"]),
            }
            for t in found
        ]
        rows.append({"id": row["id"], "timex": timex})
    write_rows(target, rows)


def predict_dating(source: Path, target: Path) -> None:
    """{id, text, peers?} lines to {id, published: {lo, hi}, best, reasons}; a line's own date is never looked at."""
    lexicons = load_lexicons()
    analyser = RuleAnalyser(lexicons.syntax, lexicons.names)
    write_rows(target, (_dated(row, analyser, lexicons) for row in read_rows(source)))


def _dated(row: Row, analyser: RuleAnalyser, lexicons: Lexicons) -> Row:
    own = read_report(raw_report(str(row["id"]), row["text"]), analyser, lexicons)
    peers = [
        read_report(raw_report(str(p["id"]), p["text"], published=day_of(p)), analyser, lexicons)
        for p in row.get("peers") or ()
    ]
    publication = date_story([own, *peers], lexicons)[own.report.id]
    interval = publication.clock.interval
    return {
        "id": row["id"],
        "published": {
            "lo": interval.lo.isoformat() if interval.lo else None,
            "hi": interval.hi.isoformat() if interval.hi else None,
        },
        "best": _best(interval),
        "reasons": [*publication.reasons, *(f"set aside: {r}" for r in publication.set_aside)],
    }


def _best(interval: Interval) -> str | None:
    """The middle of a bounded interval."""
    if interval.lo is None or interval.hi is None:
        return None
    return (interval.lo + (interval.hi - interval.lo) / 2).isoformat()


def predict_timeline(source: Path, target: Path) -> None:
    """{id, topic, dct, text} lines to {topic, dates}: the days of a topic, the most reported first.

    A report counts once for each day its text names, and once for its own day; days named by many reports lead.
    """
    lexicon = load_lexicons().time
    counts: dict[str, Counter[date]] = {}
    for row in read_rows(source):
        topic = counts.setdefault(row["topic"], Counter())
        day = day_of(row)
        topic.update(_days_of(row["text"], day, lexicon))
    rows = (
        {"topic": topic, "dates": [d.isoformat() for d, _ in sorted(days.items(), key=lambda r: (-r[1], r[0]))]}
        for topic, days in counts.items()
    )
    write_rows(target, rows)


def _days_of(text: str, published: date | None, lexicon: TimeLexicon) -> set[date]:
    """The single days a report speaks of, its own among them."""
    found = {
        t.interval.lo
        for t in find_times_in_text(text, on(published) if published else UNKNOWN, lexicon)
        if t.interval.lo is not None and t.interval.lo == t.interval.hi
    }
    return found | ({published} if published else set())
