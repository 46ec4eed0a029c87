"""What a request asks: the story and the two clocks, which every address carries on."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from onrecord.errors import SettingsError
from onrecord.records import month_of, year_of

LONGEST_ADDRESS = 4096
"""Characters of an address that are read; a longer one is refused."""

LONGEST_WORDS = 200
"""Characters of a name or of words to search for."""

PAGE = 50
"""How many rows a page shows."""


def parse_day(words: str) -> date | None:
    """A day written YYYY-MM-DD, or the last day of a YYYY-MM or YYYY; None for nothing; else SettingsError.

    >>> parse_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    text = words.strip()
    if not text:
        return None
    try:
        match len(text):
            case 4:
                return year_of(date.fromisoformat(f"{text}-01-01")).hi
            case 7:
                return month_of(date.fromisoformat(f"{text}-01")).hi
            case _:
                return date.fromisoformat(text)
    except ValueError as exc:
        raise SettingsError(f"{text[:40]}: no date. Write YYYY-MM-DD, YYYY-MM or YYYY.") from exc


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The story asked for (None is the largest), the day spoken of, and the day by which it was published."""

    story: str | None = None
    as_of: date | None = None
    known_by: date | None = None

    def url(self, path: str, **more: object) -> str:
        """The address of another view of the same question.

        >>> Question(as_of=date(2024, 4, 30)).url("/claims", kind="quantity", page=None)
        '/claims?as_of=2024-04-30&kind=quantity'
        """
        path, _, anchor = path.partition("#")
        carried = {"story": self.story, "as_of": self.as_of, "known_by": self.known_by, **more}
        given = {name: value for name, value in carried.items() if value not in (None, "", (), False)}
        query = urlencode({n: "1" if v is True else v for n, v in given.items()}, doseq=True)
        return path + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Which page of a long list is shown, counted from 1."""

    number: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        """The number of its first row, counted from 1; 0 when there is none."""
        return min(self.total, (self.number - 1) * PAGE + 1)

    @property
    def last(self) -> int:
        """The number of its last row."""
        return min(self.total, self.number * PAGE)

    @property
    def rows(self) -> slice:
        """Which rows of the list it holds."""
        return slice((self.number - 1) * PAGE, self.number * PAGE)


def leaf_of(total: int, page: int) -> Leaf:
    """The page asked for, or the last one there is."""
    pages = max(1, -(-total // PAGE))
    return Leaf(number=min(max(1, page), pages), pages=pages, total=total)
