"""Elements of HTML, built as a tree: what is put in as text can only come out as text."""

import xml.etree.ElementTree as ET  # only written, never read: nothing foreign is parsed
from typing import TypeAlias

from onrecord.exports.wording import legal

Child: TypeAlias = "ET.Element | str"


def element(name: str, /, *children: Child, **attributes: str) -> ET.Element:
    """An element with its children in order; `class_` stands for `class`.

    >>> html_text(element("p", "a < b", class_="x"))
    '<p class="x">a &lt; b</p>'
    """
    made = ET.Element(name, {n.rstrip("_").replace("_", "-"): legal(v) for n, v in attributes.items()})
    last: ET.Element | None = None
    for child in children:
        if isinstance(child, ET.Element):
            made.append(child)
            last = child
        elif last is None:
            made.text = (made.text or "") + legal(child)
        else:
            last.tail = (last.tail or "") + legal(child)
    return made


def html_text(root: ET.Element) -> str:
    """The element as HTML, escaped."""
    return ET.tostring(root, encoding="unicode", method="html")
