"""Sentences of the passages that carry claims."""

import re
from collections.abc import Sequence

from onrecord.lexicons import SentenceLexicon
from onrecord.records import Passage, PassageKind, Report, Sentence, Span, trim

_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_READ = frozenset({PassageKind.HEADLINE, PassageKind.BODY, PassageKind.CREDIT})


def split_sentences(report: Report, passages: Sequence[Passage], lexicon: SentenceLexicon) -> tuple[Sentence, ...]:
    """The sentences of headline, body and credit passages in order."""
    del lexicon
    found: list[Sentence] = []
    for passage in passages:
        if passage.kind not in _READ:
            continue
        cuts = [passage.span.start]
        cuts += [passage.span.start + m.end() for m in _END.finditer(passage.span.of(report.text))]
        for start, end in zip(cuts, [*cuts[1:], passage.span.end], strict=True):
            found.append(
                Sentence(
                    index=len(found),
                    passage=passage.index,
                    paragraph=passage.paragraph,
                    span=trim(report.text, Span(start=start, end=end)),
                    kind=passage.kind,
                )
            )
    return tuple(found)
