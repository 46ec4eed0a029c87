"""A person's word on a relation goes before the rule's, keeps it, and can be taken back."""

from pathlib import Path

import pytest

from onrecord.ledger.decisions import append_decision, claim_target, decisions_file
from onrecord.ledger.judgements import REVIEWER, find_judgements
from onrecord.ledger.query import Ledger
from onrecord.records import Action, Decision, Relation, RelationType, Target


@pytest.fixture
def copy(example_db: Path, tmp_path: Path) -> Path:
    path = tmp_path / "story.db"
    path.write_bytes(example_db.read_bytes())
    return path


def sides(ledger: Ledger, relation: Relation) -> list[Target]:
    claims = {c.id: c for c in ledger.account(relation.story).claims}
    reports = {r.report.id: r.report for r in ledger.report_rows}
    return [claim_target(reports[claims[s[0]].report], claims[s[0]]) for s in (relation.left, relation.right)]


def judged(path: Path, relation: Relation) -> Relation:
    with Ledger(path) as ledger:
        return next(r for r in ledger.account(relation.story).relations if r.id == relation.id)


def decide(number: int, left: Target, right: Target | None, value: str | None, undoes: str | None = None) -> Decision:
    return Decision(
        id=f"d_{number}",
        time=f"2031-05-0{number}T10:00:00+00:00",
        reviewer="ann",
        action=Action.UNDO if undoes else Action.SET_RELATION,
        target=left,
        other=right,
        value=value,
        undoes=undoes,
    )


def test_the_last_word_counts_in_either_order_and_can_be_undone(copy: Path) -> None:
    with Ledger(copy) as ledger:
        account = ledger.account(ledger.story(None).id)
        relation = next(r for r in account.relations if r.type is RelationType.CONTRADICTS)
        left, right = sides(ledger, relation)
    path = decisions_file(copy)
    append_decision(path, decide(1, left, right, "updates"))
    assert judged(copy, relation).type is RelationType.UPDATES
    append_decision(path, decide(2, right, left, "scope_difference"))
    found = judged(copy, relation)
    assert (found.type, found.rule) == (RelationType.SCOPE_DIFFERENCE, REVIEWER)
    assert relation.reason in found.reason
    append_decision(path, decide(3, right, left, None, undoes="d_2"))
    assert judged(copy, relation).type is RelationType.UPDATES
    append_decision(path, decide(4, left, right, None, undoes="d_1"))
    assert judged(copy, relation) == relation


def test_a_decision_about_one_side_or_an_unknown_type_judges_no_pair(copy: Path) -> None:
    with Ledger(copy) as ledger:
        account = ledger.account(ledger.story(None).id)
        relation = next(r for r in account.relations if r.type is RelationType.CONTRADICTS)
        left, right = sides(ledger, relation)
        reports = {r.report.id: r.report for r in ledger.report_rows}
        for decision in (
            decide(1, left, None, "updates"),
            decide(2, left, left, "updates"),
            decide(3, left, right, "x"),
        ):
            assert not find_judgements(account, reports, [decision])
