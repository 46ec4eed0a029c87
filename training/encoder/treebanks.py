"""Treebanks as documents, with and without hyphenated words in one piece."""

import gzip
from collections.abc import Iterator

from onrecord.models.encoder.wordpieces import Break
from training.encoder.document import Document
from training.treebank import Word, join_hyphens

_FIELDS = 10


def read_treebank(path: str, source: str, *, hyphens: bool) -> list[Document]:
    """The documents of a CoNLL-U file; with `hyphens`, hyphenated words are one word as in the program's own tokens."""
    return [_document(sentences, source, hyphens=hyphens) for sentences in _grouped(path)]


def _grouped(path: str) -> Iterator[list[tuple[int, list[Word]]]]:
    """The sentences of each document, each with what begins at it."""
    found: list[tuple[int, list[Word]]] = []
    rows: list[Word] = []
    begins = Break.PARAGRAPH
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and found:
                yield found
                found = []
            if line.startswith(("# newdoc", "# newpar")):
                begins = Break.PARAGRAPH
            fields = line.rstrip("\n").split("\t")
            if len(fields) == _FIELDS and fields[0].isdigit():
                rows.append(_word(fields))
            elif not line.strip() and rows:
                found.append((int(begins), rows))
                rows, begins = [], Break.SENTENCE
    if found:
        yield found


def _word(fields: list[str]) -> Word:
    return Word(
        form=fields[1],
        lemma=fields[2],
        upos=fields[3],
        xpos=fields[4],
        head=int(fields[6]) - 1,
        relation=fields[7].partition(":")[0] if fields[7] not in KEPT else fields[7],
        joined="SpaceAfter=No" in fields[9],
    )


KEPT = frozenset(
    {
        "acl:relcl",
        "advcl:relcl",
        "aux:pass",
        "nsubj:pass",
        "csubj:pass",
        "obl:agent",
        "nmod:poss",
        "obl:tmod",
        "obl:unmarked",
        "nmod:unmarked",
        "nmod:tmod",
        "compound:prt",
        "nmod:npmod",
        "obl:npmod",
        "cc:preconj",
        "det:predet",
        "nsubj:outer",
        "csubj:outer",
        "flat:foreign",
        "nmod:desc",
    }
)
"""Subtypes that stay; scores are over the part before the colon."""


def _document(sentences: list[tuple[int, list[Word]]], source: str, *, hyphens: bool) -> Document:
    words: list[Word] = []
    of_sentence: list[int] = []
    breaks: list[int] = []
    heads: list[int] = []
    for number, (begins, given) in enumerate(sentences):
        rows = join_hyphens(given) if hyphens else given
        base = len(words)
        words += rows
        of_sentence += [number] * len(rows)
        breaks += [begins, *[0] * (len(rows) - 1)]
        heads += [w.head + base if w.head >= 0 else -1 for w in rows]
    return Document(
        source=source,
        words=tuple(_printed(w.form) for w in words),
        sentences=tuple(of_sentence),
        breaks=tuple(breaks),
        upos=tuple(w.upos for w in words),
        xpos=tuple(w.xpos for w in words),
        heads=tuple(heads),
        relations=tuple(w.relation for w in words),
    )


def _printed(form: str) -> str:
    return {"-LRB-": "(", "-RRB-": ")"}.get(form, form)
