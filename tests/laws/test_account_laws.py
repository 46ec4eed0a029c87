"""Laws that every account keeps, whatever the story: tried on stories made up by seed."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.stories.desk import make_story
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import claim_report, date_story, read_report, relate_story
from onrecord.pipeline.soundness import check_account
from onrecord.pipeline.verifying import spans_of
from onrecord.records import (
    Account,
    Claim,
    ClaimType,
    DateField,
    Metadata,
    Modality,
    RawReport,
    Reading,
    RelationType,
    Story,
    StoryId,
)
from onrecord.records.ids import sha256_hex

SEEDS = st.integers(min_value=0, max_value=5_000)
FEW = settings(max_examples=5, deadline=None, derandomize=True)


@cache
def _tools() -> tuple[RuleAnalyser, Lexicons]:
    lexicons = load_lexicons()
    return RuleAnalyser(lexicons.syntax, lexicons.names), lexicons


@cache
def read(raw: RawReport) -> Reading:
    return read_report(raw, *_tools())


def raws_of(seed: int, size: int = 8) -> tuple[RawReport, ...]:
    """The reports of a made story that truly belong to it."""
    return tuple(
        RawReport(
            key=made.name,
            location=made.name,
            sha256=sha256_hex(made.text.encode()),
            data=made.text.encode(),
            text=made.text,
            metadata=Metadata(
                outlet=made.outlet, dates=(DateField(name="published", value=made.published.isoformat()),)
            ),
        )
        for made in make_story(seed, size).reports
        if made.related
    )


def relate(raws: Sequence[RawReport]) -> Account:
    """The account of these reports as one story."""
    lexicons = _tools()[1]
    readings = sorted((read(raw) for raw in raws), key=lambda r: r.report.id)
    story = Story(id=StoryId("s"), title="", reports=tuple(r.report.id for r in readings))
    dated = date_story(readings, lexicons)
    claims = [c for r in readings for c in claim_report(r, dated[r.report.id], lexicons)]
    account = relate_story(story, readings, dated, claims, lexicons)
    check_account(account)
    return account


@FEW
@given(SEEDS)
def test_every_span_cuts_words_out_of_its_own_report(seed: int) -> None:
    raws = raws_of(seed)
    texts = {read(raw).report.id: read(raw).report.text for raw in raws}
    account = relate(raws)
    assert account.claims
    for claim in account.claims:
        text = texts[claim.report]
        assert all(span.end <= len(text) for span in spans_of(claim))
        assert claim.evidence.of(text).strip()
        assert all(claim.evidence.overlaps(span) or span in claim.more_evidence for span in claim.own_words)


@FEW
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(seed: int, chance: random.Random) -> None:
    raws = list(raws_of(seed))
    before = relate(raws)
    chance.shuffle(raws)
    assert relate(raws) == before


@FEW
@given(SEEDS, st.integers(min_value=0, max_value=30))
def test_a_copy_of_a_report_is_no_further_origin(seed: int, which: int) -> None:
    raws = raws_of(seed)
    copied = raws[which % len(raws)]
    again = replace(
        copied, key="zz-copy", location="zz-copy", metadata=replace(copied.metadata, outlet="Elsewhere Daily")
    )
    one, two = relate(raws), relate((*raws, again))
    # By its claims: a report more may settle what the story's names and places are, and so the words of a slot.
    before = {claim: group.origins for group in one.groups for claim in group.claims}
    for group in two.groups:
        old = [before[claim] for claim in group.claims if claim in before]
        assert group.origins <= max(
            1, sum({frozenset(g.claims): g.origins for g in one.groups if set(g.claims) & set(group.claims)}.values())
        )
        assert old


@FEW
@given(SEEDS)
def test_no_two_claims_both_agree_and_contradict(seed: int) -> None:
    account = relate(raws_of(seed))
    agree: set[frozenset[str]] = set()
    clash: set[frozenset[str]] = set()
    for relation in account.relations:
        pairs = {frozenset((a, b)) for a in relation.left for b in relation.right}
        assert not set(relation.left) & set(relation.right)
        if relation.type is RelationType.CORROBORATES:
            agree |= pairs
        elif relation.type is RelationType.CONTRADICTS:
            clash |= pairs
    assert not agree & clash


SYMMETRIC = frozenset(
    {RelationType.CORROBORATES, RelationType.CONTRADICTS, RelationType.SOFT_DISCREPANCY, RelationType.TENSION}
)


@FEW
@given(SEEDS)
def test_a_relation_that_has_no_direction_is_told_once(seed: int) -> None:
    told = Counter(
        (r.type, frozenset((a, b)))
        for r in relate(raws_of(seed)).relations
        if r.type in SYMMETRIC
        for a in r.left
        for b in r.right
    )
    assert all(count == 1 for count in told.values())


def ends_in_order(claim: Claim) -> bool:
    """Whether no clock of the claim ends before it begins."""
    clocks = (claim.clocks.said_on, claim.clocks.as_of, claim.clocks.deadline)
    intervals = [c.interval for c in clocks if c is not None]
    return all(i.lo is None or i.hi is None or i.lo <= i.hi for i in intervals)


@FEW
@given(SEEDS)
def test_nothing_is_said_after_it_was_printed(seed: int) -> None:
    account = relate(raws_of(seed))
    printed = dict(account.publications)
    for claim in account.claims:
        assert ends_in_order(claim)
        last = printed[claim.report].clock.interval.hi
        said = claim.clocks.said_on.interval.lo if claim.clocks.said_on else None
        assert last is None or said is None or said <= last


@FEW
@given(SEEDS)
def test_nothing_that_is_told_as_so_was_told_before_it_was(seed: int) -> None:
    account = relate(raws_of(seed))
    for claim in account.claims:
        said, spoken = claim.clocks.said_on, claim.clocks.as_of
        told_as_so = claim.modality is Modality.ASSERTED and claim.type in (ClaimType.QUANTITY, ClaimType.FACT)
        if told_as_so and said is not None and spoken is not None:
            assert not said.interval.before(spoken.interval), claim.id
