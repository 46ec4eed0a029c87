"""The canonical export: every record of the ledger as one JSON line, the same bytes for the same reports.

Where files lie on this machine, stage results and raw bytes are left out: they are local, and no record.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.ledger.codec import encode
from onrecord.ledger.query import Ledger

SCHEMA = 1


def export_jsonl(ledger: Ledger) -> Iterator[str]:
    """The lines, sorted within each kind; every line is `{"record": kind, "value": …}`."""
    yield json.dumps({"record": "ledger", "schema": SCHEMA}) + "\n"
    for row in ledger.report_rows:
        extra = {"label": row.label, "story": row.story, "superseded_by": row.superseded_by, "vanished": row.vanished}
        yield _line("report", row.report, extra)
        for passage in ledger.passages(row.report.id):
            yield _line("passage", passage, {"report": row.report.id})
        for mention in ledger.mentions(row.report.id):
            yield _line("mention", mention, {"report": row.report.id})
        for attribution in ledger.attributions(row.report.id):
            yield _line("attribution", attribution, {"report": row.report.id})
    for story in sorted(ledger.stories(), key=lambda s: s.id):
        account = ledger.account(story.id)
        yield _line("story", story, {})
        for report, publication in account.publications:
            yield _line("publication", publication, {"report": report})
        for kind, records in (
            ("claim", account.claims),
            ("entity", account.entities),
            ("entity_link", account.links),
            ("copy", account.copies),
            ("origin", account.origins),
            ("value_group", account.groups),
            ("track", account.tracks),
            ("relation", account.relations),
        ):
            yield from sorted(_line(kind, record, {"story": story.id}) for record in records)
    yield from sorted(_line("rejection", replace(r, location=""), {}) for r in ledger.rejections())
    yield from sorted(_line("decision", applied, {}) for applied in ledger.decisions())


def _line(kind: str, record: object, extra: Mapping[str, object]) -> str:
    value = {"record": kind, **extra, "value": json.loads(encode(record))}
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
