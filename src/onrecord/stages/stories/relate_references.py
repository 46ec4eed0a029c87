"""Speakers whom no report introduces."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from onrecord.records import Claim, NameKind, Reading, RelationType, ReportId, SourceType
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.terms import stem

# `Voss`, `McRae`, `al-Voss`; not a screen name, an abbreviation or a people.
_SURNAME = re.compile(
    r"(?:(?:al|el)-)?(?:Mc|Mac|O['’]|D['’])?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?(?<!ians)(?<!ese)(?<!ists)\Z"
)
_BARE = 2  # reports


def find_unresolved(
    readings: Sequence[Reading], claims: Sequence[Claim], common_words: Container[str]
) -> Iterator[Finding]:
    """Claims of a person whom the report names by surname alone; `explained_by` says who it is where another report
    introduces one person of that name. A name that is also a word, that some report uses of a body or place, or that is
    not written as surnames are may be no person; one that many reports give bare needs no introduction.
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
                if _SURNAME.match(entity.name) and word not in others and stem(word) not in common_words:
                    bare.add((reading.report.id, entity.name))
    reports = Counter(name for _, name in bare)
    yield from _uses({key for key in bare if reports[key[1]] <= _BARE}, full, claims)


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
