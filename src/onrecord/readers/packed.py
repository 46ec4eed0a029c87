"""Unpacking that cannot fill the memory or run for hours: what is packed too well is refused, not unpacked."""

import gzip
import io
import zlib
from pathlib import Path
from typing import IO, Protocol, cast

from onrecord.errors import InputError

RATIO = 250
"""How many times its packed size anything may unpack to; text packs to a tenth, repeated reports to a hundredth."""

FLOOR = 32_000_000
"""Bytes that may be unpacked whatever the ratio."""


class Source(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class _Guarded(io.RawIOBase):
    """A stream of unpacked bytes that ends in an error where there are more of them than the packed size allows."""

    def __init__(self, source: Source, packed: int) -> None:
        self._source = source
        self._allowed = max(FLOOR, RATIO * packed)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        data = self._source.read(len(buffer))
        self._read += len(data)
        if self._read > self._allowed:
            raise InputError(
                f"unpacks to more than {self._allowed:,} bytes, {RATIO} times its size: no archive of reports does. "
                "Fetch it again from a source that you trust."
            )
        buffer[: len(data)] = data
        return len(data)


def guarded(source: Source, packed: int) -> IO[bytes]:
    """The stream of something that takes `packed` bytes, ended by an InputError where it holds far more than that."""
    return cast("IO[bytes]", io.BufferedReader(_Guarded(source, packed)))


def open_packed(path: Path) -> IO[bytes]:
    """The bytes of a gzip file, unpacked as they are read; InputError where it is a bomb."""
    return guarded(cast("Source", gzip.open(path, "rb")), path.stat().st_size)


def unpack(data: bytes, limit: int, wbits: int = 47) -> bytes:
    """The bytes that gzip or zlib packed (`wbits` -15: bare deflate); InputError when damaged or over the limit.

    >>> unpack(gzip.compress(b"The dam holds."), 100)
    b'The dam holds.'
    """
    engine = zlib.decompressobj(wbits)
    try:
        text = engine.decompress(data, limit + 1)
    except zlib.error as exc:
        raise InputError(f"damaged gzip content ({exc}). Fetch it again.") from exc
    if len(text) > limit:
        raise InputError(f"unpacks to more than {limit:,} bytes, more than one report may have. Leave it out.")
    if not engine.eof:
        raise InputError("its packed content breaks off. Fetch it again.")
    return text
