"""Task `dating`: when an undated report appeared, from its own words and from its peers."""

from collections import OrderedDict
from pathlib import Path

from evaluation.files import Row, text_of
from evaluation.predict.lines import answer_each, unique_keys
from evaluation.predict.reports import line_report
from evaluation.reader import chosen_analyser
from onrecord.lexicons import load_lexicons
from onrecord.pipeline.plan import Heard, Parsed, compose_reading, date_alone, date_story, parse_report
from onrecord.records import Interval, RawReport, Reading
from onrecord.stages.clean import make_report

_SILENT = Heard(entities=(), mentions=(), attributions=())
_KEPT = 512


def predict_dating(source: Path, target: Path) -> None:
    """{id, text, peers?} lines to {id, published: {lo, hi}, best, reasons}; a line's own date is never looked at."""
    dater = Dater()
    answer_each(source, target, dater.date, _undated)


def _undated(row: Row) -> Row:
    return {"id": row.get("id"), "published": {"lo": None, "hi": None}, "best": None, "reasons": []}


class Dater:
    """Dates reports one by one; texts that come again, as peers do, are parsed once while they are remembered."""

    def __init__(self) -> None:
        self._lexicons = load_lexicons()
        self._analyser = chosen_analyser(self._lexicons)
        self._parsed: OrderedDict[str, Parsed] = OrderedDict()

    def date(self, row: Row) -> Row:
        """The answer to one line."""
        own = self._read(line_report("the report", {"text": text_of(row)}))
        publication = date_story([own, *self._peers(row)], self._lexicons)[own.report.id]
        interval = publication.clock.interval
        return {
            "id": row.get("id"),
            "published": {
                "lo": interval.lo.isoformat() if interval.lo else None,
                "hi": interval.hi.isoformat() if interval.hi else None,
            },
            "best": _best(interval),
            "reasons": [*publication.reasons, *(f"set aside: {r}" for r in publication.set_aside)],
        }

    def _peers(self, row: Row) -> list[Reading]:
        """The other reports of the story; what has the line's own id is the line itself and tells nothing."""
        given = row.get("peers")
        peers = [p for p in given if isinstance(p, dict)] if isinstance(given, list) else []
        others = [p for p in peers if p.get("id") is None or p.get("id") != row.get("id")]
        return [self._read(line_report(key, p)) for key, p in zip(unique_keys(others), others, strict=True)]

    def _read(self, raw: RawReport) -> Reading:
        report = make_report(raw)
        if raw.sha256 not in self._parsed:
            self._parsed[raw.sha256] = parse_report(report, self._analyser, self._lexicons)
            if len(self._parsed) > _KEPT:
                self._parsed.popitem(last=False)
        parsed = self._parsed[raw.sha256]
        return compose_reading(report, parsed, _SILENT, date_alone(report, parsed, self._lexicons))


def _best(interval: Interval) -> str | None:
    """The middle of a bounded interval."""
    if interval.lo is None or interval.hi is None:
        return None
    return (interval.lo + (interval.hi - interval.lo) / 2).isoformat()
