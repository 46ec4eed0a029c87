"""The sentences that views cite, by report and place, for formats that are read without the ledger at hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.exports.wording import claim_text, claim_words, one_line, reviewed_words
from onrecord.records import Claim, Span, tell_days
from onrecord.views.line import View
from onrecord.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A claim that is cited: the sentence around its words, what was read off them, and what a person decided.

    `first` marks the first of all.
    """

    claim: str
    label: str
    title: str
    paragraph: int
    span: Span
    before: str
    words: str
    after: str
    speaker: str
    told: str
    times: str
    reviewed: str
    first: bool


def cited_claims(scope: Scope, views: Sequence[View]) -> Iterator[Cited]:
    """Every claim that a line of the views cites, once, by report and place in it."""
    ids = {c.claim for view in views for s in view.sections for line in s.lines for c in line.citations if c.claim}
    claims = [c for c in scope.account.claims if c.id in ids]
    claims.sort(key=lambda c: (scope.rows[c.report].label, c.evidence.start, c.evidence.end, c.id))
    for claim in claims:
        yield _cited(scope, claim, first=claim is claims[0])


def _cited(scope: Scope, claim: Claim, *, first: bool) -> Cited:
    row, evidence = scope.rows[claim.report], claim.evidence
    around = scope.sentences.get((claim.report, claim.sentence), evidence)
    before = Span(start=min(around.start, evidence.start), end=evidence.start)
    after = Span(start=evidence.end, end=max(around.end, evidence.end))
    return Cited(
        claim=claim.id,
        label=row.label,
        title=_title(scope, claim),
        paragraph=claim.paragraph,
        span=evidence,
        before=one_line(before.of(row.report.text)),
        words=claim_text(scope, claim),
        after=one_line(after.of(row.report.text)),
        speaker=one_line(_speaker(claim)),
        told=claim_words(scope, claim),
        times=one_line(_times(claim)),
        reviewed=reviewed_words(claim),
        first=first,
    )


def _title(scope: Scope, claim: Claim) -> str:
    row = scope.rows[claim.report]
    published = scope.published(claim.report)
    when = tell_days(published) if published.known else "no date"
    named = ", ".join(filter(None, (row.report.metadata.title, row.report.outlet)))
    return one_line(f"{row.label}: {named or row.report.key} ({when})")


def _speaker(claim: Claim) -> str:
    said = claim.attribution
    who = said.speaker or ("the report itself" if said.source is None else "not settled who")
    role = f", {said.speaker_role}" if said.speaker_role else ""
    through = f", by way of {', '.join(said.chain)}" if said.chain else ""
    return f"{who}{role} ({said.mode.value.replace('_', ' ')}, {said.source_type.value.replace('_', ' ')}){through}"


def _times(claim: Claim) -> str:
    clocks = claim.clocks
    named = (("said on", clocks.said_on), ("speaks of", clocks.as_of), ("promises for", clocks.deadline))
    return "; ".join(f"{name} {tell_days(c.interval)} ({c.reason})" for name, c in named if c.interval.known)
