"""Whether a report is in English, told by the share of English function words."""

import re

from onrecord.lexicons.page import PageLexicon
from onrecord.records import Report

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_ENOUGH = 40
_ENOUGH_FOREIGN = 8
# English news has about two fifths, other languages that share some of the words at most a tenth.
_SHARE = 0.14


def looks_english(text: str, lexicon: PageLexicon) -> bool:
    """Whether the text reads as English; one too short to tell does.

    >>> from onrecord.lexicons.page import load_page
    >>> looks_english("Der Rat hat am Montag beschlossen, die Brücke bis Juni zu sperren. " * 5, load_page())
    False
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    known = sum(1 for word in words if word in lexicon.words.english)
    if len(words) < _ENOUGH:
        foreign = sum(1 for word in words if not word.isascii())
        return not (len(words) >= _ENOUGH_FOREIGN and known == 0 and 2 * foreign > len(words))
    return known >= _SHARE * len(words)


def check_language(report: Report, lexicon: PageLexicon) -> str | None:
    """Why the report is not taken in, where it is in another language; None where it reads as English."""
    if looks_english(report.text, lexicon):
        return None
    named = report.metadata.language
    said = f" (the page says {named!r})" if named and not named.lower().startswith("en") else ""
    return f"{report.key}: not in English{said}. Only English reports are read; translate it, or leave it out."
