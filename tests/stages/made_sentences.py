"""Sentences of invented texts read by the rules, for tests of who says what."""

import re
from functools import cache
from itertools import pairwise

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import Analysis, PassageKind, Sentence, Span

_STOP = re.compile(r"(?<=[.?!])[”\"’]?\s+(?=[“\"‘A-Z])")


@cache
def analyser() -> RuleAnalyser:
    lexicons = load_lexicons()
    return RuleAnalyser(lexicons.syntax, lexicons.names)


def analyse(text: str, kind: PassageKind = PassageKind.BODY) -> tuple[Analysis, ...]:
    """One paragraph a line; sentences end where a stop and a capital meet, after any closing mark."""
    sentences: list[Sentence] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        for begin, end in pairwise([0, *(m.end() for m in _STOP.finditer(line)), len(line)]):
            if words := line[begin:end].rstrip():
                span = Span(start=start + begin, end=start + begin + len(words))
                place = len(sentences)
                sentences.append(Sentence(index=place, passage=number, paragraph=number + 1, span=span, kind=kind))
        start += len(line) + 1
    return analyser().analyse(text, sentences)
