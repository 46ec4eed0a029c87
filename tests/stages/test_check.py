"""What a sentence comes to when it is held against reports: never supported where anything differs."""

import json
from pathlib import Path

import pytest

from onrecord.ledger.query import Ledger
from onrecord.pipeline.asking import check_text
from onrecord.pipeline.session import build_ledger
from onrecord.records import Bearing, Checked, Verdict
from onrecord.stages.checking.actors import read_asked_graphs
from onrecord.stages.checking.ground import Asked, Ground
from onrecord.stages.checking.nodes import Graph
from onrecord.views.check import check
from onrecord.views.scope import story_scope

REPORTS = {
    "a.txt": (
        "2031-03-04",
        """Flood in Talland kills 31 as the Orlen bursts its banks

The flood in Talland has killed 31 people, the country's rescue service said on Tuesday. About 4,000 homes are without
power.

The rescue service sent 120 divers to Talland. The neighbouring state of Norvia sent 40 divers to Talland.

Talland's parliament rejected a proposal to close the Orlen bridge. The army has closed the northern road.

Prime Minister Ilva Derrin said the government would rebuild the Orlen bridge by 30 June 2031. She denied that the dam
had failed.
""",
    ),
    "b.txt": (
        "2031-03-11",
        """Talland flood: toll reaches 44

The flood in Talland has killed 44 people, the country's rescue service said on Tuesday.

The Orlen dam did not fail, a report by the State Water Institute says. The institute plans to sell its old pumps.

"The army opened the sluice too late," said opposition leader Pavo Renn.

Engineers repaired the northern road on 9 March 2031. The firm that built the Orlen dam paid no fine.

If the rain returns, the town of Osk will be emptied.
""",
    ),
}

TABLE = [
    # amounts: value, limit, place, time, status, actor, word
    ("The flood in Talland has killed 44 people.", "supported"),
    ("The flood in Talland has killed 31 people.", "not as it stands"),
    ("As of 4 March 2031, the flood in Talland had killed 31 people.", "supported"),
    ("As of 4 March 2031, the flood in Talland had killed 44 people.", "contradicted"),
    ("The flood in Talland has killed 90 people.", "contradicted"),
    ("The flood in Norvia has killed 44 people.", "not as it stands"),
    ("About 4,000 homes are without power.", "supported"),
    ("4,000 homes are without power.", "not as it stands"),
    ("The rescue service sent 120 divers to Talland.", "supported"),
    ("Norvia sent 120 divers to Talland.", "not as it stands"),
    ("Ilva Derrin said the flood had killed 44 people in Talland.", "not as it stands"),
    # who does what: actor, object, denial, tense, condition, whose word
    ("The army has closed the northern road.", "supported"),
    ("The government has closed the northern road.", "not as it stands"),
    ("The army has not closed the northern road.", "contradicted"),
    ("The army has opened the northern road.", "contradicted"),
    ("The army has closed the southern road.", "not as it stands"),
    ("The parliament rejected a proposal.", "supported"),
    ("The parliament closed the Orlen bridge.", "not as it stands"),
    ("The institute sold its old pumps.", "not as it stands"),
    ("The institute plans to sell its old pumps.", "supported"),
    ("The town of Osk will be emptied.", "not as it stands"),
    ("The army opened the sluice too late.", "not as it stands"),
    ("Pavo Renn said the army opened the sluice too late.", "supported"),
    ("Ilva Derrin said the army opened the sluice too late.", "not as it stands"),
    ("The Orlen dam failed.", "not as it stands"),
    ("Engineers repaired the northern road on 9 March 2031.", "supported"),
    ("The army has closed the northern road. The firm that built the Orlen dam paid no fine.", "supported"),
    ("Engineers repaired the northern road on 2 March 2031.", "not as it stands"),
    ("The northern road repaired engineers on 9 March 2031.", "nothing known"),
    ("The government will rebuild the Orlen bridge by 31 March 2031.", "contradicted"),
    ("The government will rebuild the Orlen bridge by 31 December 2031.", "not as it stands"),
    ("The firm that built the Orlen dam paid no fine.", "supported"),
    ("The firm that built the Orlen dam paid a fine.", "contradicted"),
    ("The firm that built the northern road paid no fine.", "not as it stands"),
    ("A comet fell on Osk.", "nothing known"),
    ("Floods.", "nothing known"),
]


@pytest.fixture(scope="module")
def talland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talland")
    for name, (_, text) in REPORTS.items():
        lines = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
        (folder / name).write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    meta = {name: {"published": day, "outlet": name[0]} for name, (day, _) in REPORTS.items()}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    path = folder / "talland.db"
    build_ledger([folder], path)
    return path


def ask(path: Path, sentence: str) -> Checked:
    with Ledger(path) as ledger:
        story = ledger.story(None).id
        scope = story_scope(ledger, story)
        return check_text(ledger, sentence, {story: [r.report.id for r in scope.reports]}, scope.today)


@pytest.mark.parametrize(("sentence", "verdict"), TABLE)
def test_a_sentence_gets_its_verdict(talland: Path, sentence: str, verdict: str) -> None:
    checked = ask(talland, sentence)
    assert checked.verdict.value == verdict, [(m.rule, m.reason) for p in checked.parts for m in p.meetings]


def test_support_is_never_of_another_number_or_name(talland: Path) -> None:
    for sentence in ("The flood in Talland has killed 45 people.", "The flood in Osk has killed 44 people."):
        checked = ask(talland, sentence)
        assert not any(m.bearing is Bearing.SUPPORTS for p in checked.parts for m in p.meetings)


def test_a_sentence_of_many_amounts_is_read_once(talland: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def count(asked: Asked, ground: Ground) -> tuple[Graph, ...]:
        read.append(len(asked.claims))
        return read_asked_graphs(asked, ground)

    monkeypatch.setattr("onrecord.stages.check.read_asked_graphs", count)
    ask(talland, " ".join(f"The flood in Talland has killed {n} people." for n in range(20, 50)))
    assert len(read) == 1
    assert read[0] >= 30


def test_a_word_that_stands_in_the_sentence_is_not_called_missing(talland: Path) -> None:
    """Of the Orlen it has only the dam; of pumps it has nothing."""
    for sentence, reason in (
        ("The firm paid no fine in Orlen.", "It says less: ‘Orlen’ only in another connection."),
        ("The firm paid no fine to pumps.", "It says less: nothing here of ‘pumps’."),
    ):
        assert [m.reason for part in ask(talland, sentence).parts for m in part.meetings] == [reason]


def test_the_answer_is_the_same_each_time(talland: Path) -> None:
    assert ask(talland, "The flood in Talland has killed 44 people.") == ask(
        talland, "The flood in  Talland has killed 44 people. "
    )


def test_every_word_of_the_view_is_cited_or_a_reason(talland: Path) -> None:
    with Ledger(talland) as ledger:
        story = ledger.story(None).id
        scope = story_scope(ledger, story)
        for sentence, _ in TABLE:
            view = check(ask(talland, sentence), {story: scope}, everything=True)
            for row in (row for section in view.sections for row in section.lines):
                assert row.citations
                for phrase in row.phrases:
                    if phrase.evidence is None:
                        assert not phrase.text.strip("'“” …")
                        continue
                    text = scope.rows[phrase.evidence.report].report.text
                    assert " ".join(phrase.evidence.span.of(text).split()) == phrase.text


@pytest.mark.parametrize(
    "text", ["?", "…", "Osk 🌊 44", "44", '"Nothing,"', "a" * 5000, "Not. Never. No one.", "if if if"]
)
def test_any_text_gets_an_answer(talland: Path, text: str) -> None:
    assert ask(talland, text).verdict in {Verdict.UNKNOWN, Verdict.QUALIFIED}


def test_what_was_published_later_is_not_known(talland: Path) -> None:
    with Ledger(talland) as ledger:
        story = ledger.story(None).id
        scope = story_scope(ledger, story)
        first = [r.report.id for r in scope.reports if r.label == "a"]
        checked = check_text(ledger, "The flood in Talland has killed 44 people.", {story: first}, None)
    assert checked.verdict is Verdict.CONTRADICTED
