"""A page as a browser would take it: its elements, what they would load or run, and its text."""

from html.parser import HTMLParser

ADDRESSES = ("href", "src", "action", "formaction")


class SeenPage(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {n: v or "" for n, v in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(self.words)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def fields(self, verb: str) -> dict[str, str]:
        """The hidden fields and the name of the first form with a button for `verb`."""
        found: dict[str, str] = {}
        for name, attributes in self.elements:
            if name == "form":
                found = {}
            elif name == "input" and attributes.get("name"):
                found[attributes["name"]] = attributes.get("value", "")
            elif name == "button" and attributes.get("value") == verb:
                buttons = [a for n, a in self.elements if n == "button"]
                assert attributes in buttons
                return {**self._with_later_fields(found, attributes), "verb": verb}
        raise AssertionError(f"no button for {verb}")

    def _with_later_fields(self, found: dict[str, str], button: dict[str, str]) -> dict[str, str]:
        at = next(i for i, (n, a) in enumerate(self.elements) if n == "button" and a is button)
        for name, attributes in self.elements[at:]:
            if name == "form":
                break
            if name == "input" and attributes.get("name"):
                found.setdefault(attributes["name"], attributes.get("value", ""))
        return found


def unsafe(page: SeenPage) -> list[str]:
    """What on a page could run, load from elsewhere, or style inline; nothing on a sound page."""
    found = []
    for tag, attributes in page.elements:
        if tag == "svg" and (attributes.get("role") != "img" or not attributes.get("aria-label")):
            found.append("svg without a name")
        if tag in {"img", "iframe", "object", "embed", "math", "style", "base", "video", "template"}:
            found.append(tag)
        if tag == "script" and attributes != {"src": "/static/keys.js", "defer": ""}:
            found.append("script")
        if tag == "meta" and "http-equiv" in attributes:
            found.append("meta http-equiv")
        found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}]
        found += [
            f"{tag} {name}={value}"
            for name in ADDRESSES
            if ((value := attributes.get(name, "/")) and not value.startswith(("/", "#"))) or value.startswith("//")
        ]
    return found
