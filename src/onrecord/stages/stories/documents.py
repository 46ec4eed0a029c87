"""Documents that reports rest on without attributing single claims to them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.lexicons.stories import OriginWords
from onrecord.records import CLAIM_BEARING, Evidence, Reading, RelationType, ReportId
from onrecord.stages.stories.finding import Finding

_DAYS = 14
_AGREEING = frozenset({"deadline.equal", "quantity.equal", "quantity.equal-planned", "quantity.same-figure"})


def find_documents(reading: Reading, words: OriginWords) -> Mapping[str, Evidence]:
    """The kinds of document that a report treats as one it rests on (`a joint statement`, `the statement said`), with
    the first sentence that does.
    """
    found: dict[str, Evidence] = {}
    pattern = _pattern(words.issued)
    for analysis in reading.analyses:
        sentence = analysis.sentence
        if sentence.kind in CLAIM_BEARING and (match := pattern.search(sentence.span.of(reading.text))):
            head = (match.group("joint") or match.group("said")).lower()
            found.setdefault(head, Evidence(report=reading.report.id, span=sentence.span))
    return found


def _pattern(issued: Sequence[str]) -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in sorted(issued))
    verbs = "said|says|mentioned|confirmed|added|stated|noted|offered|outlines|outlined|warned|read|issued|released"
    return re.compile(rf"\bjoint (?P<joint>{heads})\b|\b[Tt]he (?P<said>{heads})(?:,)? (?:{verbs})\b")


def share_documents(
    readings: Sequence[Reading], findings: Collection[Finding], words: OriginWords
) -> Iterator[tuple[tuple[ReportId, ReportId], str, tuple[Evidence, Evidence]]]:
    """Pairs of reports that rest on a document of one kind at one time and agree on a day or figure."""
    agreeing: set[tuple[ReportId, ReportId]] = set()
    for finding in findings:
        if finding.type is RelationType.CORROBORATES and finding.rule in _AGREEING:
            reports = sorted({c.report for c in (*finding.left, *finding.right)})
            agreeing.update(combinations(reports, 2))
    by_id = {r.report.id: r for r in readings}
    named = {report: find_documents(by_id[report], words) for report in sorted({r for pair in agreeing for r in pair})}
    for left, right in sorted(agreeing):
        for head in sorted(named[left].keys() & named[right].keys()):
            if _near(by_id[left], by_id[right]):
                evidence = (named[left][head], named[right][head])
                yield (left, right), f"Both rest on a {head} and agree on a day or figure of it.", evidence
                break


def _near(one: Reading, two: Reading) -> bool:
    first, second = one.publication.clock.interval, two.publication.clock.interval
    if not (first.known and second.known) or first.overlaps(second):
        return True
    return (max(first.low, second.low) - min(first.high, second.high)).days <= _DAYS
