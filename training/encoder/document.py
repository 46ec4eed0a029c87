"""What is learned from: words in their sentences, with whatever a set marks on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

UNMARKED = -100
"""The label of what a set does not mark; no loss comes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One attribution: the first word of its cue, and the role (an index into `SPEECH`) of each word that has one."""

    anchor: int
    roles: dict[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Words that follow one another; `sentences` and `breaks` one number a word.

    Of the labels each set gives some: `upos`, `xpos`, `heads` (index in the document, -1 for a root), `relations`,
    `names` (BIO tags), `sayings`.
    """

    source: str
    words: tuple[str, ...]
    sentences: tuple[int, ...]
    breaks: tuple[int, ...]
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sayings: tuple[Saying, ...] = field(default=())
    speech: bool = False

    def cut(self, start: int, end: int) -> "Document":
        """The words `start:end`, which hold whole sentences, with heads and sayings counted from `start`."""
        within = range(start, end)
        sayings = tuple(
            Saying(anchor=s.anchor - start, roles={w - start: r for w, r in s.roles.items() if w in within})
            for s in self.sayings
            if s.anchor in within
        )
        return Document(
            source=self.source,
            words=self.words[start:end],
            sentences=tuple(s - self.sentences[start] for s in self.sentences[start:end]),
            breaks=self.breaks[start:end],
            upos=self.upos[start:end],
            xpos=self.xpos[start:end],
            heads=tuple(h - start if h >= 0 else -1 for h in self.heads[start:end]),
            relations=self.relations[start:end],
            names=self.names[start:end],
            sayings=sayings,
            speech=self.speech,
        )


def sentence_starts(sentences: Sequence[int]) -> list[int]:
    """The indices of words that begin a sentence, and the end."""
    return [i for i, s in enumerate(sentences) if i == 0 or s != sentences[i - 1]] + [len(sentences)]
