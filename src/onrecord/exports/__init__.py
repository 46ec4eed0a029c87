"""Every format the ledger can be written in, one file each."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from onrecord.exports.gold import export_gold
from onrecord.exports.jsonl import export_jsonl
from onrecord.exports.table import export_csv
from onrecord.ledger.query import Ledger


def _gold(ledger: Ledger) -> Iterator[str]:
    rows = ledger.report_rows
    accounts = [ledger.account(story.id) for story in sorted(ledger.stories(), key=lambda s: s.id)]
    names = {r.report.id: r.report.key for r in rows}
    texts = {r.report.id: r.report.text for r in rows}
    yield json.dumps(export_gold(accounts, names, texts), ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Ledger], Iterable[str]]] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
    "gold": _gold,
}

__all__ = ["FORMATS", "export_csv", "export_gold", "export_jsonl"]
