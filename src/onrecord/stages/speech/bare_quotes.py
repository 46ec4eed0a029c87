"""Quotations that no cue introduces: whose words they are."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.records import Analysis, Attribution, Confidence, CueSense, Mode, SourceType, Span, hull
from onrecord.stages.speech.quotes import Quote

_NEAR = 12  # contents looked at on the left of a quotation; they nest no deeper
_TAIL = 40  # letters of time and place that may follow a cue before the next quotation
_GOING_ON = frozenset(CueSense) - {CueSense.DECLINES}


def place_of(attribution: Attribution) -> tuple[int, int]:
    """Where an attribution stands in the text: at its cue, or where its quotation begins."""
    at = attribution.cue or (attribution.content[0] if attribution.content else Span(start=0, end=0))
    return (at.start, at.end)


def join_quotes(
    text: str,
    found: Sequence[tuple[int, Attribution]],
    whole: Sequence[Quote],
    analyses: Sequence[Analysis],
) -> list[Attribution]:
    """Quotations without a cue go to whoever spoke right before: in the same paragraph as more of the same utterance,
    in the next as one of their own. Elsewhere nobody is guessed.
    """
    ordered = sorted(found, key=lambda pair: place_of(pair[1]))
    paragraphs = [p for p, _ in ordered]
    attributions = [a for _, a in ordered]
    for first, quote in reversed(list(pairwise(whole))):
        if quote.resumes:
            _lead_in(attributions, first, quote)
    starts = [place_of(a)[0] for a in attributions]
    spoken = [n for n, a in enumerate(attributions) if a.content and a.source_type is not SourceType.NARRATOR]
    taken = sorted(s for a in attributions for s in a.content)
    extra: list[tuple[int, Attribution]] = []
    for quote in whole:
        if _touches(taken, quote.span) or not _alone(text, quote, analyses):
            continue
        number = bisect_left(spoken, bisect_left(starts, quote.span.start)) - 1
        last = (spoken[number], attributions[spoken[number]]) if number >= 0 else None
        if extra and (last is None or place_of(last[1])[0] < place_of(extra[-1][1])[0]):
            last = (-1, extra[-1][1])
        before = last[1] if last and (quote.resumes or _adjacent(text, last[1], quote)) else None
        paragraph = _paragraph(quote, analyses)
        if last is None or before is None or before.sense not in _GOING_ON:
            extra.append((paragraph, _bare(quote, None)))
        elif last[0] >= 0 and (quote.resumes or paragraphs[last[0]] == paragraph):
            attributions[last[0]] = _grow(before, quote)
        else:
            extra.append((paragraph, _bare(quote, before)))
    return [*attributions, *(a for _, a in extra)]


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether any of the spans, in order of their starts, shares a character with `span`."""
    at = bisect_left(spans, span.end, key=lambda s: s.start)
    return any(s.overlaps(span) for s in spans[max(0, at - _NEAR) : at])


def _grow(attribution: Attribution, quote: Quote) -> Attribution:
    """The attribution with a quotation more."""
    mode = attribution.mode if attribution.mode in {Mode.DIRECT_QUOTE, Mode.HEARSAY} else Mode.PARTIAL_QUOTE
    return replace(
        attribution, content=(*attribution.content, quote.span), quoted=(*attribution.quoted, quote.inner), mode=mode
    )


def _lead_in(attributions: list[Attribution], first: Quote, quote: Quote) -> None:
    """Give a quotation that goes on into the next paragraph to the speaker named there."""
    if any(s.overlaps(first.span) for a in attributions for s in a.content):
        return
    for number, attribution in enumerate(attributions):
        if any(s.covers(quote.span) for s in attribution.content):
            attributions[number] = replace(
                attribution,
                content=(first.span, *attribution.content),
                quoted=(first.inner, *attribution.quoted),
            )
            return


def _adjacent(text: str, before: Attribution, quote: Quote) -> bool:
    """Whether nothing but marks stands between an attribution's sentence and the quotation after it."""
    end = max(s.end for s in (*before.content, *filter(None, (before.cue, before.source))))
    between = text[end : quote.span.start]
    return "\n" not in between.strip() and sum(c.isalnum() for c in between) <= _TAIL


def _around(quote: Quote, analyses: Sequence[Analysis]) -> list[Analysis]:
    """The sentences that the quotation stands in."""
    at = max(0, bisect_right(analyses, quote.span.start, key=lambda a: a.sentence.span.start) - 1)
    found = []
    while at < len(analyses) and analyses[at].sentence.span.start < quote.span.end:
        if analyses[at].sentence.span.overlaps(quote.span):
            found.append(analyses[at])
        at += 1
    return found


def _paragraph(quote: Quote, analyses: Sequence[Analysis]) -> int:
    return next((a.sentence.paragraph for a in _around(quote, analyses)), 0)


def _alone(text: str, quote: Quote, analyses: Sequence[Analysis]) -> bool:
    """Whether the quotation is a sentence of its own, or several."""
    sentences = [a.sentence.span for a in _around(quote, analyses)]
    if not sentences:
        return False
    whole = hull(sentences)
    outside = text[whole.start : quote.span.start] + text[quote.span.end : whole.end]
    return not any(c.isalnum() for c in outside)


def _bare(quote: Quote, before: Attribution | None) -> Attribution:
    return Attribution(
        source=None,
        cue=None,
        content=(quote.span,),
        quoted=(quote.inner,),
        mode=Mode.DIRECT_QUOTE,
        source_type=before.source_type if before else SourceType.NAMED_PERSON,
        speaker=before.speaker if before else None,
        speaker_role=before.speaker_role if before else None,
        entity=before.entity if before else None,
        chain=before.chain if before else (),
        confidence=Confidence.MEDIUM if before and before.speaker else Confidence.LOW,
    )
