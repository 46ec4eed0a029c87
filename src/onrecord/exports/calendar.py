"""Deadlines and scheduled events as iCalendar (RFC 5545): whole days, the same bytes for the same ledger.

`DTSTAMP` is the day of the latest report, for no clock is asked. A span of days that is not longer than a month is one
event; a longer one stands at the day on which it ends, or begins where nothing says when it ends.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.exports.choice import Choice
from onrecord.exports.wording import claim_text, legal, one_line, reviewed_words, source_words, urn
from onrecord.ledger.query import Ledger
from onrecord.records import Commitment, Event, OutcomeStatus, PromiseStatus
from onrecord.views.deadlines import Due, deadline_words, due_point, find_dues
from onrecord.views.scope import Scope

_LONGEST_LINE = 75  # octets, by RFC 5545 3.1
_LONGEST_EVENT = 31
_EPOCH = date(1970, 1, 1)
_DONE = frozenset({OutcomeStatus.MET})


def export_calendar(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """Every dated commitment and event as a VEVENT, which every calendar shows."""
    yield from _calendar(ledger, choice, tasks=False)


def export_tasks(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """Commitments as VTODO with what became of them, scheduled events as VEVENT."""
    yield from _calendar(ledger, choice, tasks=True)


def _calendar(ledger: Ledger, choice: Choice, *, tasks: bool) -> Iterator[str]:
    yield from _lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OnRecord//Deadlines//EN", "CALSCALE:GREGORIAN"])
    for scope in choice.scopes(ledger):
        for due in sorted(find_dues(scope), key=lambda d: (d.interval.high, d.interval.low, d.track.id)):
            if due.interval.known and not due.impossible:
                yield from _lines(_component(scope, due, tasks=tasks and not isinstance(due.claim.content, Event)))
    yield from _lines(["END:VCALENDAR"])


def _component(scope: Scope, due: Due, *, tasks: bool) -> Sequence[str]:
    kind = "VTODO" if tasks else "VEVENT"
    first, last = _days(due)
    times = (
        [f"DUE;VALUE=DATE:{_day(last)}"]
        if tasks
        else [
            f"DTSTART;VALUE=DATE:{_day(first)}",
            f"DTEND;VALUE=DATE:{_day(min(last, date.max - timedelta(1)) + timedelta(1))}",
            "TRANSP:TRANSPARENT",
        ]
    )
    reviewed = reviewed_words(due.claim)
    return [
        f"BEGIN:{kind}",
        f"UID:{urn(scope.account.story.id, due.track.id).removeprefix('urn:uuid:')}",
        f"DTSTAMP:{_day(scope.latest or _EPOCH)}T000000Z",
        *times,
        f"SUMMARY:{_text(_summary(due))}",
        f"DESCRIPTION:{_text(_description(scope, due))}",
        f"STATUS:{_status(due, tasks=tasks)}",
        *(["PERCENT-COMPLETE:100"] if tasks and due.outcome in _DONE else []),
        f"CATEGORIES:{_text(_kind(due))}{',REVIEWED BY A PERSON' if reviewed else ''}",
        f"X-ONRECORD-CLAIM:{due.claim.id}",
        f"END:{kind}",
    ]


def _days(due: Due) -> tuple[date, date]:
    """The first and last day to show."""
    point = due_point(due.claim)
    first, last = point.lo or point.hi, point.hi or point.lo
    assert first is not None
    assert last is not None
    return (first, last) if (last - first).days < _LONGEST_EVENT else (last, last)


def _kind(due: Due) -> str:
    return "scheduled event" if isinstance(due.claim.content, Event) else (due.kind.value if due.kind else "commitment")


def _summary(due: Due) -> str:
    match due.claim.content:
        case Commitment() as c:
            told = " ".join(filter(None, (c.actor or "unnamed:", c.action, c.object)))
        case Event() as e:
            told = e.what
        case _:
            told = due.track.title
    return one_line(f"{told} ({deadline_words(due.claim)})")


def _description(scope: Scope, due: Due) -> str:
    claims = scope.live(due.group.claims)
    outcome = "past due, outcome not reported (derived)" if due.outcome is OutcomeStatus.NOT_REPORTED else due.outcome
    lines = [
        f"'{claim_text(scope, due.claim)}'",
        f"{_kind(due)}, {due.promise.value.replace('_', ' ')}; {outcome.replace('_', ' ')}",
        *(f"{claim.id}: {source_words(scope, claim)}" for claim in claims),
        *dict.fromkeys(filter(None, (reviewed_words(c) for c in claims))),
    ]
    return "\n".join(lines)


def _status(due: Due, *, tasks: bool) -> str:
    content = due.claim.content
    if due.promise is PromiseStatus.WITHDRAWN or (isinstance(content, Event) and content.dropped):
        return "CANCELLED"
    if tasks:
        return "COMPLETED" if due.outcome in _DONE else "NEEDS-ACTION"
    return "CONFIRMED"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(value: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line breaks escaped (3.3.11)."""
    kept = legal(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", " ")
    return kept.replace("\n", "\\n").replace("\t", " ")


def _lines(contents: Sequence[str]) -> Iterator[str]:
    """Content lines folded at 75 octets, never inside a character, with CRLF (3.1)."""
    for content in contents:
        size, folded = 0, []
        for character in content:
            octets = len(character.encode())
            if size + octets > _LONGEST_LINE:
                folded.append("\r\n ")
                size = 1
            folded.append(character)
            size += octets
        yield "".join(folded) + "\r\n"
