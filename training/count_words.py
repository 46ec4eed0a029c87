"""Counts words, endings and tag order in treebanks for the rule-based analyser's tables.

    PYTHONPATH=src:. python -m training.count_words OUT_FOLDER TREEBANK.conllu.gz ...

A word or ending enters the tables only when it was seen often enough; no sentence can be read back from them.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from onrecord.models.lemmas import by_ending
from training.treebank import Word, sentences

WORD_FLOOR, ENDING_FLOOR, ORDER_FLOOR, TAG_FLOOR, RARE = 2, 8, 2, 60, 12
NOTE = (
    "# Counted by training/count_words.py in the train parts of UD_English-EWT (CC BY-SA 4.0), "
    "UD_English-GUM (CC BY 4.0).\n"
)


def fold(read: list[list[Word]]) -> dict[str, str]:
    """Rare pairs of part of speech and form, each to the commonest pair of its part of speech."""
    pairs = Counter(f"{w.upos}.{w.xpos}" for rows in read for w in rows)
    best: dict[str, str] = {}
    for pair, _ in sorted(pairs.items(), key=lambda p: (-p[1], p[0])):
        best.setdefault(pair.split(".")[0], pair)
    return {p: p if n >= TAG_FLOOR else best[p.split(".")[0]] for p, n in pairs.items()}


def shape(form: str) -> str:
    """`C` for a capitalised word, `l` for any other; the analyser asks by the same letters."""
    return "C" if form[:1].isupper() else "l"


def main() -> None:
    """Writes the three tables."""
    folder = Path(sys.argv[1])
    read = [rows for path in sys.argv[2:] for rows in sentences(path)]
    tags = fold(read)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    order: Counter[tuple[str, str, str]] = Counter()
    for rows in read:
        run = ["^", "^"]
        for at, word in enumerate(rows):
            tag = tags[f"{word.upos}.{word.xpos}"]
            key = word.form.lower() if at == 0 and word.upos != "PROPN" and word.form != "I" else word.form
            words[key][tag] += 1
            lemmas[key, tag][word.lemma.lower()] += 1
            run.append(tag)
        run.append("$")
        order.update(zip(run, run[1:], run[2:], strict=False))
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    for form, counts in words.items():
        if sum(counts.values()) > RARE or not form.isalpha():
            continue
        for length in range(6):
            if length < len(form):
                endings[shape(form) + form.lower()[len(form) - length :]].update(counts)
    write_counts(folder / "syntax_words.tsv", words, WORD_FLOOR, lemmas)
    write_counts(folder / "syntax_endings.tsv", endings, ENDING_FLOOR, {})
    lines = ["\t".join((*run, str(n))) for run, n in sorted(order.items()) if n >= ORDER_FLOOR]
    (folder / "syntax_order.tsv").write_text(NOTE + "\n".join(lines) + "\n", encoding="utf-8")


def write_counts(
    path: Path, table: dict[str, Counter[str]], floor: int, lemmas: dict[tuple[str, str], Counter[str]]
) -> None:
    """One line a form; a lemma is written only where it is not what the analyser's own rules would give."""
    lines = []
    for form, counts in sorted(table.items()):
        if sum(counts.values()) < floor or "=" in form:
            continue
        entries = []
        for tag, count in sorted(counts.items(), key=lambda p: (-p[1], p[0])):
            lemma = max(sorted(lemmas.get((form, tag), {form: 1}).items()), key=lambda p: p[1])[0]
            irregular = lemmas and lemma != form.lower() and not regular(form.lower(), tag, lemma)
            entries.append(f"{tag}={count}={lemma}" if irregular else f"{tag}={count}")
        lines.append("\t".join((form, *entries)))
    path.write_text(NOTE + "\n".join(lines) + "\n", encoding="utf-8")


def regular(form: str, tag: str, lemma: str) -> bool:
    """Whether the analyser's ending rules give this lemma."""
    return by_ending(form, tag) == lemma


if __name__ == "__main__":
    main()
