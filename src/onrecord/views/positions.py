"""What people and bodies say, by how many origins carry it."""

from collections.abc import Mapping, Sequence

from onrecord.records import Claim, ClaimId, ClaimType, Confidence, Quantity, ReportId, Span, tell_days
from onrecord.views.line import Line, Section, View, line, quoted, words
from onrecord.views.repeats import Shown
from onrecord.views.scope import Scope
from onrecord.views.showing import whole_span
from onrecord.views.succession import overtaken_claims
from onrecord.views.threads import find_threads


def position_lines(scope: Scope, per_speaker: int | None = None, shown: Shown | None = None) -> tuple[Line, ...]:
    """One line a position: the speaker, and the words that carry it; at most `per_speaker` of each speaker's, and none
    of words that were `shown` already.
    """
    found = []
    seen: dict[str, int] = {}
    overtaken = _overtaken_numbers(scope)
    for thread in find_threads(scope, ClaimType.STATEMENT):
        claim = thread[0]
        if shown is not None and shown.has(thread):
            continue
        speaker = claim.attribution.speaker or ""
        seen[speaker] = seen.get(speaker, 0) + 1
        if per_speaker is None or seen[speaker] <= per_speaker:
            note = _since(scope, overtaken, thread)
            found.append(line(scope, (words(f"{speaker}: "), *quoted(scope, claim)), thread, note=note))
    return tuple(found)


def _overtaken_numbers(scope: Scope) -> Mapping[tuple[ReportId, int], Sequence[Span]]:
    """Where in each sentence a number stands that a later one has replaced."""
    found: dict[tuple[ReportId, int], list[Span]] = {}
    for claim in scope.live(sorted(overtaken_claims(scope))):
        if isinstance(claim.content, Quantity):
            found.setdefault((claim.report, claim.sentence), []).append(claim.content.number)
    return found


def _since(
    scope: Scope, overtaken: Mapping[tuple[ReportId, int], Sequence[Span]], thread: Sequence[Claim]
) -> str | None:
    """The remark on a statement that a figure of it is no longer the latest, with the day it was said."""
    claim = thread[0]
    if not any(claim.evidence.covers(number) for number in overtaken.get((claim.report, claim.sentence), ())):
        return None
    day = _said_on(scope, claim)
    return f"a later figure is known{f'; said {day}' if day else ''}"


def happened_lines(scope: Scope, shown: Shown | None = None) -> tuple[Line, ...]:
    """One line a fact, on the narrator's word, with the time it speaks of where the report gives one; none of words
    that were `shown` already.
    """
    found = []
    for thread in find_threads(scope, ClaimType.FACT):
        if shown is not None and shown.has(thread):
            continue
        clock = thread[0].clocks.as_of
        stated = clock.confidence is not Confidence.LOW and clock.interval.known
        told = quoted(scope, thread[0], whole_span(scope, thread[0]))
        found.append(line(scope, told, thread, note=tell_days(clock.interval) if stated else None))
    return tuple(found)


def _said_on(scope: Scope, claim: Claim) -> str | None:
    """The day on which it was said, or else that of the report."""
    said = claim.clocks.said_on.interval
    told = said if said.known else scope.published(claim.report)
    return tell_days(told) if told.known else None


def speakers(scope: Scope, name: str | None = None) -> View:
    """What each speaker said, earliest first; `name` narrows to those whose name holds it (any case)."""
    by_speaker: dict[str, list[ClaimId]] = {}
    for claim in scope.claims.values():
        speaker = claim.attribution.speaker
        if speaker and (name is None or name.casefold() in speaker.casefold()):
            by_speaker.setdefault(speaker, []).append(claim.id)
    sections = []
    for speaker, ids in sorted(by_speaker.items(), key=lambda row: (-len(row[1]), row[0])):
        claims = sorted(
            (scope.claims[i] for i in ids),
            key=lambda c: (scope.published(c.report).low, scope.rows[c.report].label, c.evidence.start),
        )
        roles = sorted({c.attribution.speaker_role for c in claims if c.attribution.speaker_role})
        title = speaker + (f" ({'; '.join(roles)})" if roles else "")
        lines = tuple(
            line(scope, (words(f"{c.type.value.replace('_', ' ')}: "), *quoted(scope, c)), [c], note=_said_on(scope, c))
            for c in claims
        )
        sections.append(Section(title=title, lines=lines))
    return View(title=f"SPEAKERS: {scope.account.story.title}", header=(), sections=tuple(sections))
