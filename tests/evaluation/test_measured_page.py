"""The measured page: which sets it takes, what it says of those that are not there, and that it comes out the same."""

import json
from pathlib import Path

import pytest

from evaluation import report, sets
from evaluation.files import read_rows, write_rows
from evaluation.reader import KIND, chosen_kind
from evaluation.tables import table
from onrecord.models.loading import AnalyserKind

_WORD = "\t_" * 7
_CLOSED = f"{_WORD}\tSpaceAfter=No\n"
TREEBANK = (
    "# newdoc id = news_dam\n# newpar\n# newpar_block = head\n# text = Pell's dam broke.\n"
    f"1-2\tPell's{_WORD}\t_\n1\tPell\n2\t's\n3\tdam\n4\tbroke{_CLOSED}5\t.\n\n"
    f"# text = “Run\n1\t“{_CLOSED}2-3\tRun{_CLOSED}2\tRu\n3\tn\n3.1\tx\n\n"
    "# text = !”\n1\t!”\n\n# newpar\n# text = It rained.\n1\tIt\n\n"
    "# newdoc id = vlog_dam\n# newpar\n# text = Hi.\n1\tHi\n"
)


def test_paragraphs_of_a_treebank(tmp_path: Path) -> None:
    treebank = tmp_path / "t.conllu"
    treebank.write_text(TREEBANK, encoding="utf-8")
    rows = read_rows(sets.paragraphs(treebank, tmp_path, "all").source)
    assert [row["text"] for row in rows] == ["Pell's dam broke. “Run!”", "It rained.", "Hi."]
    assert [row["text"][a:b] for row in rows for a, b in row["spans"]] == [
        *("Pell's dam broke.", "“Run", "!”"),
        *("It rained.", "Hi."),
    ]
    assert len(read_rows(sets.paragraphs(treebank, tmp_path, "news", "news_").source)) == 2


def test_hidden_dates_are_hidden(tmp_path: Path) -> None:
    rows = [{"id": i, "topic": "dam", "dct": f"2023-05-{i:02}", "text": f"Text {i}."} for i in range(1, 12)]
    write_rows(tmp_path / "a.jsonl", [*rows, {"id": "none", "dct": None, "text": "", "topic": "dam"}])
    alone = sets.undated([tmp_path / "a.jsonl"], tmp_path)
    assert len(read_rows(alone.source)) == len(read_rows(alone.gold)) == 11
    assert all(row.keys() == {"id", "text"} for row in read_rows(alone.source))
    for row in read_rows(sets.undated_among_peers(tmp_path / "a.jsonl", tmp_path).source):
        assert row.keys() == {"id", "text", "peers"}
        assert row["id"] not in [peer["id"] for peer in row["peers"]]


def test_a_table_has_the_columns_of_all_its_rows() -> None:
    assert table([("one", {"a": {"P": 1.0}}), ("two", {"a": {"P": 2.0}, "b": {"n": 1000}})]) == [
        "| on | measure | P | n |",
        "| --- | --- | ---: | ---: |",
        "| one | a | 1.0 |  |",
        "| two | a | 2.0 |  |",
        "|  | b |  | 1,000 |",
    ]


def test_the_page_says_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "docs" / "evaluation.md"
    page.parent.mkdir()
    monkeypatch.setattr(report, "PAGE", page)
    monkeypatch.setattr(report, "ROOT", tmp_path)
    (tmp_path / "data" / "time").mkdir(parents=True)
    timex = [{"start": 12, "end": 18, "type": "DATE", "value": "2023-05-01"}]
    row = {"id": "a", "dct": "2023-05-03", "text": "It broke on Monday.", "timex": timex}
    (tmp_path / "data" / "time" / "timebank.jsonl").write_text(json.dumps(row), encoding="utf-8")
    report.write_report(tmp_path / "data")
    first = page.read_text(encoding="utf-8")
    assert "| TimeBank, 183 articles | strict | 100.0 | 100.0 | 100.0 | 1 | 1 |" in first
    assert first.count("Not measured: the data are not there.") == 11
    assert "Monday" not in first
    report.write_report(tmp_path / "data")
    assert page.read_text(encoding="utf-8") == first


def test_the_story_kept_apart_is_read_only_when_asked(tmp_path: Path) -> None:
    named = {
        final: [
            s.name
            for s in report.SECTIONS[0].sets(
                tmp_path, tmp_path, (*report.STORIES, *(report.KEPT_APART if final else ()))
            )
        ]
        for final in (False, True)
    }
    assert named == {
        False: ["h1n1", "haiti", "two shared reports"],
        True: ["h1n1", "haiti", "libya", "two shared reports"],
    }


def test_where_the_model_reads_the_rules_alone_are_measured_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "attribution" / "polnear_dev.jsonl"
    source.parent.mkdir()
    source.write_text("", encoding="utf-8")
    read_by: list[AnalyserKind] = []
    monkeypatch.setenv(KIND, "model")
    monkeypatch.setattr(report, "predict_task", lambda *_: read_by.append(chosen_kind()))
    monkeypatch.setattr(report, "score_task", lambda *_: {"soft tuple": {"F1": 1.0}})
    (section,) = (s for s in report.SECTIONS if s.task == "attribution")
    lines = list(report._measure(section, tmp_path, tmp_path, ()))
    assert read_by == [AnalyserKind.MODEL, AnalyserKind.RULES]
    assert [line.split(" | ")[0] for line in lines[-2:]] == [
        "| PolNeAR dev, 84 articles",
        "| PolNeAR dev, 84 articles, by rules alone",
    ]
