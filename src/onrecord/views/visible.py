"""Characters that a reader would not see, or would take for others, made visible where text is shown.

A report is kept and quoted as it came. Only on a terminal or a page are controls that could move the cursor, turn the
order of letters round or pass for another letter written out (Unicode Technical Report 36, on visual spoofing).
"""

import re

# Controls but tab and line end, and the marks that turn the direction of what follows.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
_LATIN = "A-Za-z\u00c0-\u024f"
# Greek, Cyrillic and Armenian letters, many of which look like Latin ones, beside a Latin letter in one word.
_ALIKE = "\u0370-\u03ff\u0400-\u052f\u0530-\u058f"
_MIXED = re.compile(rf"(?<=[{_LATIN}])[{_ALIKE}]|[{_ALIKE}](?=[{_LATIN}])")


def visible(text: str) -> str:
    r"""The text with such characters named: controls in place of themselves, letters of another alphabet behind them.

    >>> visible("no\x1b[2J")
    'no‹U+001B›[2J'
    >>> visible("p\u0456er")
    'pі‹U+0456›er'
    """
    if text.isascii() and text.isprintable():
        return text
    return _MIXED.sub(lambda m: m[0] + _name(m[0]), _UNSEEN.sub(lambda m: _name(m[0]), text))


def _name(character: str) -> str:
    return f"‹U+{ord(character):04X}›"
