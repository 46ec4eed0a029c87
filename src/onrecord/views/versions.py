"""How a report was changed after it appeared: its versions in order, and sentence by sentence what came and went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from onrecord.ledger.query import ReportRow
from onrecord.lexicons import SentenceLexicon
from onrecord.records import Evidence, Report, ReportId, Span
from onrecord.stages.split import sentence_spans
from onrecord.views.line import Line, Phrase, Section, View, words

# Beyond so many sentences the middle is compared as one piece, for the comparison's cost grows with their square.
_MOST = 4_000


class ChangeKind(StrEnum):
    """What became of a stretch of a report."""

    TAKEN_OUT = "taken out"
    PUT_IN = "put in"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch that two versions do not share: where it stood and where it stands, None where it does not."""

    kind: ChangeKind
    before: Evidence | None
    after: Evidence | None


def version_chain(rows: Sequence[ReportRow], report: ReportId) -> tuple[ReportRow, ...]:
    """Every version of a report, the oldest first; several old ones may have led to one."""
    by_id = {row.report.id: row for row in rows}
    last = by_id[report]
    while last.superseded_by is not None and last.superseded_by in by_id:
        last = by_id[last.superseded_by]
    found, waiting = [last], [last.report.id]
    while waiting:
        name = waiting.pop(0)
        for row in rows:
            if row.superseded_by == name and row not in found:
                found.insert(0, row)
                waiting.append(row.report.id)
    return tuple(found)


def compare_versions(before: Report, after: Report, lexicon: SentenceLexicon) -> tuple[Change, ...]:
    """What was taken out, put in and reworded between two versions, in the order of the later one."""
    old, new = list(_sentences(before, lexicon)), list(_sentences(after, lexicon))
    matcher = SequenceMatcher(None, _plain(before, old), _plain(after, new), autojunk=False)
    blocks = matcher.get_opcodes() if max(len(old), len(new)) <= _MOST else [("replace", 0, len(old), 0, len(new))]
    found: list[Change] = []
    for tag, i, j, k, m in blocks:
        if tag != "equal":
            found += _paired(before, after, old[i:j], new[k:m])
    return tuple(found)


def _sentences(report: Report, lexicon: SentenceLexicon) -> Iterator[Span]:
    """The sentences of every line."""
    start = 0
    for row in report.text.split("\n"):
        yield from (Span(start=a, end=b) for a, b in sentence_spans(report.text, start, start + len(row), lexicon))
        start += len(row) + 1


def _plain(report: Report, spans: Sequence[Span]) -> list[str]:
    return [" ".join(span.of(report.text).split()) for span in spans]


def _paired(before: Report, after: Report, old: Sequence[Span], new: Sequence[Span]) -> Iterator[Change]:
    """Sentences in place of others, one for one as far as they go."""
    for number in range(max(len(old), len(new))):
        was = Evidence(report=before.id, span=old[number]) if number < len(old) else None
        now = Evidence(report=after.id, span=new[number]) if number < len(new) else None
        kind = ChangeKind.REWORDED if was and now else ChangeKind.TAKEN_OUT if was else ChangeKind.PUT_IN
        yield Change(kind=kind, before=was, after=now)


def versions(rows: Sequence[ReportRow], report: ReportId, lexicon: SentenceLexicon) -> View:
    """The versions of a report and what was changed from each to the next."""
    chain = version_chain(rows, report)
    last = chain[-1]
    reports = {row.report.id: row.report for row in chain}
    sections = tuple(
        Section(
            title=f"FROM {_named(old)} TO {_named(new)}",
            lines=tuple(change_line(c, reports) for c in compare_versions(old.report, new.report, lexicon)),
        )
        for old, new in pairwise(chain)
    )
    count = "1 version" if len(chain) == 1 else f"{len(chain)} versions"
    header = (f"{count}; the last one counts",) if len(chain) > 1 else ("1 version, never changed since it was read",)
    return View(title=f"VERSIONS: {last.report.key}", header=header, sections=sections)


def _named(row: ReportRow) -> str:
    """A version by its label and by when it was seen first, as far as that is known."""
    seen = next((d.value[:16].replace("T", " ") for d in row.report.metadata.dates if d.name in _SEEN), "")
    return f"{row.label}{f' ({seen} UTC)' if seen else ''}"


_SEEN = ("fetched", "WARC-Date")


def change_line(change: Change, reports: Mapping[ReportId, Report]) -> Line:
    """`reworded: 'Four people died.' -> 'Five people died.'`"""
    phrases = [words(f"{change.kind.value}: ")]
    for number, side in enumerate(filter(None, (change.before, change.after))):
        body = " ".join(side.span.of(reports[side.report].text).split())
        phrases += [words(" → '" if number else "'"), Phrase(text=body, evidence=side), words("'")]
    return Line(phrases=tuple(phrases))
