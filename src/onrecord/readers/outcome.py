"""Where an input stands, how much of it is read, and how it is refused."""

from dataclasses import dataclass

from onrecord.records import RawReport, Rejection, RejectionReason

TEXT_LIMIT = 1_000_000
"""Characters a report may have; the longest live page is well below, a book or a dump is above."""

FILE_LIMIT = 20_000_000
"""Bytes a file of one report may have, markup included."""

Outcome = RawReport | Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An input: its `key` (relative path), the `location` to open, and `name`, what messages call it."""

    key: str
    location: str
    name: str

    def refuse(self, reason: RejectionReason, what: str, sha256: str | None = None) -> Rejection:
        """A rejection whose message begins with the name of the input.

        >>> Place(key="a.txt", location="/x/a.txt", name="a.txt").refuse(RejectionReason.EMPTY, "no text.").message
        'a.txt: no text.'
        """
        message = f"{self.name}: {what}"
        return Rejection(key=self.key, location=self.location, reason=reason, message=message, sha256=sha256)


def numbered(place: Place, number: int) -> Place:
    """The place of a line, record or entry of an input, counted from 1."""
    return Place(key=f"{place.key}:{number}", location=f"{place.location}:{number}", name=f"{place.name}:{number}")


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
