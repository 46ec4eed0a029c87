"""What the reports of a ledger say of a sentence that somebody asks about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.records.ids import ClaimId, ReportId
from onrecord.records.span import Span


class Bearing(StrEnum):
    """What one record does to the sentence asked about."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    QUALIFIES = "qualifies"


class Verdict(StrEnum):
    """What all records together do to it."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    QUALIFIED = "not as it stands"
    UNKNOWN = "nothing known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A record that the sentence meets: what it does to it, by which rule, why in one plain sentence, and where it
    stands. `claim` is None where only the report's own sentence says it; what only qualifies may still be of the same
    mind (`agrees`): `about 200` for 200.
    """

    bearing: Bearing
    rule: str
    reason: str
    report: ReportId
    paragraph: int
    span: Span
    claim: ClaimId | None = None
    agrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPart:
    """One thing the sentence says, at `span` of it: an amount, or who does what."""

    span: Span
    meetings: tuple[Meeting, ...]

    @property
    def verdict(self) -> Verdict:
        """What the meetings come to."""
        found = weigh({m.bearing for m in self.meetings})
        agreed = found is Verdict.CONTRADICTED and any(m.agrees for m in self.meetings)
        return Verdict.DISPUTED if agreed else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """A sentence of a report that shares words with the one asked about and decides nothing; `weight` is how much."""

    report: ReportId
    paragraph: int
    span: Span
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A sentence held against a ledger. `day` is the one it was read as said on, from which `yesterday` counts."""

    text: str
    day: date | None
    parts: tuple[CheckedPart, ...]
    near: tuple[Passing, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole: as good as that on its weakest part."""
        order = (Verdict.CONTRADICTED, Verdict.DISPUTED, Verdict.UNKNOWN, Verdict.QUALIFIED, Verdict.SUPPORTED)
        return min((p.verdict for p in self.parts), key=order.index, default=Verdict.UNKNOWN)


def weigh(bearings: Iterable[Bearing]) -> Verdict:
    """The verdict that these bearings come to.

    >>> weigh([Bearing.SUPPORTS, Bearing.QUALIFIES]).value
    'supported'
    """
    found = frozenset(bearings)
    if {Bearing.SUPPORTS, Bearing.CONTRADICTS} <= found:
        return Verdict.DISPUTED
    for bearing, verdict in (
        (Bearing.SUPPORTS, Verdict.SUPPORTED),
        (Bearing.CONTRADICTS, Verdict.CONTRADICTED),
        (Bearing.QUALIFIES, Verdict.QUALIFIED),
    ):
        if bearing in found:
            return verdict
    return Verdict.UNKNOWN
