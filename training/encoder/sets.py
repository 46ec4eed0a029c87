"""The sets that are learned from and measured on, read from the folder of development data."""

from dataclasses import dataclass
from pathlib import Path

from onrecord.lexicons import load_lexicons
from training.encoder.attributions import read_attributions
from training.encoder.document import Document
from training.encoder.entities import read_entities
from training.encoder.teach import read_taught
from training.encoder.treebanks import read_treebank

OPEN_KEPT = frozenset({"crossner", "wikigold", "re3d", "wnut"})
"""The open entity sets that are learned from; tweets of one of them are left out."""

_LINES = 8
"""Lines of the newswire set read together: they follow one another, though where an article ends is not marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """Documents by task."""

    syntax: tuple[Document, ...] = ()
    names: tuple[Document, ...] = ()
    open_names: tuple[Document, ...] = ()
    speech: tuple[Document, ...] = ()


def training_sets(data: Path, *, open_only: bool, taught: Path | None = None) -> Sets:
    """What is learned from; with `open_only` the sets of a stated open licence alone.

    `taught` holds marks of names for the documents of `nameless`, by weights trained before.
    """
    language = data / "language"
    open_names = tuple(read_entities(str(language / "ner_open.jsonl.gz"), OPEN_KEPT))
    if open_only:
        return Sets(syntax=_treebanks(language), open_names=open_names)
    documents = nameless(data)
    if taught:
        documents = tuple(read_taught(documents, taught))
    return Sets(
        syntax=tuple(d for d in documents if not d.speech),
        names=tuple(read_entities(str(language / "ner_newswire_train.jsonl.gz"), together=_LINES)),
        open_names=open_names,
        speech=tuple(d for d in documents if d.speech),
    )


def nameless(data: Path) -> tuple[Document, ...]:
    """The documents that are learned from and hold no marks of names: treebanks and articles with attributions."""
    articles = read_attributions(str(data / "attribution" / "polnear_train.jsonl"), load_lexicons())
    return (*_treebanks(data / "language"), *(document for _, document, _ in articles))


def _treebanks(language: Path) -> tuple[Document, ...]:
    treebanks = [("ewt", language / "ud_ewt_train.conllu.gz"), ("gum", language / "ud_gum_train.conllu.gz")]
    return tuple(
        document
        for source, path in treebanks
        for hyphens in (False, True)
        for document in read_treebank(str(path), source, hyphens=hyphens)
    )


def development_sets(data: Path) -> Sets:
    """What is measured on."""
    language = data / "language"
    syntax = [
        document
        for source in ("ewt", "gum")
        for document in read_treebank(str(language / f"ud_{source}_dev.conllu.gz"), source, hyphens=False)
    ]
    articles = data / "attribution" / "polnear_dev.jsonl"
    return Sets(
        syntax=tuple(syntax),
        names=tuple(read_entities(str(language / "ner_newswire_dev.jsonl.gz"), together=_LINES)),
        speech=tuple(d for _, d, _ in read_attributions(str(articles), load_lexicons())),
    )
