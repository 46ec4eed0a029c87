"""Dated events and claims of a story in the order of the time they speak of."""

from dataclasses import replace

from onrecord.records import (
    Claim,
    Clock,
    Commitment,
    Confidence,
    Event,
    Fact,
    Interval,
    PromiseStatus,
    Quantity,
    Span,
    tell_days,
)
from onrecord.views.amounts import shown_span
from onrecord.views.deadlines import due_point, impossible_claims
from onrecord.views.header import story_header
from onrecord.views.line import Line, Section, View, count_origins, line, quoted, words
from onrecord.views.scope import Scope
from onrecord.views.showing import told_by, whole_span

WIDEST_DAYS = 366


def spoken_of(claim: Claim) -> tuple[Clock, str]:
    """The clock a claim belongs under on a timeline, and a word for which of its clocks that is."""
    clocks = claim.clocks
    if isinstance(claim.content, Commitment | Event) and clocks.deadline.interval.known:
        given_up = isinstance(claim.content, Commitment) and claim.content.promise is PromiseStatus.WITHDRAWN
        return replace(clocks.deadline, interval=due_point(claim)), "given up" if given_up else "due"
    if isinstance(claim.content, Fact) or clocks.as_of.interval.known:
        return clocks.as_of, "said" if clocks.as_of.reason == f"as {clocks.said_on.reason}" else ""
    return clocks.said_on, "said"


def dated_claims(scope: Scope, *, limit: int | None = None) -> dict[Interval, list[tuple[Claim, str]]]:
    """The claims by the stretch of days they speak of, each with a word for the clock; the most reported ones of a
    `limit`. What was never possible, and what spans more than a year, is left out.
    """
    impossible = impossible_claims(scope)
    dated: dict[Interval, list[tuple[Claim, str]]] = {}
    for claim in scope.claims.values():
        clock, word = spoken_of(claim)
        interval, width = clock.interval, clock.interval.days
        stated = clock.confidence is not Confidence.LOW  # a low one is only the report's own window
        if stated and claim.id not in impossible and width is not None and width <= WIDEST_DAYS:
            dated.setdefault(interval, []).append((claim, word))
    if limit is not None:
        keep = sorted(dated, key=lambda i: (-_weight(scope, dated[i]), i.low))[:limit]
        dated = {i: dated[i] for i in keep}
    return dated


def timeline(scope: Scope, *, limit: int | None = None) -> View:
    """One section a day or month, earliest first; with `limit` only that many, the most reported ones."""
    dated = dated_claims(scope, limit=limit)
    sections = tuple(
        Section(title=tell_days(interval), lines=tuple(_lines(scope, rows)))
        for interval, rows in sorted(dated.items(), key=lambda row: (row[0].low, row[0].high))
    )
    return View(title=f"TIMELINE: {scope.account.story.title}", header=story_header(scope), sections=sections)


def _weight(scope: Scope, rows: list[tuple[Claim, str]]) -> float:
    claims = [claim for claim, _ in rows]
    return count_origins(scope, claims) + len({c.report for c in claims}) + len(claims) / 1000


def _lines(scope: Scope, rows: list[tuple[Claim, str]]) -> list[Line]:
    """One line for what is shown in the same words: of several amounts of a sentence the sentence, once."""
    by_words: dict[tuple[str, str], list[tuple[Claim, str]]] = {}
    for claim, word in sorted(rows, key=lambda r: (scope.rows[r[0].report].label, r[0].evidence.start)):
        text = _shown(scope, claim).of(scope.rows[claim.report].report.text)
        by_words.setdefault((word, " ".join(text.casefold().split())), []).append((claim, word))
    found = []
    for same in by_words.values():
        claim, word = same[0]
        shown = _shown(scope, claim)
        lead = (words(f"{word}: " if word else ""), *told_by(scope, claim, shown))
        found.append(line(scope, (*lead, *quoted(scope, claim, shown)), [c for c, _ in same]))
    return found


def _shown(scope: Scope, claim: Claim) -> Span:
    """What to quote of a claim, so that an amount keeps its verb and an act who does it."""
    return shown_span(scope, claim) if isinstance(claim.content, Quantity) else whole_span(scope, claim)
