"""Sentences of news from sentences of any kind: a treebank sentence becomes what somebody said.

Treebanks hold little reported speech; news is full of it. A declarative sentence is wrapped in a reporting clause whose
speaker is a noun phrase of another sentence, in the orders that news uses, with the relations that Universal
Dependencies give them.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from training.pieces import Builder, Piece, capital, clause_of, lower, speakers_of
from training.treebank import Word

_VERBS = (
    *("said",) * 4,
    *("says", "told reporters", "added", "announced", "warned", "claimed", "reported", "insisted"),
)
_MORE = ("adding", "saying", "noting", "stressing", "claiming", "warning")
_WHEN = ("on Tuesday", "on Friday", "in a statement", "yesterday", "at the weekend", "late on Monday", "earlier")
_TAGS = {
    "on": ("ADP", "IN"),
    "in": ("ADP", "IN"),
    "at": ("ADP", "IN"),
    "a": ("DET", "DT"),
    "the": ("DET", "DT"),
    "late": ("ADV", "RB"),
    "earlier": ("ADV", "RBR"),
    "yesterday": ("NOUN", "NN"),
    "statement": ("NOUN", "NN"),
    "weekend": ("NOUN", "NN"),
    "reporters": ("NOUN", "NNS"),
    "Tuesday": ("PROPN", "NNP"),
    "Friday": ("PROPN", "NNP"),
    "Monday": ("PROPN", "NNP"),
}


def report(clause: Piece, speaker: Piece, more: Piece, chance: random.Random) -> list[Word]:
    """One sentence in which the speaker says the clause; `more` is a second clause for some of the orders."""
    built = Builder()
    verb = chance.choice(_VERBS)
    quoted = chance.random() < 0.5
    before = chance.random() < 0.5
    if before:
        subject = built.add(capital(speaker), "nsubj")
        if speaker.words[-1].relation != "punct" and "," in {w.form for w in speaker.words}:
            built.hang(built.word(",", "PUNCT", ",", "punct"), subject)
        said = _verb(built, verb, "root")
        built.hang(subject, said)
        if chance.random() < 0.4:
            _when(built, said, chance)
        mark: int | None = None if quoted or chance.random() < 0.6 else built.word("that", "SCONJ", "IN", "mark")
        if quoted:
            comma = built.word(chance.choice(",:"), "PUNCT", ",", "punct")
            opening = built.word(chance.choice('“"'), "PUNCT", "``", "punct")
        content = built.add(clause if not quoted else capital(clause), "ccomp")
        built.hang(content, said)
        if mark is not None:
            built.hang(mark, content)
        built.hang(built.word(".", "PUNCT", ".", "punct"), said)
        if quoted:
            built.hang(comma, said)
            built.hang(opening, content)
            built.hang(built.word("”", "PUNCT", "''", "punct"), content)
    else:
        start = built.word("“", "PUNCT", "``", "punct") if quoted else None
        content = built.add(capital(clause), "ccomp")
        if start is not None:
            built.hang(start, content)
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


def _verb(built: Builder, verb: str, relation: str) -> int:
    first, *rest = verb.split()
    said = built.word(first, "VERB", "VBD", relation)
    for word in rest:
        built.hang(built.word(word, *_TAGS[word], "obj"), said)
    return said


def _when(built: Builder, said: int, chance: random.Random) -> None:
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


def _add_more(built: Builder, said: int, more: Piece, chance: random.Random) -> None:
    comma = built.word(",", "PUNCT", ",", "punct")
    adding = built.word(chance.choice(_MORE), "VERB", "VBG", "advcl")
    mark = built.word("that", "SCONJ", "IN", "mark") if chance.random() < 0.6 else None
    content = built.add(more, "ccomp")
    built.hang(comma, adding)
    built.hang(adding, said)
    built.hang(content, adding)
    if mark is not None:
        built.hang(mark, content)


def wrapped(read: Sequence[Sequence[Word]], share: float) -> list[list[Word]]:
    """Reported speech made of the sentences of `read`, as many as `share` of those that can be wrapped."""
    chance = random.Random(5)  # noqa: S311
    clauses = [c for c in map(clause_of, read) if c]
    speakers = [
        s for rows in read for s in speakers_of(rows) if s.words[0].form[:1].isupper() or s.words[0].upos == "DET"
    ]
    return [
        report(lower(c), chance.choice(speakers), lower(chance.choice(clauses)), chance)
        for c in clauses
        if chance.random() < share
    ]
