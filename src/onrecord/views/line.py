"""Lines of a view: every word is a template's or a cited span's, and every line says where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import (
    Attribution,
    Claim,
    Confidence,
    CueSense,
    Evidence,
    Modality,
    Mode,
    ReportId,
    SourceType,
    Span,
    independent_origins,
    trim,
)
from onrecord.views.scope import Scope

# How far before a claim's words the denial of them may stand to be shown with them.
_NEAR = 40
_DESCRIBING = frozenset({"of", "the", "in", "for", "at"})  # words of what somebody is, not of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A stretch of a line: a template's words (`evidence` is None) or the words at a span of a report."""

    text: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a line comes from: `N Falk 04¶3`. `short` is the source as a line has room for it."""

    report: str
    paragraph: int
    grounding: str
    source: str | None
    short: str | None
    relayed: bool
    inferred: bool
    claim: str
    decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a view. `note` is a derived remark in brackets; `origins` how many origins its claims have."""

    phrases: tuple[Phrase, ...]
    citations: tuple[Citation, ...] = ()
    origins: int = 0
    note: str | None = None
    indent: bool = False

    @property
    def text(self) -> str:
        """The line's words without its sources."""
        return "".join(p.text for p in self.phrases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled run of lines; `rest` counts lines left out, which `--all` shows."""

    title: str
    lines: tuple[Line, ...]
    rest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a reading view shows."""

    title: str
    header: tuple[str, ...]
    sections: tuple[Section, ...]


def words(text: str) -> Phrase:
    """A template's words."""
    return Phrase(text=text)


def quoted(scope: Scope, claim: Claim, span: Span | None = None, limit: int = 240) -> tuple[Phrase, ...]:
    """The words of the claim, “ ” around the speaker's own and ' ' around the report's."""
    text = scope.rows[claim.report].report.text
    stated = span or claim.evidence
    denial = _denial(claim, stated, text)
    stated = Span(start=denial.start, end=stated.end) if denial is not None else stated
    shown = with_marks(text, trim(text, stated, ' \t\n\r,;“”"'))
    cut = cut_at_word(text, shown, limit)
    inside = claim.evidence.covers(cut) and claim.attribution.mode is Mode.DIRECT_QUOTE
    own = inside or any(o.covers(cut) for o in claim.own_words)
    before, after = ("“", "”") if own else ("'", "'")
    body = " ".join(cut.of(text).split())
    more = " …" if cut.end < shown.end else ""
    said_otherwise = _takes_back(claim.attribution) and denial is None
    return (
        Phrase(text=f"denied: {before}" if said_otherwise else before),
        Phrase(text=body, evidence=Evidence(report=claim.report, span=cut)),
        Phrase(text=more + after),
    )


def _takes_back(attribution: Attribution) -> bool:
    """Whether its verb denies what its content says, or is itself denied: `denied that`, `never said that`."""
    return attribution.negated or attribution.sense in {CueSense.DENIES, CueSense.RETRACTS}


def _denial(claim: Claim, stated: Span, text: str) -> Span | None:
    """The words that deny a claim's own words, where they stand right before these: `denied | that it fell`."""
    cue, source = claim.attribution.cue, claim.attribution.source
    if cue is None or not _takes_back(claim.attribution):
        return None
    between = source is not None and source.end <= cue.start and not text[source.end : cue.start].count("\n")
    start = source.end if source is not None and between and cue.start - source.end <= _NEAR else cue.start
    if cue.overlaps(stated):
        return Span(start=min(start, stated.start), end=cue.end)
    near = cue.end <= stated.start and stated.start - cue.end <= _NEAR and "\n" not in text[cue.end : stated.start]
    return Span(start=start, end=cue.end) if near else None


def with_marks(text: str, span: Span) -> Span:
    """The span with the quotation mark that opens what is closed inside it: `“We have 40,” she said`."""
    inside, opening = span.of(text), text[span.start - 1 : span.start]
    closed = inside.find("”"), inside.find("“")
    unopened = opening == "“" and closed[0] >= 0 and not 0 <= closed[1] < closed[0]
    odd = opening == '"' and inside.count('"') % 2 == 1
    return Span(start=span.start - 1, end=span.end) if unopened or odd else span


def cut_at_word(text: str, span: Span, limit: int) -> Span:
    """The span, or as many of its words as the limit of characters has room for."""
    return span if len(span) <= limit else Span(start=span.start, end=_word_end(text, span.start + limit))


def _word_end(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return len(text[:at].rstrip())


def modality_words(claim: Claim) -> str:
    """How far a claim commits to its words, and whether these hold a negation: `asserted, negated`."""
    plain = claim.modality is Modality.DENIED or not claim.negated
    return claim.modality.value if plain else f"{claim.modality.value}, negated"


def cite(scope: Scope, claims: Sequence[Claim]) -> tuple[Citation, ...]:
    """The sources of a line, one a claim, in the order of reports and paragraphs."""
    found = {
        Citation(
            report=scope.rows[c.report].label,
            paragraph=c.paragraph,
            grounding=c.attribution.grounding.value,
            source=c.attribution.speaker,
            short=_short(c.attribution),
            relayed=c.attribution.relayed,
            inferred=c.confidence is Confidence.LOW,
            claim=c.id,
            decided=bool(c.decided),
        )
        for c in claims
    }
    return tuple(sorted(found, key=lambda k: (k.report, k.paragraph, k.grounding, k.source or "", k.claim)))


def bare_citation(scope: Scope, report: ReportId, paragraph: int) -> Citation:
    """The source of a line at a place of a report that no claim was read at."""
    return Citation(
        report=scope.rows[report].label,
        paragraph=paragraph,
        grounding="–",
        source=None,
        short=None,
        relayed=False,
        inferred=False,
        claim="",
    )


def _short(attribution: Attribution) -> str | None:
    """A person's last name, with its particle where one is joined to it; any other source as it is, the mark before it
    saying that it is unnamed.
    """
    parts = attribution.speaker.split() if attribution.speaker else []
    named = len(parts) > 1 and parts[0][:1].isupper() and parts[-1][:1].isupper() and "'" not in parts[0]
    if named and attribution.source_type is SourceType.NAMED_PERSON and not _DESCRIBING.intersection(parts):
        return parts[-1]
    return attribution.speaker.removeprefix("anonymous ") if attribution.speaker else None


def count_origins(scope: Scope, claims: Sequence[Claim]) -> int:
    """How many origins vouch for the claims; one that has none given adds none."""
    return independent_origins(o for c in claims for o in scope.origins_of.get(c.id, ()))


def line(scope: Scope, phrases: Sequence[Phrase], claims: Sequence[Claim], note: str | None = None) -> Line:
    """A line with the sources of its claims, marked when they stand only in reports that may be later than asked."""
    if claims and all(scope.only_possibly_known(c.report) for c in claims):
        note = "; ".join(filter(None, (note, "possibly later")))
    return Line(phrases=tuple(phrases), citations=cite(scope, claims), origins=count_origins(scope, claims), note=note)
