"""Tasks `stories` and `copies`."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

from evaluation.files import Row, day_of, stream_rows, text_of, title_of, write_rows
from evaluation.predict.account import claim_members, read_reports, relate_members
from evaluation.predict.lines import attempt, named, unique_keys
from evaluation.predict.reports import line_report
from evaluation.reader import chosen_analyser
from onrecord.lexicons import Lexicons, StoryLexicon, load_lexicons
from onrecord.models.meaning.reading import read_meaning
from onrecord.pipeline.plan import find_stories
from onrecord.records import UNKNOWN, Reading, RelationType, ReportId, on
from onrecord.stages.copies import find_copies
from onrecord.stages.group import StoryFeatures, group_stories, read_features
from onrecord.stages.origins import find_origins
from onrecord.stages.stories.relate_origins import find_shared

# The claims of larger stories are not compared with each other, which costs more than their number; what their
# reports share is then told by the sources that they name.
_COMPARED = 150
Pair: TypeAlias = tuple[ReportId, ReportId, RelationType, list[str]]


def predict_stories(source: Path, target: Path) -> None:
    """{id, date, title, text} lines to {id, story}, in their order."""
    lexicon = load_lexicons().stories
    rows = list(stream_rows(source))
    keys = unique_keys(rows)
    features = []
    for key, row in zip(keys, rows, strict=True):
        nothing = read_features(key, None, "", UNKNOWN, lexicon)
        features.append(attempt(partial(_features, key, lexicon), row, nothing, named(row)))
    story_of = {str(member): story.id for story in group_stories(features, lexicon) for member in story.reports}
    write_rows(target, ({"id": row.get("id"), "story": story_of[key]} for key, row in zip(keys, rows, strict=True)))


def _features(key: str, lexicon: StoryLexicon, row: Row) -> StoryFeatures:
    day = day_of(row)
    published = on(day) if day else UNKNOWN
    return read_features(key, title_of(row), text_of(row), published, lexicon, read_meaning=read_meaning)


def predict_copies(source: Path, target: Path) -> None:
    """{id, date, title, text} lines to pairs {a, b, relation, evidence}, found within each story that they form."""
    lexicons = load_lexicons()
    analyser = chosen_analyser(lexicons)
    rows = list(stream_rows(source))
    keys = unique_keys(rows)
    ids = {key: row.get("id") for key, row in zip(keys, rows, strict=True)}
    raws = (line_report(key, row) for key, row in zip(keys, rows, strict=True))
    readings = {r.report.id: r for r in read_reports(raws, analyser, lexicons)}
    place = {key: index for index, key in enumerate(keys)}
    found = []
    for story in find_stories([(r.report, r.publication) for r in readings.values()], lexicons):
        members = [readings[i] for i in story.reports]
        none: list[Pair] = []
        pairs = attempt(partial(_pairs_of, members, lexicons), {}, none, f"story {story.id}")
        for one, two, relation, evidence in pairs:
            a, b = sorted((readings[one].report.key, readings[two].report.key), key=place.__getitem__)
            found.append((place[a], place[b], relation.value, evidence))
    write_rows(
        target,
        (
            {"a": ids[keys[a]], "b": ids[keys[b]], "relation": relation, "evidence": evidence}
            for a, b, relation, evidence in sorted(found)
        ),
    )


def _pairs_of(members: Sequence[Reading], lexicons: Lexicons, _: Row) -> list[Pair]:
    return list(_pairs(members, lexicons))


def _pairs(members: Sequence[Reading], lexicons: Lexicons) -> Iterator[Pair]:
    """The near copies among a story's reports, and the other pairs that share an origin."""
    if len(members) < 2:
        return
    told = claim_members(members, lexicons)
    if len(members) > _COMPARED:
        copies = find_copies(members, lexicons.stories)
        origins = find_origins(members, told.claims, copies, lexicons)
        texts = {r.report.id: r.text for r in members}
        shared = {
            pair: reason
            for _, pair, reason in reversed(list(find_shared(origins, {c.id: c for c in told.claims}, texts)))
        }
    else:
        account = relate_members(told, lexicons)
        copies = account.copies
        shared = {
            pair: r.reason
            for r in account.relations
            if r.type is RelationType.SHARED_ORIGIN
            for pair in combinations(r.reports, 2)
        }
    for link in copies:
        evidence = [f"{m.name} {m.value:.3f} (ordinary pairs {m.background:.3f})" for m in link.measures]
        yield link.left, link.right, link.relation, evidence
    copied = {frozenset((link.left, link.right)) for link in copies}
    for (one, two), reason in shared.items():
        if frozenset((one, two)) not in copied:
            yield one, two, RelationType.SHARED_ORIGIN, [reason]
