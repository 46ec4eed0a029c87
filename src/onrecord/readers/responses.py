"""What a web server answered, as archives keep it: status, header fields and the body unpacked."""

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.readers.outcome import FILE_LIMIT
from onrecord.readers.packed import unpack

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_HEAD_LIMIT = 256_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer of a server; the names of `fields` are in lower case, `body` is as it was packed for the way."""

    status: int
    fields: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without its parameters: `text/html`."""
        return media_type(self.fields.get("content-type", ""))

    @property
    def charset(self) -> str | None:
        """The encoding that the header names."""
        return charset_of(self.fields.get("content-type", ""))


def media_type(value: str) -> str:
    """The media type of a `Content-Type` without its parameters, in lower case."""
    return value.partition(";")[0].strip().lower()


def charset_of(value: str) -> str | None:
    """The encoding that a `Content-Type` names.

    >>> charset_of('text/html; charset="ISO-8859-2"')
    'ISO-8859-2'
    """
    found = _CHARSET.search(value)
    return found.group(1) if found else None


def parse_response(block: bytes) -> Response | None:
    """The response in a block of bytes; None when it is none."""
    status = _STATUS.match(block)
    end = _HEAD_END.search(block, 0, _HEAD_LIMIT)
    if status is None or end is None:
        return None
    fields: dict[str, str] = {}
    for line in block[: end.start()].split(b"\n")[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return Response(status=int(status.group(1)), fields=fields, body=block[end.end() :])


def body_of(response: Response) -> bytes:
    """The body put together from its chunks and unpacked; InputError when it is damaged, too long or packed otherwise.

    Archives often keep header fields of a body that they have unpacked already; then it is as it stands.
    """
    body = response.body
    if "chunked" in response.fields.get("transfer-encoding", "").lower():
        body = join_chunks(body)
    for coding in reversed(response.fields.get("content-encoding", "").lower().split(",")):
        body = decode_content(body, coding.strip())
    if len(body) > FILE_LIMIT:
        raise InputError(f"more than {FILE_LIMIT:,} bytes, more than one report may have. Leave it out.")
    return body


def join_chunks(body: bytes) -> bytes:
    """A body sent in chunks as one; as it stands where it is not in chunks."""
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK.match(body, at)) is not None:
        length = int(size.group(1), 16)
        if length == 0:
            return b"".join(parts)
        start = size.end()
        if start + length > len(body):
            raise InputError("its content breaks off in a chunk. Fetch it again.")
        parts.append(body[start : start + length])
        at = start + length + (2 if body[start + length : start + length + 2] == b"\r\n" else 1)
    if parts:
        raise InputError("its content breaks off between chunks. Fetch it again.")
    return body


def decode_content(body: bytes, coding: str, limit: int = FILE_LIMIT) -> bytes:
    """The body without one content coding: gzip, deflate, and with FastWARC brotli and zstd."""
    match coding:
        case "" | "identity":
            return body
        case "gzip" | "x-gzip":
            return unpack(body, limit) if body.startswith(b"\x1f\x8b") else body
        case "deflate":
            return _inflate(body)
        case "br" | "zstd":
            return _unpack_otherwise(body, coding)
        case _:
            raise InputError(f"its content is packed as {coding[:20]!r}, which is not read. Save the page as HTML.")


def _inflate(body: bytes) -> bytes:
    """Deflate comes with zlib's frame and, against the standard, without."""
    try:
        zlib.decompressobj().decompress(body, 64)
    except zlib.error:
        return unpack(body, FILE_LIMIT, -15)
    return unpack(body, FILE_LIMIT)


def _unpack_otherwise(body: bytes, coding: str) -> bytes:
    """Brotli and zstd, by the library that reads the archives; the body as it stands where it is neither."""
    if body.lstrip()[:1] == b"<":
        return body
    try:
        from fastwarc.stream_io import BrotliReader, ZstdReader

        reader = (BrotliReader if coding == "br" else ZstdReader)(io.BytesIO(body))
        parts: list[bytes] = []
        size = 0
        while size <= FILE_LIMIT and (part := reader.read(1 << 16)):
            parts.append(part)
            size += len(part)
    except ImportError as exc:
        raise InputError(f"its content is packed as {coding}, which needs: pip install 'onrecord[warc]'") from exc
    except (OSError, ValueError) as exc:
        raise InputError(f"damaged {coding} content. Fetch it again.") from exc
    return b"".join(parts)
