"""Where an input stands, how much of it is read, what is known of it already, and how it is refused."""

from dataclasses import dataclass, field, replace
from typing import Protocol

from onrecord.records import Metadata, RawReport, Rejection, RejectionReason

TEXT_LIMIT = 1_000_000
"""Characters a report may have; the longest live page is well below, a book or a dump is above."""

FILE_LIMIT = 20_000_000
"""Bytes a file of one report may have, markup included."""

Outcome = RawReport | Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """What was got out of a web page: all of its `RawReport` that depends on nothing but its bytes."""

    text: str
    metadata: Metadata
    extractor: str
    dropped_blocks: int


class KnownPages(Protocol):
    """The pages that were read before, by the hash of their bytes and by what their server said of their encoding."""

    def recall(self, sha256: str, charset: str | None) -> PageRead | None:
        """What was got out of a page; None where it was not read before."""
        ...

    def keep(self, sha256: str, charset: str | None, page: PageRead) -> None:
        """Remember what was got out of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An input: its `key` (relative path), the `location` to open, and `name`, what messages call it. Of pages in it
    that `pages` knows nothing is taken apart again.
    """

    key: str
    location: str
    name: str
    pages: KnownPages | None = field(default=None, compare=False, repr=False)

    def refuse(self, reason: RejectionReason, what: str, sha256: str | None = None) -> Rejection:
        """A rejection whose message begins with the name of the input.

        >>> Place(key="a.txt", location="/x/a.txt", name="a.txt").refuse(RejectionReason.EMPTY, "no text.").message
        'a.txt: no text.'
        """
        message = f"{self.name}: {what}"
        return Rejection(key=self.key, location=self.location, reason=reason, message=message, sha256=sha256)


def numbered(place: Place, number: int) -> Place:
    """The place of a line, record or entry of an input, counted from 1."""
    key, location, name = (f"{part}:{number}" for part in (place.key, place.location, place.name))
    return replace(place, key=key, location=location, name=name)


def too_long(place: Place, size: str, sha256: str | None = None) -> Rejection:
    """The rejection of an input that is larger than one report can be."""
    what = f"{size}, more than one report may have. Split it into one file (or JSONL line) a report."
    return place.refuse(RejectionReason.TOO_LONG, what, sha256)


def shown(text: str, limit: int = 200) -> str:
    r"""Words from outside as a message can hold them: one line, not too long, no control characters.

    >>> shown("Dam\x1b[31m  gives\nway")
    'Dam�[31m gives way'
    """
    line = " ".join(text[: 4 * limit].split())
    plain = "".join(c if c.isprintable() else "\ufffd" for c in line)
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"
