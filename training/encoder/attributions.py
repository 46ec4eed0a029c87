"""Articles with attributions as documents, cut into the sentences and words that the program itself would see."""

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.predict.reports import raw_report
from evaluation.predict.tokenised import Printed, print_text
from onrecord.lexicons import Lexicons
from onrecord.models.encoder.wordpieces import Break
from onrecord.models.tokens import tokenise
from onrecord.records import Sentence
from onrecord.stages.clean import label_passages, make_report
from onrecord.stages.split import split_sentences
from training.encoder.document import Document, Saying

SPEECH = ("O", "B-source", "I-source", "B-content", "I-content", "I-cue")
_ROLES = (("content", 3), ("source", 1))
# What may stand in a cue before the word that says it: `has repeatedly | said`, `is expected`.
_LEADING_TEXT = """
    am is are was were be been being 's 're 'm ’s ’re ’m has have had 've ’ve 'd ’d do does did will
    would 'll ’ll can could may might must shall should ought to not n't n’t also never ever just only
    even still now then and in on at by as the a an his her its their there it
"""
_LEADING = frozenset(_LEADING_TEXT.split())


def read_attributions(path: str, lexicons: Lexicons) -> Iterator[tuple[str, Document, tuple[tuple[int, int], ...]]]:
    """Each article's id, document, and the spans of its words in the text as given."""
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], *read_article(row, lexicons)


def read_article(row: dict, lexicons: Lexicons) -> tuple[Document, tuple[tuple[int, int], ...]]:
    """The article's document, and its words' spans in the text as given."""
    printed = print_text(row["text"])
    report = make_report(raw_report(row["id"], printed.text))
    sentences = split_sentences(report, label_passages(report, lexicons.page), lexicons.sentences)
    words, of_sentence, breaks, spans = [], [], [], []
    before: Sentence | None = None
    for number, sentence in enumerate(sentences):
        cut = tokenise(report.text, sentence.span.start, sentence.span.end, lexicons.syntax.words.tokens)
        fresh = before is None or before.paragraph != sentence.paragraph
        before = sentence
        breaks += [int(Break.PARAGRAPH if fresh else Break.SENTENCE), *[0] * (len(cut) - 1)][: len(cut)]
        words += [report.text[start:end] for start, end in cut]
        of_sentence += [number] * len(cut)
        spans += [printed.back(start, end) for start, end in cut]
    sayings = [s for a in row["attributions"] if (s := _saying(a, words, spans)) is not None]
    document = Document(
        source="polnear",
        words=tuple(words),
        sentences=tuple(of_sentence),
        breaks=tuple(breaks),
        sayings=_one_an_anchor(sayings),
        speech=True,
    )
    return document, tuple(spans)


def _saying(attribution: dict, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> Saying | None:
    cue = _inside(attribution["cue"], spans)
    if not cue:
        return None
    roles: dict[int, int] = {}
    for role, first in _ROLES:
        taken = _inside(attribution[role], spans)
        for word in taken:
            roles[word] = first + 1 if word - 1 in taken else first
    for word in cue:
        roles[word] = len(SPEECH) - 1
    anchor = _anchor(sorted(cue), words)
    del roles[anchor]
    return Saying(anchor=anchor, roles=roles)


def _anchor(cue: Sequence[int], words: Sequence[str]) -> int:
    """The first word of the cue that says something, so that `said` and `has said` are found at the same word."""
    telling = (
        w for w in cue if (low := words[w].lower()) not in _LEADING and not low.endswith("ly") and low[0].isalpha()
    )
    return next(telling, cue[0])


def _inside(given: Sequence[Sequence[int]], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The words that lie in the given stretches; one cut by their edge counts when most of it is inside."""
    found = set()
    for start, end in given:
        at = max(0, bisect_left(spans, (start, 0)) - 1)
        while at < len(spans) and spans[at][0] < end:
            inside = min(end, spans[at][1]) - max(start, spans[at][0])
            if inside * 2 > spans[at][1] - spans[at][0]:
                found.add(at)
            at += 1
    return found


def _one_an_anchor(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    """At most one saying a word: the one that relays most."""
    best: dict[int, Saying] = {}
    for saying in sayings:
        if saying.anchor not in best or len(saying.roles) > len(best[saying.anchor].roles):
            best[saying.anchor] = saying
    return tuple(best[anchor] for anchor in sorted(best))


__all__ = ["SPEECH", "Printed", "read_article", "read_attributions"]
