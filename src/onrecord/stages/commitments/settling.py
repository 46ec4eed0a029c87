"""Lengths of time whose end the report tells elsewhere: `will close for a week`, and further on `shut until 7 June`."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.commitments import ActWords
from onrecord.records import Claim, Commitment, Deadline, TimeRelation

_LENGTH = "for "


def settle_lengths(claims: Sequence[Claim], text: str, acts: ActWords) -> tuple[Claim, ...]:
    """The claims, with a length that begins nobody says when ending on the one day until which the report says that
    something lasts, where that day is one of those on which it may end.
    """
    days = [d for c in claims if (d := _last_day(c, acts)) is not None]
    return tuple(_settled(c, days, text, acts) for c in claims)


def _lasting(claim: Claim, acts: ActWords) -> Deadline | None:
    """Until when an act lasts, where it is one that lasts."""
    content = claim.content
    if not isinstance(content, Commitment) or content.deadline is None:
        return None
    return content.deadline if content.action.split()[0] in acts.lasting else None


def _last_day(claim: Claim, acts: ActWords) -> Deadline | None:
    deadline = _lasting(claim, acts)
    if deadline is None or deadline.relation is not TimeRelation.UNTIL or deadline.interval.days != 1:
        return None
    return deadline


def _settled(claim: Claim, days: Sequence[Deadline], text: str, acts: ActWords) -> Claim:
    deadline = _lasting(claim, acts)
    if deadline is None or deadline.relation is not TimeRelation.UNTIL or deadline.interval.days == 1:
        return claim
    if not deadline.text.of(text).lower().startswith(_LENGTH):
        return claim
    inside = [d for d in days if d.interval.inside(deadline.interval)]
    if len({d.interval.low for d in inside}) != 1:
        return claim
    assert isinstance(claim.content, Commitment)
    settled = replace(deadline, interval=inside[0].interval, settled=inside[0].text)
    return replace(claim, content=replace(claim.content, deadline=settled))
