"""More sentences in the shapes that news prefers, put together from pieces of treebank sentences.

A subject is interrupted by a relative clause or an apposition; two sentences are joined by `but`, `while` or a fronted
`although`; a participle closes the sentence. Heads and relations are those of Universal Dependencies.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from training.pieces import Builder, Piece, capital, clause_of, lower, speakers_of
from training.treebank import Word

_FRONT = ("although", "while", "after", "when", "if", "as", "because", "since", "before")
_JOIN = ("but", "and", "but", "while", "although", "after", "because", "as")
_COORDINATORS = frozenset({"but", "and"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """A clause cut after its subject: what stands before the predicate's first word, and the rest."""

    subject: Piece
    rest: tuple[Word, ...]
    cut: int
    top: int


def halves_of(clause: Piece) -> Halves | None:
    """The clause cut in two where a plain subject opens it."""
    words, top = clause.words, clause.top
    subject = next(
        (i for i, w in enumerate(words) if w.head == top and w.relation.startswith("nsubj") and i < top), None
    )
    if subject is None or words[subject].upos == "PRON":
        return None
    inside = [i for i in range(len(words)) if _under(words, i, subject)]
    cut = inside[-1] + 1
    if inside != list(range(cut)) or any(words[i].form == "," for i in inside) or cut >= len(words):
        return None
    return Halves(
        subject=Piece(words=tuple(words[:cut]), top=subject), rest=tuple(words[cut:]), cut=cut, top=clause.top
    )


def _under(words: Sequence[Word], word: int, top: int) -> bool:
    while word >= 0 and word != top:
        word = words[word].head
    return word == top


def interrupted(clause: Piece, other: Piece, phrase: Piece, chance: random.Random) -> list[Word] | None:
    """The clause with a relative clause or an apposition behind its subject."""
    host, guest = halves_of(clause), halves_of(other)
    if host is None or guest is None:
        return None
    built = Builder()
    base = 0
    for word in host.subject.words:
        built.words.append(word)
    head = host.subject.top
    built.hang(comma := built.word(",", "PUNCT", ",", "punct"), 0)
    if chance.random() < 0.65:
        pronoun = (
            "who" if clause.words[head].upos == "PROPN" and chance.random() < 0.7 else chance.choice(("which", "who"))
        )
        relative = built.word(pronoun, "PRON", "WP" if pronoun == "who" else "WDT", guest_relation(other))
        base = len(built.words) - guest.cut
        for at, word in enumerate(guest.rest, guest.cut):
            if at == guest.top:
                built.words.append(replace(word, head=head, relation="acl:relcl"))
            elif word.head < guest.cut:
                return None
            else:
                built.words.append(replace(word, head=word.head + base))
        inner = guest.top + base
        built.hang(relative, inner)
    else:
        inner = built.add(phrase, "appos")
        built.hang(inner, head)
    built.hang(comma, inner)
    built.hang(built.word(",", "PUNCT", ",", "punct"), inner)
    shift = len(built.words) - host.cut
    for word in host.rest:
        if 0 <= word.head < host.cut:
            return None
        built.words.append(word if word.head < 0 else replace(word, head=word.head + shift))
    top = host.top + shift
    for at in range(host.cut):
        if built.words[at].head == host.top:
            built.hang(at, top)
    built.hang(built.word(".", "PUNCT", ".", "punct"), top)
    return capital_first(built.words)


def guest_relation(other: Piece) -> str:
    """The relation of the other clause's subject to its predicate."""
    return next(w.relation for i, w in enumerate(other.words) if w.head == other.top and w.relation.startswith("nsubj"))


def joined(clause: Piece, other: Piece, chance: random.Random) -> list[Word]:
    """Two clauses with a conjunction between them or a subordinate one in front."""
    built = Builder()
    if chance.random() < 0.5:
        mark = built.word(chance.choice(_FRONT), "SCONJ", "IN", "mark")
        first = built.add(lower(clause), "advcl")
        comma = built.word(",", "PUNCT", ",", "punct")
        top = built.add(lower(other), "root")
        built.hang(mark, first)
        built.hang(first, top)
        built.hang(comma, first)
    else:
        top = built.add(clause, "root")
        word = chance.choice(_JOIN)
        coordinates = word in _COORDINATORS
        comma = built.word(",", "PUNCT", ",", "punct")
        link = built.word(
            word, "CCONJ" if coordinates else "SCONJ", "CC" if coordinates else "IN", "cc" if coordinates else "mark"
        )
        second = built.add(lower(other), "conj" if coordinates else "advcl")
        built.hang(comma, second)
        built.hang(link, second)
        built.hang(second, top)
    built.hang(built.word(".", "PUNCT", ".", "punct"), top)
    built.hang(top, -1)
    return capital_first(built.words)


def capital_first(words: list[Word]) -> list[Word]:
    """The words with the first one capitalised."""
    return list(capital(Piece(words=tuple(words), top=0)).words)


def shaped(read: Sequence[Sequence[Word]], share: float) -> list[list[Word]]:
    """Sentences in these shapes, as many as `share` of those that can be used, for each of the two kinds."""
    chance = random.Random(13)  # noqa: S311
    clauses = [c for c in map(clause_of, read) if c]
    phrases = [s for rows in read for s in speakers_of(rows) if 1 < len(s.words) < 9 and s.words[s.top].upos != "PRON"]
    makers: tuple[Callable[[Piece], list[Word] | None], ...] = (
        lambda c: interrupted(c, chance.choice(clauses), chance.choice(phrases), chance),
        lambda c: joined(c, chance.choice(clauses), chance),
    )
    made = [make(c) for c in clauses for make in makers if chance.random() < share]
    return [words for words in made if words]
