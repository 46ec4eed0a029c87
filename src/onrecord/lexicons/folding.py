"""The form in which names are looked up, whatever their accents, hyphens and apostrophes."""

import unicodedata

_BREAKS = str.maketrans(dict.fromkeys("-‑–—/,", " ") | dict.fromkeys("'’‘`ʼ.\"“”()", None))


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, apostrophes, full stops and a leading article.

    >>> name_key("Ana Sa'ad al-Béla")
    ('ana', 'saad', 'al', 'bela')
    """
    plain = name if name.isascii() else _without_accents(name)
    words = plain.translate(_BREAKS).lower().split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
