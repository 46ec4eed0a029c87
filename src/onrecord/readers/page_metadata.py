"""What a web page says about itself: schema.org NewsArticle in JSON-LD, meta tags, time elements."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from onrecord.readers.encoding import tidy
from onrecord.records import DateField, Metadata

_DATE_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "datepublished",
    "article:modified_time",
    "og:updated_time",
    "lastmod",
    "last-modified",
    "datemodified",
)
_SCHEMA_DATES = ("datePublished", "dateCreated", "dateModified")
_DEPTH = 12


def read_page_metadata(tree: HtmlElement) -> Metadata:
    """Title, outlet, authors, address, language and every date field of a page, JSON-LD before meta tags."""
    article = page_article(tree)
    tags = _meta_tags(tree)
    outlet = _name(article.get("publisher")) or _first(tags, "og:site_name", "application-name")
    return Metadata(
        title=_text(article.get("headline")) or _page_title(tree, tags, outlet),
        outlet=outlet,
        authors=_names(article.get("author")) or _authors(tags),
        url=_address(tree, tags, article),
        language=_text(article.get("inLanguage")) or _text(tree.get("lang")) or _first(tags, "og:locale"),
        dates=_dates(article, tags, tree),
    )


def _dates(article: Mapping[str, object], tags: Sequence["_Tag"], tree: HtmlElement) -> tuple[DateField, ...]:
    """All the date fields, each with its name, in a fixed order and none twice."""
    found = list(_schema_dates(article))
    for name in _DATE_TAGS:
        found += [DateField(name=f"meta {name}", value=tag.content) for tag in tags if tag.name == name]
    for element in tree.xpath("//time[@datetime and (@itemprop or @pubdate)]"):
        value = _text(element.get("datetime"))
        if value:
            found.append(DateField(name=f"time {element.get('itemprop') or 'pubdate'}", value=value))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    """A meta tag with its name in lower case."""

    name: str
    content: str


def _meta_tags(tree: HtmlElement) -> list[_Tag]:
    """The page's meta tags that have a name and a content."""
    found = []
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _text(element.get("content"))
        if name and content:
            found.append(_Tag(name=name.strip().lower(), content=content))
    return found


def _first(tags: Sequence[_Tag], *names: str) -> str | None:
    """The content of the first tag with one of the names, in the order of the names."""
    return next((tag.content for name in names for tag in tags if tag.name == name), None)


def _authors(tags: Sequence[_Tag]) -> tuple[str, ...]:
    """Authors that meta tags name; an address of a profile page is no name."""
    named = [tag.content for tag in tags if tag.name in {"author", "article:author", "byl", "parsely-author"}]
    return tuple(dict.fromkeys(name for name in named if "://" not in name))


def _page_title(tree: HtmlElement, tags: Sequence[_Tag], outlet: str | None) -> str | None:
    """The title that tags, the first h1 or the title element give, without the outlet's name at its end."""
    heads = [_text(element.text_content()) for name in ("h1", "title") for element in list(tree.iter(name))[:1]]
    title = next(filter(None, [_first(tags, "og:title", "twitter:title"), *heads]), None)
    if title and outlet:
        for mark in (" | ", " - ", " – ", " — "):
            title = title.removesuffix(f"{mark}{outlet}")
    return title


def _address(tree: HtmlElement, tags: Sequence[_Tag], article: Mapping[str, object]) -> str | None:
    """The page's own absolute address."""
    links = [_text(e.get("href")) for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    main = article.get("mainEntityOfPage")
    named = [
        *links,
        _first(tags, "og:url"),
        _text(main.get("@id") if isinstance(main, dict) else main),
        _text(article.get("url")),
    ]
    return next((url for url in named if url and url.startswith(("http://", "https://"))), None)


def page_article(tree: HtmlElement) -> dict[str, object]:
    """The first object in the page's JSON-LD whose type is an article's; empty when there is none."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            value = json.loads(script.text_content().strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for article in find_articles(value):
            return article
    return {}


def find_articles(value: object) -> Iterator[dict[str, object]]:
    """The objects in a JSON-LD value whose type is an article's, outermost first.

    >>> [a["headline"] for a in find_articles({"@graph": [{"@type": "NewsArticle", "headline": "Dam holds"}]})]
    ['Dam holds']
    """
    for thing in _things(value, _DEPTH):
        kinds = thing.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(k, str) and k.endswith(("Article", "BlogPosting", "Report")) for k in kinds):
            yield thing


def article_metadata(article: Mapping[str, object]) -> Metadata:
    """What a schema.org article says about itself."""
    main = article.get("mainEntityOfPage")
    named = (_text(article.get("url")), _text(main.get("@id") if isinstance(main, dict) else main))
    return Metadata(
        title=_text(article.get("headline")),
        outlet=_name(article.get("publisher")),
        authors=_names(article.get("author")),
        url=next((url for url in named if url and url.startswith(("http://", "https://"))), None),
        language=_text(article.get("inLanguage")),
        dates=_schema_dates(article),
    )


def _schema_dates(article: Mapping[str, object]) -> tuple[DateField, ...]:
    named = ((name, _text(article.get(name))) for name in _SCHEMA_DATES)
    return tuple(DateField(name=f"schema.org {name}", value=value) for name, value in named if value)


def _things(value: object, depth: int) -> Iterator[dict[str, object]]:
    """The objects in a JSON value, outermost first."""
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from _things(part, depth - 1)


def _text(value: object) -> str | None:
    """A string on one line; None when it is none or blank."""
    return (" ".join(tidy(value).split()) or None) if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a schema.org person or organisation, given as an object or as text."""
    return next(iter(_names(value)), None)


def _names(value: object) -> tuple[str, ...]:
    """The names of one or several schema.org persons or organisations."""
    items = value if isinstance(value, list) else [value]
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in items]
    return tuple(dict.fromkeys(name for name in names if name))
