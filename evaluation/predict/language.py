"""Tasks `entities`, `syntax` and `sentences`: what is read off one sentence, with the words as given."""

import gzip
from pathlib import Path

from evaluation.files import open_text, read_rows, write_rows
from onrecord.lexicons import load_lexicons
from onrecord.models.name_tags import tag_names
from onrecord.models.rules import RuleAnalyser
from onrecord.records import Metadata, Passage, PassageKind, Report, Span, report_id
from onrecord.stages.split import split_sentences


def predict_entities(source: Path, target: Path) -> None:
    """{words, tags} lines to the same with BIO tags of ours; the words as given."""
    lexicons = load_lexicons()
    analyser = RuleAnalyser(lexicons.syntax, lexicons.names)
    rows = []
    for row in read_rows(source):
        upos = analyser.tag_words(row["words"]).tags
        rows.append({"words": row["words"], "tags": list(tag_names(row["words"], upos, lexicons.names))})
    write_rows(target, rows)


def predict_sentences(source: Path, target: Path) -> None:
    """{id, text} lines to {id, spans}: half-open offsets of each sentence, line breaks being no ends."""
    lexicon = load_lexicons().sentences
    rows = []
    for row in read_rows(source):
        text = row["text"]
        report = Report(id=report_id(row["id"], None, text), key=row["id"], sha256="", text=text, metadata=Metadata())
        passage = Passage(
            index=0, span=Span(start=0, end=len(text)), kind=PassageKind.BODY, paragraph=1, reason="given text"
        )
        sentences = split_sentences(report, [passage], lexicon)
        rows.append({"id": row["id"], "spans": [[s.span.start, s.span.end] for s in sentences]})
    write_rows(target, rows)


def predict_syntax(source: Path, target: Path) -> None:
    """CoNLL-U in, with its words and sentences; CoNLL-U out with our UPOS, lemmas, heads and relations."""
    lexicons = load_lexicons()
    analyser = RuleAnalyser(lexicons.syntax, lexicons.names)
    opener = gzip.open if target.suffix == ".gz" else open
    with opener(target, "wt", encoding="utf-8") as file:
        waiting: list[list[str]] = []
        for line in [*open_text(source), "\n"]:
            if line.strip() and not line.startswith("#"):
                waiting.append(line.rstrip("\n").split("\t"))
            elif line.startswith("#"):
                file.write(line)
            elif waiting:
                file.write("".join("\t".join(columns) + "\n" for columns in _annotated(waiting, analyser)) + "\n")
                waiting = []


def _annotated(rows: list[list[str]], analyser: RuleAnalyser) -> list[list[str]]:
    words = [columns[1] for columns in rows if columns[0].isdigit()]
    read = analyser.tag_words(words)
    found, at = [], 0
    for columns in rows:
        if columns[0].isdigit():
            head = str(read.heads[at] + 1)
            found.append(
                [columns[0], columns[1], read.lemmas[at], read.tags[at], "_", "_", head, read.relations[at], "_", "_"]
            )
            at += 1
        else:
            found.append([*columns[:2], *["_"] * 8])
    return found
