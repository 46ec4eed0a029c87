"""Every format the ledger can be written in, one file each."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.exports.annotation import export_annotations
from onrecord.exports.calendar import export_calendar, export_tasks
from onrecord.exports.choice import WHOLE, Choice
from onrecord.exports.dossier import export_dossier
from onrecord.exports.gold import export_gold
from onrecord.exports.graphml import export_graphml
from onrecord.exports.jsonl import export_jsonl
from onrecord.exports.markdown import export_markdown
from onrecord.exports.parquet import export_parquet
from onrecord.exports.table import export_csv
from onrecord.exports.timelinejs import export_timeline
from onrecord.ledger.query import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: what it holds, and how it is written; one that is `whole` takes no choice of story or day."""

    says: str
    write: Callable[[Ledger, Choice], Iterable[str] | Iterable[bytes]]
    whole: bool = False
    binary: bool = False


def _gold(ledger: Ledger, _: Choice) -> Iterator[str]:
    rows = ledger.report_rows
    accounts = [ledger.account(story.id) for story in sorted(ledger.stories(), key=lambda s: s.id)]
    names = {r.report.id: r.report.key for r in rows}
    texts = {r.report.id: r.report.text for r in rows}
    yield json.dumps(export_gold(accounts, names, texts), ensure_ascii=False, indent=1) + "\n"


def _jsonl(ledger: Ledger, _: Choice) -> Iterator[str]:
    return export_jsonl(ledger)


FORMATS: Mapping[str, Format] = {
    "jsonl": Format(says="every record, canonical", write=_jsonl, whole=True),
    "csv": Format(says="claims, for a spreadsheet", write=export_csv),
    "parquet": Format(says="claims, every column typed", write=export_parquet, binary=True),
    "annotation": Format(says="claims as W3C Web Annotations", write=export_annotations),
    "graphml": Format(says="reports, origins and copies", write=export_graphml),
    "ical": Format(says="deadlines as events of a calendar", write=export_calendar),
    "tasks": Format(says="deadlines as tasks of a calendar", write=export_tasks),
    "timelinejs": Format(says="the timeline for TimelineJS", write=export_timeline),
    "markdown": Format(says="the brief with its evidence", write=export_markdown),
    "dossier": Format(says="one HTML file to send by mail", write=export_dossier),
    "gold": Format(says="claims and relations as the gold has them", write=_gold, whole=True),
}

__all__ = ["FORMATS", "WHOLE", "Choice", "Format", "export_csv", "export_gold", "export_jsonl"]
