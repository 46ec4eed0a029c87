"""What goes back to what: copies with each sign measured, shared origins, sources named but not held."""

from onrecord.records import Claim, CopyLink, Evidence, Origin, OriginKind, RelationType, SourceType
from onrecord.views.line import Line, Phrase, Section, View, cite, words
from onrecord.views.scope import Scope


def _link_line(scope: Scope, link: CopyLink) -> Line:
    left, right = scope.rows[link.left].label, scope.rows[link.right].label
    what = "rewrite one source" if link.relation is RelationType.NEAR_COPY else "share a source"
    measures = "; ".join(f"{m.name} {m.value:.2f} (ordinary pairs {m.background:.2f})" for m in link.measures)
    return Line(phrases=(words(f"{left} + {right} {what}"),), note=measures or None)


def _aligned_lines(scope: Scope, link: CopyLink) -> tuple[Line, ...]:
    """The sentences that stand in both, side by side."""
    found = []
    for left, right in link.aligned[:6]:
        sides = ((link.left, left), (link.right, right))
        phrases: list[Phrase] = []
        for report, span in sides:
            text = " ".join(span.of(scope.rows[report].report.text).split())
            cut = text if len(text) <= 150 else text[:150].rsplit(" ", 1)[0] + " …"
            phrases += [words(" ~ ")] if phrases else []
            phrases += [
                words(f"{scope.rows[report].label} '"),
                Phrase(text=cut, evidence=Evidence(report=report, span=span)),
                words("'"),
            ]
        found.append(Line(phrases=tuple(phrases), indent=True))
    return tuple(found)


def _origin_line(scope: Scope, origin: Origin) -> Line:
    claims = scope.live(origin.claims)
    reports = ", ".join(sorted(scope.rows[r].label for r in origin.reports if r in scope.rows))
    kind = origin.kind.value.replace("_", " ")
    phrases = (
        words(f"{kind}: "),
        Phrase(text=origin.name, evidence=origin.evidence[0] if origin.evidence else None),
        words(f" in {reports}"),
    )
    return Line(phrases=phrases, citations=cite(scope, claims)[:8], note=f"{len(claims)} claims")


def named_not_held(scope: Scope) -> list[Origin]:
    """Origins that a report names and that are not among the reports, those most claims go back to first.

    What an unnamed source told the reporter cannot be got hold of and is left out.
    """
    named = [
        o
        for o in scope.account.origins
        if not o.held and (not o.claims or any(_has_a_name(c) for c in scope.live(o.claims)))
    ]
    return sorted(named, key=lambda o: (-len(o.claims), o.name, o.id))


def _has_a_name(claim: Claim) -> bool:
    return claim.attribution.source_type not in (SourceType.UNNAMED_PERSON, SourceType.COLLECTIVE)


def copies(scope: Scope) -> View:
    """Copies, shared origins and named sources not held."""
    known = {row.report.id for row in scope.reports}
    links = [k for k in scope.account.copies if {k.left, k.right} <= known]
    pairs = [row for k in links for row in (_link_line(scope, k), *_aligned_lines(scope, k))]
    origins = [o for o in scope.account.origins if scope.live(o.claims)]
    shared = [o for o in origins if len(set(o.reports) & known) > 1]
    missing = named_not_held(scope)
    publishers = [o for o in shared if o.kind is OriginKind.SAME_PUBLISHER]
    shared = [o for o in shared if o.kind is not OriginKind.SAME_PUBLISHER]
    sections = (
        Section(title="COPIES AND REWRITES", lines=tuple(pairs)),
        Section(title="SHARED ORIGINS", lines=tuple(_origin_line(scope, o) for o in shared)),
        Section(title="SAME PUBLISHER", lines=tuple(_origin_line(scope, o) for o in publishers)),
        Section(title="NAMED BUT NOT HELD", lines=tuple(_origin_line(scope, o) for o in missing)),
    )
    n = len({o.id for o in origins})
    return View(
        title=f"COPIES AND ORIGINS: {scope.account.story.title}",
        header=(f"{len(known)} reports; {n} origins named",),
        sections=tuple(s for s in sections if s.lines),
    )
