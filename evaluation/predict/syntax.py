"""Task `syntax`: CoNLL-U in, with its words and sentences; CoNLL-U out with our tags, lemmas, heads and relations."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.files import create_text, open_text, say
from evaluation.predict.entities import read_word
from evaluation.reader import chosen_analyser
from onrecord.lexicons import load_lexicons
from onrecord.models.analyser import Analyser, TaggedWords

_COLUMNS = 10


def predict_syntax(source: Path, target: Path) -> None:
    """Write every line of `source` again in its place: comments and empty lines as they are, words with our reading,
    words of several tokens (`1-2`) and empty nodes (`8.1`) with their form alone.
    """
    lexicons = load_lexicons()
    analyser = chosen_analyser(lexicons)
    with create_text(target) as file:
        waiting: list[str] = []
        for line in open_text(source):
            if line.strip():
                waiting.append(line.rstrip("\r\n"))
                continue
            file.writelines(f"{annotated}\n" for annotated in annotate(waiting, analyser))
            file.write("\n")
            waiting = []
        file.writelines(f"{annotated}\n" for annotated in annotate(waiting, analyser))
        if waiting:
            file.write("\n")


def annotate(lines: Sequence[str], analyser: Analyser) -> Iterator[str]:
    """The lines of one sentence with our reading of its words."""
    rows = [[line] if line.startswith("#") else line.split("\t") for line in lines]
    forms = [read_word(columns[1]) for columns in rows if _is_word(columns)]
    read = _read(forms, analyser)
    at = 0
    for columns in rows:
        if columns[0].startswith("#"):
            yield columns[0]
        elif _is_word(columns):
            head = str(read.heads[at] + 1)
            reading = [read.lemmas[at] or "_", read.tags[at], "_", "_", head, read.relations[at], "_", "_"]
            yield "\t".join([*columns[:2], *reading])
            at += 1
        else:
            yield "\t".join([*columns[:2], *["_"] * (_COLUMNS - 2)]) if len(columns) > 1 else columns[0]


def _is_word(columns: Sequence[str]) -> bool:
    return columns[0].isdecimal() and len(columns) > 1


def _read(forms: Sequence[str], analyser: Analyser) -> TaggedWords:
    """Our reading; a flat one where ours fails or is no tree with one root, so that the sentence is not lost."""
    try:
        read = analyser.tag_words(forms)
    except Exception as exc:  # noqa: BLE001 - whatever one sentence does, the others are to be read
        say(f"sentence {' '.join(forms)[:60]!r}: {type(exc).__name__}: {exc}; read as unknown words")
        read = TaggedWords(tags=("X",) * len(forms), lemmas=tuple(forms), heads=(), relations=())
    if forms and not is_tree(read.heads, len(forms)):
        heads = (-1, *[0] * (len(forms) - 1))
        relations = ("root", *["dep"] * (len(forms) - 1))
        read = TaggedWords(tags=read.tags, lemmas=read.lemmas, heads=heads, relations=relations)
    return read


def is_tree(heads: Sequence[int], size: int) -> bool:
    """Whether every word hangs, at last, on the one root (-1), as readers of CoNLL-U demand.

    >>> is_tree((1, -1, 1), 3), is_tree((1, 0, -1), 3)
    (True, False)
    """
    if len(heads) != size or sum(head == -1 for head in heads) != 1:
        return False
    safe: set[int] = {-1}
    for word in range(size):
        path: list[int] = []
        at = word
        while at not in safe:
            if not 0 <= at < size or len(path) > size:
                return False
            path.append(at)
            at = heads[at]
        safe.update(path)
    return True
