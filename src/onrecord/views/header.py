"""What a reader must know before the first line: which reports, when they were published, which copy which."""

from onrecord.ledger.query import ReportRow
from onrecord.records import Interval, RelationType, tell_days
from onrecord.views.scope import Scope

_LISTED = 12  # so many reports at most are named above a view


def dated_groups(scope: Scope) -> str:
    """`003, 004: Sep 2024. 002: Dec 2024 to Sep 2025 (inferred).`, earliest first; reasons are in `reports`."""
    found: dict[tuple[Interval, bool], list[str]] = {}
    for row in scope.reports:
        published = dict(scope.account.publications).get(row.report.id)
        if published is not None:
            inferred = all(field.of_office for field in row.report.metadata.dates)
            found.setdefault((published.clock.interval, inferred), []).append(row.label)
    if len(scope.reports) > _LISTED:
        return _span_of(scope)
    return " ".join(
        f"{', '.join(labels)}: {tell_days(interval)}{' (inferred)' if inferred and interval.known else ''}."
        for (interval, inferred), labels in found.items()
    )


def _span_of(scope: Scope) -> str:
    """`30 May 2005 to 8 Jul 2005; 3 of unknown date`: of many reports only from when to when."""
    published = [scope.published(row.report.id) for row in scope.reports]
    known = [p for p in published if p.known]
    if not known:
        return f"{len(published)} of unknown date."
    days = Interval(lo=min(p.low for p in known), hi=max(p.high for p in known))
    unknown = f"; {len(published) - len(known)} of unknown date" if len(known) < len(published) else ""
    return f"Published {tell_days(days)}{unknown}. `onrecord reports` lists them."


def copy_summary(scope: Scope) -> tuple[str, ...]:
    """`000+001 rewrite one source`, for every group of copies; shared statements after them."""
    known = {row.report.id for row in scope.reports}
    found = []
    for relation, said in (
        (RelationType.NEAR_COPY, "rewrite one source"),
        (RelationType.SHARED_ORIGIN, "share a source"),
    ):
        pairs = [
            sorted((scope.rows[k.left].label, scope.rows[k.right].label))
            for k in scope.account.copies
            if k.relation is relation and {k.left, k.right} <= known
        ]
        found += [f"{'+'.join(group)} {said}" for group in _joined(pairs)]
    return tuple(found)


def _joined(pairs: list[list[str]]) -> list[list[str]]:
    """Pairs that share a member, as groups."""
    groups: list[set[str]] = []
    for pair in sorted(pairs):
        touching = [g for g in groups if g & set(pair)]
        merged = set(pair).union(*touching)
        groups = [g for g in groups if g not in touching] + [merged]
    return sorted(sorted(g) for g in groups)


def flags(row: ReportRow, scope: Scope) -> str:
    """What to know about a report's place in the view: possible only, or its file gone."""
    marks = []
    if scope.only_possibly_known(row.report.id):
        marks.append("possibly later")
    if row.vanished:
        marks.append("file vanished")
    return ", ".join(marks)


def story_header(scope: Scope) -> tuple[str, ...]:
    """The lines above every reading view of a story."""
    n = len(scope.reports)
    reviewed = sum(bool(c.decided) for c in scope.account.claims)
    first = f"{n} report{'s' * (n != 1)}; " + (
        f"{reviewed} claim{'s' * (reviewed != 1)} reviewed by a person" if reviewed else "not reviewed by a person"
    )
    possible = [r.label for r in scope.reports if scope.only_possibly_known(r.report.id)]
    straddling = (f"possibly published later than the day asked for: {', '.join(possible)}",) if possible else ()
    copies = copy_summary(scope)
    return (first, dated_groups(scope), *straddling, *(("; ".join(copies),) if copies else ()))
