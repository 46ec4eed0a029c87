"""Sets that the development data hold only in another form, made on the fly: paragraphs, pairs of copies, and reports
whose dates are hidden.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from evaluation.files import Row, day_of, open_text, read_rows, write_rows

_SAMPLE = 400
_GROUP = 8
_GROUPS = 2


class Measured(NamedTuple):
    """What a task is measured on: its name on the page, what is read, and what it is scored against."""

    name: str
    source: Path
    gold: Path


def paragraphs(treebank: Path, folder: Path, name: str, genre: str = "") -> Measured:
    """The paragraphs of a treebank's documents as {id, text, spans} lines; only of the genre, where one is given."""
    rows: list[Row] = []
    document, new = "", True
    for sentence in treebank_sentences(treebank):
        for line in sentence:
            document = line.split("=", 1)[1].strip() if line.startswith("# newdoc") else document
            new = new or line.startswith("# newdoc") or line.split()[:2] == ["#", "newpar"]
        text = next((line.split("=", 1)[1].strip() for line in sentence if line.startswith("# text =")), "")
        if new:
            rows.append({"id": f"{document}-{len(rows)}", "text": "", "spans": []})
        rows[-1]["spans"].append([len(rows[-1]["text"]), len(rows[-1]["text"]) + len(text)])
        rows[-1]["text"] += text + (" " if _spaced(sentence) else "")
        new = False
    rows = [{**row, "text": row["text"].rstrip()} for row in rows if genre in row["id"]]
    path = folder / f"paragraphs_{genre or 'all'}.jsonl"
    write_rows(path, rows)
    return Measured(name, path, path)


def treebank_sentences(treebank: Path) -> Iterator[list[str]]:
    """The lines of each sentence of a CoNLL-U file."""
    waiting: list[str] = []
    for line in [*open_text(treebank), "\n"]:
        if line.strip():
            waiting.append(line)
        elif waiting:
            yield waiting
            waiting = []


def _spaced(sentence: Sequence[str]) -> bool:
    """Whether a space follows the last token, be it a word or several written as one (`9-10`)."""
    ids = [(line.split("\t")[0], line) for line in sentence if not line.startswith("#")]
    tokens = [(key, line) for key, line in ids if "." not in key]
    last = tokens[-1][0]
    joined = [line for key, line in tokens if key.endswith(f"-{last}")]
    return "SpaceAfter=No" not in (joined or [tokens[-1][1]])[0]


def copied_reports(stories: Sequence[Path], folder: Path) -> Measured:
    """The reports of several gold stories in one file, and the pairs of them that go back to one text."""
    rows: list[Row] = []
    pairs: list[Row] = []
    for story in stories:
        meta = json.loads((story / "texts" / "meta.json").read_text(encoding="utf-8"))
        for path in sorted((story / "texts").glob("*.txt")):
            about = meta.get(path.name, {})
            text = path.read_text(encoding="utf-8")
            rows.append({"id": path.name, "date": about.get("published"), "outlet": about.get("outlet"), "text": text})
        gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
        report_of = {r["id"]: r["doc"] for r in gold["records"] if "doc" in r}
        for record in gold["records"]:
            if record["record"] == "relation" and record["type"] in {"near_copy", "shared_origin"}:
                members = record.get("members") or [m for side in record.get("sides", ()) for m in side]
                a, b = sorted({report_of.get(m, m) for m in members})[:2]
                pairs.append({"a": a, "b": b, "relation": record["type"]})
    source, target = folder / "copies.jsonl", folder / "copied.jsonl"
    write_rows(source, rows)
    write_rows(target, pairs)
    return Measured(f"the {len(rows)} gold reports together", source, target)


def pooled(stories: Sequence[Path], folder: Path) -> Measured:
    """Several gold stories as one set: a file that names their folders, and their gold records, a story a line."""
    source, target = folder / "pooled.jsonl", folder / "pooled_gold.jsonl"
    write_rows(target, [json.loads((story / "gold.json").read_text(encoding="utf-8")) for story in stories])
    write_rows(source, [{"texts": str(story / "texts")} for story in stories])
    return Measured(f"{', '.join(story.name for story in stories)} together", source, target)


def _shuffled(rows: Sequence[Row]) -> list[Row]:
    """The rows in an order that has nothing to do with their content and is always the same."""
    return sorted(rows, key=lambda r: (sha256(str(r["id"]).encode()).hexdigest(), str(r["id"])))


def undated(files: Sequence[Path], folder: Path) -> Measured:
    """A fixed sample of dated reports with their dates hidden."""
    rows = _shuffled([row for file in files for row in read_rows(file) if day_of(row)])[:_SAMPLE]
    path, gold = folder / "undated.jsonl", folder / "dated.jsonl"
    write_rows(path, ({"id": r["id"], "text": r["text"]} for r in rows))
    write_rows(gold, ({"id": r["id"], "published": str(day_of(r))} for r in rows))
    return Measured(f"{len(rows)} reports, alone", path, gold)


def undated_among_peers(articles: Path, folder: Path) -> Measured:
    """Groups of reports of one topic; each is to be dated once, with the dates of the rest of its group shown."""
    rows = list(_with_peers(read_rows(articles)))
    path, gold = folder / "undated_peers.jsonl", folder / "dated_peers.jsonl"
    write_rows(path, ({k: r[k] for k in ("id", "text", "peers")} for r in rows))
    write_rows(gold, ({"id": r["id"], "published": r["published"]} for r in rows))
    return Measured(f"{len(rows)} reports, {_GROUP - 1} dated peers each", path, gold)


def _with_peers(articles: Sequence[Row]) -> Iterator[Row]:
    for topic in sorted({row["topic"] for row in articles}):
        chosen = _shuffled([row for row in articles if row["topic"] == topic and day_of(row)])[: _GROUP * _GROUPS]
        dated = [{"id": r["id"], "text": r["text"], "published": str(day_of(r))} for r in chosen]
        for start in range(0, len(dated), _GROUP):
            group = dated[start : start + _GROUP]
            for row in group:
                yield {**row, "peers": [peer for peer in group if peer is not row]}
