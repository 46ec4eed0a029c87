"""Entities (BIO tags), sentence spans, and syntax (CoNLL-U)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.files import open_text, read_rows
from evaluation.score.prf import prf


def bio_spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """(first word, word after the last, type) of every span; a stray I- opens one, as in CoNLL-2003 scoring."""
    spans, start, kind = set(), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if kind and (prefix != "I" or name != kind):
            spans.add((start, i, kind))
            kind = ""
        if prefix in ("B", "I") and not kind:
            start, kind = i, name
    return spans


def score_entities(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """Exact span F1 by type; the lines of the two files correspond one to one."""
    counts: dict[str, list[int]] = {}
    for p, g in zip(read_rows(predicted_file), read_rows(gold_file), strict=True):
        made, true = bio_spans(p["tags"]), bio_spans(g["tags"])
        for kind in {s[2] for s in made | true}:
            mine, its = ({s for s in spans if s[2] == kind} for spans in (made, true))
            for name in (kind, "all"):
                tally = counts.setdefault(name, [0, 0, 0])
                tally[0] += len(mine & its)
                tally[1] += len(mine)
                tally[2] += len(its)
    return {name: prf(*tally).row() for name, tally in sorted(counts.items())}


def score_sentences(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """F1 of sentence ends, of those ends alone that are not their text's as well, and of whole spans."""
    gold = {row["id"]: row for row in read_rows(gold_file)}
    ends, inside, whole = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for row in read_rows(predicted_file):
        its = {tuple(s) for s in gold[row["id"]]["spans"]}
        mine = {tuple(s) for s in row["spans"]}
        last = len(str(gold[row["id"]]["text"]).rstrip())
        a, b = ({s[1] for s in spans} for spans in (mine, its))
        for tally, made, true in ((whole, mine, its), (ends, a, b), (inside, a - {last}, b - {last})):
            tally[0] += len(made & true)
            tally[1] += len(made)
            tally[2] += len(true)
    return {"boundaries": prf(*ends).row(), "inside paragraphs": prf(*inside).row(), "spans": prf(*whole).row()}


def _conllu_words(path: Path) -> Iterator[list[list[str]]]:
    sentence: list[list[str]] = []
    for line in open_text(path):
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
        elif not line.startswith("#"):
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                sentence.append(columns)
    if sentence:
        yield sentence


def score_syntax(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """UPOS, UAS and LAS (main relation types, before any colon) over all words, gold words given."""
    right = {"UPOS": 0, "UAS": 0, "LAS": 0}
    total = 0
    for mine, its in zip(_conllu_words(predicted_file), _conllu_words(gold_file), strict=True):
        for p, g in zip(mine, its, strict=True):
            total += 1
            head = p[6] == g[6]
            right["UPOS"] += p[3] == g[3]
            right["UAS"] += head
            right["LAS"] += head and p[7].split(":")[0] == g[7].split(":")[0]
    return {name: {"accuracy": round(100 * n / max(1, total), 1), "words": total} for name, n in right.items()}
