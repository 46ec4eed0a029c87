"""What became of a scheduled occasion, as later reports tell it: held, moved to another day, or dropped."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from onrecord.lexicons import StoryLexicon
from onrecord.lexicons.stories import OccasionWords
from onrecord.records import (
    CLAIM_BEARING,
    Claim,
    Commitment,
    Event,
    Evidence,
    Interval,
    PromiseStatus,
    Reading,
    RelationType,
    ReportId,
    Span,
)
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.terms import stem, terms_of, words_of

_AFTER = timedelta(days=30)  # how long after its day word of an occasion is word of that one
_NEAR = timedelta(days=14)  # the same where nothing else names it
_REACH = 70  # characters between an occasion and the verb that tells of it
_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occasion:
    """A scheduled occasion: the noun it is known by, what else names it, its days, and whether its day is that on
    which it starts or ends.
    """

    claim: Claim
    head: str
    terms: frozenset[str]
    around: frozenset[str]
    days: Interval
    starts: bool
    ends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence of a report, in its words and terms."""

    report: ReportId
    published: Interval
    span: Span
    text: str
    terms: frozenset[str]


def relate_occasions(claims: Sequence[Claim], readings: Sequence[Reading], lexicon: StoryLexicon) -> Iterator[Finding]:
    """Findings about scheduled events, and about meetings, votes and the like that somebody is to hold: `met` where a
    later report tells of them as past, `slips` where a later one sets the start anew, `supersedes` where one tells that
    they were called off.
    """
    texts = {r.report.id: r.text for r in readings}
    spans = {(r.report.id, a.sentence.index): a.sentence.span for r in readings for a in r.analyses}
    occasions = [o for c in claims if (o := _read(c, texts, spans, lexicon))]
    if not occasions:
        return
    by_head: dict[str, list[_Occasion]] = defaultdict(list)
    for occasion in occasions:
        by_head[occasion.head].append(occasion)
    for same in by_head.values():
        yield from _moved(same)
        yield from _dropped(same, claims, texts, lexicon)
    yield from _held(by_head, readings, lexicon)


def _read(
    claim: Claim, texts: Mapping[ReportId, str], spans: Mapping[tuple[ReportId, int], Span], lexicon: StoryLexicon
) -> _Occasion | None:
    """The occasion that an event, or a commitment to hold one, is about; None where no day is set for it."""
    days = claim.clocks.deadline.interval
    text = texts[claim.report]
    content = claim.content
    if isinstance(content, Event):
        what = content.what
    elif isinstance(content, Commitment) and content.action.lower() in lexicon.occasions.hold and content.object:
        what = re.split(r"\b(?:on|in|at|with|over|about|of|to|by|for)\b", content.object, maxsplit=1)[0]
    else:
        return None
    words = [w for w in words_of(what) if w not in lexicon.function_words]
    if not words or not days.known or days.hi is None or days.lo is None:
        return None
    clause = claim.evidence.of(text)
    sentence = spans.get((claim.report, claim.sentence), claim.evidence)
    return _Occasion(
        claim=claim,
        head=stem(words[-1]),
        terms=frozenset(terms_of(what, lexicon.function_words)) - {stem(words[-1])},
        around=frozenset(terms_of(sentence.of(text), lexicon.function_words)),
        days=days,
        starts=bool(re.search(lexicon.occasions.starts, clause)),
        ends=bool(re.search(lexicon.occasions.ends, clause)),
    )


def _moved(occasions: Sequence[_Occasion]) -> Iterator[Finding]:
    """The start of one thing, told with a later day by a later report: it did not start on the first."""
    starting = [o for o in occasions if o.starts]
    for later in starting:
        before = [o.claim for o in starting if _set_before(o, later)]
        if before:
            yield Finding(
                type=RelationType.SLIPS,
                rule="event.moved",
                left=tuple(before[-_MOST:]),
                right=(later.claim,),
                reason="A later report gives a later day for its start.",
            )


def _set_before(one: _Occasion, two: _Occasion) -> bool:
    first, second = one.claim.clocks.published.interval, two.claim.clocks.published.interval
    alike = one.terms <= two.terms or two.terms <= one.terms
    told_later = first.known and second.known and first.high < second.low and one.claim.report != two.claim.report
    return alike and told_later and one.days.before(two.days) and two.days.high >= second.low


def _dropped(
    occasions: Sequence[_Occasion], claims: Sequence[Claim], texts: Mapping[ReportId, str], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """What a later report, before or on its day, tells as called off."""
    for claim in claims:
        content = claim.content
        if not isinstance(content, Commitment) or content.promise is not PromiseStatus.WITHDRAWN:
            continue
        terms = terms_of(claim.evidence.of(texts[claim.report]), lexicon.function_words)
        published = claim.clocks.published.interval
        before = [
            o.claim
            for o in occasions
            if o.head in terms
            and o.terms <= {*terms}
            and o.claim.report != claim.report
            and published.known
            and o.claim.clocks.published.interval.high <= published.high
            and published.low <= o.days.high + timedelta(days=1)
        ]
        if before:
            yield Finding(
                type=RelationType.SUPERSEDES,
                rule="event.dropped",
                left=tuple(before[-_MOST:]),
                right=(claim,),
                reason="A later report says that it was called off.",
            )


def _held(
    by_head: Mapping[str, Sequence[_Occasion]], readings: Sequence[Reading], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """What the sentences of later reports tell as past, each occasion by the first that does."""
    told: set[str] = set()
    deeds = {stem(noun): pattern for noun, pattern in lexicon.occasions.deeds.items()}
    first = min(o.days.low for same in by_head.values() for o in same)
    later = (r for r in readings if r.publication.clock.interval.known and r.publication.clock.interval.low >= first)
    for reading in sorted(later, key=lambda r: (r.publication.clock.interval.low, r.report.id)):
        for sentence in _sentences(reading, lexicon):
            for head, same in by_head.items():
                if head not in sentence.terms and head not in deeds:
                    continue
                fitting = [o for o in same if o.claim.id not in told and _may_tell(o, sentence)]
                found = [o for o in fitting if _tells(o, sentence, deeds.get(head), lexicon.occasions)]
                told |= {o.claim.id for o in found}
                if found:
                    yield _finding(found, sentence)


def _sentences(reading: Reading, lexicon: StoryLexicon) -> Iterator[_Sentence]:
    for analysis in reading.analyses:
        if analysis.sentence.kind in CLAIM_BEARING:
            text = analysis.sentence.span.of(reading.text)
            yield _Sentence(
                report=reading.report.id,
                published=reading.publication.clock.interval,
                span=analysis.sentence.span,
                text=text,
                terms=frozenset(terms_of(text, lexicon.function_words)),
            )


def _may_tell(occasion: _Occasion, sentence: _Sentence) -> bool:
    """Whether a sentence of another report, out on the day or soon after it, may be about the occasion."""
    if occasion.claim.report == sentence.report or not occasion.terms <= sentence.terms:
        return False
    shared = (occasion.around & sentence.terms) - {occasion.head}
    reach = _AFTER if shared else _NEAR
    return occasion.days.low <= sentence.published.low <= occasion.days.high + reach


def _tells(occasion: _Occasion, sentence: _Sentence, deed: str | None, words: OccasionWords) -> bool:
    """Whether the words tell that it was held, or, where its day is that of its end, that it ended."""
    verbs = words.ended if occasion.ends else f"{words.held}|{words.begun}|{words.ended}"
    if occasion.head in sentence.terms:
        noun = rf"\b{re.escape(occasion.head)}\w*"
        own = re.search(rf"{noun}(?P<between>[^.;:“”]{{0,{_REACH}}}?)\b(?:{verbs})\b", sentence.text, re.IGNORECASE)
        if own and not _UNREAL.search(own["between"]):
            return True
    if deed is None or occasion.ends:
        return False
    named = (occasion.around & sentence.terms) - {occasion.head}
    done = re.search(deed, sentence.text, re.IGNORECASE)
    return done is not None and bool(named) and not _UNREAL.search(sentence.text[: done.start()][-_REACH:])


_UNREAL = re.compile(
    r"\b(?:will|would|could|should|may|might|must|can|to|if|unless|until|not|never|no|n['’]t|yet|due|expected|planned)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def _finding(occasions: Sequence[_Occasion], sentence: _Sentence) -> Finding:
    return Finding(
        type=RelationType.MET,
        rule="event.held",
        left=tuple(o.claim for o in occasions[-_MOST:]),
        right=(),
        told=(Evidence(report=sentence.report, span=sentence.span),),
        reason="A later report tells of it as past.",
    )
