"""Clauses and noun phrases cut out of treebank sentences, and a builder that puts them together again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.treebank import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words whose `top` hangs from outside by `relation`; heads inside count from its own start."""

    words: tuple[Word, ...]
    top: int


def clause_of(rows: Sequence[Word]) -> Piece | None:
    """The sentence without its full stop and quotation marks, if it is a short declarative one."""
    if not 5 <= len(rows) <= 26 or rows[-1].form != "." or any(w.form in {'"', "“", "”", ":", ";"} for w in rows):
        return None
    body = rows[:-1]
    root = next((i for i, w in enumerate(body) if w.head < 0), None)
    if root is None or any(w.head >= len(body) for w in body):
        return None
    if not any(w.head == root and w.relation.startswith("nsubj") and i < root for i, w in enumerate(body)):
        return None
    return Piece(words=tuple(body), top=root)


def speakers_of(rows: Sequence[Word]) -> list[Piece]:
    """Noun phrases that stand as subject and could speak: names, pronouns and definite nouns with what follows them."""
    found = []
    for top, word in enumerate(rows):
        if not word.relation.startswith(("nsubj", "obj", "appos")) or word.upos not in {"PROPN", "NOUN", "PRON"}:
            continue
        inside = [i for i in range(len(rows)) if _under(rows, i, top)]
        if inside[-1] - inside[0] + 1 != len(inside) or len(inside) > 16 or rows[inside[-1]].form == ",":
            continue
        if word.upos == "PRON" and word.form.lower() not in {"he", "she", "they", "officials"}:
            continue
        if rows[inside[0]].upos == "ADP":
            continue
        base = inside[0]
        words = tuple(replace(rows[i], head=rows[i].head - base) for i in inside)
        found.append(Piece(words=words, top=top - base))
    return found


def _under(rows: Sequence[Word], word: int, top: int) -> bool:
    while word >= 0:
        if word == top:
            return True
        word = rows[word].head
    return False


class Builder:
    """Collects words; heads are filled in as pieces are joined."""

    def __init__(self) -> None:
        self.words: list[Word] = []

    def add(self, piece: Piece, relation: str) -> int:
        """Appends the piece and returns the place of its top, whose head is still open (-9)."""
        base = len(self.words)
        for at, word in enumerate(piece.words):
            if at == piece.top:
                self.words.append(replace(word, head=-9, relation=relation))
            else:
                self.words.append(replace(word, head=word.head + base))
        return base + piece.top

    def word(self, form: str, upos: str, xpos: str, relation: str) -> int:
        """Appends one word with an open head."""
        self.words.append(
            Word(form=form, lemma=form.lower(), upos=upos, xpos=xpos, head=-9, relation=relation, joined=False)
        )
        return len(self.words) - 1

    def hang(self, child: int, head: int) -> None:
        """Gives a word its head."""
        self.words[child] = replace(self.words[child], head=head)


def capital(piece: Piece) -> Piece:
    """The piece with its first letter in upper case."""
    first = piece.words[0]
    return replace(piece, words=(replace(first, form=first.form[:1].upper() + first.form[1:]), *piece.words[1:]))


def lower(piece: Piece) -> Piece:
    """The piece as it reads inside a sentence."""
    first = piece.words[0]
    if first.upos == "PROPN" or first.form == "I":
        return piece
    return replace(piece, words=(replace(first, form=first.form.lower()), *piece.words[1:]))
