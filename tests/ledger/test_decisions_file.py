"""The reviewers' file: appended, merged by putting one after the other, matched by exact words alone."""

import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger.codec import encode
from onrecord.ledger.decisions import (
    append_decision,
    apply_to_claims,
    claim_target,
    date_by_decision,
    judge_standing,
    read_decisions,
    report_target,
    standing_decisions,
)
from onrecord.records import (
    NARRATOR,
    Action,
    Claim,
    Decision,
    Fact,
    Metadata,
    Report,
    Span,
    Standing,
    Target,
    content_id,
    report_id,
)

TEXT = "The dam at Orlen held. The mayor was glad. The dam at Orlen held."
REPORT = Report(id=report_id("a.txt", None, TEXT), key="a.txt", sha256="aa", text=TEXT, metadata=Metadata())


def fact(start: int, end: int, number: int = 0) -> Claim:
    return Claim(
        id=content_id("c", start, end, number),
        report=REPORT.id,
        sentence=0,
        paragraph=1,
        evidence=Span(start=start, end=end),
        attribution=NARRATOR,
        content=Fact(subject="dam", predicate="held"),
    )


def decision(
    action: Action, target: Target, time: str, value: str | None = None, undoes: str | None = None
) -> Decision:
    return Decision(
        id=content_id("d", time, action, value),
        time=time,
        reviewer="ann",
        action=action,
        target=target,
        value=value,
        undoes=undoes,
    )


def test_two_files_merge_by_concatenation_in_either_order(tmp_path: Path) -> None:
    made = [
        decision(Action.SET_DATE, report_target(REPORT), f"2031-05-0{day}T10:00:00+00:00", f"2031-04-0{day}")
        for day in (1, 2, 3)
    ]
    path = tmp_path / "decisions.jsonl"
    for order in permutations(made):
        path.unlink(missing_ok=True)
        # Both reviewers had the middle one.
        for one in (*order, made[1]):
            append_decision(path, one)
        assert read_decisions(path) == tuple(made)
        assert date_by_decision(REPORT, read_decisions(path)).metadata.dates[0].value == "2031-04-03"


def test_files_joined_without_a_line_end_or_with_blank_lines_are_read(tmp_path: Path) -> None:
    first, other = (decision(Action.NOTE, report_target(REPORT), f"2031-05-0{n}") for n in (1, 2))
    path = tmp_path / "decisions.jsonl"
    path.write_text(f"\n{encode(first)}", encoding="utf-8")
    append_decision(path, other)
    assert read_decisions(path) == (first, other)


def test_words_with_odd_line_ends_stay_on_their_line(tmp_path: Path) -> None:
    odd = decision(Action.NOTE, Target(sha256="aa", record="fact", exact="held\u2028and\x85held"), "2031-05-01")
    append_decision(tmp_path / "decisions.jsonl", odd)
    assert read_decisions(tmp_path / "decisions.jsonl") == (odd,)


@pytest.mark.parametrize("line", [b"{not json", b"\xff\xfe", b'{"id": "d_1"}', b"[]"])
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "decisions.jsonl"
    append_decision(path, decision(Action.NOTE, report_target(REPORT), "2031-05-01"))
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(LedgerError, match=r"decisions\.jsonl:2: not a decision .* Correct or remove the line"):
        read_decisions(path)


def test_a_last_line_that_a_power_cut_tore_is_named_and_the_next_one_starts_anew(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    first, other = (decision(Action.NOTE, report_target(REPORT), f"2031-05-0{n}") for n in (1, 2))
    append_decision(path, first)
    whole = path.read_bytes()
    for end in range(1, len(encode(other))):
        path.write_bytes(whole + encode(other).encode()[:end])
        with pytest.raises(LedgerError, match=r"decisions\.jsonl:2: cut short .* Correct or remove the line"):
            read_decisions(path)
    append_decision(path, other)
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join((lines[0], *lines[2:])))
    assert read_decisions(path) == (first, other)


FILL = """
import resource, sys
from pathlib import Path
from onrecord.errors import LedgerError
from onrecord.ledger.codec import decode
from onrecord.ledger.decisions import append_decision
from onrecord.records import Decision
path, one = Path(sys.argv[1]), decode(Decision, sys.argv[2])
size = path.stat().st_size
for room in range(0, len(sys.argv[2]), 9):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, resource.RLIM_INFINITY))
    try:
        append_decision(path, one)
    except LedgerError as exc:
        assert "disk" in str(exc), exc
    else:
        raise AssertionError("told as kept")
    assert path.stat().st_size == size, "half a line"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
append_decision(path, one)
"""


def test_where_the_disk_is_full_no_half_line_is_left(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    path = tmp_path / "decisions.jsonl"
    first, other = (decision(Action.NOTE, report_target(REPORT), f"2031-05-0{n}") for n in (1, 2))
    append_decision(path, first)
    subprocess.run([sys.executable, "-c", FILL, str(path), encode(other)], check=True, timeout=60)
    assert read_decisions(path) == (first, other)


def test_one_id_for_two_decisions_is_told(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    one = decision(Action.NOTE, report_target(REPORT), "2031-05-01")
    append_decision(path, one)
    append_decision(path, replace(one, reviewer="bob"))
    with pytest.raises(LedgerError, match=r"decisions\.jsonl:2: d_\w+ is another decision further up"):
        read_decisions(path)


def test_a_decision_attaches_to_the_one_claim_that_its_words_and_context_name() -> None:
    claims = (fact(0, 22), fact(44, 66))
    reject = decision(Action.REJECT, claim_target(REPORT, claims[1]), "2031-05-01")
    settled, attached = apply_to_claims(REPORT, claims, [reject])
    assert [c.rejected for c in settled] == [False, True]
    assert attached == {reject.id}


# Changed words, changed context, another kind of record, and two claims that the words fit alike.
MISSES = [
    ({"exact": "The dam at Orlen broke."}, 0),
    ({"prefix": "Then. "}, 0),
    ({"suffix": " But"}, 0),
    ({"record": "quantity"}, 0),
    ({}, 1),
]


@pytest.mark.parametrize(("change", "twins"), MISSES)
def test_a_decision_whose_words_fit_no_claim_or_two_is_an_orphan(change: dict[str, str], twins: int) -> None:
    claims = (fact(0, 22), *(fact(0, 22, number) for number in range(1, 1 + twins)))
    target = replace(claim_target(REPORT, claims[0]), **change)
    reject = decision(Action.REJECT, target, "2031-05-01")
    settled, attached = apply_to_claims(REPORT, claims, standing_decisions([reject]))
    assert not any(c.rejected for c in settled)
    assert attached == frozenset()
    (applied,) = judge_standing([reject], attached, frozenset({"aa"}))
    assert applied.standing is Standing.ORPHAN
