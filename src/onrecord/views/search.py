"""Words looked up: each sentence that holds them once, with its claims and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.ledger.query import Hit, Ledger
from onrecord.records import Claim, Evidence, Passage, ReportId, Sentence, Span, StoryId
from onrecord.views.line import Line, Phrase, Section, View, bare_citation, line, words
from onrecord.views.listing import claim_value
from onrecord.views.scope import Scope, story_scope

_LONGEST = 400


def search(ledger: Ledger, query: str, *, limit: int = 50) -> View:
    """The sentences that hold every word, those with claims first, by story; where none does, those that hold some."""
    hits = ledger.search(query, limit)
    places = _places(ledger, hits) or [(r, p, None) for r, p in ledger.nearest(query, limit)]
    scopes: dict[StoryId, Scope] = {}
    rows = {row.report.id: row for row in ledger.rows_for({report for report, _, _ in places})}
    found: dict[StoryId, dict[tuple[ReportId, Span], Line]] = {}
    for report, passage, claim in places:
        story = rows[report].story
        if story is None:
            continue
        scope = scopes.setdefault(story, story_scope(ledger, story))
        span, sentence = _sentence(ledger, report, passage, claim)
        own = found.setdefault(story, {})
        if (report, span) not in own and len(own) < limit:
            own[report, span] = _line(scope, report, span, sentence)
    some = ("no sentence holds every word; these hold some",) if places and not hits else ()
    none = ("nothing found",) if not places else ()
    sections = tuple(
        Section(title=scopes[story].account.story.title, lines=tuple(lines.values())) for story, lines in found.items()
    )
    return View(title=f"SEARCH: {query}", header=(*some, *none), sections=sections)


def _places(ledger: Ledger, hits: Sequence[Hit]) -> list[tuple[ReportId, int | None, Claim | None]]:
    claims = ledger.claims([h.claim for h in hits if h.claim])
    return [(h.report, h.passage, claims.get(h.claim) if h.claim else None) for h in hits]


def _sentence(
    ledger: Ledger, report: ReportId, passage: int | None, claim: Claim | None
) -> tuple[Span, Sentence | None]:
    """The sentence of a claim; of a passage its one sentence, or else all of it."""
    sentences = ledger.sentences(report)
    if claim is not None:
        found = next((s for s in sentences if s.index == claim.sentence), None)
        return (found.span if found else claim.evidence), found
    own = [s for s in sentences if s.passage == passage]
    if len(own) == 1:
        return own[0].span, own[0]
    there: Mapping[int, Passage] = {p.index: p for p in ledger.passages(report)}
    return there[passage or 0].span, None


def _line(scope: Scope, report: ReportId, span: Span, sentence: Sentence | None) -> Line:
    """The sentence, with what was read off it in brackets."""
    text = scope.rows[report].report.text
    end = span.end if len(span) <= _LONGEST else text.rfind(" ", span.start, span.start + _LONGEST)
    cut = Span(start=span.start, end=max(end, span.start + 1))
    body = Phrase(text=" ".join(cut.of(text).split()), evidence=Evidence(report=report, span=cut))
    phrases = (words("'"), body, words("'" if cut.end == span.end else " …'"))
    claims = [c for c in scope.claims.values() if sentence and c.report == report and c.sentence == sentence.index]
    if not claims:
        paragraph = sentence.paragraph if sentence else 0
        return Line(phrases=phrases, citations=(bare_citation(scope, report, paragraph),))
    told = dict.fromkeys(": ".join(filter(None, (c.type.value.replace("_", " "), claim_value(c)))) for c in claims)
    return replace(line(scope, phrases, claims), note="; ".join(told))
