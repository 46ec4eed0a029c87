"""Sources of speech in a treebank that notes coreference (GUM's `Entity=`): subjects of reporting verbs and what stands
after `according to`, each with the chain of mentions that stand for the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from evaluation.files import Row, write_rows
from evaluation.sets import Measured, treebank_sentences

_REPORTING = frozenset(
    {
        *("say", "tell", "add", "explain", "note", "warn", "argue", "claim", "announce", "declare", "state", "insist"),
        *("admit", "confirm", "deny", "reply", "respond", "write", "comment", "report", "suggest", "stress", "urge"),
        *("acknowledge", "describe", "ask", "continue", "tweet", "believe", "think", "hope", "call", "promise"),
        *("conclude", "remark", "observe", "recall", "predict", "testify", "express"),
    }
)
_ABLE = frozenset({"person", "organization"})
_SPEAKING = frozenset({"he", "she", "it", "they"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_TITLES = frozenset(
    {
        *("minister", "president", "secretary", "chairman", "director", "governor", "mayor", "senator", "spokesman"),
        *("spokeswoman", "spokesperson", "chief", "leader", "ambassador", "commissioner", "chancellor", "premier"),
        *(
            "general",
            "captain",
            "judge",
            "professor",
            "doctor",
            "king",
            "queen",
            "prince",
            "princess",
            "pope",
            "bishop",
        ),
    }
)
_REACH = 12
_NEWS = "_news_"
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKETS = re.compile(r"\([^()]*\)?|[^()]+\)")
_CORE = 5  # the part of an opening bracket that numbers the words at the core of the mention


class Word(NamedTuple):
    """A word where it stands in its document; `head` is the place of its head among the document's words, -1 for a
    root.
    """

    start: int
    end: int
    form: str
    lemma: str
    tag: str
    head: int
    relation: str


class Noted(NamedTuple):
    """A mention that the treebank notes, as places of words; `core` are those without which it is none."""

    chain: str
    kind: str
    first: int
    last: int
    core: tuple[int, ...]


@dataclass(slots=True)
class Document:
    """A document put together from its words, with a blank line before each paragraph."""

    name: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    mentions: list[Noted] = field(default_factory=list)
    _open: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)

    def append(self, sentence: Sequence[str]) -> None:
        """Add a sentence, given as its lines."""
        if self.text and any(line.startswith("# newpar") for line in sentence):
            self.text = self.text.rstrip() + "\n\n"
        rows = [line.rstrip("\n").split("\t") for line in sentence if not line.startswith("#")]
        shorts = {int(n) for r in rows if "-" in r[0] for n in range(*map(int, r[0].split("-")))}
        unspaced = {int(r[0].split("-")[-1]) for r in rows if "." not in r[0] and "SpaceAfter=No" in r[9]}
        base = len(self.words)
        for row in (r for r in rows if r[0].isdigit()):
            number, start = int(row[0]), len(self.text)
            head = base + int(row[6]) - 1 if int(row[6]) else -1
            self.words.append(Word(start, start + len(row[1]), row[1], row[2], row[3], head, row[7]))
            self.text += row[1] + ("" if number in shorts | unspaced else " ")
            self._note(row[9])

    def _note(self, misc: str) -> None:
        at, found = len(self.words) - 1, _ENTITY.search(misc)
        for piece in _BRACKETS.findall(found.group(1)) if found else ():
            if piece.startswith("("):
                parts = piece.strip("()").split("-")
                self._open.setdefault(parts[0], []).append((at, parts[1], parts[_CORE] if len(parts) > _CORE else "1"))
            if piece.endswith(")"):
                chain = piece.strip("()").split("-")[0]
                first, kind, core = self._open[chain].pop()
                places = tuple(first + int(n) - 1 for n in core.split(",") if n.isdigit())
                self.mentions.append(Noted(chain, kind, first, at, places))


def read_documents(treebank: Path) -> Iterator[Document]:
    """The documents of a CoNLL-U file, in order."""
    document: Document | None = None
    for sentence in treebank_sentences(treebank):
        name = next((line.split("=", 1)[1].strip() for line in sentence if line.startswith("# newdoc id")), None)
        if name is not None:
            if document is not None:
                yield document
            document = Document(name)
        if document is not None:
            document.append(sentence)
    if document is not None:
        yield document


def sources_of_speech(documents: Sequence[Document], folder: Path, name: str) -> Measured:
    """Lines {id, text, sources, pronouns, names}; a source and a pronoun have {span, kind, chain, named}, `named` where
    some name stands for the same, and a name has {span, chain}.
    """
    path = folder / f"speakers_{re.sub(r'[^a-z]+', '_', name.lower())}.jsonl"
    write_rows(path, map(_row, documents))
    return Measured(f"{name}, {len(documents)} documents", path, path)


def chained(folder: Path, scratch: Path) -> list[Measured]:
    """Three sets of GUM's documents: every second of news in its training part, the rest of its news, and what is
    no news.
    """
    train, dev = (list(read_documents(folder / f"ud_gum_{part}.conllu.gz")) for part in ("train", "dev"))
    news = [d for d in train if _NEWS in d.name]
    rest = [*news[1::2], *(d for d in dev if _NEWS in d.name)]
    others = [d for d in train if _NEWS not in d.name]
    named = (("GUM news, looked at", news[0::2]), ("GUM news, kept apart", rest), ("GUM, other genres", others))
    return [sources_of_speech(documents, scratch, name) for name, documents in named]


def _row(document: Document) -> Row:
    words = document.words
    meant: dict[int, Noted] = {}
    for mention in sorted(document.mentions, key=lambda m: m.first - m.last):
        meant |= dict.fromkeys(mention.core, mention)
    names = [m for m in document.mentions if _is_name(words, m)]
    fullest: dict[str, int] = {}
    for mention in names:
        fullest[mention.chain] = max(fullest.get(mention.chain, 0), _proper(words, mention))
    sources = [(i, meant[i]) for i in range(len(words)) if i in meant and meant[i].kind in _ABLE and _speaks(words, i)]
    kinds = [_kind(words, i, m, fullest.get(m.chain, 0)) for i, m in sources]
    return {
        "id": document.name,
        "text": document.text.rstrip(),
        "sources": [_asked(words[i], m, kind, fullest) for (i, m), kind in zip(sources, kinds, strict=True) if kind],
        "pronouns": [
            _asked(word, meant[i], "he, she", fullest)
            for i, word in enumerate(words)
            if i in meant and word.tag == "PRON" and word.form.lower() in _PERSONAL
        ],
        "names": [{"span": _core_span(words, m), "chain": m.chain} for m in names],
    }


def _asked(word: Word, mention: Noted, kind: str, named: Mapping[str, int]) -> Row:
    return {"span": [word.start, word.end], "kind": kind, "chain": mention.chain, "named": mention.chain in named}


def _speaks(words: Sequence[Word], at: int) -> bool:
    """Whether the word is the subject of a reporting verb or stands after `according to`."""
    word = words[at]
    if word.tag == "PRON" and word.form.lower() not in _SPEAKING:
        return False
    head = words[word.head] if word.head >= 0 else None
    if word.relation == "nsubj" and head is not None and head.lemma in _REPORTING and head.tag == "VERB":
        return True
    return any(w.head == at and w.form.lower() == "according" for w in words[max(0, at - _REACH) : at])


def _kind(words: Sequence[Word], at: int, mention: Noted, fullest: int) -> str | None:
    """What sort of source it is; None for a name in full and for words beside a name in the same sentence."""
    if words[at].tag == "PRON":
        return "he, she" if words[at].form.lower() in _PERSONAL else "it, they"
    beside = words[mention.first : mention.last + _REACH]
    if any(w.head == at and w.relation in {"flat", "appos"} and w.tag == "PROPN" for w in beside):
        return None
    if not _is_name(words, mention):
        return "description"
    return "short name" if _proper(words, mention) == 1 < fullest else None


def _is_name(words: Sequence[Word], mention: Noted) -> bool:
    """Whether the core is a name and no title alone (`the Prime Minister`)."""
    proper = [words[i] for i in mention.core if words[i].tag == "PROPN"]
    return bool(proper) and proper[-1].form.lower() not in _TITLES


def _proper(words: Sequence[Word], mention: Noted) -> int:
    return sum(words[i].tag == "PROPN" for i in mention.core)


def _core_span(words: Sequence[Word], mention: Noted) -> list[int]:
    return [words[mention.core[0]].start, words[mention.core[-1]].end]
