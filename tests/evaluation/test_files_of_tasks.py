"""The files of the tasks: dates in every form, lines that are none, packed files, odd characters, tokens."""

import json
import math
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.files import day_of, read_rows, stream_rows, text_of, title_of, write_rows
from evaluation.predict.lines import unique_keys
from evaluation.predict.tokenised import looks_tokenised, print_text


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ({"dct": "2019-02-03"}, date(2019, 2, 3)),
        ({"date": "2019-02-03T23:59:00+02:00"}, date(2019, 2, 3)),
        ({"published": "20190203"}, date(2019, 2, 3)),
        ({"published": 20190203}, date(2019, 2, 3)),
        ({"date": 1549152000000}, date(2019, 2, 3)),
        ({"date": "1549152000000"}, date(2019, 2, 3)),
        ({"date": 1549152000000.0}, date(2019, 2, 3)),
        ({"date": "-86400000000"}, date(1967, 4, 7)),
        ({"dct": None, "date": "", "published": "2019-02-03"}, date(2019, 2, 3)),
        ({"dct": "soon", "date": "2019-02-03"}, date(2019, 2, 3)),
        ({"date": None}, None),
        ({"date": "2019-02-31"}, None),
        ({"date": 0}, None),
        ({"date": True}, None),
        ({"date": ["2019-02-03"]}, None),
        ({"date": math.inf}, None),
        ({"date": math.nan}, None),
        ({"date": 1e300}, None),
        ({}, None),
    ],
)
def test_day_of(row: dict, day: date | None) -> None:
    assert day_of(row) == day


@given(
    st.dictionaries(st.sampled_from(["dct", "date", "published"]), st.none() | st.text() | st.integers() | st.floats())
)
def test_any_date_gives_a_day_or_none(row: dict) -> None:
    assert day_of(row) is None or isinstance(day_of(row), date)


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_rows_come_back(tmp_path: Path, name: str) -> None:
    rows = [{"id": 1, "text": "é 😀\r\n\u2028x"}, {"id": "1", "text": "\ud83d alone"}, {}]
    write_rows(tmp_path / "new" / name, rows)
    assert read_rows(tmp_path / "new" / name) == rows


def test_a_bad_line_keeps_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1}\r\n\r\n{"id": 2,\r\n[3]\r\n{"id": 4}')
    assert list(stream_rows(path)) == [{"id": 1}, {}, {}, {"id": 4}]
    told = capsys.readouterr().err
    assert f"{path}:3: not valid JSON" in told
    assert f"{path}:4: no JSON object" in told


def test_text_keeps_its_length() -> None:
    assert text_of({"text": "a\ud83db"}) == "a\ufffdb"
    assert text_of({"text": None}) == text_of({"text": 7}) == text_of({}) == ""
    assert title_of({"title": "  "}) is None
    assert title_of({"title": ["x"]}) is None


def test_keys_are_unique() -> None:
    assert unique_keys([{"id": "a"}, {"id": "a"}, {"id": 3}, {}]) == ["a", "a#2", "3", "None"]


@pytest.mark.parametrize(
    ("apart", "printed"),
    [
        ("`` No , '' said Mr. Ruddle ; the `` old '' dam -LRB- built in 1950 -RRB- was n't safe .",
         "“No,” said Mr. Ruddle; the “old” dam (built in 1950) wasn't safe."),
        ("It is Ostra 's dam , its builders ' pride : $ 5 , 20 % , at 10 : 30 , and\\/or a two - year wait .",
         "It is Ostra's dam, its builders' pride: $5, 20%, at 10:30, and/or a two-year wait."),
    ],
)  # fmt: skip
def test_tokens_are_put_together(apart: str, printed: str) -> None:
    found = print_text(apart)
    assert found.text == printed
    for word in ("said", "Ruddle", "“", "”", "Ostra", "builders", "10:30"):
        if word in printed:
            start = printed.index(word)
            given_words = apart[slice(*found.back(start, start + len(word)))]
            assert given_words == {"“": "``", "”": "''", "10:30": "10 : 30"}.get(word, word)


def test_printed_text_is_left_alone() -> None:
    text = "He said: “No.” Then, at 10:30, the dam broke; nobody was hurt. That's all ."
    assert not looks_tokenised(text)
    assert print_text(text).text == text


@given(st.text(alphabet=" .,;'`\"-LRB10:ab$%\n\\/", max_size=80).map(lambda t: t + " , x . y ;"))
def test_places_lie_in_order_inside_the_text(text: str) -> None:
    printed = print_text(text)
    ends = [printed.back(i, i + 1) for i in range(len(printed.text))]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(one[1] <= two[0] for one, two in pairwise(ends))


def test_rows_are_json(tmp_path: Path) -> None:
    write_rows(tmp_path / "p", [{"id": "ä"}])
    assert json.loads((tmp_path / "p").read_text(encoding="utf-8")) == {"id": "ä"}
