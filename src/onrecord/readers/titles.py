"""Whether a text already begins with its title."""

import re

_NOT_WORD = re.compile(r"\W+")


def has_title(text: str, title: str, lines: int = 3) -> bool:
    r"""Whether one of the first lines begins with the title, small differences of marks and case aside.

    >>> has_title("DAM GIVES WAY - UPDATE\nThe dam …", "Dam gives way")
    True
    """
    wanted = _plain(title)
    heads = [line for line in text[: 20 * len(title) + 2000].split("\n") if line.strip()][:lines]
    return any(_plain(line).startswith(wanted) for line in heads)


def with_title(text: str, title: str | None) -> str:
    """The text with the title as its own first line, unless it begins with it."""
    if title is None or not _plain(title) or has_title(text, title):
        return text
    return f"{' '.join(title.split())}\n{text}"


def _plain(line: str) -> str:
    return _NOT_WORD.sub(" ", line).strip().casefold()
