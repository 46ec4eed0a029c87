"""Entity sets as documents: one line each, of one or several sentences."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from onrecord.models.encoder.wordpieces import Break
from training.encoder.document import Document

_STOPS = frozenset({".", "!", "?"})
_TITLES = frozenset({"mr.", "mrs.", "ms.", "dr.", "st.", "gen.", "sen.", "rep.", "gov."})


def read_entities(path: str, kept: frozenset[str] | None = None, *, together: int = 1) -> Iterator[Document]:
    """Lines of {words, tags[, source]}, those of the sources in `kept` where it is given.

    So many lines as are `together` make one document, for sets whose lines follow one another as in their articles.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        chosen = (row for row in rows if row["words"] and (kept is None or row.get("source") in kept))
        while group := list(islice(chosen, together)):
            yield _document(group)


def _document(rows: Sequence[Mapping[str, list[str]]]) -> Document:
    words: list[str] = []
    of_sentence: list[int] = []
    breaks: list[int] = []
    tags: list[str] = []
    for row in rows:
        here = tuple(" ".join(w.split()) or "_" for w in row["words"])
        sentences = _sentences(here)
        base = of_sentence[-1] + 1 if of_sentence else 0
        starts = [at > 0 and number != sentences[at - 1] for at, number in enumerate(sentences)]
        breaks += [int(Break.PARAGRAPH), *(int(Break.SENTENCE) if start else 0 for start in starts[1:])]
        words += here
        of_sentence += [number + base for number in sentences]
        tags += row["tags"]
    return Document(
        source=str(rows[0].get("source", "newswire")),
        words=tuple(words),
        sentences=tuple(of_sentence),
        breaks=tuple(breaks),
        names=tuple(tags),
    )


def _sentences(words: tuple[str, ...]) -> tuple[int, ...]:
    """Where a line holds several sentences: a stop, perhaps a closing mark, then a capital."""
    found, number, ended = [], 0, False
    for at, word in enumerate(words):
        if (ended and word[:1].isupper()) or (
            ended
            and word in {'"', "“"}
            and words[at + 1 : at + 2]
            and words[at + 1][:1].isupper()
            and words[:at].count('"') % 2 == 0
        ):
            number += 1
        ended = (word in _STOPS and words[max(0, at - 1)].lower() + "." not in _TITLES) or (
            ended and word in {'"', "”", "''", ")"} and found[-1:] == [number]
        )
        found.append(number)
    return tuple(found)
