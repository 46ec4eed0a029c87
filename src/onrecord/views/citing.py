"""A line's sources in brackets, as text shows them."""

from collections.abc import Sequence

from onrecord.views.line import Citation, Line


def cite_words(citations: Sequence[Citation], origins: int) -> str:
    """`[N Falk 04¶1,3 06¶3; 1 origin]`."""
    if not citations:
        return ""
    by_source: dict[tuple[str, str], dict[str, list[int]]] = {}
    for c in citations:
        mark = ("relayed " if c.relayed else "") + c.grounding + ("?" if c.inferred else "")
        places = by_source.setdefault((mark, c.short or ""), {})
        pages = places.setdefault(c.report, [])
        if c.paragraph not in pages:
            pages.append(c.paragraph)
    parts = []
    for (mark, source), places in by_source.items():
        where = " ".join(f"{report}¶{','.join(map(str, sorted(pages)))}" for report, pages in places.items())
        parts.append(" ".join(filter(None, (mark, source, where))))
    counted = f"; {origins} origin{'s' * (origins != 1)}" if origins else ""
    human = "; reviewed" if any(c.decided for c in citations) else ""
    return f"[{'; '.join(parts)}{counted}{human}]"


def line_words(line: Line) -> str:
    """A line with its sources and its note."""
    note = f" ({line.note})" if line.note else ""
    cited = cite_words(line.citations, line.origins)
    return f"{line.text}{note}{'  ' + cited if cited else ''}"
