"""Which stories there are, kept up as reports come and go: what a report does not change is not looked at again."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date

from onrecord.ledger.codec import decode, encode
from onrecord.ledger.sqlite import transaction
from onrecord.lexicons import load_lexicons
from onrecord.pipeline import steps
from onrecord.pipeline.graph import StoredCommon, StoredCounts, StoredGraph, empty_graph, store_counts
from onrecord.pipeline.run import Run, batches
from onrecord.pipeline.texts import Texts, fetch_small, keys_of
from onrecord.records import Interval, Publication, ReportId, Story, StoryId
from onrecord.stages.group import (
    FEWEST_BEFORE,
    SAMPLED,
    StoryFeatures,
    node_of,
    number_of,
    observe_sample,
    story_id,
    tell_story,
)
from onrecord.stages.stories.regroup import Left, neighbourhoods, put_in, reshape, settle, take_out
from onrecord.stages.stories.spacing import Spacing
from onrecord.stages.stories.surroundings import Rarity, Surroundings, choose_sample, size_step

_TOGETHER = 512  # reports brought in with one transaction: what a build that is broken off loses
_NEIGHBOURS = 2_048  # reports looked at together: the more, the fewer are looked at from both sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A story's reports, in order; `story` is None where the ledger has this very story."""

    id: StoryId
    reports: tuple[ReportId, ...]
    story: Story | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A report that is or is to be grouped: under which keys its outline and date stand, and what they say."""

    report: ReportId
    outline: str
    date: str
    content: str
    published: Interval


class _OvertakenError(Exception):
    """Another build has changed the graph meanwhile."""


def group_reports(run: Run, texts: Texts) -> list[Found]:
    """The stories of all reports that could be read, the same however the ledger grew to hold them."""
    while True:
        with suppress(_OvertakenError):
            return _group(run, texts)


def _group(run: Run, texts: Texts) -> list[Found]:
    turn, before = _turn(run), _grouped(run)
    seen = [_seen(run, texts, report, before.get(report)) for report in texts.read]
    chosen = choose_sample(((s.content, s.published) for s in seen), SAMPLED, FEWEST_BEFORE)
    sample = [s for s in seen if s.content in chosen]
    size = size_step(len(seen), len(sample))
    parts = [part for s in sample for part in (s.report, s.outline, s.date)]
    digest = steps.story_key("group", [repr(size), *parts], steps.GROUP)
    wanted = {s.report: s for s in seen}
    around = _known_surroundings(run, digest)
    if around is None:
        around = observe_sample([_features(run, texts, s.report) for s in sample], len(seen), load_lexicons().stories)
        turn, before = _start_over(run, around, digest, turn), {}
    gone = [s for report, s in sorted(before.items()) if wanted.get(report) != s]
    new = [s for s in seen if before.get(s.report) != s]
    for batch in batches(gone, _TOGETHER):
        turn = _take_away(run, batch, around, turn)
    for done, batch in enumerate(batches(new, _TOGETHER), 1):
        turn = _bring_in(run, texts, batch, around, turn)
        run.progress("comparing reports", min(len(new), done * _TOGETHER), len(new))
    turn = _settle(run, around, turn)
    found = _tell(run, texts, around, held=_meta(run, "told") == digest)
    if _turn(run) != turn:
        raise _OvertakenError
    return found


def note_told(run: Run) -> None:
    """Note under which surroundings the ledger's stories are told; called as they are written."""
    known = _meta(run, "surroundings")
    run.connection.execute(
        "INSERT OR REPLACE INTO meta VALUES ('told', ?)", (json.loads(known)["digest"] if known else "",)
    )


def _meta(run: Run, name: str) -> str | None:
    row = run.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _turn(run: Run) -> int:
    """How often the graph was changed."""
    return int(_meta(run, "graph") or 0)


@contextmanager
def _changing(run: Run, turn: int) -> Iterator[int]:
    """A transaction on the graph as it was left; gives its next turn."""
    with transaction(run.connection):
        if _turn(run) != turn:
            raise _OvertakenError
        run.connection.execute("INSERT OR REPLACE INTO meta VALUES ('graph', ?)", (str(turn + 1),))
        yield turn + 1


def _grouped(run: Run) -> dict[ReportId, _Seen]:
    """What the graph holds."""
    rows = run.connection.execute("SELECT report_id, outline, date, content, lo, hi FROM group_nodes")
    return {
        ReportId(report): _Seen(
            report=ReportId(report),
            outline=outline,
            date=day,
            content=content,
            published=Interval(lo=date.fromisoformat(lo) if lo else None, hi=date.fromisoformat(hi) if hi else None),
        )
        for report, outline, day, content, lo, hi in rows
    }


def _seen(run: Run, texts: Texts, report: ReportId, before: _Seen | None) -> _Seen:
    state = texts.states[report]
    if before is not None and (before.outline, before.date) == (state.outline, state.date):
        return before
    features = _features(run, texts, report)
    return _Seen(
        report=report, outline=state.outline, date=state.date, content=features.content, published=features.published
    )


def _features(run: Run, texts: Texts, report: ReportId) -> StoryFeatures:
    published, outline = fetch_small(run, report, keys_of(texts.states[report]))
    return replace(decode(StoryFeatures, outline), published=decode(Publication, published).clock.interval)


def _known_surroundings(run: Run, digest: str) -> Surroundings | None:
    """The surroundings of the graph where they are the ones wanted."""
    known = json.loads(_meta(run, "surroundings") or "{}")
    if known.get("digest") != digest:
        return None
    return Surroundings(
        rarity=Rarity(counts=StoredCounts(run.connection), total=known["total"], lexicon=load_lexicons().stories),
        common=StoredCommon(run.connection),
        alike=known["alike"],
        spacing=decode(Spacing, json.dumps(known["spacing"])),
    )


def _start_over(run: Run, around: Surroundings, digest: str, turn: int) -> int:
    """Forget the graph, and keep what the next is to be of."""
    kept = {"digest": digest, "total": around.rarity.total, "alike": around.alike}
    kept["spacing"] = json.loads(encode(around.spacing))
    with _changing(run, turn) as following:
        empty_graph(run.connection)
        store_counts(run.connection, around)
        run.connection.execute("INSERT OR REPLACE INTO meta VALUES ('surroundings', ?)", (json.dumps(kept),))
    return following


def _take_away(run: Run, gone: Sequence[_Seen], around: Surroundings, turn: int) -> int:
    with _changing(run, turn) as following:
        graph, left = StoredGraph(run.connection), Left()
        take_out(graph, [number_of(s.content, s.report) for s in gone], around, left)
        graph.wait(left)
        graph.flush()
    return following


def _bring_in(run: Run, texts: Texts, new: Sequence[_Seen], around: Surroundings, turn: int) -> int:
    lexicon = load_lexicons().stories
    nodes = {number_of(s.content, s.report): node_of(_features(run, texts, s.report), around, lexicon) for s in new}
    with _changing(run, turn) as following:
        graph, left = StoredGraph(run.connection), Left()
        put_in(graph, nodes, around, left)
        for s in new:
            graph.name(number_of(s.content, s.report), s.report, s.outline, s.date, s.content)
        graph.wait(left)
        graph.flush()
    return following


def _settle(run: Run, around: Surroundings, turn: int) -> int:
    """Look at what the changes left, also those of a build that was broken off: each report once, however many came."""
    graph = StoredGraph(run.connection)
    turned, done = graph.waiting().turned, 0
    for batch in neighbourhoods(graph, turned, _NEIGHBOURS, around):
        with _changing(run, turn) as following:
            left = Left()
            reshape(graph, batch, around, left)
            graph.wait(left)
            graph.wait_no_more(Left(turned=set(batch)))
            graph.flush()
        turn, done = following, done + len(batch)
        run.progress("grouping reports", done, len(turned))
    left = graph.waiting()
    if left.turned or left.dirty or left.loose:
        with _changing(run, turn) as following:
            settle(graph, left, around)
            graph.wait_no_more(left)
            graph.flush()
        turn = following
    return turn


def _tell(run: Run, texts: Texts, around: Surroundings, *, held: bool) -> list[Found]:
    """The stories that the graph gives; those the ledger has, told in the same surroundings, are not told again."""
    members: dict[int, list[ReportId]] = defaultdict(list)
    for report, home in run.connection.execute(
        'SELECT report_id, coalesce(home, "group") FROM group_nodes ORDER BY node'
    ):
        members[home].append(ReportId(report))
    stored = {story for (story,) in run.connection.execute("SELECT id FROM stories")} if held else set()
    found = []
    for own in members.values():
        reports = tuple(sorted(own))
        name = story_id(reports)
        story = None if name in stored else _told(run, texts, around, own)
        found.append(Found(id=name, reports=reports, story=story))
    return found


def _told(run: Run, texts: Texts, around: Surroundings, reports: Sequence[ReportId]) -> Story:
    features = [_features(run, texts, report) for report in reports]
    return tell_story(features, [around.weigh(f.terms) for f in features])
