"""Entries of feeds, whatever their format: one that carries its whole report becomes it, the others name one."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag

from onrecord.readers.encoding import tidy
from onrecord.readers.html import fragment_text
from onrecord.readers.outcome import Outcome, Place, numbered, shown
from onrecord.readers.plain import refuse_text
from onrecord.readers.titles import with_title
from onrecord.records import DateField, Metadata, RawReport, RejectionReason, sha256_hex

_TEASER_ENDS = ("…", "...", "[…]", "[...]", "»", "read more", "continue reading", "read more.", "more »", "more…")
# A report shorter than this is a teaser, whatever field of the feed it stands in.
_FEWEST_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one report; `content` is the field for the whole of it, `markup` whether that is HTML."""

    link: str | None
    name: str | None
    title: str | None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    content: str | None = None
    markup: bool = True

    @property
    def text(self) -> str | None:
        """The whole report, if the entry carries it and not the beginning alone."""
        if not self.content:
            return None
        text = tidy(fragment_text(self.content) if self.markup else self.content).strip()
        teaser = text.casefold().endswith(_TEASER_ENDS) or len(text.split()) < _FEWEST_WORDS
        return None if teaser else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: what it is called, its language, and its entries in its own order."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]


def one_line(value: object) -> str | None:
    """A field as one line of text; None when it is no text or blank."""
    return (" ".join(tidy(value).split()) or None) if isinstance(value, str) else None


def web_address(value: object) -> str | None:
    """An absolute http or https address without its fragment; None for anything else.

    >>> web_address(" https://vale.example/bridge#top "), web_address("javascript:alert(1)")
    ('https://vale.example/bridge', None)
    """
    address = value.strip() if isinstance(value, str) else ""
    if not address.lower().startswith(("http://", "https://")) or not address.isprintable() or " " in address:
        return None
    try:
        return urldefrag(address).url
    except ValueError:
        return None


def read_entries(place: Place, feed: Feed, kind: str) -> Iterator[Outcome]:
    """The reports that a feed carries whole; each other entry as a rejection that says how to get it."""
    if not feed.entries:
        yield place.refuse(RejectionReason.EMPTY, f"{kind} without entries. Nothing to do, or fetch it again.")
    for number, entry in enumerate(feed.entries, 1):
        yield read_entry(numbered(place, number), feed, entry, kind)


def read_entry(place: Place, feed: Feed, entry: Entry, kind: str) -> Outcome:
    """The report that an entry carries, or the rejection that says how to get it."""
    text = entry.text
    if text is None:
        return not_fetched(place, entry.link, entry.title, "only the beginning of its report stands in the feed")
    data = (entry.content or "").encode("utf-8", errors="replace")
    sha256 = sha256_hex(data)
    refused = refuse_text(place, text, sha256)
    if refused is not None:
        return refused
    title = one_line(entry.title)
    dates = ((f"{kind} published", entry.published), (f"{kind} updated", entry.updated))
    return RawReport(
        key=entry.link or entry.name or place.key,
        location=place.location,
        sha256=sha256,
        data=data,
        text=with_title(text, title),
        metadata=Metadata(
            title=title,
            outlet=feed.title,
            authors=entry.authors,
            url=entry.link,
            language=feed.language,
            dates=tuple(DateField(name=name, value=value) for name, value in dates if value),
        ),
        extractor=kind,
    )


def not_fetched(place: Place, link: str | None, title: str | None, why: str) -> Outcome:
    """The rejection of something that only names a report, with the command that gets it."""
    called = f" {shown(title, 80)!r}" if title else ""
    todo = f"Fetch it: onrecord fetch {shown(link)} -o FOLDER" if link else "Save the report itself in its place."
    return place.refuse(RejectionReason.NOT_FETCHED, f"the entry{called}: {why}. {todo}")
