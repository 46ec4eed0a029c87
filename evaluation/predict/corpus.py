"""Tasks `stories` and `copies`."""

from pathlib import Path

from evaluation.files import Row, day_of, read_rows, write_rows
from evaluation.predict.reports import raw_report
from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.plan import claim_report, date_story, read_report, relate_story
from onrecord.records import UNKNOWN, Interval, RelationType, Story, StoryId, on
from onrecord.stages.group import group_stories, read_features


def predict_stories(source: Path, target: Path) -> None:
    """{id, date, title, text} lines to {id, story}, in their order."""
    lexicon = load_lexicons().stories
    rows = read_rows(source)
    features = [read_features(str(r["id"]), r.get("title"), r.get("text") or "", _day(r), lexicon) for r in rows]
    story_of = {member: story.id for story in group_stories(features, lexicon) for member in story.reports}
    by_id: dict[str, str] = {str(member): story for member, story in story_of.items()}
    write_rows(target, ({"id": r["id"], "story": by_id[str(r["id"])]} for r in rows))


def _day(row: Row) -> Interval:
    day = day_of(row)
    return on(day) if day else UNKNOWN


def predict_copies(source: Path, target: Path) -> None:
    """{id, date, title, text} lines, taken as one story, to pairs {a, b, relation, evidence}."""
    lexicons = load_lexicons()
    analyser = RuleAnalyser(lexicons.syntax, lexicons.names)
    raws = [
        raw_report(str(r["id"]), r["text"], published=day_of(r), title=r.get("title"), outlet=r.get("outlet"))
        for r in read_rows(source)
    ]
    readings = [read_report(raw, analyser, lexicons) for raw in raws]
    publications = date_story(readings, lexicons)
    claims = [c for r in readings for c in claim_report(r, publications[r.report.id], lexicons)]
    story = Story(id=StoryId("s_given"), title="given", reports=tuple(r.report.id for r in readings))
    account = relate_story(story, readings, publications, claims, lexicons)
    names = {r.report.id: r.report.key for r in readings}
    rows: list[Row] = [
        {
            "a": names[link.left],
            "b": names[link.right],
            "relation": link.relation.value,
            "evidence": [f"{m.name} {m.value:.3f} (ordinary pairs {m.background:.3f})" for m in link.measures],
        }
        for link in account.copies
    ]
    rows += [
        {"a": names[a], "b": names[b], "relation": r.type.value, "evidence": [r.reason]}
        for r in account.relations
        if r.type in (RelationType.NEAR_COPY, RelationType.SHARED_ORIGIN)
        for i, a in enumerate(r.reports)
        for b in r.reports[i + 1 :]
    ]
    write_rows(target, rows)
