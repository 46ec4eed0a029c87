"""Where one sentence ends and the next begins without a stop between them."""

import re
from collections.abc import Iterator

from onrecord.lexicons import SentenceLexicon

# Where a page's headline, caption or list ran into the text without a stop: `to Orland | The acting head has said`.
_FUSED = re.compile(
    r"(?<=[\w”’)\]])[ \t]+(?=(?:The|This|These|(?:It|He|She|They|We|There)(?:['’][a-z]+)?|(?:In|On|At)(?= the ))"
    r"[ \t]+[a-z])"
)
_FEWEST_WORDS = 4
_CREDIT = re.compile(r"([A-Z][a-z]+?)s?(?: (?:by|credit|courtesy))? ?:[ \t]?\S")
_BEFORE_CREDIT = re.compile(rf"(?<=[\w”’\")])[ \t]+(?={_CREDIT.pattern})")
_NUMBERED = re.compile(r"\s*([A-Z][a-z]{2,8})\.?[ \t]\d{1,3}(?:[.-]\d{1,3}){0,2}[ \t]+(?=[A-Z“\"(])")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATED = re.compile(
    rf"\s*{_DAY},? (?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}})[ \t]+(?=[A-Z][\w’']*[ \t,])"
)


def credit_at(text: str, at: int, lexicon: SentenceLexicon) -> bool:
    """Whether the label of a credit stands at `at`: `Photo: Tove Hale`."""
    found = _CREDIT.match(text, at, at + 40)
    return found is not None and found.group(1).lower() in lexicon.credits


def begun_unstopped(text: str, start: int, end: int, lexicon: SentenceLexicon) -> Iterator[tuple[int, int]]:
    """The sentences in `text[start:end]`, in which no stop ends one: cut where a label or a day ends, a credit begins,
    or another sentence begins in it.
    """
    at = start
    if opening := _opening(text, start, end, lexicon):
        yield start, start + len(text[start:opening].rstrip())
        at = opening
    for cut, following in _cuts(text, at, end, lexicon):
        yield at, cut
        at = following
    yield at, end


def _opening(text: str, start: int, end: int, lexicon: SentenceLexicon) -> int:
    """Where the text begins after a caption's number or a day of its own; 0 where it has none.

    Only where a line begins: elsewhere `Table 4` and a day are parts of a sentence.
    """
    if start and text[start - 1] != "\n":
        return 0
    if found := _NUMBERED.match(text, start, end):
        return found.end() if found.group(1).lower() in lexicon.numbered else 0
    found = _DATED.match(text, start, end)
    return found.end() if found else 0


def _cuts(text: str, start: int, end: int, lexicon: SentenceLexicon) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and where the next one begins."""
    at = start
    places = sorted(
        [(m.start(), m.end(), True) for m in _BEFORE_CREDIT.finditer(text, start, end) if _credits(m, lexicon)]
        + [(m.start(), m.end(), False) for m in _FUSED.finditer(text, start, end)]
    )
    for left, right, labelled in places:
        long = min(text.count(" ", at, left), text.count(" ", right, end)) >= _FEWEST_WORDS - 1
        if labelled or (long and text[at:left].count("“") == text[at:left].count("”")):
            yield left, right
            at = right


def _credits(match: re.Match[str], lexicon: SentenceLexicon) -> bool:
    return match.group(1).lower() in lexicon.credits
