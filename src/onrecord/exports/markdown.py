"""The brief as Markdown (CommonMark), with the sentences it rests on; nothing a report says is taken as markup."""

import re
from collections.abc import Iterator

from onrecord.exports.choice import Choice
from onrecord.exports.evidence import Cited, cited_claims
from onrecord.exports.wording import one_line
from onrecord.ledger.query import Ledger
from onrecord.views.brief import brief
from onrecord.views.citing import line_words
from onrecord.views.line import View
from onrecord.views.scope import Scope

# Entities for what HTML reads, so that a page which keeps raw HTML shows it, too; a backslash for what Markdown reads.
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", **{c: f"\\{c}" for c in "\\`*_[]{}|~#$"}}
_BLOCK = re.compile(r"^(\d*)((?<!\d)[-+=]|(?<=\d)[.)])")
"""What would begin a list or a rule where a line begins."""


def markdown_words(text: str) -> str:
    r"""The text as one line of Markdown that shows just these characters.

    >>> markdown_words("<b>*At least* 12")
    '&lt;b&gt;\\*At least\\* 12'
    """
    escaped = "".join(_ESCAPED.get(c, c) for c in one_line(text))
    # An address would become a link where it is shown, and a report is not trusted that far.
    return _BLOCK.sub(r"\1\\\2", escaped).replace("://", "&#58;//")


def export_markdown(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """The brief of one story, the largest unless one is named, then every sentence that it cites."""
    scope = choice.one(ledger)
    view = brief(scope)
    yield from _view(view)
    yield from _evidence(scope, view)


def _view(view: View) -> Iterator[str]:
    yield f"# {markdown_words(view.title)}\n\n"
    for row in view.header:
        yield f"{markdown_words(row)}\n\n"
    number = 0
    for section in view.sections:
        yield f"## {markdown_words(section.title)}\n\n"
        for line in section.lines:
            if line.indent:
                yield f"   - {markdown_words(line_words(line))}\n"
            else:
                number += 1
                yield f"{number}. {markdown_words(line_words(line))}\n"
        if section.rest:
            yield f"\n{section.rest} more are in the ledger.\n"
        yield "\n"


def _evidence(scope: Scope, view: View) -> Iterator[str]:
    yield "## EVIDENCE\n\n"
    label = ""
    for cited in cited_claims(scope, [view]):
        if cited.label != label:
            label = cited.label
            yield f"{'' if cited.first else chr(10)}### {markdown_words(cited.title)}\n\n"
        yield f"- {_cited(cited)}\n"


def _cited(cited: Cited) -> str:
    place = f"¶{cited.paragraph}, {cited.span.start} to {cited.span.end}, {cited.claim}"
    sentence = f"{markdown_words(cited.before)} **{markdown_words(cited.words)}** {markdown_words(cited.after)}".strip()
    told = "; ".join(filter(None, (cited.told, cited.reviewed)))
    return f"{markdown_words(place)}: {sentence} ({markdown_words(told)})"
