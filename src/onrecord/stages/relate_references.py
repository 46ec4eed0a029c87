"""Speakers whom no report introduces."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.records import Claim, NameKind, Reading, RelationType, ReportId
from onrecord.stages.finding import Finding


def find_unresolved(readings: Sequence[Reading], claims: Sequence[Claim]) -> Iterator[Finding]:
    """Claims of a person whom the report names by surname alone; `explained_by` says who it is where another report
    introduces one person of that name.
    """
    full: dict[str, set[str]] = defaultdict(set)
    bare: set[tuple[ReportId, str]] = set()
    for reading in readings:
        for entity in reading.entities:
            if entity.kind is not NameKind.PERSON:
                continue
            words = entity.name.split()
            if len(words) > 1:
                full[words[-1].lower()].add(entity.name)
            elif not entity.introduced and not entity.offices:
                bare.add((reading.report.id, entity.name))
    said: dict[tuple[ReportId, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = (claim.report, claim.attribution.speaker or "")
        if key in bare:
            said[key].append(claim)
    for (_, name), own in sorted(said.items()):
        known = sorted(full.get(name.lower(), ()))
        yield Finding(
            type=RelationType.UNRESOLVED_REFERENCE,
            rule="reference.unintroduced",
            left=tuple(own),
            right=(),
            reason=f"{name} is cited, but the report never says who that is.",
            explained_by=f"Another report names {known[0]}." if len(known) == 1 else None,
        )
