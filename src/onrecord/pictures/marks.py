"""The shapes that tell origins apart, for those who see no colours as for those who do, and the legend of them."""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

from onrecord.pictures.scale import Days
from onrecord.pictures.svg import breadth, element, line, path, shortened, text

SHAPES = 6
"""How many origins have a shape of their own; all others share the hollow circle."""

OTHERS = 6
"""The number of the shape that the others share."""

NO_ORIGIN = 7
"""The number of the shape of what gives no source."""

_R = 6.0


def _polygon(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _ring(x: float, y: float, corners: int, radius: float, turn: float = 0.0) -> str:
    angles = [turn - pi / 2 + 2 * pi * n / corners for n in range(corners)]
    return _polygon([(x + radius * cos(a), y + radius * sin(a)) for a in angles])


def shape(x: float, y: float, number: int, *, planned: bool = False) -> str:
    """The mark of an origin at a point; what is only planned or expected is hollow with a broken edge."""
    sort = "p-planned" if planned else "p-hollow" if number >= OTHERS else "p-shape"
    class_ = f"{sort} o{number}"
    match number:
        case 0:
            return element("circle", class_=class_, cx=x, cy=y, r=_R)
        case 1:
            return element("rect", class_=class_, x=x - 5.4, y=y - 5.4, width=10.8, height=10.8)
        case 2:
            return path(_ring(x, y + 1, 3, _R + 1.8), class_)
        case 3:
            return path(_ring(x, y, 4, _R + 1.6), class_)
        case 4:
            return path(_ring(x, y - 1, 3, _R + 1.8, pi), class_)
        case 5:
            return path(_ring(x, y, 5, _R + 1.2), class_)
        case 6:
            return element("circle", class_=class_, cx=x, cy=y, r=_R - 0.5)
        case _:
            cross = f"M{x - 4:.1f} {y - 4:.1f}L{x + 4:.1f} {y + 4:.1f}M{x - 4:.1f} {y + 4:.1f}L{x + 4:.1f} {y - 4:.1f}"
            return path(cross, f"p-bar o{number}")


def bar(x1: float, y1: float, x2: float, y2: float, number: int, *, far: bool = False) -> str:
    """A bar between two points in the colour of an origin; a `far` one is thin."""
    return line(x1, y1, x2, y2, f"p-bar{' p-far' if far else ''} o{number}")


def arrow(x: float, y: float, towards: str, number: int) -> str:
    """The head of an arrow at the end of a bar that is open `up`, `down`, `left` or `right`."""
    dx, dy = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}[towards]
    tip, back = (x + dx * 2, y + dy * 2), (x - dx * 6, y - dy * 6)
    one = (back[0] + dy * 5, back[1] + dx * 5)
    two = (back[0] - dy * 5, back[1] - dx * 5)
    drawn = f"M{one[0]:.1f} {one[1]:.1f}L{tip[0]:.1f} {tip[1]:.1f}L{two[0]:.1f} {two[1]:.1f}"
    return path(drawn, f"p-arrow o{number}")


def legend(entries: Sequence[tuple[int, str]], left: float, right: float, y: float) -> tuple[str, float]:
    """The shapes with their names in as many rows as they need, and how high they are."""
    drawn, x, row = [], left, y
    for number, name in entries:
        told = shortened(name, min(320, right - left - 24), 12)
        wide = 24 + breadth(told, 12) + 16
        if x > left and x + wide > right:
            x, row = left, row + 22
        drawn += [shape(x + 8, row, number), text(x + 21, row + 4, told, "p-soft")]
        x += wide
    return "".join(drawn), row + 18 - y if entries else 0.0


def day_names(days: Days, room: float, left: float, right: float) -> Iterator[tuple[float, float, str]]:
    """For each round day where it lies, where the middle of its name is, and the name; none stands over another."""
    free = left
    for day, name in days.marks(room):
        x, wide = days.at(day), breadth(name, 12)
        middle = min(max(x, left + wide / 2), right - wide / 2)
        if middle - wide / 2 >= free:
            free = middle + wide / 2 + 8
            yield x, middle, name
