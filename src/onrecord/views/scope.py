"""What a view looks at: one story's account, seen as of a day and with what was known by a day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from onrecord.ledger.query import Ledger, ReportRow
from onrecord.records import (
    UNKNOWN,
    Account,
    Claim,
    ClaimId,
    Confidence,
    GroupId,
    Interval,
    Origin,
    Relation,
    RelationType,
    ReportId,
    Span,
    StoryId,
    Track,
    ValueGroup,
)

_WORD = re.compile(r"[^\W\d_]{3,}")
_LONG = 5  # letters of a word that says something of what is told
_TELLING = 4  # words of a claim by which it is known what it is about


@dataclass(frozen=True, kw_only=True)
class Scope:
    """A story's account with the questions' two clocks.

    `as_of` is the time spoken of and `known_by` the time published; None means everything. A report whose
    publication straddles `known_by` is kept and counted as possible. `sentences` are the spans of the reports'
    sentences, by report and number, `paragraphs` their paragraphs, by report and where they start.
    """

    account: Account
    rows: Mapping[ReportId, ReportRow]
    sentences: Mapping[tuple[ReportId, int], Span] = field(default_factory=dict, repr=False)
    paragraphs: Mapping[tuple[ReportId, int], int] = field(default_factory=dict, repr=False)
    as_of: date | None = None
    known_by: date | None = None

    @cached_property
    def reports(self) -> tuple[ReportRow, ...]:
        """The story's reports that were, or may have been, published by `known_by`, earliest first."""
        rows = [self.rows[i] for i in self.account.story.reports if self.may_be_known(self.published(i))]
        return tuple(sorted(rows, key=lambda r: (self._first_day(r.report.id), r.label)))

    def _first_day(self, report: ReportId) -> date:
        """The first day on which a report may have come out; one with no date comes last."""
        published = self.published(report)
        return published.lo or published.hi or date.max

    def published(self, report: ReportId) -> Interval:
        """When the report was published."""
        return self._published.get(report, UNKNOWN)

    @cached_property
    def _published(self) -> Mapping[ReportId, Interval]:
        return {report: found.clock.interval for report, found in self.account.publications}

    def may_be_known(self, published: Interval) -> bool:
        """Whether something published then may have been known by `known_by`."""
        return self.known_by is None or published.low <= self.known_by

    def only_possibly_known(self, report: ReportId) -> bool:
        """Whether the report's publication straddles `known_by`."""
        return self.known_by is not None and not self.published(report).high <= self.known_by

    @cached_property
    def claims(self) -> dict[ClaimId, Claim]:
        """The claims views rest on: not rejected by a reviewer, medium confidence and up, known by `known_by`."""
        known = {row.report.id for row in self.reports}
        return {
            c.id: c
            for c in self.account.claims
            if not c.rejected and c.report in known and c.confidence is not Confidence.LOW
        }

    @cached_property
    def groups(self) -> dict[GroupId, ValueGroup]:
        """The value groups by id."""
        return {g.id: g for g in self.account.groups}

    def live(self, claims: Iterable[ClaimId]) -> tuple[Claim, ...]:
        """Those of the claims that this scope rests on."""
        return tuple(self.claims[c] for c in claims if c in self.claims)

    def live_groups(self, track: Track) -> tuple[ValueGroup, ...]:
        """The track's value groups that still have a claim in this scope."""
        return tuple(self.groups[g] for g in track.groups if self.live(self.groups[g].claims))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations with a live claim on each side they have, or that are between reports in scope."""
        known = {row.report.id for row in self.reports}
        return tuple(
            r
            for r in self.account.relations
            if all(self.live(side) for side in (r.left, r.right) if side)
            and ((r.left and r.right) or set(r.reports) <= known)
            and r.confidence is not Confidence.LOW
        )

    @cached_property
    def dated_sentences(self) -> frozenset[tuple[ReportId, int]]:
        """The sentences in which an act or event has a day."""
        return frozenset((c.report, c.sentence) for c in self.claims.values() if c.clocks.deadline.interval.known)

    @cached_property
    def updated_by(self) -> Mapping[ClaimId, frozenset[ClaimId]]:
        """For each claim that brought an amount up to date those that it updated."""
        found: dict[ClaimId, set[ClaimId]] = {}
        for relation in self.relations:
            if relation.type is RelationType.UPDATES:
                for claim in relation.right:
                    found.setdefault(claim, set()).update(relation.left)
        return {c: frozenset(before) for c, before in found.items()}

    @cached_property
    def grouped_with(self) -> Mapping[ClaimId, tuple[ClaimId, ...]]:
        """For each claim those that give the same value to the same slot, itself among them."""
        return {c: group.claims for group in self.groups.values() for c in group.claims}

    @cached_property
    def origins_of(self) -> dict[ClaimId, tuple[Origin, ...]]:
        """The origins each claim goes back to."""
        found: dict[ClaimId, list[Origin]] = {}
        for origin in self.account.origins:
            for claim in origin.claims:
                found.setdefault(claim, []).append(origin)
        return {c: tuple(o) for c, o in found.items()}

    @cached_property
    def independent(self) -> dict[ReportId, ReportId]:
        """For each report the first of those that pass on the same text, itself when there is no other."""
        first = {row.report.id: row.report.id for row in self.reports}
        for link in sorted(self.account.copies, key=lambda k: (k.left, k.right)):
            if link.relation is RelationType.NEAR_COPY and link.left in first and link.right in first:
                keep, drop = sorted((first[link.left], first[link.right]))
                first = {r: keep if f == drop else f for r, f in first.items()}
        return first

    @cached_property
    def shared_terms(self) -> Mapping[str, int]:
        """In how many independent reports the claims have each word: the words that a story turns on have many."""
        having: dict[str, set[ReportId]] = {}
        for claim in self.claims.values():
            for term in self.terms(claim):
                having.setdefault(term, set()).add(self.independent[claim.report])
        return {term: len(reports) for term, reports in having.items()}

    def terms(self, claim: Claim) -> frozenset[str]:
        """The words of a claim that say what it is about, in lower case: names and words of five letters or more."""
        words = _WORD.findall(claim.evidence.of(self.rows[claim.report].report.text))
        return frozenset(w.lower() for w in words if len(w) >= _LONG or w[0].isupper())

    def centrality(self, claim: Claim) -> float:
        """How much a claim is about what the story is about, 0 to 1: how many of the reports share its words, on
        average of the few that they share most.
        """
        counts = sorted((self.shared_terms[t] for t in self.terms(claim)), reverse=True)[:_TELLING]
        counts += [1] * (_TELLING - len(counts))
        return round(sum(counts) / (_TELLING * max(1, len(set(self.independent.values())))), 2)

    @cached_property
    def latest(self) -> date | None:
        """The last day on which a report in scope was certainly already published; None when no date is known."""
        days = [p.lo or p.hi for r in self.reports if (p := self.published(r.report.id)).known]
        return max((d for d in days if d), default=None)

    @property
    def today(self) -> date | None:
        """The day from which `overdue` counts: `as_of` when given, else the ledger's latest publication."""
        return self.as_of or self.latest


def story_scope(ledger: Ledger, story: StoryId, *, as_of: date | None = None, known_by: date | None = None) -> Scope:
    """The scope of a story in a ledger; `known_by` is by default the same day as `as_of`."""
    account = ledger.account(story)
    return Scope(
        account=account,
        rows={row.report.id: row for row in ledger.rows_for(account.story.reports)},
        sentences=ledger.sentence_spans(story),
        paragraphs=ledger.sentence_paragraphs(story),
        as_of=as_of,
        known_by=known_by or as_of,
    )
