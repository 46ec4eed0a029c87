"""Task `gold`: a folder of texts, taken as one story, to records in the shape of the gold."""

import gzip
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.files import Row, day_of, read_rows, say, text_of, title_of, write_rows
from evaluation.predict.account import claim_members, read_reports, relate_members
from evaluation.predict.reports import raw_report
from evaluation.reader import chosen_analyser
from onrecord.errors import InputError
from onrecord.exports.gold import export_gold
from onrecord.lexicons import load_lexicons
from onrecord.readers.encoding import decode, tidy
from onrecord.records import RawReport

_META = "meta.json"
_ENDS = (".txt", ".text", ".md", ".txt.gz")


def read_folder(folder: Path) -> list[RawReport]:
    """The texts of a folder and of those in it, each known by its file name, or by its path where two have one name.

    What the nearest `meta.json` says of a file is used; a file it does not name, or no `meta.json`, is no trouble.
    """
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.name.endswith(_ENDS) and not path.name.startswith(".") and path.is_file()
    ]
    names = Counter(path.name for path in files)
    metas = {home: _read_meta(home / _META) for home in {folder, *(path.parent for path in files)}}
    found = []
    for path in files:
        inside = path.relative_to(folder).as_posix()
        about = metas[path.parent].get(path.name) or metas[folder].get(inside) or metas[folder].get(path.name) or {}
        name = path.name if names[path.name] == 1 else inside
        try:
            found.append(_read_text(path, name, about if isinstance(about, dict) else {}))
        except (OSError, EOFError, InputError) as exc:
            say(f"{path}: {exc}; left out")
    return found


def _read_text(path: Path, name: str, about: Row) -> RawReport:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text, _ = decode(data)
    outlet = text_of(about, "outlet") or None
    return raw_report(
        name,
        tidy(text),
        published=day_of(about) or text_of(about, "published") or None,
        field="meta.json published",
        title=title_of(about),
        outlet=outlet,
    )


def _read_meta(path: Path) -> Row:
    """What a `meta.json` says by file name; nothing where it is missing or makes no sense."""
    if not path.is_file():
        return {}
    try:
        table = json.loads(decode(path.read_bytes())[0])
    except (ValueError, RecursionError, OSError, InputError) as exc:
        say(f"{path}: {exc}; left out")
        return {}
    return table if isinstance(table, dict) else {}


def predict(folder: Path, output: Path) -> None:
    """Read the folder's reports, relate them, and write `{"records": [...]}`."""
    lexicons = load_lexicons()
    analyser = chosen_analyser(lexicons)
    readings = list(read_reports(read_folder(folder), analyser, lexicons))
    account = relate_members(claim_members(readings, lexicons), lexicons)
    names = {r.report.id: r.report.key for r in readings}
    texts = {r.report.id: r.report.text for r in readings}
    data = json.dumps(export_gold([account], names, texts), ensure_ascii=False, indent=1) + "\n"
    output.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(data.encode(), mtime=0) if output.suffix == ".gz" else data.encode()
    output.write_bytes(packed)


def predict_stories(listed: Path, output: Path) -> None:
    """The records of several folders, one `{"records": [...]}` a line; `listed` names a folder a line."""
    with TemporaryDirectory() as scratch:
        stories = []
        for row in read_rows(listed):
            predict(Path(row["texts"]), target := Path(scratch) / "story.json")
            stories.append(json.loads(target.read_text(encoding="utf-8")))
    write_rows(output, stories)
