"""Web archives made for the tests, of invented pages."""

import gzip
import zipfile
from pathlib import Path

HEAD = "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"


def page(*paragraphs: str, title: str = "Bridge shut until June") -> bytes:
    """A page with these paragraphs."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    head = f"<head><title>{title}</title></head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def answer(body: bytes, *fields: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """What a server sends."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    url: str, block: bytes, *fields: str, kind: str = "response", date: str = "2025-03-01T10:00:00Z", number: int = 1
) -> bytes:
    """One WARC record."""
    head = HEAD.format(kind=kind, number=number) + f"WARC-Date: {date}\r\nWARC-Target-URI: {url}\r\n"
    head += "".join(f"{field}\r\n" for field in fields)
    if not any(field.startswith("Content-Type") for field in fields):
        head += "Content-Type: application/http; msgtype=response\r\n"
    return head.encode() + f"Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def chunked(body: bytes, size: int = 40) -> bytes:
    """The body in chunks."""
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """The records as a `.warc.gz` has them, each packed by itself."""
    return b"".join(gzip.compress(r) for r in records)


def wacz(path: Path, **members: bytes) -> Path:
    """A zip with these members; `__` stands for the slash and `_` before the end for the dot."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return path
