"""What is odd to read: pieces of text that are repeated without end, and files of every kind that are nothing else.

The pieces are what no newspaper prints and what patterns are slow on: marks that open and never close, numbers and
days in a row, words of speech without speakers, one sentence without an end, other scripts.
"""

import io
import json
import zipfile
from collections.abc import Iterator

PIECES = (
    "the gate and ", "Ada Orda and Ben Hale and ", ",", "a, big, red, ", "gate; ", "“We go ", '"yes ', "'ab ", "‘We ",
    "’ab ", "«We go ", '“a ‘b "c «d ', "“We go.\n\n", "``We ", "(", "(the gate (of Orlo ", "[1] ", "said ",
    "he said ", "he said that ", "Orda told Hale that ", "according to Orda ", "reportedly ", "12345 ", "203 dead ",
    "1,", "hundred ", "5% ", "$5m ", "10-20-", "5 to ", "by May 2024 ", "12 May 2024, ", "on Monday ", "will ",
    "He said it was 5% on Monday, ", "plans to close the gate by May and ", "Orlo Vane ", "Bank of ", "Go. ", "\n",
    "a\n", "\t \n", "e\u0301\u0302", "قالالوزيرإن", "قال الوزير إن ", "\u202ehe said no ", "水坝关闭。", "a", "A", "a-",
    "U.S. ", ".", "— ", "Mr. ", "a@b.c,", "http://a.b/", "READ MORE: ", "&amp;", "<b>", "%20", "0", "\x00a ",
)  # fmt: skip


def repeated(piece: str, size: int) -> str:
    """The piece over and over, until it makes up so many bytes."""
    return piece * max(1, size // len(piece.encode()))


def _filled(head: bytes, piece: bytes, tail: bytes, size: int) -> bytes:
    return head + piece * max(1, (size - len(head) - len(tail)) // len(piece)) + tail


_HTML = b"<!DOCTYPE html><html><head><title>Pier shut</title>"
_FIELD = b'<meta property="article:published_time" content="2031-05-04">'
_ITEM = b"<item><title>a</title><link>http://news.invalid/1</link><description>a b</description></item>"
_ENTRY = b'{"id":"1","url":"http://news.invalid/1","content_text":"The pier is shut."},'
_DECIDED = (
    b'{"action":"reject","id":"d_%016d","reason":"misread","reviewer":"ann","target":{"exact":"12 people",'
    b'"prefix":"at least ","record":"claim","sha256":"00","suffix":" were"},"time":"2031-05-06T10:00:00Z",'
    b'"value":null}\n'
)
_WARC = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\n"
    b"WARC-Date: 2031-05-04T09:00:00Z\r\nWARC-Target-URI: http://news.invalid/%d\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
)
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>The pier is shut.</p></body></html>"


def _archive(size: int, answer: bytes) -> bytes:
    count = max(1, size // (len(_WARC) + len(answer)))
    return b"".join(_WARC % (n, n, len(answer), answer) for n in range(count))


def _packed(size: int, answer: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for number in range(8):
            archive.writestr(f"archive/{number}.warc", _archive(size // 8, answer))
    return made.getvalue()


def files(size: int) -> Iterator[tuple[str, str, bytes]]:
    """Files of about so many bytes: the target that reads them, what they are, and their bytes."""
    line = json.dumps({"id": "a", "text": "The pier at Orlo is shut."}).encode() + b"\n"
    for piece in ("a", "<p>", "\n", "“We go ", "a\x00"):
        yield "plain", f"{piece!r} over and over", repeated(piece, size).encode()
    for name, piece in (
        ("blocks in blocks", b"<div>"), ("paragraphs", b"<p>a "), ("tables in tables", b"<table><tr><td>"),
        ("marks that never close", b"<"), ("comments", b"<!--a-->"), ("attributes", b'<p a="b" c="d">'),
        ("entities", b"&amp;&#0;&lt;"), ("wrong ends", b"</p></div>"), ("scripts", b"<script>{</script>"),
        ("lists in lists", b"<ul><li>a "), ("links", b'<a href="/a">a</a> '), ("words", b"a b c. "),
    ):  # fmt: skip
        yield "page", name, _filled(_HTML + b"</head><body>", piece, b"</body></html>", size)
    yield "page", "fields", _filled(_HTML, _FIELD, b"</head><body><p>a</p></body></html>", size)
    data = b'<script type="application/ld+json">'
    yield "page", "data in data", _filled(_HTML + data, b'{"a":[', b"</script></head>", size)
    yield "page", "blocks of data", _filled(_HTML, data + b'{"@type":"NewsArticle"}</script>', b"</head>", size)
    yield "lines", "short lines", _filled(b"", line, b"", size)
    yield "lines", "lists in lists", _filled(b'{"text":', b"[", b"\n", size)
    yield "lines", "empty lines", b"\n" * size
    yield "lines", "broken lines", b'{"a\n' * (size // 4)
    yield (
        "document",
        "entries",
        _filled(b'{"version":"https://jsonfeed.org/version/1","items":[', _ENTRY, b"{}]}", size),
    )
    yield "document", "lists in lists", b"[" * size
    yield "document", "objects in objects", _filled(b"", b'{"a":', b"", size)
    yield "document", "articles", _filled(b"[", b'{"articleBody":"The pier is shut."},', b"{}]", size)
    for name, piece in (("entries", _ITEM), ("elements in elements", b"<a>"), ("marks", b"<"), ("text", b"a ")):
        yield (
            "feed",
            name,
            _filled(b'<?xml version="1.0"?><rss version="2.0"><channel>', piece, b"</channel></rss>", size),
        )
    place = b"<url><loc>http://news.invalid/1</loc></url>"
    yield "feed", "places of a map", _filled(b"<urlset>", place, b"</urlset>", size)
    yield "archive", "records", _archive(size, _ANSWER)
    yield "archive", "fields of a record", _filled(b"WARC/1.1\r\n", b"A: b\r\n", b"\r\n", size)
    yield "archive", "fields of an answer", _archive(size, _filled(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", b"\r\n", size))
    yield "packed", "records", _packed(size, _ANSWER)
    yield "dates", "rows", _filled(b"key,published\n", b"a.txt,2031-05-04\n", b"", size)
    yield "dates", "marks", _filled(b"key,published\n", b'"', b"", size)
    yield "decisions", "decisions", b"".join(_DECIDED % n for n in range(max(1, size // len(_DECIDED))))
    yield "decisions", "lists in lists", b"[" * size
