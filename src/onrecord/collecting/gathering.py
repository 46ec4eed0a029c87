"""From feeds, sitemaps and addresses to pages: new ones are fetched, kept ones asked for again when that is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from onrecord.collecting.clock import Clock
from onrecord.collecting.fetcher import Answer, Fetcher
from onrecord.collecting.keeping import Collection
from onrecord.errors import InputError
from onrecord.readers.collection import FEED, PAGE, SITEMAP, Fetched, any_feed
from onrecord.readers.sitemaps import parse_sitemap

_MOST_SITEMAPS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where reports are to be had: a page, a feed or a sitemap, and how many of its newest are taken.

    `outlet` is the name that its reports go by; `recheck` after how many hours a page that is kept is asked for again.
    """

    url: str
    kind: str = PAGE
    outlet: str | None = None
    limit: int = 50
    recheck: float = 6.0


def gather(sources: Iterable[Source], fetcher: Fetcher, collection: Collection, clock: Clock) -> Iterator[Fetched]:
    """Fetch and keep what the sources name, one line as each is kept; what goes wrong with one leaves the others."""
    asked: set[str] = set()
    for source in sources:
        for line in _gather_one(source, fetcher, collection, clock, asked):
            asked.add(line.url)
            yield line


def _gather_one(
    source: Source, fetcher: Fetcher, collection: Collection, clock: Clock, asked: set[str]
) -> Iterator[Fetched]:
    if source.kind == PAGE:
        if source.url not in asked:
            yield _ask(source.url, PAGE, source, fetcher, collection).fetched
        return
    urls: list[str] = []
    for answer, found in _listings(source, fetcher, collection):
        yield answer.fetched
        urls += found
    for url in list(dict.fromkeys(urls))[: source.limit]:
        if url not in asked and _is_due(collection.before(url), source, clock):
            yield _ask(url, PAGE, source, fetcher, collection).fetched


def _ask(url: str, kind: str, source: Source, fetcher: Fetcher, collection: Collection) -> Answer:
    """Fetch one address and write down what came."""
    answer = fetcher.get(url, kind=kind, outlet=source.outlet, before=collection.before(url))
    collection.keep(answer)
    return answer


def _listings(source: Source, fetcher: Fetcher, collection: Collection) -> Iterator[tuple[Answer, list[str]]]:
    """The feed or the sitemaps of a source, with the addresses that each names."""
    waiting, done = [source.url], 0
    while waiting and done < _MOST_SITEMAPS:
        url, done = waiting.pop(0), done + 1
        answer = _ask(url, source.kind, source, fetcher, collection)
        body = collection.body(answer)
        if body is None:
            yield answer, []
            continue
        try:
            urls, further = _named_in(body, source.kind, answer.fetched.final_url)
        except InputError as exc:
            told = replace(answer.fetched, problem=f"{url}: {exc.message}")
            yield replace(answer, fetched=told), []
            continue
        waiting += [f for f in further if f not in waiting]
        yield answer, urls


def _named_in(body: bytes, kind: str, base: str) -> tuple[list[str], tuple[str, ...]]:
    """The addresses of pages, and of further sitemaps, in a feed or sitemap; an entry that is whole needs no page."""
    if kind == SITEMAP:
        sitemap = parse_sitemap(body)
        newest = sorted(sitemap.listed, key=lambda entry: entry.published or "", reverse=True)
        return [entry.url for entry in newest], sitemap.further
    assert kind == FEED
    return [entry.link for entry in any_feed(body, "feed", base).entries if entry.link and entry.text is None], ()


def _is_due(before: Fetched | None, source: Source, clock: Clock) -> bool:
    """Whether a page is not kept yet, or was asked for so long ago that it may have been corrected since."""
    if before is None:
        return True
    try:
        last = datetime.fromisoformat(before.at)
    except ValueError:
        return True
    last = last if last.tzinfo else last.replace(tzinfo=UTC)
    return clock.now() - last >= timedelta(hours=source.recheck)
