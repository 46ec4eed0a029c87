"""Sentences of news from sentences of any kind: a treebank sentence becomes what somebody said.

Treebanks hold little reported speech; news is full of it. A declarative sentence is wrapped in a reporting clause whose
speaker is a noun phrase of another sentence, in the orders that news uses, with the relations that Universal
Dependencies give them.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.treebank import Word

_VERBS = (
    "said",
    "said",
    "said",
    "said",
    "says",
    "told reporters",
    "added",
    "announced",
    "warned",
    "claimed",
    "reported",
    "insisted",
)
_MORE = ("adding", "saying", "noting", "stressing", "claiming", "warning")
_WHEN = ("on Tuesday", "on Friday", "in a statement", "yesterday", "at the weekend", "late on Monday", "earlier")
_TAGS = {
    "on": ("ADP", "IN"), "in": ("ADP", "IN"), "at": ("ADP", "IN"), "a": ("DET", "DT"), "the": ("DET", "DT"), "late": ("ADV", "RB"),
    "earlier": ("ADV", "RBR"), "yesterday": ("NOUN", "NN"), "statement": ("NOUN", "NN"), "weekend": ("NOUN", "NN"),
    "reporters": ("NOUN", "NNS"), "Tuesday": ("PROPN", "NNP"), "Friday": ("PROPN", "NNP"), "Monday": ("PROPN", "NNP"),
}  # fmt: skip


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


def speaker_of(rows: Sequence[Word]) -> list[Piece]:
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


class _Builder:
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


def report(clause: Piece, speaker: Piece, more: Piece, chance: random.Random) -> list[Word]:
    """One sentence in which the speaker says the clause; `more` is a second clause for some of the orders."""
    built = _Builder()
    verb = chance.choice(_VERBS)
    quoted = chance.random() < 0.6
    before = chance.random() < 0.4
    if before:
        subject = built.add(_capital(speaker), "nsubj")
        if speaker.words[-1].relation != "punct" and "," in {w.form for w in speaker.words}:
            built.hang(built.word(",", "PUNCT", ",", "punct"), subject)
        said = _verb(built, verb, "root")
        built.hang(subject, said)
        if chance.random() < 0.4:
            _when(built, said, chance)
        mark = None if quoted or chance.random() < 0.4 else built.word("that", "SCONJ", "IN", "mark")
        if quoted:
            comma = built.word(chance.choice(",:"), "PUNCT", ",", "punct")
            opening = built.word(chance.choice('“"'), "PUNCT", "``", "punct")
        content = built.add(clause if not quoted else _capital(clause), "ccomp")
        built.hang(content, said)
        if mark is not None:
            built.hang(mark, content)
        built.hang(built.word(".", "PUNCT", ".", "punct"), said)
        if quoted:
            built.hang(comma, said)
            built.hang(opening, content)
            built.hang(built.word("”", "PUNCT", "''", "punct"), content)
    else:
        opening = built.word("“", "PUNCT", "``", "punct") if quoted else None
        content = built.add(_capital(clause), "ccomp")
        if opening is not None:
            built.hang(opening, content)
        comma = built.word(",", "PUNCT", ",", "punct")
        closing = built.word("”", "PUNCT", "''", "punct") if quoted else None
        if closing is not None:
            built.hang(closing, content)
        if chance.random() < 0.5:
            said = _verb(built, verb, "root")
            subject = built.add(speaker, "nsubj")
        else:
            subject = built.add(speaker, "nsubj")
            if len(speaker.words) > 5 and "," in {w.form for w in speaker.words}:
                built.hang(built.word(",", "PUNCT", ",", "punct"), subject)
            said = _verb(built, verb, "root")
        built.hang(subject, said)
        built.hang(content, said)
        built.hang(comma, said)
        if chance.random() < 0.4:
            _when(built, said, chance)
        if chance.random() < 0.25:
            _add_more(built, said, more, chance)
        built.hang(built.word(".", "PUNCT", ".", "punct"), said)
    built.hang(said, -1)
    return built.words


def _verb(built: _Builder, verb: str, relation: str) -> int:
    first, *rest = verb.split()
    said = built.word(first, "VERB", "VBD", relation)
    for word in rest:
        built.hang(built.word(word, *_TAGS[word], "obj"), said)
    return said


def _when(built: _Builder, said: int, chance: random.Random) -> None:
    words = chance.choice(_WHEN).split()
    places = [built.word(w, *_TAGS[w], "dep") for w in words]
    top = places[-1]
    relation = "advmod" if words == ["earlier"] else "obl:unmarked" if len(words) == 1 else "obl"
    for place in places[:-1]:
        form = built.words[place].form
        built.words[place] = replace(
            built.words[place], head=top, relation={"late": "advmod", "a": "det", "the": "det"}.get(form, "case")
        )
    built.words[top] = replace(built.words[top], head=said, relation=relation)


def _add_more(built: _Builder, said: int, more: Piece, chance: random.Random) -> None:
    comma = built.word(",", "PUNCT", ",", "punct")
    adding = built.word(chance.choice(_MORE), "VERB", "VBG", "advcl")
    mark = built.word("that", "SCONJ", "IN", "mark") if chance.random() < 0.6 else None
    content = built.add(more, "ccomp")
    built.hang(comma, adding)
    built.hang(adding, said)
    built.hang(content, adding)
    if mark is not None:
        built.hang(mark, content)


def _capital(piece: Piece) -> Piece:
    first = piece.words[0]
    return replace(piece, words=(replace(first, form=first.form[:1].upper() + first.form[1:]), *piece.words[1:]))


def wrapped(read: Sequence[Sequence[Word]], share: float) -> list[list[Word]]:
    """Reported speech made of the sentences of `read`, as many as `share` of those that can be wrapped."""
    chance = random.Random(5)  # noqa: S311
    clauses = [c for c in map(clause_of, read) if c]
    speakers = [
        s for rows in read for s in speaker_of(rows) if s.words[0].form[:1].isupper() or s.words[0].upos == "DET"
    ]
    return [
        report(_lower(c), chance.choice(speakers), _lower(chance.choice(clauses)), chance)
        for c in clauses
        if chance.random() < share
    ]


def _lower(piece: Piece) -> Piece:
    first = piece.words[0]
    if first.upos == "PROPN" or first.form == "I":
        return piece
    return replace(piece, words=(replace(first, form=first.form.lower()), *piece.words[1:]))
