"""What goes back to what: origins on one side, reports on the other, copies of one text joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.pictures.svg import Picture, element, line, path, shortened, text, wrapped
from onrecord.records import CopyLink, Origin, OriginKind, RelationType, ReportId
from onrecord.views.scope import Scope

MOST, REPORTS = 12, 30
_UNDRAWN = (OriginKind.SOURCE_NOT_GIVEN, OriginKind.SAME_PUBLISHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The origins drawn with the claims each report has from them, the reports by date, and the copies among them.

    `rest` counts origins that fewest reports go back to, `undrawn` reports, that are left out of the drawing.
    """

    title: str
    origins: tuple[Origin, ...]
    reports: tuple[tuple[ReportId, str, str], ...]
    links: tuple[tuple[int, ReportId, int], ...]
    copies: tuple[CopyLink, ...]
    rest: int
    undrawn: int = 0

    @property
    def caption(self) -> str:
        """What there is to see, in words."""
        shared = sum(len({r for n, r, _ in self.links if n == i}) > 1 for i in range(len(self.origins)))
        reports = _count(len(self.reports) + self.undrawn, "report")
        told = [f"{reports}; {_count(shared, 'origin')} shared by more than one of them"]
        if self.copies:
            near = sum(c.relation is RelationType.NEAR_COPY for c in self.copies)
            pairs = [(near, "rewrite one text"), (len(self.copies) - near, "share a source")]
            told += [f"{_count(n, 'pair')} of reports {what}" for n, what in pairs if n]
        if self.undrawn:
            told.append(f"{_count(self.undrawn, 'report')} not drawn")
        if self.rest:
            told.append(f"{_count(self.rest, 'origin')} of fewer claims not drawn")
        return "; ".join(told) + "."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def find_web(scope: Scope, most: int = MOST) -> Web:
    """The origins of a story that most reports go back to, at most so many."""
    known = [(r.report.id, r.label, r.report.outlet or r.label) for r in scope.reports]
    ids = {i for i, _, _ in known}
    given = [o for o in scope.account.origins if o.kind not in _UNDRAWN and _counts(scope, o, ids)]
    given.sort(key=lambda o: (-len(_counts(scope, o, ids)), -sum(_counts(scope, o, ids).values()), o.name, o.id))
    shown = given[:most]
    linked = {r for o in shown for r in _counts(scope, o, ids)}
    linked |= {r for k in scope.account.copies for r in (k.left, k.right)}
    drawn = [row for row in known if len(known) <= REPORTS or row[0] in linked][:REPORTS]
    ids = {i for i, _, _ in drawn}
    shown = [o for o in shown if _counts(scope, o, ids)]
    places = {report: n for n, (report, _, _) in enumerate(drawn)}
    shown.sort(key=lambda o: (_middle([places[r] for r in _counts(scope, o, ids)]), o.name, o.id))
    return Web(
        title=scope.account.story.title,
        origins=tuple(shown),
        reports=tuple(drawn),
        links=tuple((n, r, c) for n, o in enumerate(shown) for r, c in sorted(_counts(scope, o, ids).items())),
        copies=tuple(k for k in scope.account.copies if {k.left, k.right} <= ids),
        rest=len(given) - len(shown),
        undrawn=len(known) - len(drawn),
    )


def _counts(scope: Scope, origin: Origin, known: set[ReportId]) -> dict[ReportId, int]:
    """How many claims each report has from an origin; a source that is only named counts once where it is named."""
    counts = {r: 1 for r in origin.reports if r in known} if not origin.claims else {}
    for claim in scope.live(origin.claims):
        if claim.report in known:
            counts[claim.report] = counts.get(claim.report, 0) + 1
    return counts


def _middle(places: Sequence[int]) -> float:
    return sum(places) / len(places)


def draw_web(web: Web, width: int) -> Picture:
    """The web, so many pixels wide: origins on the left, reports on the right, copies as arcs beside these."""
    slim = width < 500
    arcs = (26 if slim else 90) if web.copies else 8
    wide = (width - arcs - 24) * (0.38 if slim else 0.36)
    columns = (12.0, width - arcs - wide)
    rows = max(len(web.origins), len(web.reports), 1)
    tall = 58.0 if slim else 46.0
    height = 64 + rows * tall
    left = _places(len(web.origins), 64, height, tall)
    right = _places(len(web.reports), 64, height, tall)
    at = {report: right[n] for n, (report, _, _) in enumerate(web.reports)}
    most = max((c for _, _, c in web.links), default=1)
    links = [_link(columns[0] + wide, left[n], columns[1], at[r], c / most) for n, r, c in web.links]
    boxes = [_origin(o, columns[0], y, wide) for o, y in zip(web.origins, left, strict=True)]
    boxes += [_report(r, columns[1], y, wide) for r, y in zip(web.reports, right, strict=True)]
    copies = [_copy(c, columns[1] + wide, at, arcs) for c in web.copies]
    head = [text(12, 20, shortened(web.title, width - 24), "p-strong"), *_headings(columns), *_key(web, width)]
    body = "".join([*head, *links, *boxes, *copies])
    return Picture(title=web.title, caption=web.caption, width=width, height=round(height + 4), body=body)


def _headings(columns: tuple[float, float]) -> Iterator[str]:
    yield text(columns[0], 54, "goes back to", "p-soft")
    yield text(columns[1], 54, "reports, earliest first", "p-soft")


def _key(web: Web, width: int) -> Iterator[str]:
    """What the broken line means, where there is one and room to say so."""
    if web.copies and width > 500:
        yield line(width - 218, 33, width - 190, 33, "p-copy")
        yield text(width - 184, 37, "two reports of one text", "p-soft")


def _places(count: int, top: float, bottom: float, tall: float) -> list[float]:
    """The middles of so many rows, spread over the height."""
    room = (bottom - top) / max(1, count)
    return (
        [top + room * (n + 0.5) for n in range(count)]
        if room < tall * 2
        else [top + tall * (n + 0.5) for n in range(count)]
    )


def _link(x1: float, y1: float, x2: float, y2: float, weight: float) -> str:
    bend = (x2 - x1) / 2
    drawn = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return element("path", class_="p-link", d=drawn, stroke_width=1 + 4 * weight)


def _origin(origin: Origin, x: float, y: float, wide: float) -> str:
    """A box for an origin; one that is named but not among the reports has a broken edge."""
    kind = origin.kind.value.replace("_", " ") + ("" if origin.held else ", not held")
    return _box(x, y, wide, origin.name, kind, "p-box" if origin.held else "p-absent")


def _report(report: tuple[ReportId, str, str], x: float, y: float, wide: float) -> str:
    _, label, outlet = report
    return _box(x, y, wide, outlet, label if outlet != label else "", "p-box")


def _box(x: float, y: float, wide: float, name: str, below: str, class_: str) -> str:
    rows = wrapped(name, wide - 12, 2 if wide < 180 else 1)
    tall = 22 + 15 * len(rows) if below else 8 + 15 * len(rows)
    parts = [element("rect", class_=class_, x=x, y=y - tall / 2, width=wide, height=tall, rx=4)]
    parts += [text(x + 7, y - tall / 2 + 17 + 15 * n, row) for n, row in enumerate(rows)]
    if below:
        parts.append(text(x + 7, y + tall / 2 - 6, shortened(below, wide - 12, 12), "p-soft"))
    return "".join(parts)


def _copy(link: CopyLink, x: float, at: dict[ReportId, float], room: float) -> str:
    """An arc between two reports of one text; what only shares a source is thin."""
    y1, y2 = sorted((at[link.left], at[link.right]))
    out = x + min(room - 6, 14 + (y2 - y1) * 0.35) * 1.25
    drawn = f"M{x:.1f} {y1:.1f}C{out:.1f} {y1:.1f} {out:.1f} {y2:.1f} {x:.1f} {y2:.1f}"
    return path(drawn, "p-copy" if link.relation is RelationType.NEAR_COPY else "p-limit")
