"""What reports claim: statements, amounts, commitments, events, facts."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records.ids import ClaimId, ReportId, content_id
from onrecord.records.interval import NO_CLOCK, Clock, Confidence
from onrecord.records.span import Span
from onrecord.records.speech import Attribution
from onrecord.records.value import Bound, CountStatus, Deadline, QuantityKind


class ClaimType(StrEnum):
    """The five kinds of claim, named as the development gold names them."""

    STATEMENT = "statement"
    QUANTITY = "quantity"
    COMMITMENT = "commitment"
    EVENT = "scheduled_event"
    FACT = "fact"


class Modality(StrEnum):
    """How far the claim's own words commit to it."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    DENIED = "denied"
    UNDISCLOSED = "undisclosed"


class CommitmentKind(StrEnum):
    """What sort of tie binds the actor; an expectation binds nobody."""

    AGREEMENT = "agreement"
    PROMISE = "promise"
    ORDER = "order"
    PLAN = "plan"
    PROPOSAL = "proposal"
    EXPECTATION = "expectation"
    THREAT = "threat"
    REFUSAL = "refusal"


class PromiseStatus(StrEnum):
    """What became of the promise."""

    STANDS = "stands"
    REAFFIRMED = "reaffirmed"
    BROUGHT_FORWARD = "brought_forward"
    SLIPPED = "slipped"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


class OutcomeStatus(StrEnum):
    """What became of the act; `not_reported` is derived, never asserted."""

    PENDING = "pending"
    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A proposition someone put forward; its words are the claim's evidence. `topic` holds its content words in
    canonical form, sorted, for finding others on the same question.
    """

    topic: tuple[str, ...] = ()


class PlaceBasis(StrEnum):
    """What the place of an amount rests on, surest first: the words of its own phrase or clause; the rest of its
    sentence; the sentences before; what the report as a whole is about.
    """

    STATED = "stated"
    SENTENCE = "sentence"
    CONTEXT = "context"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How much of what, where.

    `unit` is one of the units of RECORDS.md or a head noun in the singular; `what` the counted noun with its
    modifiers, in the report's words; `where` the place in the report's words, `holder` whose they are; `number` the
    span of the number with its hedge. `part_of_total` marks a part (`150 of the 800`); `change` a rise or fall
    (`by 20 percent`) rather than a level. `elided` marks a number whose noun stands elsewhere (`the aid group counted
    2,750`). `where_from` tells what `where` rests on: only a stated place is the
    text's own. Where no place is known, `land` is the country that the report as a whole speaks of, or `world` for
    what is the same everywhere: no more than a guess at where the amount holds, on which nothing else rests.
    """

    amount: Bound
    hedge: str | None = None
    unit: str
    what: str
    where: str | None = None
    where_from: PlaceBasis = PlaceBasis.STATED
    land: str | None = None
    holder: str | None = None
    kind: QuantityKind
    status: CountStatus = CountStatus.UNSPECIFIED
    number: Span
    part_of_total: bool = False
    change: bool = False
    elided: bool = False

    @property
    def stated_where(self) -> str | None:
        """The place, where the text itself puts the amount there; None for one that was only inferred."""
        return self.where if self.where_from is PlaceBasis.STATED else None

    @property
    def where_confidence(self) -> Confidence | None:
        """How surely the amount holds there; None where no place is known."""
        if self.where is None:
            return None
        if self.where_from is PlaceBasis.STATED:
            return Confidence.HIGH
        return Confidence.LOW if self.where_from is PlaceBasis.REPORT else Confidence.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Who is to do what by when.

    `actor` is who is bound, in the fullest name the report gives; `action` the verb's lemma with its particles;
    `object` and `scope` words of the report. `promise` and `outcome` are what this claim itself says became of it;
    the story's status over time is derived from all claims.
    """

    kind: CommitmentKind
    actor: str | None
    action: str
    object: str | None = None
    scope: str | None = None
    deadline: Deadline | None = None
    condition: Span | None = None
    promise: PromiseStatus = PromiseStatus.STANDS
    outcome: OutcomeStatus = OutcomeStatus.PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something with a calendar day that is nobody's promise; the day is the claim's `deadline` clock."""

    what: str
    where: str | None = None
    dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened or holds, on the narrator's word."""

    subject: str
    predicate: str


Content = Statement | Quantity | Commitment | Event | Fact


def claim_type(content: Content) -> ClaimType:
    """The type of a claim with this content."""
    match content:
        case Statement():
            return ClaimType.STATEMENT
        case Quantity():
            return ClaimType.QUANTITY
        case Commitment():
            return ClaimType.COMMITMENT
        case Event():
            return ClaimType.EVENT
        case Fact():
            return ClaimType.FACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The four times of a claim, kept apart: when the report was published, when it was said, what time it speaks
    of, what time it promises.
    """

    published: Clock = NO_CLOCK
    said_on: Clock = NO_CLOCK
    as_of: Clock = NO_CLOCK
    deadline: Clock = NO_CLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of one report, with the sentence it came from.

    `evidence` is the smallest clause that carries it; `more_evidence` further spans; `own_words` the parts inside
    quotation marks, the speaker's own. `negated` is the polarity of the proposition. `decided` names what a reviewer
    settled (`speaker`, `origin`, `reject`, `accept`, `split`, `merge`); `origin` is the origin
    a reviewer gave it, `joined` the claim whose track it was put into; a `rejected` claim stays in the ledger and takes
    no part in anything else.
    """

    id: ClaimId
    report: ReportId
    sentence: int
    paragraph: int
    evidence: Span
    more_evidence: tuple[Span, ...] = ()
    own_words: tuple[Span, ...] = ()
    attribution: Attribution
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    in_headline: bool = False
    content: Content
    clocks: Clocks = Clocks()
    confidence: Confidence = Confidence.MEDIUM
    decided: tuple[str, ...] = ()
    origin: str | None = None
    joined: str | None = None
    rejected: bool = False

    @property
    def type(self) -> ClaimType:
        """Which of the five kinds it is."""
        return claim_type(self.content)


def claim_id(report: ReportId, kind: ClaimType, evidence: Span) -> ClaimId:
    """The id of a claim: a hash of report id, type and offsets."""
    return ClaimId(content_id("c", report, kind, evidence.start, evidence.end))
