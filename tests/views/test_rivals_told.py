"""Counts that two reports give differently, and counts of which none is left."""

from pathlib import Path

import pytest

from onrecord.records import RelationType
from onrecord.views.scope import Scope, story_scope
from onrecord.views.state import state
from tests.views.told_story import open_story

ABOUT = "The Alma sank off Tarn in the storm of Thursday with a crew of nine."


def scope_of(folder: Path, *texts: str, days: tuple[str, ...]) -> Scope:
    story = {
        f"{day}T0{n}:00": f"Wreck of the Alma\n\n{text} {ABOUT}\n"
        for n, (day, text) in enumerate(zip(days, texts, strict=True))
    }
    for ledger in open_story(folder, story):
        return story_scope(ledger, ledger.story(None).id)
    raise AssertionError


def figures(scope: Scope) -> list[str]:
    return [row.text for s in state(scope).sections if s.title in {"FIGURES", "NO FIGURE SINCE"} for row in s.lines]


def clashes(scope: Scope) -> list[str]:
    return [r.rule for r in scope.relations if r.type is RelationType.CONTRADICTS]


@pytest.mark.parametrize(
    ("one", "two", "clash"),
    [
        (
            "Divers recovered three boxes of documents from the wreck of the Alma on Friday, the navy said.",
            "Five boxes of documents were recovered from the wreck of the Alma on Friday, the harbour office said.",
            True,
        ),
        (
            "Divers recovered three boxes of documents from the wreck of the Alma on Friday, the navy said.",
            "Five boxes of medicine were brought to the hospital in Tarn on Friday, the harbour office said.",
            False,
        ),
        (
            "The navy sent three boats to the wreck of the Alma on Friday.",
            "The coastguard said five boats were lost in the storm on Friday.",
            False,
        ),
    ],
)
def test_counts_in_the_same_words(tmp_path: Path, one: str, two: str, clash: bool) -> None:
    found = scope_of(tmp_path, one, two, days=("2031-08-01", "2031-08-01"))
    assert ("quantity.same-words" in clashes(found)) is clash


def test_some_of_those_counted_are_no_rival_count(tmp_path: Path) -> None:
    text = "The port office called nearly 500 people for questioning on Friday. Of those, nearly 200 came on Friday."
    assert not clashes(scope_of(tmp_path, text, "Nothing else is known.", days=("2031-08-01", "2031-08-02")))


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ("All the hostages were freed on Thursday, police said.", False),
        ("The last hostages were released on Thursday.", False),
        ("Two of the hostages were freed on Thursday.", True),
        ("The mayor asked that all the hostages be freed.", True),
        ("All the divers were rescued on Thursday.", True),
    ],
)
def test_a_count_stands_until_none_is_left(tmp_path: Path, later: str, left: bool) -> None:
    found = figures(
        scope_of(
            tmp_path, "Police said 14 hostages were being held on the Alma.", later, days=("2031-08-01", "2031-08-07")
        )
    )
    assert any(row.startswith("14 people") for row in found) is left
    assert any(row.startswith("none left") for row in found) is not left
