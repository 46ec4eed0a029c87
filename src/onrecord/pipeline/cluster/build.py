"""A build whose reports are read and whose stories are worked out by a cluster; all else is done as ever, here.

What the cluster makes is copied into the ledger under the keys at which a build looks for it, and the build then goes
on as if it had made it itself: it is the same code that writes the same ledger. What the cluster did not make, for
whatever reason, the build makes.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from onrecord.pipeline import steps
from onrecord.pipeline.accounts import decisions_on, member_of
from onrecord.pipeline.cluster.connect import connected, parse_place
from onrecord.pipeline.cluster.crew import Crew, Task, explained_losses
from onrecord.pipeline.cluster.manifest import Manifest
from onrecord.pipeline.cluster.shards import Group, Place, WorkFolder
from onrecord.pipeline.cluster.tasks import (
    Order,
    StoryOrder,
    give,
    give_page,
    ledger_rows,
    read_shard,
    relate_shard,
    take_apart_shard,
    taken_page,
    unit_key,
)
from onrecord.pipeline.pages import reader_version
from onrecord.pipeline.run import Run, batches
from onrecord.pipeline.stories import Member
from onrecord.pipeline.texts import (
    Texts,
    dated_reports,
    stored_results,
    stored_state,
)
from onrecord.readers.outcome import PageRead
from onrecord.records import ReportId, Story, content_id, sha256_hex

RAW, PAGES, GIVEN, TEXTS, MEMBERS, STORIES = KINDS = ("raw", "pages", "given", "texts", "members", "stories")
"""The shards of a work folder: web pages on their way to a worker and taken apart, reports on their way to a worker and
read, reports that the ledger had read already and that a story needs, stories worked out.
"""


@contextmanager
def cluster_ahead(cluster: str, work: Path | str | None, ledger: Path) -> Iterator["ClusterAhead"]:
    """What works for a build of this ledger on the cluster of this name.

    `work` is a folder, or a URL that fsspec knows, that all machines see: by default one beside the ledger. It is
    emptied when the block ends well, for then the ledger holds everything; else the next build goes on from it.
    """
    place = parse_place(cluster)
    folder = WorkFolder(_address(work or ledger.with_name(f"{ledger.name}.work")))
    with connected(place) as client:
        yield ClusterAhead(Crew(client), folder)
    folder.remove(KINDS)


def _address(work: Path | str) -> str:
    return str(work) if "://" in str(work) else str(Path(work).resolve())


class ClusterAhead:
    """Has reports read and stories worked out by a cluster before a build asks for them."""

    def __init__(self, crew: Crew, work: WorkFolder) -> None:
        self._crew = crew
        self._work = work
        self._places: dict[ReportId, Place] = {}

    @explained_losses()
    def take_apart(self, pages: Sequence[bytes]) -> list[PageRead | None]:
        """Have web pages taken apart."""
        tasks = (self._page_task(part) for part in batches(pages, self._crew.batch(len(pages))))
        made = [group for task in self._crew.run(tasks) for group in self._work.read(task.made)]
        found = {group.key: taken_page(group) for group in made}
        return [found[sha256_hex(page)] for page in pages]

    def _page_task(self, pages: Sequence[bytes]) -> Task:
        groups = [give_page(page) for page in pages]
        name = content_id("shard", reader_version(), *(group.key for group in groups))
        given, made = f"{RAW}/{name}", f"{PAGES}/{name}"
        self._work.write(given, groups)
        return Task(take_apart_shard, (self._work, reader_version(), given, made), made, len(groups))

    @explained_losses()
    def read_texts(self, run: Run, reports: Sequence[ReportId]) -> None:
        """Have the steps run that look at one report alone, where the ledger lacks a result."""
        there = Manifest.of(self._work, TEXTS)
        units: dict[str, ReportId] = {}
        done = 0
        for task in self._crew.run(self._text_tasks(run, reports, there, units)):
            self._take(run, Manifest.of_shard(self._work, task.made), units)
            done += task.size
            run.progress("reading reports", done, len(reports))
        self._take(run, there, units)

    def _text_tasks(
        self, run: Run, reports: Sequence[ReportId], there: Manifest, units: dict[str, ReportId]
    ) -> Iterator[Task]:
        """Shards of reports written for workers; `units` becomes the keys of all reports that are not in the ledger."""
        waiting: list[Group] = []
        size = self._crew.batch(len(reports))
        for batch in batches(reports):
            for report in dated_reports(run, batch):
                keys = steps.text_keys(report, run.analyser)
                if stored_state(run, keys) is not None:
                    continue
                key = unit_key(report, keys)
                units[key] = report.id
                if key not in there:
                    waiting.append(give(Member(report=report, keys=keys, results=stored_results(run, keys))))
                if len(waiting) == size:
                    yield self._text_task(run, waiting)
                    waiting = []
        if waiting:
            yield self._text_task(run, waiting)

    def _text_task(self, run: Run, groups: Sequence[Group]) -> Task:
        name = content_id("shard", *(group.key for group in groups))
        given, made = f"{GIVEN}/{name}", f"{TEXTS}/{name}"
        self._work.write(given, groups)
        return Task(read_shard, (Order.of(self._work, run.analyser), given, made), made, len(groups))

    def _take(self, run: Run, made: Manifest, units: dict[str, ReportId]) -> None:
        """Copy what is wanted of these shards into the ledger, and remember where it lies."""
        wanted = {key: place for key, place in made.places.items() if key in units}
        self._places |= {units[key]: place for key, place in wanted.items()}
        self._copy(run, made, wanted)

    def _copy(self, run: Run, made: Manifest, keys: Iterable[str]) -> None:
        for shard, places in made.by_shard(keys).items():
            run.results.put_packed(ledger_rows(self._work.read(shard, places)))

    @explained_losses()
    def relate_stories(self, run: Run, texts: Texts, wanted: Sequence[tuple[Story, str]]) -> None:
        """Have these stories worked out, and what came of them put into the ledger."""
        there = Manifest.of(self._work, STORIES)
        self._copy(run, there, [key for _, key in wanted if key in there])
        waiting = [(story, key) for story, key in wanted if key not in there]
        self._place_members(run, texts, [report for story, _ in waiting for report in story.reports])
        tasks = [self._story_task(run, batch) for batch in _batches(waiting, self._crew)]
        done = 0
        for task in self._crew.run(tasks):
            made = Manifest.of_shard(self._work, task.made)
            self._copy(run, made, made.places)
            done += task.size
            run.progress("relating stories", done, len(waiting))

    def _place_members(self, run: Run, texts: Texts, reports: Sequence[ReportId]) -> None:
        """Put the reports whose results only the ledger has into shards."""
        for batch in batches(sorted(set(reports) - self._places.keys())):
            groups = [give(member_of(run, texts, report)) for report in dated_reports(run, batch)]
            name = f"{MEMBERS}/{content_id('shard', *(row.key for group in groups for row in group.rows))}"
            self._work.write(name, groups)
            self._places |= {report: Place(name, index) for index, report in enumerate(batch)}

    def _story_task(self, run: Run, batch: Sequence[tuple[Story, str]]) -> Task:
        made = f"{STORIES}/{content_id('shard', *(key for _, key in batch))}"
        orders = tuple(
            StoryOrder(
                key=key,
                story=story,
                members=tuple(self._places[report] for report in sorted(story.reports)),
                decisions=decisions_on(run, story.reports),
            )
            for story, key in batch
        )
        return Task(relate_shard, (Order.of(self._work, run.analyser), orders, made), made, len(batch))


def _batches(wanted: Sequence[tuple[Story, str]], crew: Crew) -> Iterator[list[tuple[Story, str]]]:
    """Stories with about so many reports together as a worker is given at once, the largest first."""
    size = crew.batch(sum(len(story.reports) for story, _ in wanted))
    batch: list[tuple[Story, str]] = []
    held = 0
    for story, key in sorted(wanted, key=lambda w: (-len(w[0].reports), w[1])):
        if batch and held + len(story.reports) > size:
            yield batch
            batch, held = [], 0
        batch.append((story, key))
        held += len(story.reports)
    if batch:
        yield batch
