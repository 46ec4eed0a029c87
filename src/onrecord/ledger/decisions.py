"""The reviewers' file: one decision a line, appended and never changed, found again by the words it is about."""

import os
from collections.abc import Sequence
from dataclasses import replace
from io import FileIO
from pathlib import Path

from onrecord.errors import LedgerError, SettingsError
from onrecord.ledger.additions import add_claims
from onrecord.ledger.codec import decode, encode
from onrecord.ledger.edits import edit_claim, read_fields
from onrecord.records import (
    Action,
    Applied,
    Attribution,
    Claim,
    DateField,
    Decision,
    Report,
    Span,
    Standing,
    Target,
)

CONTEXT = 24


def decisions_file(ledger: Path) -> Path:
    """Where the decisions on a ledger are kept: `decisions.jsonl` in the same folder."""
    return ledger.parent / "decisions.jsonl"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Every decision in the file, oldest first, each once; none when there is no file.

    Two reviewers' files can be put one after the other, in either order and with lines in common. Raises LedgerError
    naming the line that is no decision.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    except OSError as exc:
        raise LedgerError(f"{path}: cannot be read ({exc.strerror}). Check its permissions.") from exc
    found: dict[str, Decision] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                decision = decode(Decision, line.decode())
            except Exception as exc:
                # No line end after it: the writing was cut off, as by a power cut.
                what = "cut short" if number == len(lines) else "not a decision"
                raise LedgerError(f"{path}:{number}: {what} ({exc}). Correct or remove the line.") from exc
            if found.setdefault(decision.id, decision) != decision:
                raise LedgerError(
                    f"{path}:{number}: {decision.id} is another decision further up. Remove one of the lines."
                )
    return tuple(sorted(found.values(), key=lambda d: (d.time, d.id)))


def merge_decisions(path: Path, other: Path) -> tuple[tuple[Decision, ...], tuple[tuple[Decision, Decision], ...]]:
    """Add the decisions of another reviewer's file to this one: those that are new here, and of these each that says
    otherwise than an earlier one that stands, with it. The later counts. Raises LedgerError where a file is broken.
    """
    here = read_decisions(path)
    known = {d.id for d in here}
    if not other.exists():
        raise LedgerError(f"{other}: no such file. Give another reviewer's decisions.jsonl.")
    new = tuple(d for d in read_decisions(other) if d.id not in known)
    for decision in new:
        append_decision(path, decision)
    return new, disagreements(standing_decisions(read_decisions(path)))


def disagreements(decisions: Sequence[Decision]) -> tuple[tuple[Decision, Decision], ...]:
    """Pairs of decisions of two reviewers on one thing that cannot both hold, the earlier first."""
    last: dict[tuple[object, ...], Decision] = {}
    found = []
    for decision in decisions:
        settles = _SETTLES.get(decision.action)
        if settles is None:
            continue
        key = (settles, decision.target, decision.other)
        earlier = last.get(key)
        said = (decision.action, decision.value)
        if earlier and earlier.reviewer != decision.reviewer and (earlier.action, earlier.value) != said:
            found.append((earlier, decision))
        last[key] = decision
    return tuple(found)


_SETTLES = {
    Action.ACCEPT: "claim",
    Action.REJECT: "claim",
    Action.EDIT: "fields",
    Action.MERGE: "track",
    Action.SPLIT: "track",
    Action.SET_DATE: "date",
    Action.SET_SPEAKER: "speaker",
    Action.SET_ORIGIN: "origin",
    Action.SET_RELATION: "relation",
}
"""What an action settles: two of one kind on one thing exclude each other."""


def append_decision(path: Path, decision: Decision) -> None:
    """Add one line and see that it reached the disk; raises LedgerError, and adds nothing, where it cannot."""
    line = (encode(decision) + "\n").encode()
    try:
        with path.open("a+b", buffering=0) as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    line = b"\n" + line
            _write_whole(file, line)
    except OSError as exc:
        raise LedgerError(f"{path}: cannot be written ({exc.strerror}). Check its permissions and the disk.") from exc


def _write_whole(file: FileIO, line: bytes) -> None:
    """Write all of a line or leave the file as it was, unless somebody else wrote behind the part of it."""
    written, size = 0, file.seek(0, os.SEEK_END)
    try:
        while written < len(line):
            written += file.write(line[written:])
        os.fsync(file.fileno())
    except OSError:
        if file.seek(0, os.SEEK_END) == size + written:
            file.truncate(size)
        raise


def words_target(report: Report, kind: str, span: Span) -> Target:
    """The target that names words of a report, with what stands around them."""
    return Target(
        sha256=report.sha256,
        record=kind,
        exact=span.of(report.text),
        prefix=report.text[max(0, span.start - CONTEXT) : span.start],
        suffix=report.text[span.end : span.end + CONTEXT],
    )


def report_target(report: Report) -> Target:
    """The target that names a whole report."""
    return Target(sha256=report.sha256, record="report")


def claim_target(report: Report, claim: Claim) -> Target:
    """The target that names a claim by its words and what stands around them."""
    return words_target(report, claim.type.value, claim.evidence)


def standing_decisions(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that no later one undoes, oldest first."""
    undone = {d.undoes for d in decisions if d.action is Action.UNDO}
    return tuple(d for d in decisions if d.id not in undone and d.action is not Action.UNDO)


def date_by_decision(report: Report, decisions: Sequence[Decision]) -> Report:
    """The report with the latest date a reviewer gave it as its first date field."""
    dates = [d.value for d in decisions if d.action is Action.SET_DATE and d.target.sha256 == report.sha256 and d.value]
    if not dates:
        return report
    field = DateField(name="user decision", value=dates[-1])
    return replace(report, metadata=replace(report.metadata, dates=(field, *report.metadata.dates)))


def _matches(claim: Claim, report: Report, target: Target) -> bool:
    """Whether the claim is the one the target's words name; context decides between equal words."""
    here = claim_target(report, claim)
    return (here.record, here.exact, here.prefix, here.suffix) == (
        target.record,
        target.exact,
        target.prefix,
        target.suffix,
    )


def apply_to_claims(
    report: Report, claims: Sequence[Claim], decisions: Sequence[Decision]
) -> tuple[tuple[Claim, ...], frozenset[str]]:
    """The claims with what reviewers settled and added, and the ids of the decisions that found an exact, unique match.

    An edit that a claim cannot take leaves it alone and finds nothing.
    """
    added, found = add_claims(report, claims, decisions)
    settled, attached = [*claims, *added], set(found)
    for decision in decisions:
        about = decision.target
        if about.sha256 != report.sha256 or about.record == "report" or decision.id in attached:
            continue
        places = [i for i, c in enumerate(settled) if _matches(c, report, about)]
        decided = _decide(settled[places[0]], decision) if len(places) == 1 else None
        if decided is not None:
            settled[places[0]] = decided
            attached.add(decision.id)
    return tuple(settled), frozenset(attached)


def _decide(claim: Claim, decision: Decision) -> Claim | None:
    """The claim as decided; None where the decision says nothing that it can take."""
    decided = tuple(sorted({*claim.decided, decision.action.value}))
    match decision.action:
        case Action.REJECT:
            return replace(claim, decided=decided, rejected=True)
        case Action.ACCEPT:
            return replace(claim, decided=decided, rejected=False)
        case Action.SET_SPEAKER:
            return replace(claim, decided=decided, attribution=_spoken_by(claim.attribution, decision.value))
        case Action.SET_ORIGIN:
            return replace(claim, decided=decided, origin=decision.value)
        case Action.MERGE:
            return replace(claim, decided=decided, joined=decision.value)
        case Action.EDIT:
            try:
                return replace(edit_claim(claim, read_fields(decision.value)), decided=decided)
            except SettingsError:
                return None
        case Action.ADD:
            return None
        case _:
            return replace(claim, decided=decided)


def _spoken_by(attribution: Attribution, speaker: str | None) -> Attribution:
    return replace(attribution, speaker=speaker, entity=None)


def judge_standing(
    decisions: Sequence[Decision], attached: frozenset[str], reports: frozenset[str]
) -> tuple[Applied, ...]:
    """What became of each decision about a report in this ledger; `attached` holds the ids that found their claim.

    Decisions about other reports (another ledger in the same folder) are left out.
    """
    live = {d.id for d in standing_decisions(decisions)}
    found = []
    for decision in decisions:
        if decision.target.sha256 not in reports:
            continue
        if decision.action is Action.UNDO or decision.id not in live:
            standing = Standing.UNDONE if decision.action is not Action.UNDO else Standing.ATTACHED
        elif decision.target.record == "report" or decision.id in attached:
            standing = Standing.ATTACHED
        else:
            standing = Standing.ORPHAN
        found.append(Applied(decision=decision, standing=standing))
    return tuple(found)
