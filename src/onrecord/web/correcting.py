"""What a reviewer can correct in a claim, as a form offers it."""

from dataclasses import dataclass
from functools import cache

from onrecord.ledger.edits import choices, current_fields, editable
from onrecord.lexicons.time import TimeLexicon, load_time
from onrecord.records import Analysis, Claim, Interval, Report, Sentence, TimeExpression
from onrecord.stages.times import find_times
from onrecord.views.scope import Scope

_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field with its value as it stands, and the words it may take where only some will do."""

    name: str
    value: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The fields of a claim, and the claims of its type that it could count with, each with its words."""

    fields: tuple[Field, ...]
    speaker: str
    origin: str
    into: tuple[tuple[str, str], ...]
    speakers: tuple[str, ...]


def correction_of(scope: Scope, claim: Claim) -> Correction:
    """What can be corrected in a claim."""
    fields = current_fields(claim)
    origins = scope.origins_of.get(claim.id, ())
    speakers = sorted({c.attribution.speaker for c in scope.claims.values() if c.attribution.speaker})
    return Correction(
        fields=tuple(Field(name=n, value=fields[n], choices=choices(claim.type, n)) for n in editable(claim.type)),
        speaker=claim.attribution.speaker or "",
        origin=origins[0].name if origins else "",
        into=tuple(_mergeable(scope, claim))[:_MOST],
        speakers=tuple(speakers[:_MOST]),
    )


def _mergeable(scope: Scope, claim: Claim) -> list[tuple[str, str]]:
    """A claim of each other track of its type, by the track's title."""
    found = []
    for track in scope.account.tracks:
        if track.slot.type is claim.type:
            claims = [c for g in scope.live_groups(track) for c in scope.live(g.claims)]
            if claims and claim.id not in {c.id for c in claims}:
                found.append((str(claims[0].id), track.title))
    return sorted(found, key=lambda row: (row[1], row[0]))


@cache
def _time_words() -> TimeLexicon:
    return load_time()


def times_in(report: Report, sentences: tuple[Sentence, ...], published: Interval) -> tuple[TimeExpression, ...]:
    """The time expressions of a report, with the days that each denotes."""
    bare = [Analysis(sentence=s, tokens=()) for s in sentences]
    return find_times(report.text, bare, published, _time_words())
