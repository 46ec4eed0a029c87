"""What stands around every page, and the pieces of a line that several pages share."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.records import Claim, ClaimType, Event, Modality, Quantity
from onrecord.views.line import count_origins
from onrecord.views.scope import Scope
from onrecord.web.question import Question
from onrecord.web.worker import Work

KINDS = {
    ClaimType.STATEMENT: "said",
    ClaimType.QUANTITY: "amount",
    ClaimType.COMMITMENT: "commitment",
    ClaimType.EVENT: "event",
    ClaimType.FACT: "fact",
}
"""The word a page has for each kind of claim."""

SCREENS = (
    ("/overview", "Overview"),
    ("/reports", "Reports"),
    ("/claims", "Claims"),
    ("/quantities", "Amounts"),
    ("/timeline", "Timeline"),
    ("/deadlines", "Deadlines"),
    ("/speakers", "Speakers"),
    ("/origins", "Origins"),
    ("/disputes", "Disputes"),
    ("/diff", "Changes"),
    ("/decisions", "Decisions"),
    ("/check", "Check"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The story, the question, and what is under way; `path` is the page's own address without its question."""

    path: str
    story: str
    stories: int
    question: Question
    work: Work
    form_token: str
    reviewer: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def screens(self) -> tuple[tuple[str, str, bool], ...]:
        """Address, name, and whether it is the page shown, of every screen."""
        return tuple((self.question.url(p), name, self.path.startswith(p)) for p, name in SCREENS)

    @property
    def as_json(self) -> str:
        """The address of this page's data."""
        return self.here(self.path + ".json")

    def here(self, path: str | None = None, **changes: object) -> str:
        """The page's own address, with some of what it asks changed."""
        kept = {n: [v for m, v in self.query if m == n] for n, _ in self.query}
        return self.question.url(path or self.path, **{**kept, **changes})


def tally(scope: Scope, claims: Iterable[Claim]) -> str:
    """`4 reports, 1 origin`: how many reports say it, and how many origins vouch for it."""
    known = tuple(claims)
    reports, origins = len({c.report for c in known}), count_origins(scope, known)
    vouched = f"{origins} origin{'s' * (origins != 1)}" if origins else "no origin given"
    return f"{reports} report{'s' * (reports != 1)}, {vouched}"


def place_of(claim: Claim) -> str:
    """Where a claim says it is so; nothing where it does not say."""
    return claim.content.where or "" if isinstance(claim.content, Quantity | Event) else ""


def put_words(claim: Claim) -> str:
    """How a claim is put: `planned`, `denied`, `asserted, in the negative`."""
    if claim.modality is Modality.DENIED:
        return "denied"
    return f"{claim.modality.value}, in the negative" if claim.negated else claim.modality.value
