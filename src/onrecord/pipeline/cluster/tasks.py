"""What workers do: read shards, run the steps of the plan on what is in them, write shards.

A task is told names of shards and gives back nothing, so that no text goes through the scheduler. It may be run twice
or stopped in the middle: what it writes depends on what it reads alone, and appears when it is whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from onrecord.errors import SettingsError
from onrecord.ledger.codec import decode, encode
from onrecord.ledger.results import pack, unpack
from onrecord.models.loading import AnalyserKind
from onrecord.pipeline import steps
from onrecord.pipeline.accounts import story_rows
from onrecord.pipeline.cluster.installed import installed_digest
from onrecord.pipeline.cluster.shards import Group, Place, Row, WorkFolder
from onrecord.pipeline.pages import reader_version, take_apart
from onrecord.pipeline.steps import Failure, Keys, TextResults
from onrecord.pipeline.stories import Member, StoryJob, work_out_story
from onrecord.pipeline.texts import FAILED, claim_rows, made_rows
from onrecord.readers.outcome import PageRead
from onrecord.records import Decision, Report, Story, content_id, sha256_hex

PAGE = "page"
REPORT = "report"
TEXT_STAGES = ("parse", "hear", "date", "outline")
_OTHER = (
    "a worker of the cluster has another version of OnRecord, its word lists, its weights or what runs them than this "
    "machine. Install the same on both, and start the workers again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What every task is told: where the shards are, what reads the sentences, and what must be at work there."""

    work: WorkFolder
    analyser: AnalyserKind
    installed: str
    reader: str

    @classmethod
    def of(cls, work: WorkFolder, analyser: AnalyserKind) -> Self:
        """An order of this machine."""
        reader = steps.analyser(analyser).digest
        return cls(work=work, analyser=analyser, installed=installed_digest(), reader=reader)

    def check(self, *, reads: bool) -> None:
        """Raise SettingsError where this worker would work out something else under the same keys."""
        if installed_digest() != self.installed or (reads and steps.analyser(self.analyser).digest != self.reader):
            raise SettingsError(_OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOrder:
    """A story to be worked out: the key of its account, where its reports' results are, and what was decided."""

    key: str
    story: Story
    members: tuple[Place, ...]
    decisions: tuple[Decision, ...]


def unit_key(report: Report, keys: Keys) -> str:
    """The key under which a report lies in a shard with all that was read in it."""
    record = encode(replace(report, text=""))
    return content_id("unit", report.id, record, *(key for _, key in keys.rows()))


def give(member: Member) -> Group:
    """A report on its way to a worker with what is stored of its results; what is empty is to be made."""
    have, keys = member.results, member.keys
    lines = (have.parsed, have.heard, have.publication, have.outline)
    results = (
        Row(stage, key, pack(line) if line else b"") for (stage, key), line in zip(keys.rows(), lines, strict=True)
    )
    claims = (_row(*row) for row in claim_rows(member.claims))
    unit = unit_key(member.report, keys)
    return Group(key=unit, rows=(Row(REPORT, unit, pack(encode(member.report))), *results, *claims))


def give_page(data: bytes) -> Group:
    """A page on its way to a worker."""
    key = sha256_hex(data)
    return Group(key=key, rows=(Row(PAGE, key, data),))


def take_apart_shard(work: WorkFolder, version: str, given: str, made: str) -> None:
    """Take every page of a shard apart; of one that holds no report nothing is written."""
    if reader_version() != version:
        raise SettingsError(_OTHER)
    work.write(made, (_page_group(group) for group in work.read(given)))


def _page_group(group: Group) -> Group:
    page = take_apart(group.rows[0].output)
    return Group(key=group.key, rows=(Row(PAGE, group.key, pack(encode(page)) if page is not None else b""),))


def taken_page(group: Group) -> PageRead | None:
    """What a worker got out of a page."""
    output = group.rows[0].output
    return decode(PageRead, unpack(output)) if output else None


def read_shard(order: Order, given: str, made: str) -> None:
    """Run the steps that look at one report alone on every report of a shard."""
    order.check(reads=True)
    order.work.write(made, (_read_group(order, group) for group in order.work.read(given)))


def _read_group(order: Order, group: Group) -> Group:
    report, keys = _report(group), _keys(group)
    made = steps.attempt_report_steps(((report, _results(group), order.analyser), keys, frozenset()))
    rows = tuple(_row(*row) for row in made_rows(keys, made))
    return Group(key=group.key, rows=rows if isinstance(made, Failure) else (group.rows[0], *rows))


def relate_shard(order: Order, stories: Sequence[StoryOrder], made: str) -> None:
    """Work out some stories."""
    order.check(reads=False)
    units = _fetch(order.work, (place for story in stories for place in story.members))
    order.work.write(made, (_relate_group(story, units) for story in stories))


def _fetch(work: WorkFolder, places: Iterable[Place]) -> dict[Place, Group]:
    """The groups at these places; each shard is opened once."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        wanted.setdefault(place.shard, set()).add(place.index)
    return {
        Place(shard, index): group
        for shard, indexes in sorted(wanted.items())
        for index, group in zip(sorted(indexes), work.read(shard, sorted(indexes)), strict=True)
    }


def _relate_group(order: StoryOrder, units: Mapping[Place, Group]) -> Group:
    members = tuple(_member(units[place]) for place in order.members)
    made = work_out_story(StoryJob(story=order.story, members=members, decisions=order.decisions))
    return Group(key=order.key, rows=tuple(_row(*row) for row in story_rows(order.key, made)))


def _member(group: Group) -> Member:
    claims = tuple(
        (row.key, Failure(unpack(row.output)) if row.stage == FAILED else unpack(row.output))
        for row in group.rows
        if row.stage not in {REPORT, *TEXT_STAGES}
    )
    return Member(report=_report(group), keys=_keys(group), results=_results(group), claims=claims)


def _report(group: Group) -> Report:
    return decode(Report, unpack(group.rows[0].output))


def _keys(group: Group) -> Keys:
    return Keys(**{row.stage: row.key for row in group.rows if row.stage in TEXT_STAGES})


def _results(group: Group) -> TextResults:
    have = {row.stage: unpack(row.output) for row in group.rows if row.stage in TEXT_STAGES and row.output}
    parse, hear, day, outline = (have.get(stage) for stage in TEXT_STAGES)
    return TextResults(parsed=parse, heard=hear, publication=day, outline=outline)


def _row(stage: str, key: str, line: str) -> Row:
    return Row(stage, key, pack(line))


def ledger_rows(groups: Iterable[Group]) -> Iterator[tuple[str, str, bytes]]:
    """What of some groups goes into the ledger, as it is."""
    for group in groups:
        for row in group.rows:
            if row.stage != REPORT:
                yield row.stage, row.key, row.output
