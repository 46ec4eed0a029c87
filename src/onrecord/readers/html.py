"""Web pages: the report's text by trafilatura, the metadata by the page's own fields, and what was left out counted."""

import logging
import re
from collections.abc import Iterator
from importlib.metadata import version

import trafilatura
from lxml.etree import iterwalk
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from onrecord.errors import InputError
from onrecord.readers.encoding import decode, looks_binary, tidy
from onrecord.readers.outcome import TEXT_LIMIT, Outcome, PageRead, Place, too_long
from onrecord.readers.page_metadata import page_article, read_page_metadata
from onrecord.readers.titles import has_title, with_title
from onrecord.records import RawReport, Rejection, RejectionReason, sha256_hex

EXTRACTOR = f"trafilatura {version('trafilatura')}"

# The library logs pages that it cannot read; here such a page becomes a rejection that says so.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False

_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,200}encoding)\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE
)
_XML = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_BLOCKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dd", "dt", "blockquote", "figcaption", "caption", "pre",
    "div", "section", "article", "aside", "header", "footer", "nav", "main",
})  # fmt: skip
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PARAGRAPH_BREAK = re.compile(r"<br\s*/?>(?:\s*<br\s*/?>)+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_RUN = 5
# What is left of a page without a report is a word or two of its menu.
_FEWEST = 5


def read_html(place: Place, data: bytes, charset: str | None = None) -> Outcome:
    """The report a web page holds, or why it holds none; `charset` is what its server said, which goes before its own
    word.
    """
    sha256 = sha256_hex(data)
    if place.pages is not None and (known := place.pages.recall(sha256, charset)) is not None:
        return _report(place, data, sha256, known)
    declared = _DECLARED.search(data[:4000])
    try:
        source, _ = decode(data, charset or (declared.group(1).decode() if declared else None))
    except InputError as exc:
        return place.refuse(RejectionReason.BAD_ENCODING, exc.message, sha256)
    if looks_binary(source):
        return place.refuse(RejectionReason.BINARY, "not a web page. Save the page as HTML or text.", sha256)
    if not source.strip():
        return place.refuse(RejectionReason.EMPTY, "no text in it. Delete it, or fetch the page again.", sha256)
    try:
        page = _read_page(place, sha256, source)
    except Exception as exc:  # noqa: BLE001 libraries that take pages apart fail in many ways; none may end a build
        what = f"the page cannot be taken apart ({type(exc).__name__}). Save its text as a .txt file."
        return place.refuse(RejectionReason.NO_TEXT, what, sha256)
    if isinstance(page, Rejection):
        return page
    if place.pages is not None:
        place.pages.keep(sha256, charset, page)
    return _report(place, data, sha256, page)


def _report(place: Place, data: bytes, sha256: str, page: PageRead) -> RawReport:
    return RawReport(
        key=page.metadata.url or place.key,
        location=place.location,
        sha256=sha256,
        data=data,
        text=page.text,
        metadata=page.metadata,
        extractor=page.extractor,
        dropped_blocks=page.dropped_blocks,
    )


def _read_page(place: Place, sha256: str, source: str) -> PageRead | Rejection:
    """What a page holds that decoded."""
    tree = load_html(_XML.sub("", source))
    if tree is None:
        return place.refuse(RejectionReason.NO_TEXT, "no HTML in it. Save the page's text as a .txt file.", sha256)
    metadata = read_page_metadata(tree)
    told = page_article(tree).get("articleBody")
    blocks = tuple(_block_texts(tree))
    heads = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    document = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False, deduplicate=False)
    text = tidy(getattr(document, "text", None) or "").strip()
    extractor = EXTRACTOR
    if len(_WORD.findall(text)) < _FEWEST and isinstance(told, str):
        # A page that a script puts together shows its report nowhere else.
        text, extractor = tidy(told).strip(), "schema.org articleBody"
    if len(_WORD.findall(text)) < _FEWEST:
        what = "no report text found on the page. Save the report's text as a .txt file."
        return place.refuse(RejectionReason.NO_TEXT, what, sha256)
    if len(text) > TEXT_LIMIT:
        return too_long(place, f"{len(text):,} characters", sha256)
    return PageRead(
        # The page's own heading serves as title even where its metadata word it otherwise.
        text=text if any(head and has_title(text, head) for head in heads) else with_title(text, metadata.title),
        metadata=metadata,
        extractor=extractor,
        dropped_blocks=count_dropped(blocks, text),
    )


def count_dropped(blocks: tuple[str, ...], text: str) -> int:
    """How many blocks have text that the extraction lacks, told by their first words; linear in both.

    >>> count_dropped(("Home News", "The dam gave way on Tuesday."), "The dam gave way on Tuesday.")
    1
    """
    words = _WORD.findall(text)
    runs = {tuple(words[i : i + n]) for n in range(1, _RUN + 1) for i in range(len(words) - n + 1)}
    starts = (tuple(_WORD.findall(block)[:_RUN]) for block in blocks)
    return sum(1 for start in starts if start and start not in runs)


def fragment_text(markup: str) -> str:
    r"""The text of a piece of HTML that is all report, one line a block: what a feed carries.

    >>> fragment_text("<p>The dam <b>holds</b>.</p><p>Nobody was hurt.</p>")
    'The dam holds.\nNobody was hurt.'
    """
    lines = _LINE_BREAK.sub(" ", _PARAGRAPH_BREAK.sub("</p><p>", markup))
    tree = load_html(f"<html><body>{lines}</body></html>")
    return "" if tree is None else "\n".join(_block_texts(tree))


def _block_texts(tree: HtmlElement) -> Iterator[str]:
    """The text that stands directly in each block element, inline elements included, blocks within it not."""
    open_blocks: list[list[str]] = [[]]
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        block = element.tag in _BLOCKS
        if event == "start" and (not isinstance(element.tag, str) or element.tag in _UNSEEN):
            walk.skip_subtree()
        elif event == "start":
            if block:
                open_blocks.append([])
            open_blocks[-1].append(element.text or "")
            continue
        elif block:
            yield from _joined(open_blocks.pop())
        if event == "end":
            open_blocks[-1].append(element.tail or "")
    yield from _joined(open_blocks.pop())


def _joined(parts: list[str]) -> tuple[str, ...]:
    """The parts as one line; nothing when they are blank."""
    text = " ".join("".join(parts).split())
    return (text,) if text else ()
