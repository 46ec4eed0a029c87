"""A made-up story read by the program: its reports written out, its story related, each stage timed."""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from benchmarks.stories.truth import Truth
from onrecord.ledger.query import ReportRow
from onrecord.lexicons import load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.pipeline.plan import claim_report, date_story, find_stories, read_report
from onrecord.readers.inputs import read_inputs
from onrecord.records import Account, Claim, RawReport, Reading, Story, StoryId
from onrecord.stages.align import align_claims, find_slots
from onrecord.stages.compare import relate_claims
from onrecord.stages.copies import find_copies
from onrecord.stages.entity import resolve_entities
from onrecord.stages.names.story_speakers import name_speakers
from onrecord.stages.origins import find_origins
from onrecord.views.scope import Scope

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(kw_only=True)
class Read:
    """What the program made of a story: the stories it saw, the account of the true one, and CPU seconds by stage."""

    scope: Scope
    stories: tuple[Story, ...]
    names: Mapping[str, str]
    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def time(self, step: str, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function gives; its CPU time is added to the step."""
        begin = time.process_time()
        result = function(*args, **kwargs)
        self.spent[step] += time.process_time() - begin
        return result


def write_folder(truth: Truth, folder: Path) -> None:
    """The reports as text files with `meta.json`; the truth beside them as `truth.json` one folder up."""
    folder.mkdir(parents=True, exist_ok=True)
    for report in truth.reports:
        (folder / f"{report.name}.txt").write_text(report.text, encoding="utf-8")
    meta = {f"{r.name}.txt": {"outlet": r.outlet, "published": r.published.isoformat()} for r in truth.reports}
    (folder / "meta.json").write_text(json.dumps(meta, indent=1), encoding="utf-8")
    whole = json.dumps(asdict(truth), indent=1, default=str)
    folder.with_suffix(".truth.json").write_text(whole, encoding="utf-8")


def read_story(truth: Truth, folder: Path, analyser: Analyser) -> Read:
    """The reports of a folder, read and grouped, and those that are truly of the story related."""
    lexicons = load_lexicons()
    spent: dict[str, float] = defaultdict(float)
    begin = time.process_time()
    raws = [r for r in read_inputs([folder]) if isinstance(r, RawReport)]
    readings = {x.report.id: x for x in (read_report(r, analyser, lexicons) for r in raws)}
    spent["reading each report"] = time.process_time() - begin
    begin = time.process_time()
    stories = find_stories([(x.report, x.publication) for x in readings.values()], lexicons)
    spent["grouping"] = time.process_time() - begin
    names = {i: Path(x.report.key).stem for i, x in readings.items()}
    related = {r.name for r in truth.reports if r.related}
    members = [readings[i] for i in sorted(readings) if names[i] in related]
    story = Story(id=StoryId("made"), title=truth.place, reports=tuple(x.report.id for x in members))
    begin = time.process_time()
    dated = date_story(members, lexicons)
    spent["dating together"] = time.process_time() - begin
    begin = time.process_time()
    claims = [c for x in members for c in claim_report(x, dated[x.report.id], lexicons)]
    spent["claims of each report"] = time.process_time() - begin
    rows = {
        i: ReportRow(
            report=x.report, label=names[i], story=None, publication=x.publication, superseded_by=None, vanished=False
        )
        for i, x in readings.items()
    }
    bare = Account(
        story=story, publications=tuple(sorted(dated.items())), claims=(), entities=(), links=(), copies=(), origins=(),
        groups=(), tracks=(), relations=(),
    )  # fmt: skip
    found = Read(scope=Scope(account=bare, rows=rows), stories=stories, names=names, spent=spent)
    account = _relate(found, members, claims)
    found.scope = Scope(account=account, rows=rows)
    return found


def _relate(read: Read, readings: list[Reading], claims: list[Claim]) -> Account:
    """What `relate_story` of the pipeline does, stage by stage."""
    lexicons, bare = load_lexicons(), read.scope.account
    entities, links = read.time("entities", resolve_entities, readings, lexicons.names)
    told = read.time("speakers", name_speakers, claims, readings, entities, links, lexicons.names)
    copies = read.time("copies", find_copies, readings, lexicons.stories)
    origins = read.time("origins", find_origins, readings, told, copies, lexicons)
    slots = read.time("slots", find_slots, readings, told, entities, lexicons)
    story = bare.story.id
    relations = read.time("relations", relate_claims, story, readings, told, slots, origins, copies, lexicons)
    groups, tracks = read.time("tracks", align_claims, story, told, slots, origins, relations)
    return Account(
        story=bare.story, publications=bare.publications, claims=tuple(told), entities=entities, links=links,
        copies=copies, origins=origins, groups=groups, tracks=tracks, relations=relations,
    )  # fmt: skip
