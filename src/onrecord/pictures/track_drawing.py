"""The quantity chart: range bars with arrows at open ends, a shape an origin, the bounds as a band behind them."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from onrecord.pictures.marks import arrow, bar, day_names, legend, shape
from onrecord.pictures.scale import Amounts, Days, amount_name, amounts_over, days_over
from onrecord.pictures.svg import SIZE, Picture, breadth, element, line, path, text, wrapped
from onrecord.pictures.track import Chart, Point

_LABELS = 24  # points beyond which only those that stand against another are named
Box = tuple[float, float, float, float]


def draw_track(chart: Chart, width: int) -> Picture:
    """The chart of a track, so many pixels wide."""
    named, head = _title(chart, width)
    ends = [v for p in chart.points for v in (p.low, p.high) if v is not None]
    ends += [v for b in chart.bands for v in (b.low, b.high) if v is not None]
    if not chart.points:
        return Picture(title=chart.title, caption=chart.caption, width=width, height=round(head + 10), body=named)
    tall = 250 if width < 500 else 300
    top, bottom = head + 18, head + 18 + tall
    amounts = amounts_over(ends, bottom, top)
    left = 12 + max(breadth(name, 12) for _, name in amounts.marks) + 6
    days = days_over([p.when for p in chart.points], left + 10, width - 14)
    assert days is not None
    signs, signs_height = legend(chart.origins, 12, width - 8, bottom + 48)
    start = f"; the scale begins at {amounts.marks[0][1]}" if amounts.low > 0 else ""
    parts = [
        named,
        text(12, head, f"{chart.unit}{start}", "p-soft"),
        *_grid(amounts, days, left, width - 8, bottom),
        *_bands(chart, amounts, days),
        *_points(chart, amounts, days),
        signs,
    ]
    height = round(bottom + 42 + signs_height)
    return Picture(
        title=chart.title, caption=chart.caption, width=width, height=height, head=round(head - 14), body="".join(parts)
    )


def _title(chart: Chart, width: int) -> tuple[str, float]:
    rows = wrapped(chart.title, width - 24, 3, SIZE * 1.05)
    drawn = [text(12, 20 + 17 * n, row, "p-strong") for n, row in enumerate(rows)]
    return "".join(drawn), 20 + 17 * len(rows)


def _grid(amounts: Amounts, days: Days, left: float, right: float, bottom: float) -> Iterator[str]:
    for value, name in amounts.marks:
        y = amounts.at(value)
        yield line(left, y, right, y, "p-axis" if value == amounts.low else "p-grid")
        yield text(left - 6, y + 4, name, "p-soft", "end")
    for x, middle, name in day_names(days, 84, left - 8, right):
        yield line(x, bottom, x, bottom + 5, "p-axis")
        yield text(middle, bottom + 20, name, "p-soft", "middle")


def _bands(chart: Chart, amounts: Amounts, days: Days) -> Iterator[str]:
    """Between the lowest and the highest on each day; where one end is open, the line of the other alone."""
    for band in chart.bands:
        x1, x2 = days.at(band.since or date.min), days.at(band.until or date.max)
        if x2 <= x1:
            x1, x2 = x1 - 1.5, x2 + 1.5
        if band.low is not None and band.high is not None:
            y1, y2 = amounts.at(band.high), amounts.at(band.low)
            yield element("rect", class_="p-band", x=x1, y=y1 - 1.5, width=x2 - x1, height=max(3.0, y2 - y1 + 3))
        for end in (band.low, band.high):
            if end is not None and band.low != band.high:
                yield line(x1, amounts.at(end), x2, amounts.at(end), "p-limit")


def _points(chart: Chart, amounts: Amounts, days: Days) -> list[str]:
    """Bars first, shapes over them, names last; no name stands over another or over a shape."""
    placed = _apart([(p, *_middle(p, amounts, days)) for p in chart.points], days)
    bars = [part for p, x, y in placed for part in _bars(p, x, y, amounts, days)]
    shapes = [part for p, x, y in placed for part in _mark(p, x, y)]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for p, x, y in placed for r in (12 if p.disputed else 8,)]
    taken += [box for p, x, y in placed for box in _strokes(p, x, y, amounts, days)]
    named = [row for row in placed if len(placed) <= _LABELS or row[0].disputed]
    labels = [drawn for p, x, y in named if (drawn := _label(p, x, y, taken, (days.right + 6, amounts.bottom)))]
    return [*bars, *shapes, *labels]


def _apart(placed: list[tuple[Point, float, float]], days: Days) -> list[tuple[Point, float, float]]:
    """The points with those moved aside that would hide another: along their own bar, or by a shape's breadth."""
    found: list[tuple[Point, float, float]] = []
    for point, x, y in placed:
        first, last = days.stretch(point.when)
        steps = [0.0, *(sign * 14.0 * n for n in (1, 2, 3) for sign in (1, -1))]
        free = (x + s for s in steps if first - 16 <= x + s <= last + 16 and not _hides(x + s, y, found))
        found.append((point, next(free, x), y))
    return found


def _hides(x: float, y: float, placed: list[tuple[Point, float, float]]) -> bool:
    return any(abs(x - other) < 12 and abs(y - height) < 10 for _, other, height in placed)


def _strokes(point: Point, x: float, y: float, amounts: Amounts, days: Days) -> Iterator[Box]:
    """Where the bars of a point run, for names to stand clear of them."""
    first, last = days.stretch(point.when)
    yield min(first, x), y - 2, max(last, x), y + 2
    if point.low != point.high:
        yield x - 4, min(_upright(point, y, amounts)), x + 4, max(_upright(point, y, amounts))


def _upright(point: Point, y: float, amounts: Amounts) -> tuple[float, float]:
    """The upper and lower end of the upright bar; an open one is as long as an arrow."""
    top = amounts.at(point.high) if point.high is not None else max(amounts.top - 6, y - 44)
    foot = amounts.at(point.low) if point.low is not None else min(amounts.bottom, y + 44)
    return top, foot


def _middle(point: Point, amounts: Amounts, days: Days) -> tuple[float, float]:
    """Where the shape stands: in the middle of a range, at the end that is known of an open one."""
    when = point.when
    x = (days.at(when.lo) + days.at(when.hi)) / 2 if when.lo and when.hi else days.at(when.lo or when.high)
    return x, amounts.at(_figure(point))


def _figure(point: Point) -> Decimal:
    if point.low is not None and point.high is not None:
        return (point.low + point.high) / 2
    known = point.low if point.low is not None else point.high
    assert known is not None
    return known


def _bars(point: Point, x: float, y: float, amounts: Amounts, days: Days) -> Iterator[str]:
    """Across: the days that it may be of. Upright: from the lowest to the highest."""
    first, last = days.stretch(point.when)
    if last - first > 2:
        yield bar(first, y, last, y, point.shape, far=True)
        for x_end, side, known in ((first, "left", point.when.lo), (last, "right", point.when.hi)):
            if known is None:
                yield arrow(x_end, y, side, point.shape)
            else:
                yield bar(x_end, y - 4, x_end, y + 4, point.shape, far=True)
    if point.low != point.high:
        top, foot = _upright(point, y, amounts)
        yield bar(x, foot, x, top, point.shape)
        for y_end, side, open_end in ((top, "up", point.high is None), (foot, "down", point.low is None)):
            yield arrow(x, y_end, side, point.shape) if open_end else bar(x - 5, y_end, x + 5, y_end, point.shape)


def _mark(point: Point, x: float, y: float) -> Iterator[str]:
    if point.disputed:
        yield path(f"M{x - 11:.1f} {y:.1f}a11 11 0 1 0 22 0a11 11 0 1 0 -22 0", "p-dispute")
    yield shape(x, y, point.shape, planned=point.planned)


def _label(point: Point, x: float, y: float, taken: list[Box], edge: tuple[float, float]) -> str | None:
    """The figure beside its shape, wherever there is room; None where there is none."""
    number = point.low if point.low == point.high else None
    told = amount_name(float(number)) if number is not None else point.figure
    told = f"{told} ×{len(point.claims)}" if len(point.claims) > 1 else told
    wide = breadth(told, 12)
    spots: Sequence[tuple[float, float]] = (
        (x + 14, y + 4), (x - 14 - wide, y + 4), (x - wide / 2, y - 15), (x - wide / 2, y + 24),
        (x + 10, y - 8), (x - 10 - wide, y - 8), (x + 10, y + 18), (x - 10 - wide, y + 18),
        (x + 14, y - 22), (x - 14 - wide, y - 22), (x + 14, y + 30), (x - 14 - wide, y + 30),
    )  # fmt: skip
    for left, base in spots:
        box = (left, base - 10, left + wide, base + 3)
        if left > 40 and box[2] < edge[0] and box[3] < edge[1] and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return text(left, base, told, "p-soft")
    return None


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
