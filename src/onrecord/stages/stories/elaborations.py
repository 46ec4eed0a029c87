"""What a speaker goes on to say: the quotes by which a report lets one side spell out its stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.records import Claim, Mode, ReportId, Statement
from onrecord.stages.stories.terms import words_of

_NEXT = 1  # sentences between one quote of a side and the next
_MOST = 3
_QUOTES = frozenset({Mode.DIRECT_QUOTE, Mode.PARTIAL_QUOTE})


class Elaborations:
    """The statements that follow a claim and that its side makes, itself or by a spokesman.

    `The council objected to the tolls, saying they would drive shops away. "The high street is dying," said council
    spokesman Per Aker.` gives, for the objection, both that they would drive shops away and the quote.
    """

    def __init__(self, claims: Sequence[Claim], function_words: frozenset[str], roles: frozenset[str]) -> None:
        self._unnamed = function_words | roles
        by_report: dict[ReportId, list[Claim]] = defaultdict(list)
        for claim in claims:
            if isinstance(claim.content, Statement):
                by_report[claim.report].append(claim)
        self._told: Mapping[ReportId, Sequence[Claim]] = {
            report: sorted(own, key=lambda c: (c.evidence, c.id)) for report, own in by_report.items()
        }

    def of(self, claim: Claim, speaker: frozenset[str]) -> tuple[Claim, ...]:
        """The statements of a claim's side that follow it without another speaker between: the rest of its sentence,
        and the quotes after it.
        """
        found: list[Claim] = []
        last = claim.sentence
        for other in self._told.get(claim.report, ()):
            if other.evidence.start < claim.evidence.end or other.id == claim.id:
                continue
            near = other.sentence == claim.sentence or (other.sentence - last <= _NEXT and _quotes(other))
            if not near or not self._same_side(other, speaker) or len(found) == _MOST:
                break
            found.append(other)
            last = other.sentence
        return tuple(found)

    def _same_side(self, other: Claim, speaker: frozenset[str]) -> bool:
        """Whether a statement is made by the same speaker, or by one who speaks for it."""
        own = frozenset(words_of(other.attribution.speaker or "")) - self._unnamed
        if own and (own <= speaker or speaker <= own):
            return True
        role = frozenset(words_of(other.attribution.speaker_role or "")) - self._unnamed
        return bool(role) and role <= speaker


def _quotes(claim: Claim) -> bool:
    return claim.attribution.mode in _QUOTES
