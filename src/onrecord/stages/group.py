"""Which reports are about one story."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log10, sqrt

from onrecord.lexicons import StoryLexicon
from onrecord.lexicons.stories import GroupSettings
from onrecord.records import Interval, ReportId, Story, StoryId, content_id
from onrecord.stages.stories.clusters import cluster
from onrecord.stages.stories.headlines import Headline, shorten
from onrecord.stages.stories.nearness import Vector, nearness
from onrecord.stages.stories.spacing import closeness_in_time
from onrecord.stages.stories.terms import paired_terms

_RAREST = 0.0002  # the share of reports taken to have a word that is not common
_SHOWN = 12
_LINE = 120  # of a first line that is no headline, so many characters are taken for one
_SHORTEST = 4  # reports of fewer terms are treated as having so many
_LEAN_MOST = 0.9  # of a report's likeness to others that may be that of its nearest
_CENTRAL = 0.6  # a report so much less central than the most central one may still give the story its title


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFeatures:
    """What grouping looks at: counted terms of a report, and when it was published. `content` hashes its words and
    orders reports where nothing else does, so that ids do not matter. `headed` where `title` is a headline.
    """

    id: str
    title: str
    terms: Mapping[str, float]
    published: Interval
    content: str = ""
    headed: bool = False


def read_features(
    key: str,
    title: str | None,
    text: str,
    published: Interval,
    lexicon: StoryLexicon,
    headline: Headline | None = None,
) -> StoryFeatures:
    """The features of one report; words of the headline and the lead count for more.

    `title` is the headline given with the report, `headline` what it is to be called.
    """
    settings = lexicon.grouping
    lines = [line.strip() for line in text.strip().split("\n", 4)[:4]]
    first = next((line for line in lines if line.count(" ") >= 3), lines[0])
    counts: Counter[str] = Counter()
    parts = ((title or first[:_LINE], settings.headline), (text[: settings.lead_length], settings.lead), (text, 1.0))
    for part, weight in parts:
        for term in paired_terms(part, lexicon.function_words):
            counts[term] += weight  # type: ignore[assignment]
    return StoryFeatures(
        id=key,
        title=headline.words if headline else title or shorten(first),
        terms=counts,
        published=published,
        content=content_id("f", title, text),
        headed=headline.own if headline else bool(title),
    )


def group_stories(features: Sequence[StoryFeatures], lexicon: StoryLexicon) -> tuple[Story, ...]:
    """The stories, each report in exactly one; the same whatever the order of `features` and whatever their ids."""
    ordered = sorted(features, key=lambda f: (f.content, f.id))
    vectors = _vectors(ordered, lexicon)
    settings = lexicon.grouping
    closeness = closeness_in_time([f.published for f in ordered], settings.half_days, settings.dated_alike)
    alike = _alike_among(len(ordered), settings)
    lean = [min(_LEAN_MOST, settings.lean / _length(f)) for f in ordered]
    groups = cluster(nearness(vectors, lean, alike, closeness), alike)
    stories = [_story([ordered[i] for i in group], [vectors[i] for i in group]) for group in groups]
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), s.title, s.id)))


def _alike_among(size: int, settings: GroupSettings) -> float:
    """How alike reports of one story must be among so many: the more there are, the more chance likeness there is."""
    wanted = settings.alike + settings.alike_tenfold * log10(max(1, size) / 1_000)
    return min(settings.alike_most, max(settings.alike_least, wanted))


def _vectors(features: Sequence[StoryFeatures], lexicon: StoryLexicon) -> list[Vector]:
    """Unit vectors of the weightiest terms: logarithmic counts by rarity, in these reports and in news at large."""
    settings, common = lexicon.grouping, lexicon.common_words
    counts = Counter(term for f in features for term in f.terms)
    total = settings.background + len(features)
    rarity = {t: log(total / (settings.background * common.get(t, _RAREST) + n)) for t, n in counts.items()}
    vectors: list[Vector] = []
    for f in features:
        weighed = {
            term: (1 + log(max(1.0, n))) * rarity[term] * (settings.pair if " " in term else 1)
            for term, n in f.terms.items()
        }
        kept = sorted(weighed, key=lambda t: (-round(weighed[t], 9), t))[: settings.terms]
        norm = sqrt(sum(weighed[t] ** 2 for t in kept)) or 1.0
        short = sqrt(max(1.0, settings.full_length / _length(f)))
        vectors.append({t: weighed[t] * short / norm for t in kept})
    return vectors


def _length(features: StoryFeatures) -> int:
    """How many different terms a report has, pairs not counted."""
    return max(_SHORTEST, sum(" " not in term for term in features.terms))


def _story(features: Sequence[StoryFeatures], vectors: Sequence[Vector]) -> Story:
    """The story of these reports, titled by the headline of the most central one that has a headline."""
    centre: Counter[str] = Counter()
    for vector in vectors:
        for term, weight in vector.items():
            centre[term] += weight  # type: ignore[assignment]
    central = [round(sum(weight * centre[term] for term, weight in v.items()), 9) for v in vectors]
    order = sorted(range(len(features)), key=lambda i: (-central[i], i))
    headed = [i for i in order if features[i].headed and central[i] >= _CENTRAL * central[order[0]]]
    reports = tuple(ReportId(f.id) for f in sorted(features, key=lambda f: f.id))
    terms = sorted((t for t in centre if " " not in t), key=lambda t: (-round(centre[t], 9), t))[:_SHOWN]
    return Story(
        id=StoryId(content_id("s", *reports)),
        title=features[(headed or order)[0]].title,
        reports=reports,
        terms=tuple(terms),
    )
