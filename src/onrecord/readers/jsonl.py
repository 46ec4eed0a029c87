"""JSON Lines: one report a line, with id, url, outlet, title, published, authors and text."""

import codecs
import json
from collections.abc import Iterator
from typing import IO

from onrecord.errors import InputError
from onrecord.readers.encoding import decode, tidy
from onrecord.readers.outcome import TEXT_LIMIT, Outcome, Place, numbered, too_long
from onrecord.readers.plain import refuse_text
from onrecord.readers.titles import with_title
from onrecord.records import DateField, Metadata, RawReport, RejectionReason, sha256_hex

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

LINE_LIMIT = 8 * TEXT_LIMIT
"""Bytes a line may have: room for a report at the limit with its characters escaped."""


def read_jsonl(place: Place, stream: IO[bytes]) -> Iterator[Outcome]:
    """The reports of a JSON Lines file in order, each line that is none as a rejection that names the line."""
    seen: dict[str, str] = {}
    for number, line in numbered_lines(stream):
        here = numbered(place, number)
        if number == 1 and line is not None and line.startswith(_WIDE_MARKS):
            # Its lines cannot be told apart by a line end of one byte.
            yield here.refuse(RejectionReason.BAD_ENCODING, "JSON Lines in UTF-16. Save the file as UTF-8.")
            return
        if line is None:
            yield too_long(here, f"a line of more than {LINE_LIMIT:,} bytes")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _read_line(here, line.rstrip(b"\r\n"), seen)


def numbered_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long, of which no more than the limit is ever held."""
    number = 0
    while line := stream.readline(LINE_LIMIT):
        number += 1
        if len(line) < LINE_LIMIT or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _read_line(place: Place, line: bytes, seen: dict[str, str]) -> Outcome:
    """The report on one line; `seen` maps the ids so far to the hash of their text."""
    sha256 = sha256_hex(line)
    try:
        fields = parse_object(line)
        report = _build(place, line, sha256, fields)
    except _BadFieldError as exc:
        return place.refuse(RejectionReason.MISSING_FIELD, exc.message, sha256)
    except InputError as exc:
        return place.refuse(RejectionReason.BAD_JSON, exc.message, sha256)
    if not isinstance(report, RawReport):
        return report
    digest = sha256_hex(report.text.encode())
    names = [(field, name) for field in ("id", "url") if (name := _string(fields, field)) is not None]
    for field, name in names:
        if (before := seen.get(name)) is not None:
            what = "the same text" if before == digest else "another text"
            advice = "Delete one of the lines" if before == digest else f"Give one of the lines another {field}"
            message = f"{field} {name!r} stands twice in this file, here with {what}. {advice}."
            return place.refuse(RejectionReason.DUPLICATE, message, sha256)
    seen.update((name, digest) for _, name in names)
    return report


class _BadFieldError(InputError):
    """A field that is missing or of the wrong type."""


def parse_object(line: bytes) -> dict[str, object]:
    """The JSON object in the bytes; raises InputError saying what is wrong with them."""
    try:
        value = json.loads(decode(line)[0], strict=False)
    except json.JSONDecodeError as exc:
        raise InputError(
            f"not valid JSON ({exc.msg} at character {exc.pos + 1}). Fix the line, or pass --skip-bad."
        ) from exc
    except (ValueError, RecursionError) as exc:
        raise InputError("not JSON that can be read (nested too deep, or a number too long). Fix the line.") from exc
    if not isinstance(value, dict):
        raise InputError("not a JSON object. Write one report a line: {...}, or pass --skip-bad.")
    return value


def _build(place: Place, line: bytes, sha256: str, fields: dict[str, object]) -> Outcome:
    """The report the fields describe."""
    text = fields.get("text")
    if not isinstance(text, str):
        what = "no field 'text'" if text is None else "field 'text' is not a string"
        raise _BadFieldError(f"{what}. Add the report's text, or pass --skip-bad.")
    refused = refuse_text(place, text, sha256)
    if refused is not None:
        return refused
    metadata = metadata_of(fields, "JSONL published")
    return RawReport(
        key=metadata.url or _string(fields, "id") or place.key,
        location=place.location,
        sha256=sha256,
        data=line,
        text=with_title(tidy(text), metadata.title),
        metadata=metadata,
        extractor="jsonl",
    )


def metadata_of(fields: dict[str, object], date_name: str) -> Metadata:
    """Metadata from the fields title, outlet, authors, url, language and published, whichever are there."""
    published = _string(fields, "published")
    return Metadata(
        title=_string(fields, "title"),
        outlet=_string(fields, "outlet"),
        authors=_strings(fields.get("authors")),
        url=_string(fields, "url"),
        language=_string(fields, "language"),
        dates=(DateField(name=date_name, value=published),) if published else (),
    )


def _string(fields: dict[str, object], name: str) -> str | None:
    """A field as one line of text; numbers as they are written; None when it is absent or blank."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(tidy(str(value)).split()) or None


def _strings(value: object) -> tuple[str, ...]:
    """Names given as a list or as one string."""
    items = value if isinstance(value, list) else [value]
    names = [" ".join(tidy(item).split()) for item in items if isinstance(item, str)]
    return tuple(name for name in names if name)
