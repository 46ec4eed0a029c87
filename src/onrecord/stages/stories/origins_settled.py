"""Origins that a reviewer gave claims: a person's word goes before what the report's wording says."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Claim, Evidence, Origin, OriginId, OriginKind, content_id


def settle_origins(origins: Sequence[Origin], claims: Sequence[Claim]) -> list[Origin]:
    """The origins with every claim that a reviewer gave one under that name, and under no other."""
    given = [c for c in claims if c.origin]
    if not given:
        return list(origins)
    moved: set[str] = {c.id for c in given}
    kept = [_without(origin, moved, claims) for origin in origins]
    found = [o for o in kept if o is not None]
    for name in sorted({c.origin for c in given if c.origin}):
        own = [c for c in given if c.origin == name]
        home = next((o for o in found if o.claims and o.name.casefold() == name.casefold()), None)
        if home is not None:
            found[found.index(home)] = _with(home, own)
        else:
            found.append(_made(name, own))
    return found


def _without(origin: Origin, moved: set[str], claims: Sequence[Claim]) -> Origin | None:
    """The origin without the claims that went elsewhere; None where it was of these alone."""
    left = tuple(c for c in origin.claims if c not in moved)
    if left == origin.claims:
        return origin
    if not left:
        return None
    reports = {c.report for c in claims if c.id in left}
    return replace(
        origin,
        claims=left,
        reports=tuple(r for r in origin.reports if r in reports),
        evidence=tuple(e for e in origin.evidence if e.report in reports),
    )


def _with(origin: Origin, own: Sequence[Claim]) -> Origin:
    return replace(
        origin,
        claims=(*origin.claims, *(c.id for c in own)),
        reports=tuple(sorted({*origin.reports, *(c.report for c in own)})),
    )


def _made(name: str, own: Sequence[Claim]) -> Origin:
    return Origin(
        id=OriginId(content_id("o", "reviewer", name, *sorted(c.id for c in own))),
        kind=OriginKind.SPEAKER,
        name=name,
        claims=tuple(c.id for c in own),
        reports=tuple(sorted({c.report for c in own})),
        evidence=tuple(Evidence(report=c.report, span=c.evidence) for c in own[:1]),
    )
