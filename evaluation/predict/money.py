"""Sums of money over words that are already apart: `$ 5 million`, `US $ 40`, `3 million pesos`."""

import re
from collections.abc import Iterable

from onrecord.lexicons import AmountLexicon

_NUMBER = r"\d[\d.,]*(?: \d{3}\b)*"


def money_pattern(lexicon: AmountLexicon) -> re.Pattern[str]:
    """Matches a sum in words with a space between any two, by the signs, codes and names of the lexicon."""
    money, numbers = lexicon.money, lexicon.numbers
    scales = {*numbers.magnitudes, *numbers.abbreviated}
    signed = rf"(?:\b(?-i:{_any(word.upper() for word in money.dollars)}) ?)?{_any(money.signs)}"
    amount = rf"{_NUMBER}(?: {_any(scales)}\b)?"
    before = rf"(?:{signed}|\b{_any(money.codes)}) ?{amount}"
    after = rf"(?<![\w.,]){amount} {_any(money.words)}\b"
    return re.compile(rf"(?:{before}|{after})(?![^ ])", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest that fits."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))})"
