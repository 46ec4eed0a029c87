"""Readings and claims made by hand, for tests of what is done with them."""

from datetime import date
from decimal import Decimal

from onrecord.records import (
    NARRATOR,
    NO_CLOCK,
    UNKNOWN,
    Analysis,
    Attribution,
    Bound,
    Claim,
    ClaimId,
    Clock,
    Clocks,
    Commitment,
    CommitmentKind,
    Confidence,
    CountStatus,
    Deadline,
    Event,
    Interval,
    Metadata,
    Modality,
    Mode,
    Passage,
    PassageKind,
    PromiseStatus,
    Publication,
    Quantity,
    QuantityKind,
    Reading,
    Report,
    Sentence,
    SourceType,
    Span,
    Statement,
    TimeRelation,
    report_id,
    sha256_hex,
)


def day(text: str | None, why: str = "stated") -> Clock:
    """A clock of one day (`2031-05-02`), of a stretch (`2031-05-02..2031-05-09`), or none."""
    if text is None:
        return NO_CLOCK
    first, _, last = text.partition("..")
    lo = date.fromisoformat(first) if first else None
    hi = date.fromisoformat(last or first)
    return Clock(interval=Interval(lo=lo, hi=hi), reason=why)


def make_reading(text: str, *, key: str = "a.txt", outlet: str | None = None, published: str | None = None) -> Reading:
    """A report whose every line is a paragraph of one sentence; lines that start with `©` are credit lines."""
    passages, analyses, start = [], [], 0
    for index, line in enumerate(text.split("\n")):
        kind = PassageKind.CREDIT if line.startswith("©") else PassageKind.BODY
        span = Span(start=start, end=start + len(line))
        passages.append(Passage(index=index, span=span, kind=kind, paragraph=index + 1, reason="made"))
        sentence = Sentence(index=index, passage=index, paragraph=index + 1, span=span, kind=kind)
        analyses.append(Analysis(sentence=sentence, tokens=()))
        start += len(line) + 1
    return Reading(
        report=Report(
            id=report_id(key, outlet, text),
            key=key,
            sha256=sha256_hex(text.encode()),
            text=text,
            metadata=Metadata(outlet=outlet),
        ),
        passages=tuple(passages),
        analyses=tuple(analyses),
        entities=(),
        mentions=(),
        attributions=(),
        publication=Publication(clock=day(published) if published else Clock(interval=UNKNOWN, reason="none")),
    )


def _where(reading: Reading, words: str) -> tuple[Span, int]:
    start = reading.text.index(words)
    sentence = next(a.sentence.index for a in reading.analyses if a.sentence.span.end > start)
    return Span(start=start, end=start + len(words)), sentence


def spoken(speaker: str | None, mode: Mode = Mode.INDIRECT, kind: SourceType = SourceType.NAMED_PERSON) -> Attribution:
    """An attribution to `speaker`, or the narrator."""
    if speaker is None:
        return NARRATOR
    return Attribution(source=None, cue=None, content=(), mode=mode, source_type=kind, speaker=speaker)


def _claim(reading: Reading, words: str, **fields: object) -> Claim:
    span, sentence = _where(reading, words)
    return Claim(
        id=ClaimId(f"{reading.report.key}:{words}"),
        report=reading.report.id,
        sentence=sentence,
        paragraph=sentence + 1,
        evidence=span,
        **fields,  # type: ignore[arg-type]
    )


def occasion(reading: Reading, words: str, what: str, days: str | None, *, where: str | None = None) -> Claim:
    """A scheduled event told by `words` of the report."""
    return _claim(
        reading,
        words,
        attribution=NARRATOR,
        modality=Modality.PLANNED,
        clocks=Clocks(published=reading.publication.clock, deadline=day(days)),
        content=Event(what=what, where=where),
    )


def count(
    reading: Reading,
    words: str,
    low: int | None,
    high: int | None,
    *,
    unit: str = "person",
    what: str = "divers",
    where: str | None = None,
    as_of: str | None = None,
    kind: QuantityKind = QuantityKind.STOCK,
    status: CountStatus = CountStatus.UNSPECIFIED,
    hedge: str | None = None,
    speaker: str | None = None,
    confidence: Confidence = Confidence.MEDIUM,
    modality: Modality = Modality.ASSERTED,
    elided: bool = False,
) -> Claim:
    """An amount claimed by `words` of the report."""
    span, _ = _where(reading, words)
    return _claim(
        reading,
        words,
        attribution=spoken(speaker),
        confidence=confidence,
        modality=modality,
        clocks=Clocks(published=reading.publication.clock, as_of=day(as_of)),
        content=Quantity(
            amount=Bound(
                low=None if low is None else Decimal(low),
                high=None if high is None else Decimal(high),
            ),
            unit=unit,
            what=what,
            where=where,
            kind=kind,
            status=status,
            hedge=hedge,
            elided=elided,
            number=span,
        ),
    )


def promise(
    reading: Reading,
    words: str,
    *,
    actor: str,
    action: str,
    what: str | None = None,
    scope: str | None = None,
    by: str | None = None,
    said_on: str | None = None,
    status: PromiseStatus = PromiseStatus.STANDS,
) -> Claim:
    """A plan announced by `words` of the report."""
    span, _ = _where(reading, words)
    deadline = Deadline(interval=day(by).interval, relation=TimeRelation.BY, text=span) if by else None
    return _claim(
        reading,
        words,
        attribution=NARRATOR,
        clocks=Clocks(published=reading.publication.clock, said_on=day(said_on)),
        content=Commitment(
            kind=CommitmentKind.PLAN,
            actor=actor,
            action=action,
            object=what,
            scope=scope,
            deadline=deadline,
            promise=status,
        ),
    )


def saying(
    reading: Reading,
    words: str,
    speaker: str,
    *,
    quoted: bool = True,
    said_on: str | None = None,
    negated: bool = False,
) -> Claim:
    """A statement of `speaker` in `words` of the report."""
    span, _ = _where(reading, words)
    return _claim(
        reading,
        words,
        attribution=spoken(speaker, Mode.DIRECT_QUOTE if quoted else Mode.INDIRECT),
        own_words=(span,) if quoted else (),
        negated=negated,
        clocks=Clocks(published=reading.publication.clock, said_on=day(said_on)),
        content=Statement(),
    )
