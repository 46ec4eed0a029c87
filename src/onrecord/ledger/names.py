"""The names that stories keep while reports come and go, and which of them merged or split (ADR 11).

A story's id is made from its reports, so that it is the same however the ledger grew; when a report joins, the id is
another. A name is a number that stays with the story. Names are local to a ledger: exports leave them out.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.records import ReportId, StoryId

Members = Mapping[StoryId, Collection[ReportId]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """How many reports went from the story of one name to that of another, and whether the first ended with it."""

    build: int
    kind: str
    old: int
    new: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryName:
    """A name with its story's id now, None where it has ended; the builds that first and last saw it; and how it came
    by reports of other stories, or lost its own to them.
    """

    name: int
    story: StoryId | None
    title: str
    since: int
    until: int | None
    changes: tuple[StoryChange, ...] = ()

    def told(self) -> str:
        """Its history in a few words: `took in 3 (4 reports, build 2); split from 1 (2 reports, build 5)`."""
        return "; ".join(
            f"{_words(change, self.name)} ({change.reports} report{'s' * (change.reports != 1)}, build {change.build})"
            for change in self.changes
        )


def _words(change: StoryChange, name: int) -> str:
    if change.kind == "merged":
        return f"took in {change.old}" if change.new == name else f"became part of {change.new}"
    return f"split from {change.old}" if change.new == name else f"{change.new} split off"


def carry_names(old: Mapping[int, Collection[ReportId]], new: Members) -> dict[StoryId, int]:
    """Which of the new stories bears which old name: the pair with most reports in common first, each name and each
    story once.

    >>> carry_names({1: {"a", "b", "c"}, 2: {"d"}}, {"s_x": {"a", "d"}, "s_y": {"b", "c"}})
    {'s_y': 1, 's_x': 2}
    """
    carried: dict[StoryId, int] = {}
    for _, name, story in sorted((-count, name, story) for (name, story), count in _shared(old, new).items()):
        if story not in carried and name not in carried.values():
            carried[story] = name
    return carried


def _shared(old: Mapping[int, Collection[ReportId]], new: Members) -> Counter[tuple[int, StoryId]]:
    """How many reports each old and new story have in common, where they have any."""
    home = {report: story for story, reports in new.items() for report in reports}
    return Counter((name, home[r]) for name, reports in old.items() for r in reports if r in home)


def keep_names(
    connection: sqlite3.Connection, build: int, old: Members, new: Members, titles: Mapping[StoryId, str]
) -> None:
    """Give the stories that are new their names, old ones as far as they carry over, and note what merged or split.
    `old` are the stories that are gone, with their reports as these are called now.
    """
    named = dict(connection.execute("SELECT story_id, name FROM story_names WHERE story_id IS NOT NULL"))
    before = {int(named[story]): reports for story, reports in old.items() if story in named}
    names = carry_names(before, new)
    highest = int(connection.execute("SELECT coalesce(max(name), 0) FROM story_names").fetchone()[0])
    connection.executemany("UPDATE story_names SET story_id = NULL WHERE name = ?", [(n,) for n in before])
    for story in sorted(new):
        if story in names:
            row = (story, titles[story], names[story])
            connection.execute("UPDATE story_names SET story_id = ?, title = ? WHERE name = ?", row)
        else:
            highest += 1
            names[story] = highest
            connection.execute(
                "INSERT INTO story_names VALUES (?, ?, ?, ?, NULL)", (highest, story, titles[story], build)
            )
    ended = sorted(before.keys() - set(names.values()))
    connection.executemany("UPDATE story_names SET until = ? WHERE name = ?", [(build - 1, n) for n in ended])
    changes = [
        (build, "merged" if name in ended else "split", name, names[story], count)
        for (name, story), count in sorted(_shared(before, new).items())
        if names[story] != name
    ]
    connection.executemany("INSERT OR REPLACE INTO story_changes VALUES (?, ?, ?, ?, ?)", changes)


def read_names(connection: sqlite3.Connection) -> tuple[StoryName, ...]:
    """Every name in the order they were given; none in a ledger of before."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'story_names'").fetchone():
        return ()
    rows = connection.execute("SELECT name, story_id, title, since, until FROM story_names ORDER BY name")
    found = {
        int(name): StoryName(name=name, story=story, title=title, since=since, until=until)
        for name, story, title, since, until in rows
    }
    changes = connection.execute("SELECT build, kind, old, new, reports FROM story_changes ORDER BY build, old, new")
    for build, kind, old, new, reports in changes:
        change = StoryChange(build=build, kind=kind, old=old, new=new, reports=reports)
        for name in (old, new):
            found[name] = replace(found[name], changes=(*found[name].changes, change))
    return tuple(found.values())


def story_members(connection: sqlite3.Connection, stories: Iterable[str]) -> dict[StoryId, list[ReportId]]:
    """The reports of these stories."""
    found: dict[StoryId, list[ReportId]] = {}
    for story in stories:
        rows = connection.execute("SELECT report_id FROM story_reports WHERE story_id = ?", (story,))
        found[StoryId(story)] = [ReportId(report) for (report,) in rows]
    return found
