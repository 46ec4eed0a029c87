"""What a number was found to count or measure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Sort(StrEnum):
    """What sort of thing stands beside the number."""

    NOUN = "noun"
    SHARE = "share"
    MONEY = "money"
    AGE = "age"
    TIME = "time"
    MEASURE = "measure"
    LEVEL = "level"
    BARE = "bare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The unit and the counted words; the phrase with its number ends before the piece `last`.

    `factor` turns decades into years. `first` is earlier than the number's where a label stands before it
    (`magnitude 6.1`). `guessed` marks what had to be taken from elsewhere. `part` marks a part of a stated whole.
    `cover` is a piece the evidence should hold too, the word that tells deaths from other counts. `borrowed` marks a
    noun taken from the number before, `dated` a length of time that dates something (`two weeks ago`).
    """

    sort: Sort
    unit: str
    what: str
    last: int
    first: int | None = None
    head: str = ""
    factor: Decimal = Decimal(1)
    part: bool = False
    guessed: bool = False
    rated: bool = False
    cover: int | None = None
    borrowed: bool = False
    dated: bool = False
