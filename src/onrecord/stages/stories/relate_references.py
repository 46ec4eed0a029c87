"""Speakers whom no report introduces."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from onrecord.records import Claim, NameKind, Reading, RelationType, ReportId, SourceType
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.terms import stem


def find_unresolved(
    readings: Sequence[Reading], claims: Sequence[Claim], common_words: Container[str]
) -> Iterator[Finding]:
    """Claims of a person whom the report names by surname alone; `explained_by` says who it is where another report
    introduces one person of that name. A name that is also a word, or that some report uses of a body or place, may be
    no person and is passed over.
    """
    full: dict[str, set[str]] = defaultdict(set)
    bare: set[tuple[ReportId, str]] = set()
    others = {
        word.lower()
        for reading in readings
        for entity in reading.entities
        if entity.kind is not NameKind.PERSON
        for name in (entity.name, *entity.aliases)
        for word in name.split()
    }
    for reading in readings:
        for entity in reading.entities:
            words = entity.name.split()
            if entity.kind is NameKind.PERSON and len(words) > 1:
                full[words[-1].lower()].add(entity.name)
            elif entity.kind is NameKind.PERSON and not entity.introduced and not entity.offices:
                word = entity.name.lower()
                if word not in others and stem(word) not in common_words:
                    bare.add((reading.report.id, entity.name))
    yield from _uses(bare, full, claims)


def _uses(
    bare: Container[tuple[ReportId, str]], full: Mapping[str, Collection[str]], claims: Sequence[Claim]
) -> Iterator[Finding]:
    said: dict[tuple[ReportId, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = (claim.report, claim.attribution.speaker or "")
        if key in bare and claim.attribution.source_type is SourceType.NAMED_PERSON:
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
