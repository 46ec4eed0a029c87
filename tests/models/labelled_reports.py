"""The labelled reports: news that we invented, each word with its tag, its head, its name and its part in what is said.

They are CoNLL-U with the conventions of UD_English-EWT and GUM, and two keys of our own in the last column: `Name`, a
BIO tag of the newswire types (titles, articles and possessives are outside, dates are those with a name or a year),
and `Said`, the attributions that a word belongs to, `1:source,2:content`, numbered within its report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from onrecord.records import PassageKind, Sentence, Span

FOLDER = Path(__file__).parent / "labelled"
ROLES = ("source", "cue", "content")


@dataclass(frozen=True, kw_only=True)
class LabelledWord:
    """`head` counts within the sentence from 0, -1 for the root; `said` are pairs of attribution and role."""

    form: str
    upos: str
    head: int
    relation: str
    name: str
    said: tuple[tuple[int, str], ...]
    joined: bool


@dataclass(frozen=True, kw_only=True)
class LabelledSentence:
    id: str
    opens: bool
    words: tuple[LabelledWord, ...]


@dataclass(frozen=True, kw_only=True)
class LabelledReport:
    """A report whose text is its words as they were printed, one blank line between paragraphs."""

    id: str
    text: str
    sentences: tuple[LabelledSentence, ...]
    places: tuple[tuple[Span, ...], ...]

    @property
    def spans(self) -> list[Sentence]:
        """The sentences as the program knows them."""
        found, paragraph = [], 0
        for index, (sentence, places) in enumerate(zip(self.sentences, self.places, strict=True)):
            paragraph += sentence.opens
            span = Span(start=places[0].start, end=places[-1].end)
            found.append(Sentence(index=index, passage=0, paragraph=paragraph, span=span, kind=PassageKind.BODY))
        return found

    @property
    def starts(self) -> list[tuple[int, bool]]:
        """The first word of each sentence, counted over the report, and whether a paragraph begins there."""
        firsts = [sum(len(s.words) for s in self.sentences[:i]) for i in range(len(self.sentences))]
        return [(first, s.opens) for first, s in zip(firsts, self.sentences, strict=True)]

    @property
    def words(self) -> list[LabelledWord]:
        return [word for sentence in self.sentences for word in sentence.words]

    @property
    def attributions(self) -> list[dict[str, list[list[int]]]]:
        """Source, cue and content as stretches of the text, one entry an attribution, in the order of their numbers."""
        words, places = self.words, [place for row in self.places for place in row]
        numbers = sorted({number for word in words for number, _ in word.said})
        return [
            {
                role: [
                    [places[run[0]].start, places[run[-1]].end]
                    for run in _runs([i for i, word in enumerate(words) if (number, role) in word.said])
                ]
                for role in ROLES
            }
            for number in numbers
        ]


@cache
def labelled_reports() -> tuple[LabelledReport, ...]:
    """Every report of the folder, in the order of the files' names."""
    return tuple(report for path in sorted(FOLDER.glob("*.conllu")) for report in _read(path))


def _read(path: Path) -> Iterator[LabelledReport]:
    for block in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        title, _, rest = block.partition("\n")
        sentences = [_sentence(part.splitlines()) for part in rest.split("\n\n") if part.strip()]
        yield _report(title, sentences)


def _sentence(lines: Sequence[str]) -> LabelledSentence:
    (name,) = (line.removeprefix("# sent_id = ") for line in lines if line.startswith("# sent_id = "))
    words = tuple(_word(line.split("\t")) for line in lines if not line.startswith("#"))
    return LabelledSentence(id=name, opens="# newpar" in lines, words=words)


def _word(fields: Sequence[str]) -> LabelledWord:
    notes = dict(note.split("=", 1) for note in fields[9].split("|") if note != "_")
    said = [part.split(":") for part in notes.get("Said", "").split(",") if part]
    return LabelledWord(
        form=fields[1],
        upos=fields[3],
        head=int(fields[6]) - 1,
        relation=fields[7],
        name=notes.get("Name", "O"),
        said=tuple((int(number), role) for number, role in said),
        joined="SpaceAfter" in notes,
    )


def _report(title: str, sentences: Sequence[LabelledSentence]) -> LabelledReport:
    text, places = "", []
    for sentence in sentences:
        text += ("\n\n" if sentence.opens else " ") if text else ""
        row = []
        for word in sentence.words:
            row.append(Span(start=len(text), end=len(text) + len(word.form)))
            text += word.form + ("" if word.joined else " ")
        text = text.rstrip()
        places.append(tuple(row))
    return LabelledReport(id=title, text=text, sentences=tuple(sentences), places=tuple(places))


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Stretches of numbers that follow one another."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]
