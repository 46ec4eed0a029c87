"""Claims that a reviewer adds: words of a report that no rule read anything in."""

from collections.abc import Sequence
from decimal import Decimal

from onrecord.errors import SettingsError
from onrecord.ledger.edits import Fields, edit_claim, read_fields
from onrecord.records import (
    NARRATOR,
    NO_CLOCK,
    Action,
    Attribution,
    Bound,
    Claim,
    ClaimId,
    ClaimType,
    Clocks,
    Commitment,
    CommitmentKind,
    Confidence,
    Content,
    Decision,
    Event,
    Fact,
    Mode,
    Quantity,
    QuantityKind,
    Report,
    ReportId,
    SourceType,
    Span,
    Statement,
    Target,
    claim_id,
)

_PLACE = ("sentence", "paragraph")
_NEEDED = {
    ClaimType.QUANTITY: ("amount", "unit"),
    ClaimType.COMMITMENT: ("actor", "action"),
    ClaimType.EVENT: ("what", "deadline"),
    ClaimType.FACT: ("subject", "predicate"),
}


def find_place(report: Report, target: Target) -> Span | None:
    """Where the words of a target stand with what is before and after them; None unless that is in one place."""
    if not target.exact:
        return None
    whole = f"{target.prefix}{target.exact}{target.suffix}"
    found: list[Span] = []
    at = report.text.find(whole)
    while at >= 0 and len(found) < 2:
        found.append(Span(start=at + len(target.prefix), end=at + len(target.prefix) + len(target.exact)))
        at = report.text.find(whole, at + 1)
    return found[0] if len(found) == 1 else None


def check_addition(kind: ClaimType, fields: Fields) -> None:
    """Raise SettingsError where a claim to be added lacks what its type needs, or has what it cannot."""
    for name in _NEEDED.get(kind, ()):
        if not fields.get(name):
            raise SettingsError(f"add: a {kind.value} needs {name}=… (and {', '.join(_NEEDED[kind])} in all).")
    told = {n: v for n, v in fields.items() if n not in (*_PLACE, "speaker")}
    span = Span(start=0, end=1)
    blank = Claim(
        id=ClaimId("c_none"),
        report=ReportId("r_none"),
        sentence=0,
        paragraph=0,
        evidence=span,
        attribution=NARRATOR,
        content=_content(kind, span),
    )
    edit_claim(blank, told)


def add_claims(
    report: Report, claims: Sequence[Claim], decisions: Sequence[Decision]
) -> tuple[list[Claim], frozenset[str]]:
    """The claims that decisions add to those of a report, and the ids of the decisions that found their words."""
    added: dict[str, Claim] = {}
    attached: set[str] = set()
    for decision in decisions:
        if decision.action is Action.ADD and decision.target.sha256 == report.sha256:
            claim = _added(report, claims, decision)
            if claim is not None:
                added[claim.id] = claim
                attached.add(decision.id)
    known = {c.id for c in claims}
    return [c for c in added.values() if c.id not in known], frozenset(attached)


def _added(report: Report, claims: Sequence[Claim], decision: Decision) -> Claim | None:
    span = find_place(report, decision.target)
    if span is None or decision.target.record not in tuple(ClaimType):
        return None
    kind = ClaimType(decision.target.record)
    try:
        fields = read_fields(decision.value)
        blank = _blank(report, claims, span, kind, fields)
        told = {n: v for n, v in fields.items() if n not in (*_PLACE, "speaker")}
        return edit_claim(blank, {"what": told["unit"], **told} if kind is ClaimType.QUANTITY else told)
    except (SettingsError, KeyError):
        return None  # a line written by hand that says nothing: it stays in the file, as an orphan


def _blank(report: Report, claims: Sequence[Claim], span: Span, kind: ClaimType, fields: Fields) -> Claim:
    """The claim before its fields; its sentence is one that the report still has."""
    last = max((c.sentence for c in claims), default=0)
    sentence, paragraph = (int(fields[n]) if fields.get(n, "").isdecimal() else 0 for n in _PLACE)
    published = next((c.clocks.published for c in claims), NO_CLOCK)
    return Claim(
        id=claim_id(report.id, kind, span),
        report=report.id,
        sentence=min(sentence, last),
        paragraph=paragraph,
        evidence=span,
        attribution=_attribution(fields.get("speaker", ""), span),
        content=_content(kind, span),
        clocks=Clocks(published=published, said_on=published, as_of=published),
        confidence=Confidence.HIGH,
        decided=(Action.ADD.value,),
    )


def _attribution(speaker: str, span: Span) -> Attribution:
    if not speaker:
        return NARRATOR
    return Attribution(
        source=None,
        cue=None,
        content=(span,),
        mode=Mode.INDIRECT,
        source_type=SourceType.NAMED_PERSON,
        speaker=speaker,
        confidence=Confidence.HIGH,
    )


def _content(kind: ClaimType, span: Span) -> Content:
    match kind:
        case ClaimType.STATEMENT:
            return Statement()
        case ClaimType.QUANTITY:
            one = Bound(low=Decimal(1), high=Decimal(1))
            return Quantity(amount=one, unit="item", what="items", kind=QuantityKind.STOCK, number=span)
        case ClaimType.COMMITMENT:
            return Commitment(kind=CommitmentKind.PROMISE, actor=None, action="do")
        case ClaimType.EVENT:
            return Event(what="event")
        case ClaimType.FACT:
            return Fact(subject="", predicate="")
