"""The model card that lies beside the weights: what they were trained on, how long, and what they reach."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from training.encoder.document import Document, sentence_starts
from training.encoder.sets import Sets

_SOURCES = {
    "ewt": ("UD_English-EWT, train", "CC BY-SA 4.0"),
    "gum": (
        "UD_English-GUM, train, without its non-commercial documents",
        "CC BY 4.0; documents CC BY or public domain",
    ),
    "newswire": ("en-worldwide-newswire, train", "research release without a licence file"),
    "polnear": ("PolNeAR, train", "research release without a licence statement"),
    "crossner": ("CrossNER", "MIT"),
    "wikigold": ("WikiGold", "CC BY 4.0"),
    "wnut": ("WNUT 17", "CC BY 4.0"),
    "re3d": ("re3d, without its BBC part", "open licences by part"),
}


def write_card(path: Path, sets: Sets, log: Path, *, name: str) -> None:
    """Write the card from the sets that were learned from and the log of the run."""
    path.write_text(_card(sets, _last_scores(log), _steps(log), name), encoding="utf-8")


def _card(sets: Sets, scores: Mapping[str, Mapping[str, float]], steps: int, name: str) -> str:
    used = (*sets.syntax, *sets.names, *sets.open_names, *sets.speech)
    rows = [_row(source, [d for d in used if d.source == source]) for source in _SOURCES]
    taught = any(d.names for d in (*sets.syntax, *sets.speech))
    data = "\n".join(r for r in rows if r)
    return _TEXT.format(
        name=name,
        steps=steps,
        data=data,
        reads=_READS_ALL if sets.speech else _READS_OPEN,
        taught=_TAUGHT if taught else "",
        scores=_score_rows(scores),
    )


def _row(source: str, documents: Sequence[Document]) -> str:
    if not documents:
        return ""
    # The treebanks stand in the sets twice, with and without hyphenated words in one piece.
    part = documents[: len(documents) // 2] if documents[0].heads else documents
    what, licence = _SOURCES[source]
    sentences = sum(len(sentence_starts(d.sentences)) - 1 for d in part)
    words = sum(len(d.words) for d in part)
    return f"| {what} | {licence} | {len(part):,} | {sentences:,} | {words:,} |"


def _score_rows(scores: Mapping[str, Mapping[str, float]]) -> str:
    return "\n".join(
        f"| {task} | {', '.join(f'{what} {value:.1f}' for what, value in found.items())} |"
        for task, found in scores.items()
    )


def _lines(log: Path) -> list[dict]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def _last_scores(log: Path) -> Mapping[str, Mapping[str, float]]:
    return next(line["scores"] for line in reversed(_lines(log)) if "scores" in line)


def _steps(log: Path) -> int:
    return next(line["step"] for line in reversed(_lines(log)) if "step" in line)


_READS_ALL = """parts of speech, dependencies, names of nine types,
and attributions (source, cue, content, and which belong together)"""
_READS_OPEN = """parts of speech, dependencies, and names of four
types (person, organisation, place, other); attributions are left to the rules"""
_TAUGHT = """In the treebanks and in PolNeAR, which mark no names, weights trained before marked them (`teach`): those
that agree over a document and of which these weights were sure.

"""
_TEXT = """# Model card: {name}

One small encoder that reads the sentences of English news reports: {reads}. \
It is six layers of width 384, 22 million numbers,
started from all-MiniLM-L6-v2 (Apache-2.0) and trained further by `make train`, {steps} steps of 1,500 word pieces.
Embeddings of how a word is written, whether it stands inside quotation marks, and whether a sentence or a paragraph
begins with it are added to the uncased pieces.

## What it was trained on

| set | licence | documents | sentences | words |
|---|---|---|---|---|
{data}

{taught}No text of any set is in the package. Whether any could be drawn from the weights was not tested.
A line of the entity sets counts as a document. `make train OPEN_DATA=1` trains on the sets with a stated open licence
alone; what that gives up is in `docs/reference/encoder.md`.

## What it reaches

On the development parts, with the floating-point weights, greedy, words as the sets cut them; what the program reaches
with these files is in `docs/evaluation.md`.

| task | score |
|---|---|
{scores}

## What it is for, and what not

For news in English. Names outside news, dialogue without punctuation, verse and code are read badly; so are names of
groups and facilities even in news. It guesses like any statistical model: the program keeps a confidence beside
each reading, and every claim leads back to its sentence. It should not be used to judge persons.

## Files

`encoder.onnx` has int8 weights (dynamic quantisation per channel, reduced range, so that processors with and without
newer instructions agree); `relations.onnx` and `speech.onnx` are small graphs over pairs of words; `vocabulary.txt`
holds the word pieces of the start model; `manifest.json` the labels and a SHA-256 of each file, checked at every load.
"""
