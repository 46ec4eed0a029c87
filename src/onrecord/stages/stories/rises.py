"""A rise or fall told whole: `to 280 from 242` gives the state before and the state after in one sentence."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.records import Claim, Quantity, QuantityKind, RelationType, ReportId
from onrecord.stages.align import describe_bound
from onrecord.stages.stories.finding import Finding

_FROM = re.compile(r"\W*(?:(?:up|down|compared)\s+)?(?:from|with)\b", re.IGNORECASE)


def told_rises(claims: Sequence[Claim], texts: Mapping[ReportId, str]) -> tuple[tuple[Finding, ...], Sequence[Claim]]:
    """Findings between the two ends of a change told in one sentence, and the claims but for the earlier ends of
    levels that have no day of their own: when they held is known only as before the later end, so that they date
    nothing. A running total that was lower was so earlier.
    """
    by_sentence: dict[tuple[ReportId, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.report, claim.sentence].append(claim)
    findings: list[Finding] = []
    undated: set[str] = set()
    for key in sorted(by_sentence):
        before = [c for c in by_sentence[key] if key[0] in texts and _FROM.match(c.evidence.of(texts[key[0]]))]
        after = [c for c in by_sentence[key] if c not in before]
        if len(before) != 1 or len(after) != 1 or _amount(before[0]) == _amount(after[0]):
            continue
        findings.append(_finding(before[0], after[0]))
        one = before[0].content
        grows = isinstance(one, Quantity) and one.kind is QuantityKind.CUMULATIVE
        if not grows and before[0].clocks.as_of.interval.overlaps(after[0].clocks.as_of.interval):
            undated.add(before[0].id)
    return tuple(findings), [c for c in claims if c.id not in undated]


def _amount(claim: Claim) -> str:
    assert isinstance(claim.content, Quantity)
    return describe_bound(claim.content.amount)


def _finding(before: Claim, after: Claim) -> Finding:
    return Finding(
        type=RelationType.UPDATES,
        rule="quantity.from-to",
        left=(before,),
        right=(after,),
        reason=f"The report tells it as a change from {_amount(before)} to {_amount(after)}.",
    )
