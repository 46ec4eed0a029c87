"""Which reports are about one story."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import StoryLexicon
from onrecord.records import Interval, ReportId, Story, StoryId, content_id
from onrecord.stages.stories.headlines import Headline, shorten
from onrecord.stages.stories.meaning import meaning_of
from onrecord.stages.stories.regroup import MemoryGraph, Node, regroup
from onrecord.stages.stories.surroundings import Surroundings, Vector, choose_sample, lean_of, meaning_share, observe
from onrecord.stages.stories.terms import paired_terms

SAMPLED = 10_000
"""So many reports show what is usual among more of them."""

FEWEST_BEFORE = 200
"""So many from before the newest month are enough to show it."""

_SHOWN = 12
_LINE = 120  # of a first line that is no headline, so many characters are taken for one
_CENTRAL = 0.6  # a report so much less central than the most central one may still give the story its title


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFeatures:
    """What grouping looks at: counted terms of a report, and when it was published. `content` hashes its words and
    orders reports where nothing else does, so that ids do not matter. `headed` where `title` is a headline. `meaning`
    is the vector of what a short report means, in hexadecimal digits.
    """

    id: str
    title: str
    terms: Mapping[str, float]
    published: Interval
    content: str = ""
    headed: bool = False
    meaning: str = ""


def read_features(
    key: str,
    title: str | None,
    text: str,
    published: Interval,
    lexicon: StoryLexicon,
    headline: Headline | None = None,
    read_meaning: Callable[[str], bytes] | None = None,
) -> StoryFeatures:
    """The features of one report; words of the headline and the lead count for more.

    `title` is the headline given with the report, `headline` what it is to be called. `read_meaning` gives the vector
    of what a short report means; without it reports are known by their words alone.
    """
    settings = lexicon.grouping
    lines = [line.strip() for line in text.strip().split("\n", 4)[:4]]
    first = next((line for line in lines if line.count(" ") >= 3), lines[0])
    counts: Counter[str] = Counter()
    parts = ((title or first[:_LINE], settings.headline), (text[: settings.lead_length], settings.lead), (text, 1.0))
    for part, weight in parts:
        for term in paired_terms(part, lexicon.function_words):
            counts[term] += weight  # type: ignore[assignment]
    short = read_meaning is not None and meaning_of(b"-", meaning_share(counts, settings)) is not None
    return StoryFeatures(
        id=key,
        title=headline.words if headline else title or shorten(first),
        terms=counts,
        published=published,
        content=content_id("f", title, text),
        headed=headline.own if headline else bool(title),
        meaning=read_meaning(f"{title or ''}. {text}").hex() if read_meaning and short else "",
    )


def group_stories(features: Sequence[StoryFeatures], lexicon: StoryLexicon) -> tuple[Story, ...]:
    """The stories, each report in exactly one; the same whatever the order of `features` and whatever their ids."""
    by_number = {number_of(f.content, f.id): f for f in features}
    sample = choose_sample(((f.content, f.published) for f in features), SAMPLED, FEWEST_BEFORE)
    around = observe_sample([f for _, f in sorted(by_number.items()) if f.content in sample], len(features), lexicon)
    graph = MemoryGraph()
    nodes = {number: node_of(f, around, lexicon) for number, f in by_number.items()}
    regroup(graph, nodes, (), around)
    members: dict[int, list[int]] = defaultdict(list)
    for number in sorted(by_number):
        members[graph.home.get(number, graph.group[number])].append(number)
    stories = [tell_story([by_number[n] for n in own], [nodes[n].vector for n in own]) for own in members.values()]
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), s.title, s.id)))


def number_of(content: str, report: str) -> int:
    """The number that a report has among those grouped: by a hash of its words, and where these are the same by its
    id, so that ids do not matter otherwise.
    """
    words, name = (int(content_id("n", part).removeprefix("n_"), base=16) for part in (content, report))
    return (words >> 17 << 16) | (name >> 48)


def observe_sample(sample: Sequence[StoryFeatures], size: int, lexicon: StoryLexicon) -> Surroundings:
    """What is usual among `size` reports, by a sample of them."""
    return observe([(f.terms, f.published) for f in sample], size, lexicon)


def node_of(features: StoryFeatures, around: Surroundings, lexicon: StoryLexicon) -> Node:
    """A report as it is compared."""
    settings = lexicon.grouping
    return Node(
        vector=around.weigh(features.terms),
        lean=lean_of(features.terms, settings),
        published=features.published,
        meaning=meaning_of(bytes.fromhex(features.meaning), meaning_share(features.terms, settings)),
    )


def story_id(reports: Sequence[ReportId]) -> StoryId:
    """The id of the story of these reports, which are in order."""
    return StoryId(content_id("s", *reports))


def tell_story(features: Sequence[StoryFeatures], vectors: Sequence[Vector]) -> Story:
    """The story of these reports, in the order of their numbers, with their vectors: titled by the headline of the most
    central one that has a headline.
    """
    centre: Counter[str] = Counter()
    for vector in vectors:
        centre.update(vector)
    central = [sum(weight * centre[term] for term, weight in v.items()) for v in vectors]
    order = sorted(range(len(features)), key=lambda i: (-central[i], i))
    headed = [i for i in order if features[i].headed and central[i] >= _CENTRAL * central[order[0]]]
    reports = tuple(ReportId(f.id) for f in sorted(features, key=lambda f: f.id))
    terms = sorted((t for t in centre if " " not in t), key=lambda t: (-centre[t], t))[:_SHOWN]
    return Story(
        id=story_id(reports),
        title=features[(headed or order)[0]].title,
        reports=reports,
        terms=tuple(terms),
    )
