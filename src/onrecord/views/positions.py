"""What people and bodies say, by how many origins carry it."""

from onrecord.records import ClaimId, ClaimType, SourceType
from onrecord.views.line import Line, Section, View, line, quoted, words
from onrecord.views.rank import best_claim, ranked_tracks
from onrecord.views.scope import Scope


def position_lines(scope: Scope) -> tuple[Line, ...]:
    """One line a position: the speaker, and the words that carry it; sourced statements only."""
    found = []
    for track in ranked_tracks(scope, ClaimType.STATEMENT):
        group = scope.live_groups(track)[-1]
        claim = best_claim(scope, group)
        if claim.attribution.source_type is SourceType.NARRATOR or claim.attribution.speaker is None:
            continue
        phrases = (words(f"{claim.attribution.speaker}: "), *quoted(scope, claim))
        found.append(line(scope, phrases, scope.live(group.claims)))
    return tuple(found)


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
            line(scope, (words(f"{c.type.value.replace('_', ' ')}: "), *quoted(scope, c)), [c]) for c in claims
        )
        sections.append(Section(title=title, lines=lines))
    return View(title=f"SPEAKERS: {scope.account.story.title}", header=(), sections=tuple(sections))
