"""SVG by hand: elements with everything escaped, a picture of them, and the one style that all pictures share."""

import re
from dataclasses import dataclass
from html import escape
from importlib import resources

from onrecord.views.visible import visible

WIDE, NARROW = 880, 356
"""How wide a picture is drawn, in pixels: for a page, and for one as wide as a telephone."""

SIZE = 13
"""The height of its letters in pixels."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NARROW = frozenset("fijlrtI.,:;'’‘|!()[] ·-")
_BROAD = frozenset("mwMWQOGD%@—…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn: a `title`, a `caption` that says in words what there is to see, and the elements; `head` is how
    high the title stands in them, which a page has said already.
    """

    title: str
    caption: str
    width: int
    height: int
    head: int = 24
    body: str


def escaped(words: str) -> str:
    """Words as XML can hold them, with what a reader would not see named."""
    return escape(_UNWRITABLE.sub("�", visible(words)))


def element(name: str, body: str = "", **attributes: str | float) -> str:
    """One element; `class_` and names with `_` are written as SVG has them, numbers with one decimal.

    >>> element("circle", class_="dot", cx=1.25, stroke_width=2)
    '<circle class="dot" cx="1.2" stroke-width="2"/>'
    """
    told = "".join(f' {n.rstrip("_").replace("_", "-")}="{_value(v)}"' for n, v in attributes.items())
    return f"<{name}{told}>{body}</{name}>" if body else f"<{name}{told}/>"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escaped(value)
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, class_: str = "", anchor: str = "start") -> str:
    """A line of words that begins, ends or (`middle`) is centred at a point of its base line."""
    return element("text", escaped(words), class_=f"p-text {class_}".strip(), x=x, y=y, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """A straight line."""
    return element("line", class_=class_, x1=x1, y1=y1, x2=x2, y2=y2)


def path(drawn: str, class_: str) -> str:
    """A path."""
    return element("path", class_=class_, d=drawn)


def breadth(words: str, size: float = SIZE) -> float:
    """About how wide words are, rather too wide than too narrow: no font is at hand to ask."""
    units = sum(0.38 if c in _NARROW else 0.98 if c in _BROAD else 0.74 if c.isupper() else 0.61 for c in words)
    return units * size


def shortened(words: str, room: float, size: float = SIZE) -> str:
    """The words, cut at a word with an ellipsis where they are wider than the room there is."""
    if breadth(words, size) <= room:
        return words
    kept = words
    while kept and breadth(f"{kept}…", size) > room:
        kept = kept[:-1]
    head, space, _ = kept.rpartition(" ")
    return f"{(head if space and len(head) > len(kept) // 2 else kept).rstrip(' ,;:')}…"


def wrapped(words: str, room: float, most: int, size: float = SIZE) -> list[str]:
    """The words in at most so many lines, the last cut with an ellipsis where more is left."""
    lines: list[str] = [""]
    left = words.split()
    while left:
        longer = f"{lines[-1]} {left[0]}".strip()
        if breadth(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
            left.pop(0)
        elif len(lines) < most:
            lines.append("")
        else:
            lines[-1] = shortened(f"{lines[-1]} {' '.join(left)}", room, size)
            break
    return [shortened(row, room, size) for row in lines]


def inline(picture: Picture, extra: str = "") -> str:
    """The picture as it stands in a page, whose sheet holds the style and whose heading its title: an image with its
    caption for its name.
    """
    tall = picture.height - picture.head
    size = f'viewBox="0 {picture.head} {picture.width} {tall}" width="{picture.width}" height="{tall}"'
    label = escaped(f"{picture.title}. {picture.caption}")
    return f'<svg class="picture {extra}" role="img" aria-label="{label}" {size}>{picture.body}</svg>'


def standalone(picture: Picture) -> str:
    """The picture as a file of its own: with its style, for light and dark, on a ground of its own."""
    size = f'viewBox="0 0 {picture.width} {picture.height}" width="{picture.width}" height="{picture.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" {size}>'
        f"<title>{escaped(picture.title)}</title><desc>{escaped(picture.caption)}</desc><style>{style()}</style>"
        f'<rect class="p-ground" width="{picture.width}" height="{picture.height}"/>{picture.body}</svg>\n'
    )


def style() -> str:
    """The sheet that all pictures share."""
    return (resources.files("onrecord.pictures") / "pictures.css").read_text(encoding="utf-8")
