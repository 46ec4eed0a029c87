"""What reviewers decided: appended, never changed, and found again by the words they were about."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records.ids import content_id


class Action(StrEnum):
    """What a reviewer can do."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    SET_DATE = "set_date"
    SET_SPEAKER = "set_speaker"
    SET_RELATION = "set_relation"
    SET_ORIGIN = "set_origin"
    NOTE = "note"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a decision is about: a report by the SHA-256 of its bytes, and within it a record by type and exact words
    with some of what stands before and after. A row id would not survive a rebuild; this does.
    """

    sha256: str
    record: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of `decisions.jsonl`. `time` is UTC in ISO 8601; `value` what is set; `undoes` the id undone.

    A decision about a relation names a claim on one side as its target and one on the `other`; `value` is then the type
    of relation that the reviewer sees between them.
    """

    id: str
    time: str
    reviewer: str
    action: Action
    target: Target
    value: str | None = None
    reason: str = ""
    undoes: str | None = None
    other: Target | None = None

    @classmethod
    def made(
        cls,
        time: str,
        reviewer: str,
        action: Action,
        target: Target,
        *,
        value: str | None,
        reason: str,
        undoes: str | None,
        other: Target | None = None,
    ) -> "Decision":
        """A decision with the id that time, reviewer, action, target and value give it."""
        return cls(
            id=content_id("d", time, reviewer, action, target.sha256, target.exact, value),
            time=time,
            reviewer=reviewer,
            action=action,
            target=target,
            value=value,
            reason=reason,
            undoes=undoes,
            other=other,
        )


class Standing(StrEnum):
    """What became of a decision in this build."""

    ATTACHED = "attached"
    ORPHAN = "orphan"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A decision and whether it found what it is about; an orphan is shown, never dropped."""

    decision: Decision
    standing: Standing
