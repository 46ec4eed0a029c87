"""Words and marks of a sentence, with their exact places."""

import re

from onrecord.lexicons.syntax import TokenWords

_PIECE = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # addresses
    r"|(?:[^\W\d_]\.){2,}"  # U.S. p.m. D.C.
    r"|[^\W\d_]\.(?=\s*[^\W\d_])"  # an initial: J. Smith
    r"|\d+(?:[.,:/]\d+)+(?:[^\W_]+)?(?:[-–]\w+(?:[.,]\d+)*)*"  # 1,364 2.5m-euro 10:30 4/5
    r"|[\w]+(?:[-‐‑&][\w]+|['’](?=\w)[\w]+|\.(?=[^\W\d_]{2,}\b)[\w]+)*['’]?"  # words with inner marks
    r"|\.{2,}|…|-{2,}|[^\w\s]"
)


def tokenise(text: str, start: int, end: int, words: TokenWords) -> list[tuple[int, int]]:
    """Half-open spans of the tokens in `text[start:end]`.

    Hyphenated words stay whole; clitics (`'s`, `n't`) and marks stand alone; numbers keep their inner marks.
    """
    found: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text, start, end):
        at, stop = match.span()
        piece = match.group()
        if piece[0].isalnum() and piece[-1] in "'’":
            stop -= 1
        if stop < end and text[stop] == "." and text[at:stop].lower() in words.abbreviations and text[at].isalpha():
            found.append((at, stop + 1))
        elif text[at] == "." and found and found[-1][1] == at + 1 and stop == at + 1:
            continue  # this stop was taken with its abbreviation
        else:
            found.extend(_clitics(text, at, stop, words))
            if stop < match.end():
                found.append((stop, match.end()))
    return found


def _clitics(text: str, at: int, stop: int, words: TokenWords) -> list[tuple[int, int]]:
    piece = text[at:stop]
    if "'" in piece or "’" in piece:
        low = piece.lower()
        for clitic in words.clitics:
            if low.endswith(clitic) and len(piece) > len(clitic):
                cut = stop - len(clitic)
                return [(at, cut), (cut, stop)]
    if piece.lower() == "cannot":
        return [(at, at + 3), (at + 3, stop)]
    return [(at, stop)]
