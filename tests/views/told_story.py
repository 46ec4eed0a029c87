"""A story told in a test, as a ledger."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from onrecord.ledger.query import Ledger
from onrecord.pipeline.session import build_ledger


def open_story(folder: Path, story: Mapping[str, str]) -> Iterator[Ledger]:
    """The ledger of reports given by their day of publication."""
    for day, text in story.items():
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")
    meta = {f"{day}.txt": {"published": day} for day in story}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    build_ledger([folder], folder / "story.db")
    with Ledger(folder / "story.db") as opened:
        yield opened
