"""Builds from a kept folder whose log grows: only what it tells of since the last build is read."""

import json
from pathlib import Path

from onrecord import readers
from onrecord.ledger.marks import read_mark, write_mark
from onrecord.pipeline.local import BuildSummary, Progress, build, silent
from onrecord.pipeline.pages import LedgerPages
from onrecord.pipeline.session import build_ledger
from onrecord.readers.collection import touched_lines
from onrecord.readers.files import COLLECTION_FILE
from onrecord.readers.html import EXTRACTOR
from onrecord.readers.offices import OFFICES_FILE
from onrecord.readers.places import PLACES_FILE
from onrecord.readers.sidecar import DATES_FILE, META_FILE
from onrecord.records import sha256_hex

_SIDECARS = (META_FILE, DATES_FILE, OFFICES_FILE, PLACES_FILE)


def build_growing(folder: Path, ledger: Path, *, progress: Progress = silent) -> BuildSummary:
    """Bring the ledger up to date with a kept folder, at a cost in proportion to what came since.

    What the log told of before is not read again, unless what the user says beside it, or what takes the text out of
    pages, has changed since; then all is, as by `build_ledger`, and the ledger is the same either way.
    """
    log = folder.resolve() / COLLECTION_FILE
    name, under = str(folder.resolve()), _read_under(folder)
    mark = json.loads(read_mark(ledger, name) or "{}")
    since = mark.get("line", 0) if mark.get("under") == under else 0
    last, touched = touched_lines(log, since)
    if 0 < since <= last:
        pages = LedgerPages()
        inputs = readers.read_inputs([folder], since=since, pages=pages)
        roots = [log.with_name(f"{log.name}:{n}") for n in touched]
        summary = build(inputs, ledger, roots=roots, progress=progress, pages=pages)
    else:
        summary = build_ledger([folder], ledger, progress=progress)
    write_mark(ledger, name, json.dumps({"line": last, "under": under}))
    return summary


def _read_under(folder: Path) -> str:
    """What decides, besides the log and its bytes, how the folder reads."""
    said = [(folder / name).read_bytes() if (folder / name).is_file() else b"-" for name in _SIDECARS]
    return sha256_hex(b"\n".join([EXTRACTOR.encode(), *(sha256_hex(data).encode() for data in said)]))[:16]
