"""The records of a WARC file, read one after the other and never more than asked for (ISO 28500)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from onrecord.errors import InputError

_LINE = 65_536
_HEAD = 200
_PIECE = 1 << 16


@dataclass(slots=True, kw_only=True)
class WarcRecord:
    """A record: its header fields by name in lower case, and the block of `length` bytes that is still to be read."""

    fields: Mapping[str, str]
    length: int
    stream: IO[bytes] = field(repr=False)
    left: int

    @property
    def kind(self) -> str:
        """`response`, `revisit`, `resource`, …"""
        return self.fields.get("warc-type", "").lower()

    def read(self) -> bytes:
        """The block, shorter than `length` where the file breaks off."""
        parts: list[bytes] = []
        while self.left and (part := self.stream.read(min(self.left, _PIECE))):
            parts.append(part)
            self.left -= len(part)
        return b"".join(parts)

    def skip(self) -> None:
        """Go on to the end of the block; InputError where the file breaks off before it."""
        while self.left:
            part = self.stream.read(min(self.left, _PIECE))
            if not part:
                raise InputError("it breaks off inside a record.")
            self.left -= len(part)


def warc_records(stream: IO[bytes]) -> Iterator[WarcRecord]:
    """The records in order; what the caller leaves of a block is passed over.

    Raises InputError where no record begins, or where the file breaks off; what came before stands.
    """
    while (line := _next_line(stream)) is not None:
        if not line.startswith(b"WARC/"):
            raise InputError("no record begins where one should.")
        fields = _read_fields(stream)
        try:
            length = int(fields["content-length"])
        except (KeyError, ValueError) as exc:
            raise InputError("a record without its length.") from exc
        if length < 0:
            raise InputError("a record without its length.")
        record = WarcRecord(fields=fields, length=length, stream=stream, left=length)
        yield record
        record.skip()


def _next_line(stream: IO[bytes]) -> bytes | None:
    """The next line that is not blank; None at the end."""
    for _ in range(_HEAD):
        line = stream.readline(_LINE)
        if not line:
            return None
        if line.strip():
            return line
    raise InputError("nothing but blank lines where a record should begin.")


def _read_fields(stream: IO[bytes]) -> dict[str, str]:
    """The header fields down to the blank line, the first of each name."""
    fields: dict[str, str] = {}
    for _ in range(_HEAD):
        line = stream.readline(_LINE)
        if not line:
            raise InputError("it breaks off inside the head of a record.")
        if not line.strip():
            return fields
        name, colon, value = line.decode("utf-8", errors="replace").partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    raise InputError("a record with a head that does not end.")
