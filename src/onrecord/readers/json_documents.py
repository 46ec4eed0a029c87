"""JSON files that hold reports: JSON Feed, and schema.org articles with their text."""

import json
from collections.abc import Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.readers.encoding import decode, tidy
from onrecord.readers.entries import Entry, Feed, one_line, read_entries, web_address
from onrecord.readers.outcome import Outcome, Place, numbered
from onrecord.readers.page_metadata import article_metadata, find_articles
from onrecord.readers.plain import refuse_text
from onrecord.readers.titles import with_title
from onrecord.records import RawReport, RejectionReason, sha256_hex

_VERSION = "jsonfeed.org/version/"
_MOST_ENTRIES = 5_000


def read_json_document(place: Place, data: bytes) -> Iterator[Outcome]:
    """The reports of a JSON Feed, or of schema.org articles in JSON-LD that have an `articleBody`."""
    try:
        value = json.loads(decode(data)[0], strict=False)
    except json.JSONDecodeError as exc:
        what = f"not valid JSON ({exc.msg} in line {exc.lineno}). Fix it, or fetch it again."
        yield place.refuse(RejectionReason.BAD_JSON, what)
        return
    except (ValueError, RecursionError, InputError):
        what = "not JSON that can be read (nested too deep, or a number too long). Leave it out."
        yield place.refuse(RejectionReason.BAD_JSON, what)
        return
    if is_json_feed(value):
        yield from read_entries(place, feed_of(value), "JSON Feed")
        return
    articles = [a for a in find_articles(value) if isinstance(a.get("articleBody"), str)]
    if not articles:
        what = "a JSON file without a report. Write one report a line and name it .jsonl."
        yield place.refuse(RejectionReason.UNSUPPORTED, what)
    for number, article in enumerate(articles, 1):
        yield _read_article(numbered(place, number), data, article)


def _read_article(place: Place, data: bytes, article: dict[str, object]) -> Outcome:
    """The report in a schema.org article."""
    text, sha256 = str(article["articleBody"]), sha256_hex(data)
    refused = refuse_text(place, text, sha256)
    if refused is not None:
        return refused
    metadata = article_metadata(article)
    return RawReport(
        key=metadata.url or place.key,
        location=place.location,
        sha256=sha256,
        data=data,
        text=with_title(tidy(text).strip(), metadata.title),
        metadata=metadata,
        extractor="schema.org articleBody",
    )


def is_json_feed(value: object) -> bool:
    """Whether a JSON value is a JSON Feed of any version."""
    return isinstance(value, dict) and _VERSION in str(value.get("version", ""))


def feed_of(value: dict[str, Any]) -> Feed:
    """What a JSON Feed says; fields of the wrong type count as missing."""
    items = value.get("items")
    entries = [_entry(item) for item in (items if isinstance(items, list) else ())[:_MOST_ENTRIES]]
    return Feed(
        title=one_line(value.get("title")),
        language=one_line(value.get("language")),
        entries=tuple(entry for entry in entries if entry is not None),
    )


def _entry(item: object) -> Entry | None:
    if not isinstance(item, dict):
        return None
    single = item.get("author")
    authors = item.get("authors") or ([single] if single else [])
    markup, plain = item.get("content_html"), item.get("content_text")
    return Entry(
        link=web_address(item.get("url")) or web_address(item.get("id")),
        name=one_line(str(item.get("id") or "")),
        title=one_line(item.get("title")),
        authors=tuple(n for a in authors if isinstance(a, dict) and (n := one_line(a.get("name"))))
        if isinstance(authors, list)
        else (),
        published=one_line(item.get("date_published")),
        updated=one_line(item.get("date_modified")),
        content=markup if isinstance(markup, str) and markup else plain if isinstance(plain, str) else None,
        markup=isinstance(markup, str) and bool(markup),
    )
