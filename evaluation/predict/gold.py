"""Task `gold`: a folder of texts to records in the shape of the gold."""

import json
from pathlib import Path

from onrecord.exports.gold import export_gold
from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import claim_report, date_story, find_stories, read_report, relate_story
from onrecord.records import DateField, Metadata, RawReport, sha256_hex


def read_folder(folder: Path) -> list[RawReport]:
    """The texts of a folder with what its `meta.json` says of them."""
    meta_file = folder / "meta.json"
    meta = json.loads(meta_file.read_text(encoding="utf-8")) if meta_file.exists() else {}
    found = []
    for path in sorted(folder.glob("*.txt")):
        about = meta.get(path.name, {})
        dates = (DateField(name="meta.json published", value=about["published"]),) if about.get("published") else ()
        data = path.read_bytes()
        found.append(
            RawReport(
                key=path.name,
                location=str(path),
                sha256=sha256_hex(data),
                data=data,
                text=data.decode(),
                metadata=Metadata(title=about.get("title"), outlet=about.get("outlet"), dates=dates),
            )
        )
    return found


def predict(folder: Path, output: Path) -> None:
    """Read the folder's reports, relate them, and write `{"records": [...]}`."""
    lexicons = load_lexicons()
    analyser = RuleAnalyser(lexicons.syntax, lexicons.names)
    readings = [read_report(raw, analyser, lexicons) for raw in read_folder(folder)]
    by_id = {r.report.id: r for r in readings}
    accounts = []
    for story in find_stories([(r.report, r.publication) for r in readings], lexicons):
        members = [by_id[i] for i in story.reports]
        publications = date_story(members, lexicons)
        claims = [c for r in members for c in claim_report(r, publications[r.report.id], lexicons)]
        accounts.append(relate_story(story, members, publications, claims, lexicons))
    data = export_gold(
        accounts, {i: r.report.key for i, r in by_id.items()}, {i: r.report.text for i, r in by_id.items()}
    )
    output.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
