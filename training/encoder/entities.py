"""Entity sets as documents: one line each, of one or several sentences."""

import gzip
import json
from collections.abc import Iterator

from onrecord.models.encoder.wordpieces import Break
from training.encoder.document import Document

_STOPS = frozenset({".", "!", "?"})
_TITLES = frozenset({"mr.", "mrs.", "ms.", "dr.", "st.", "gen.", "sen.", "rep.", "gov."})


def read_entities(path: str, kept: frozenset[str] | None = None) -> Iterator[Document]:
    """Lines of {words, tags[, source]}, those of the sources in `kept` where it is given."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if kept is not None and row.get("source") not in kept:
                continue
            words = tuple(" ".join(w.split()) or "_" for w in row["words"])
            if not words:
                continue
            sentences = _sentences(words)
            starts = [i == 0 or sentences[i] != sentences[i - 1] for i in range(len(words))]
            breaks = tuple(int(Break.SENTENCE) if s else 0 for s in starts)
            yield Document(
                source=row.get("source", "newswire"),
                words=words,
                sentences=sentences,
                breaks=(int(Break.PARAGRAPH), *breaks[1:]),
                names=tuple(row["tags"]),
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
