"""Counts of different sources that one report sets side by side."""

from onrecord.records import Claim, Quantity, RelationType
from onrecord.stages.stories.closeness import middle
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.values import Value, close_time

HANDFUL = 10  # smaller counts of people or things are often of some among them
APART = 3  # counts this many times apart are rather of two things than two counts of one


def two_counts(one: Value, two: Value) -> Finding | None:
    """Different counts that one report sets side by side, of one day, each of its own source."""
    if one.bound.overlaps(two.bound) or not _like_size(one, two):
        return None
    for first in one.claims:
        for second in two.claims:
            near = first.report == second.report and abs(first.paragraph - second.paragraph) <= 1
            days = first.clocks.as_of.interval, second.clocks.as_of.interval
            if near and all(d.known and close_time(d) for d in days) and days[0].overlaps(days[1]):
                if (sources := _sources_apart(first, second)) is None:
                    continue
                return Finding(
                    type=RelationType.CONTRADICTS,
                    rule="quantity.two-counts",
                    left=(first,),
                    right=(second,),
                    reason=f"{one.words} ({sources[0]}) and {two.words} ({sources[1]}) for the same time.",
                )
    return None


def _sources_apart(one: Claim, two: Claim) -> tuple[str, str] | None:
    """The sources of two claims, where they are not one; a number whose noun is left out (`the aid group counted 40`)
    is of another than the one before even if no name is known.
    """
    names = [c.attribution.speaker or "" for c in (one, two)]
    if one.sentence == two.sentence or names[0].lower() == names[1].lower():
        return None
    if all(names):
        return names[0], names[1]
    unnamed = next(c for c, name in zip((one, two), names, strict=True) if not name)
    if not (isinstance(unnamed.content, Quantity) and unnamed.content.elided):
        return None
    return names[0] or "another count", names[1] or "another count"


def _like_size(one: Value, two: Value) -> bool:
    """Whether two counts are near enough in size to be of one thing."""
    low, high = sorted((middle(one.bound), middle(two.bound)))
    return APART * low >= high >= HANDFUL
