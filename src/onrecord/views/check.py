"""A sentence held against the ledger: what supports it, contradicts it, qualifies it, each with evidence and reason."""

from collections.abc import Mapping, Sequence

from onrecord.records import Bearing, Checked, CheckedPart, Evidence, Meeting, Passing, Span, StoryId, Verdict, tell_day
from onrecord.views.line import Line, Phrase, Section, View, bare_citation, line, quoted, words
from onrecord.views.scope import Scope

_TITLES = ((Bearing.SUPPORTS, "SUPPORTS"), (Bearing.CONTRADICTS, "CONTRADICTS"), (Bearing.QUALIFIES, "QUALIFIES"))
_SHOWN = 6
_LONGEST = 240
_SAID = {
    Verdict.SUPPORTED: "SUPPORTED",
    Verdict.CONTRADICTED: "CONTRADICTED",
    Verdict.DISPUTED: "DISPUTED: some records agree, others do not",
    Verdict.QUALIFIED: "NOT AS IT STANDS: what the records say differs in something",
    Verdict.UNKNOWN: "NOTHING KNOWN: no record says so or the opposite",
}


def check(checked: Checked, scopes: Mapping[StoryId, Scope], *, everything: bool = False) -> View:
    """The verdict on the sentence and on each part of it, then the records, the surest first; `everything` shows all.

    The sentences that only share words with it come last and decide nothing.
    """
    several = len(checked.parts) > 1
    sections = [
        section
        for part in checked.parts
        for section in _sections(
            part, scopes, f": ‘{part.span.of(checked.text)}’" if several else "", everything=everything
        )
    ]
    if checked.near and (everything or checked.verdict in {Verdict.UNKNOWN, Verdict.QUALIFIED}):
        near = tuple(_passing_line(scopes, p) for p in checked.near)
        sections.append(Section(title="NEAR IT, decides nothing", lines=near))
    header = [_SAID[checked.verdict]]
    if several:
        header += [f"‘{p.span.of(checked.text)}’: {p.verdict.value}" for p in checked.parts]
    if checked.day:
        header.append(f"read as said on {tell_day(checked.day)}")
    if not checked.parts:
        header.append("it holds no amount and says of nobody what is done: ask in a whole sentence")
    return View(title=f"CHECK: {checked.text}", header=tuple(header), sections=tuple(sections))


def _sections(part: CheckedPart, scopes: Mapping[StoryId, Scope], of: str, *, everything: bool) -> Sequence[Section]:
    found = []
    for bearing, title in _TITLES:
        lines = [_meeting_line(scopes, m) for m in part.meetings if m.bearing is bearing]
        shown = lines if everything else lines[:_SHOWN]
        if lines:
            found.append(Section(title=f"{title}{of}", lines=tuple(shown), rest=len(lines) - len(shown)))
    return found


def _meeting_line(scopes: Mapping[StoryId, Scope], meeting: Meeting) -> Line:
    """The report's words with their source; the reason in brackets."""
    scope = _scope_of(scopes, meeting)
    claim = next((c for c in scope.account.claims if c.id == meeting.claim), None)
    if claim is not None:
        told = quoted(scope, claim, limit=_LONGEST)  # with the denial before it: `denied that it had met them`
        return line(scope, told, [claim], note=meeting.reason.removesuffix("."))
    return Line(
        phrases=_sentence(scope, meeting, meeting.span),
        citations=(bare_citation(scope, meeting.report, meeting.paragraph),),
        note=meeting.reason.removesuffix("."),
    )


def _passing_line(scopes: Mapping[StoryId, Scope], passing: Passing) -> Line:
    scope = _scope_of(scopes, passing)
    return Line(
        phrases=_sentence(scope, passing, passing.span),
        citations=(bare_citation(scope, passing.report, passing.paragraph),),
    )


def _scope_of(scopes: Mapping[StoryId, Scope], place: Meeting | Passing) -> Scope:
    return next(s for s in scopes.values() if any(r.report.id == place.report for r in s.reports))


def _sentence(scope: Scope, place: Meeting | Passing, span: Span) -> tuple[Phrase, ...]:
    """The words at the span, cut at the end of a word where they are too many."""
    text = scope.rows[place.report].report.text
    cut = span
    if len(span) > _LONGEST:
        end = text.rfind(" ", span.start, span.start + _LONGEST)
        cut = Span(start=span.start, end=max(end, span.start + 1))
    body = Phrase(text=" ".join(cut.of(text).split()), evidence=Evidence(report=place.report, span=cut))
    return words("'"), body, words(" …'" if cut.end < span.end else "'")
