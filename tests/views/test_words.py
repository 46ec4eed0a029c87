"""Nothing invented: every word of a view is a template's, a name the record carries, or stands at a cited span."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import write_folder
from onrecord.ledger.query import Ledger
from onrecord.pipeline.asking import check_text
from onrecord.pipeline.session import build_ledger
from onrecord.records import Quantity
from onrecord.views.amounts import quantities, unit_words
from onrecord.views.brief import brief
from onrecord.views.check import check
from onrecord.views.copies import copies
from onrecord.views.deadlines import deadlines
from onrecord.views.diff import diff
from onrecord.views.disputes import disputes
from onrecord.views.line import Line, View
from onrecord.views.positions import speakers
from onrecord.views.scope import Scope, story_scope
from onrecord.views.search import search
from onrecord.views.state import state
from onrecord.views.timeline import timeline

TEMPLATE = frozenset(
    re.findall(
        r"\w+",
        """a about against agency and at be before but by commitment copy date document done due event fact from given
        held in interview is it least most named not now no of one origins press quantity rewrite said scheduled see
        share source speaker statement then to until was what
        jan feb mar apr may jun jul aug sep oct nov dec""",
    )
)


def every_view(ledger: Ledger) -> Iterator[tuple[Scope, View]]:
    story = ledger.story(None).id
    scope = story_scope(ledger, story)
    for make in (quantities, copies, deadlines, disputes, speakers, state, timeline):
        yield scope, make(scope)
    yield scope, brief(scope, everything=True)
    days = sorted(scope.published(row.report.id).low for row in scope.reports)
    before, after = (story_scope(ledger, story, as_of=d) for d in (days[len(days) // 3], days[-1]))
    yield after, diff(before, after)
    for claim in scope.account.claims[:: max(1, len(scope.account.claims) // 6)]:
        sentence = claim.evidence.of(scope.rows[claim.report].report.text)
        checked = check_text(ledger, sentence, {story: frozenset(scope.rows)}, scope.today)
        yield scope, check(checked, {story: scope}, everything=True)


@pytest.fixture(scope="module", params=[None, 3, 11, 58])
def told(
    request: pytest.FixtureRequest, example_db: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ledger]:
    """The ledger of the example, and of stories made up by seed."""
    path = example_db
    if request.param is not None:
        folder = tmp_path_factory.mktemp("made")
        path = folder / "story.db"
        write_folder(make_story(request.param, 10), folder / "reports")
        build_ledger([folder / "reports"], path, analyser="rules")
    with Ledger(path) as ledger:
        yield ledger


def lines(view: View) -> Iterator[Line]:
    for section in view.sections:
        yield from section.lines


def test_cited_words_stand_at_their_span(told: Ledger) -> None:
    checked = 0
    for scope, view in every_view(told):
        for line in lines(view):
            for phrase in line.phrases:
                if phrase.evidence is None:
                    continue
                text = scope.rows[phrase.evidence.report].report.text
                if view.title.startswith("COPIES") or "Named but not held" in line.text:
                    continue  # an origin's name is put together; its evidence is the sentence that names it
                there = " ".join(phrase.evidence.span.of(text).split())
                assert there.startswith(phrase.text.removesuffix(" …"))
                checked += 1
    assert checked > 100


def test_all_other_words_are_templates_or_names(told: Ledger) -> None:
    for scope, view in every_view(told):
        names = " ".join(
            [c.attribution.speaker or "" for c in scope.account.claims]
            + [o.name for o in scope.account.origins]
            + [row.label for row in scope.rows.values()]
            + [unit_words(c.content) for c in scope.account.claims if isinstance(c.content, Quantity)]
        ).lower()
        for line in lines(view):
            for phrase in line.phrases:
                if phrase.evidence is not None:
                    continue
                for word in re.findall(r"[^\W\d_]+", phrase.text.lower()):
                    assert word in TEMPLATE or word in names, (view.title, phrase.text)


@pytest.mark.parametrize("day", [date(2024, 3, 6), date(2024, 4, 30), date(2024, 10, 31)])
def test_a_state_rests_only_on_what_was_known(example: Ledger, day: date) -> None:
    scope = story_scope(example, example.story(None).id, as_of=day)
    labels = {row.label for row in scope.reports}
    for row in scope.reports:
        assert scope.published(row.report.id).low <= day
    for line in lines(state(scope)):
        assert {c.report for c in line.citations} <= labels


def test_a_search_shows_each_sentence_once_with_its_place(example: Ledger) -> None:
    view = search(example, "Lake Serrin")
    rows = list(lines(view))
    places = [phrase.evidence for row in rows for phrase in row.phrases if phrase.evidence]
    assert len(places) == len(set(places)) > 3
    texts = {row.report.id: row.report.text for row in example.report_rows}
    for row in rows:
        assert row.citations
        said = " ".join(p.text for p in row.phrases if p.evidence)
        assert "serrin" in said.casefold()
    assert all(p.span.of(texts[p.report]) for p in places)


def test_a_search_for_what_no_sentence_holds_says_so(example: Ledger) -> None:
    assert search(example, "serrin zeppelin").header == ("no sentence holds every word; these hold some",)
    assert search(example, "zeppelin").header == ("nothing found",)
    assert not search(example, "?!").sections


def test_a_figure_comes_with_what_stands_against_it(example: Ledger) -> None:
    scope = story_scope(example, example.story(None).id, as_of=date(2024, 6, 30))
    figures = state(scope).sections[0]
    texts = [row.text for row in figures.lines]
    against = [row for row in figures.lines if row.indent]
    assert any(text.startswith(("but 2,750", "but 2,300")) for text in texts), texts
    assert all(row.note for row in against)
