"""What `make bench` measures with: pages that read as the texts they are made of, tables, and word of how far it is."""

from pathlib import Path

import pytest

from benchmarks import growth, near_copies, peers, whole
from benchmarks.articles import make_page, read_texts, write_pages, write_texts
from onrecord.lexicons import load_lexicons
from onrecord.models.loading import AnalyserKind
from onrecord.pipeline import steps
from onrecord.readers.inputs import read_inputs
from onrecord.records import RawReport


def test_a_page_reads_as_the_text_it_is_made_of(tmp_path: Path) -> None:
    assert write_texts(tmp_path / "texts", 30, tmp_path / "missing.jsonl") == "made reports"
    texts = read_texts(tmp_path / "texts")
    assert len(texts) == 30
    write_pages(texts[:4], tmp_path / "pages")
    for text, raw in zip(texts, read_inputs([tmp_path / "pages"]), strict=False):
        assert isinstance(raw, RawReport)
        assert [line for line in text.split("\n") if line.strip()] == raw.text.split("\n")
        assert raw.dropped_blocks > 10


def test_a_page_holds_what_markup_would_spoil() -> None:
    assert "<h1>Rope &amp; Sons &lt;shut&gt;</h1>" in make_page("Rope & Sons <shut>\nAll 40 are out.", 1)


def test_the_whole_path_is_told_by_stage(capsys: pytest.CaptureFixture[str]) -> None:
    found = {"spent": {"grouping": 1.0, "reading": 3.0}, "wall": 8.0, "peak": 2**28, "bytes": 2**20}
    whole.tell("8 pages", 8, found)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[1:] == [
        "Whole path: 8 pages",
        "reports a CPU second 2.00",
        "reports a second on the clock 1.00",
        "peak memory, MiB 256",
        "ledger, KiB a report 128.0",
        "CPU seconds for 1,000 reports 500.0",
        "reading 375.0 75.0 %",
        "grouping 125.0 25.0 %",
    ]


def test_ours_stands_beside_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write_texts(tmp_path, 2)
    texts = read_texts(tmp_path)
    lexicons = load_lexicons()
    analyser = steps.analyser(AnalyserKind.RULES)
    peers.pages(texts, 1)
    peers.amounts([peers.read_report(r, analyser, lexicons) for r in peers.make_reports(texts)], lexicons, 1)
    near_copies.measure(110, 1)
    told = capsys.readouterr().out
    for name in ("trafilatura alone", "onrecord: all claims", "quantulum3", "datasketch", "rensa"):
        assert name in told
    assert "recall" in told


def test_a_long_build_says_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    teller = growth.Teller()
    for done in range(0, 2_001, 100):
        teller("reading reports", done, 2_000)
        teller("grouping reports", done, 300)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 11
    assert told[-1].strip().startswith("reading reports: 2000 of 2000, ")
    assert list(growth.counted(range(5), every=2)) == [0, 1, 2, 3, 4]
    assert [line.split(",")[0].strip() for line in capsys.readouterr().err.splitlines()] == [
        "taking in: 2",
        "taking in: 4",
    ]
