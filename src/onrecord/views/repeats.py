"""What a view has shown already, so that nothing stands in it twice."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.records import Claim, ReportId, Span
from onrecord.views.line import Line

_MARKS = 2  # characters of quotation marks by which the words shown of one place may differ


class Shown:
    """The words of reports that lines have quoted so far."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._spans: dict[ReportId, list[Span]] = {}
        self.add(lines)

    def add(self, lines: Iterable[Line]) -> None:
        """Remember what these lines quote."""
        for line in lines:
            for phrase in line.phrases:
                if phrase.evidence is not None:
                    self._spans.setdefault(phrase.evidence.report, []).append(phrase.evidence.span)

    def has(self, claims: Iterable[Claim]) -> bool:
        """Whether the words of one of the claims, which say the same, were shown."""
        return any(_covers(span, c.evidence) for c in claims for span in self._spans.get(c.report, ()))


def merge_same(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, those whose quoted words another's words hold given once with the sources of all.

    The claims of one sentence, as its amount, its promise and the event it sets, would each print it again.
    """
    kept: list[Line] = []
    places: dict[ReportId, list[int]] = {}
    for line in lines:
        reports = {p.evidence.report for p in line.phrases if p.evidence}
        near = sorted({n for report in reports for n in places.get(report, ())})
        place = next((n for n in near if _holds(kept[n], line) or _holds(line, kept[n])), None)
        if place is not None:
            kept[place] = _merged(kept[place], line)
            continue
        for report in reports:
            places.setdefault(report, []).append(len(kept))
        kept.append(line)
    return tuple(kept)


def _merged(one: Line, two: Line) -> Line:
    """The line of the fuller words, with the sources of both."""
    sources = {*one.citations, *two.citations}
    return replace(
        one if _holds(one, two) else two,
        citations=tuple(sorted(sources, key=lambda k: (k.report, k.paragraph, k.grounding, k.source or "", k.claim))),
        origins=max(one.origins, two.origins),
        note=one.note or two.note,
    )


def _holds(one: Line, two: Line) -> bool:
    """Whether all that the second quotes stands in the first's quoted words."""
    have, wanted = ([p.evidence for p in line.phrases if p.evidence] for line in (one, two))
    return bool(wanted) and all(any(h.report == w.report and _covers(h.span, w.span) for h in have) for w in wanted)


def _covers(one: Span, two: Span) -> bool:
    """Whether the first span has the second but for a mark at its ends."""
    return one.start <= two.start + _MARKS and two.end - _MARKS <= one.end
