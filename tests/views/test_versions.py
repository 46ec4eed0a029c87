"""What a correction changed, and what of a story is news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.query import ReportRow
from onrecord.lexicons import load_lexicons
from onrecord.records import Metadata, Report, report_id, sha256_hex
from onrecord.views.notices import Memory, NoticeKind, Told, find_corrections
from onrecord.views.versions import ChangeKind, compare_versions, version_chain, versions

LEXICON = load_lexicons().sentences


def report(text: str, key: str = "https://vale.example/lock") -> Report:
    name = report_id(key, "Vale Post", text)
    return Report(id=name, key=key, sha256=sha256_hex(text.encode()), text=text, metadata=Metadata(outlet="Vale Post"))


def row(one: Report, later: Report | None = None) -> ReportRow:
    return ReportRow(
        report=one,
        label=one.id[:6],
        story=None,
        publication=None,
        superseded_by=later.id if later else None,
        vanished=False,
    )


CASES = [
    ("Four fell. The gate broke.", "Five fell. The gate broke.", [("reworded", "Four fell.", "Five fell.")]),
    ("Four fell. The gate broke.", "Four fell.", [("taken out", "The gate broke.", None)]),
    ("Four fell.", "Four fell. The mayor came.", [("put in", None, "The mayor came.")]),
    ("Four fell.\nThe gate broke.", "Four   fell. The gate broke.", []),
    ("", "Four fell.", [("put in", None, "Four fell.")]),
    (
        "One came. Two went. Three stayed.",
        "Two went. Three stayed. Four slept.",
        [("taken out", "One came.", None), ("put in", None, "Four slept.")],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_changes_are_told_by_sentence(
    before: str, after: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    old, new = report(before), report(after)
    found = compare_versions(old, new, LEXICON)
    assert [
        (c.kind.value, c.before.span.of(before) if c.before else None, c.after.span.of(after) if c.after else None)
        for c in found
    ] == expected


@given(
    st.lists(st.sampled_from(["Ada came. ", "Four fell. ", "It rained.\n", "“Go,” he said. "]), max_size=8), st.data()
)
def test_changes_turn_one_version_into_the_other(sentences: list[str], data: st.DataObject) -> None:
    old = report("".join(sentences))
    new = report("".join(data.draw(st.permutations(sentences))))
    changes = compare_versions(old, new, LEXICON)
    assert all(c.before is None or c.before.report == old.id for c in changes)
    assert all(c.after is None or c.after.report == new.id for c in changes)
    out = [c.before.span.of(old.text) for c in changes if c.before]
    come = [c.after.span.of(new.text) for c in changes if c.after]
    assert sorted(out) == sorted(come)
    assert all((c.kind is ChangeKind.REWORDED) == (c.before is not None and c.after is not None) for c in changes)
    assert not compare_versions(old, old, LEXICON)


def test_a_chain_is_found_from_any_of_its_versions() -> None:
    one, two, three, other = (report(f"Version {n}.") for n in range(4))
    rows = [row(three), row(two, three), row(one, two), row(other)]
    for start in (one, two, three):
        assert [r.report for r in version_chain(rows, start.id)] == [one, two, three]
    view = versions(rows, one.id, LEXICON)
    assert [s.lines[0].text for s in view.sections] == [
        "reworded: 'Version 0.' → 'Version 1.'",
        "reworded: 'Version 1.' → 'Version 2.'",
    ]
    assert versions(rows, other.id, LEXICON).sections == ()


def test_a_correction_is_told_once() -> None:
    one, two = report("Four fell. The gate broke."), report("Five fell. The gate broke.")
    rows = [row(two), row(one, two)]
    (notice,) = find_corrections(rows, LEXICON, Memory())
    assert "1 sentence changed" in notice.lines[0].text
    assert list(find_corrections(rows, LEXICON, Memory([notice.told]))) == []


def test_more_reports_of_what_was_told_are_no_news() -> None:
    memory = Memory(
        [Told(kind=NoticeKind.DISPUTE, left=("a",), right=("b",)), Told(kind=NoticeKind.FIGURE, left=("f",))]
    )
    assert memory.has(Told(kind=NoticeKind.DISPUTE, left=("a", "a2"), right=("b2", "b")))
    assert not memory.has(Told(kind=NoticeKind.DISPUTE, left=("a",), right=("c",)))
    assert not memory.has(Told(kind=NoticeKind.REVISED, left=("a",), right=("b",)))
    assert memory.has(Told(kind=NoticeKind.FIGURE, left=("e", "f")))
    assert not memory.has(Told(kind=NoticeKind.DUE, left=("f",)))
