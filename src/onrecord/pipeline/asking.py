"""A sentence held against a ledger: read as reports are, and put to the stage that checks it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.query import Ledger, ReportRow
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.lexicons.checking import load_checking
from onrecord.models.analyser import Analyser
from onrecord.models.loading import AnalyserKind, load_analyser, usual_analyser
from onrecord.pipeline.plan import claim_report, compose_reading, hear_report, parse_report
from onrecord.records import (
    UNKNOWN,
    Checked,
    CheckedPart,
    Clock,
    Metadata,
    PassageKind,
    Publication,
    RawReport,
    Reading,
    Report,
    ReportId,
    Sentence,
    Span,
    StoryId,
    on,
    report_id,
    sha256_hex,
)
from onrecord.stages.check import check_sentence, rank_passing
from onrecord.stages.checking.ground import Asked, Ground, Told
from onrecord.stages.clean import make_report
from onrecord.stages.times import find_times

_KEY = "asked"
_READ_AGAIN = 60  # sentences that share words with the one asked about and are read again to be held against it
_STORIES = 5


def stories_near(ledger: Ledger, text: str) -> tuple[StoryId, ...]:
    """The stories whose reports share most words with the text, best first; the largest one where none does."""
    stories = {row.report.id: row.story for row in ledger.report_rows}
    found = [story for report, _ in ledger.nearest(text) if (story := stories.get(report))]
    largest = [s.id for s in ledger.stories()[:1]]
    return tuple(dict.fromkeys(found))[:_STORIES] or tuple(largest)


def check_text(
    ledger: Ledger,
    text: str,
    known: Mapping[StoryId, Collection[ReportId]],
    day: date | None,
    analyser: Analyser | None = None,
) -> Checked:
    """What the ledger's reports say of a sentence, by the stories in `known` and those of their reports that take part.

    `day` is the one the sentence is taken to be said on; an `analyser` must be of the kind that read the reports.
    """
    lexicons = load_lexicons()
    analyser = analyser or load_analyser(analyser_kind(ledger), lexicons)
    asked = read_asked(text, day, analyser, lexicons)
    grounds = [_ground(ledger, story, frozenset(known[story]), text, analyser, lexicons) for story in sorted(known)]
    return _merge([check_sentence(asked, ground) for ground in grounds], asked)


def analyser_kind(ledger: Ledger) -> AnalyserKind:
    """What read the ledger's reports, and so reads sentences that are held against them."""
    return AnalyserKind(ledger.analyser_kind) if ledger.analyser_kind else usual_analyser()


def read_asked(text: str, day: date | None, analyser: Analyser, lexicons: Lexicons) -> Asked:
    """The sentence read as a report of that day is, all of it as body."""
    text = " ".join(text.split())
    raw = RawReport(key=_KEY, location=_KEY, sha256=sha256_hex(text.encode()), data=b"", text=text, metadata=Metadata())
    report = make_report(raw)
    assert report.id == report_id(_KEY, None, text)
    interval = on(day) if day else UNKNOWN
    publication = Publication(clock=Clock(interval=interval, reason="the day it is asked for"))
    parsed = parse_report(report, analyser, lexicons)
    reading = compose_reading(report, parsed, hear_report(report, parsed, lexicons), publication)
    return Asked(
        reading=reading,
        claims=claim_report(reading, publication, lexicons),
        times=find_times(text, reading.analyses, interval, lexicons.time),
        day=day,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    row: ReportRow
    sentences: tuple[Sentence, ...]
    passages: frozenset[int]


def _ground(
    ledger: Ledger,
    story: StoryId,
    known: frozenset[ReportId],
    text: str,
    analyser: Analyser,
    lexicons: Lexicons,
) -> Ground:
    rows = [row for row in ledger.report_rows if row.story == story]
    near: dict[ReportId, set[int]] = {}
    for report, passage in ledger.nearest(text, _READ_AGAIN):
        if report in known:
            near.setdefault(report, set()).add(passage)
    found = [_Found(row, ledger.sentences(row.report.id), frozenset(near.get(row.report.id, ()))) for row in rows]
    told = [t for one in found for t in _told(ledger, one, analyser)]
    return Ground(
        account=ledger.account(story),
        readings=tuple(_reading(row) for row in rows),
        told=tuple(told),
        sentences={(f.row.report.id, s.index): s.span for f in found for s in f.sentences},
        known=known,
        lexicons=lexicons,
        words=load_checking(),
    )


def _told(ledger: Ledger, found: _Found, analyser: Analyser) -> list[Told]:
    """The sentences of the passages found in a report, read again."""
    chosen = [s for s in found.sentences if s.passage in found.passages]
    if not chosen:
        return []
    report = found.row.report
    mentions, attributions = ledger.mentions(report.id), ledger.attributions(report.id)
    return [
        Told(
            report=report.id,
            analysis=analysis,
            mentions=tuple(m for m in mentions if m.sentence == analysis.sentence.index),
            attributions=tuple(a for a in attributions if _touches(a.content, analysis.sentence.span)),
            headline=analysis.sentence.kind is PassageKind.HEADLINE,
        )
        for analysis in analyser.analyse(report.text, chosen)
    ]


def _touches(spans: Sequence[Span], span: Span) -> bool:
    return any(s.overlaps(span) for s in spans)


def _reading(row: ReportRow) -> Reading:
    """A report's text as a reading, for what looks at nothing else."""
    report: Report = row.report
    publication = row.publication or Publication(clock=Clock(interval=UNKNOWN, reason="not known"))
    return Reading(
        report=report,
        passages=(),
        analyses=(),
        entities=(),
        mentions=(),
        attributions=(),
        publication=publication,
    )


def _merge(checked: Sequence[Checked], asked: Asked) -> Checked:
    """The parts of one sentence with what every story says of them."""
    first = checked[0]
    spans = dict.fromkeys(part.span for one in checked for part in one.parts)
    parts = tuple(
        CheckedPart(
            span=span, meetings=tuple(m for one in checked for p in one.parts if p.span == span for m in p.meetings)
        )
        for span in sorted(spans)
    )
    near = rank_passing(n for one in checked for n in one.near)
    return Checked(text=first.text, day=asked.day, parts=parts, near=near)
