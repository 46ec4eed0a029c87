"""What the user says about reports: used where it names one, and told where it names none."""

import json
from pathlib import Path

import pytest

from onrecord.readers import read_inputs, read_stdin
from onrecord.records import RawReport, Rejection, RejectionReason

BODY = "The bridge at Orlen will stay shut until June, the council said on Monday."


def unmatched(*paths: Path, **options) -> list[tuple[str, str]]:
    """Key and message of each rejection; there are no others."""
    found = [item for item in read_inputs(paths, **options) if isinstance(item, Rejection)]
    assert {r.reason for r in found} <= {RejectionReason.UNMATCHED}
    return [(r.key, r.message) for r in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    (made / "sub").mkdir(parents=True)
    (made / "a.txt").write_text(BODY + " A.", encoding="utf-8")
    (made / "sub" / "b.txt").write_text(BODY + " B.", encoding="utf-8")
    (made / "news.jsonl").write_text(json.dumps({"id": "n1", "text": BODY + " N."}), encoding="utf-8")
    return made


def dates(path: Path, *names: str) -> Path:
    path.write_text("file,published\n" + "".join(f"{name},2031-05-06\n" for name in names), encoding="utf-8")
    return path


def test_rows_that_name_a_report_are_used(folder: Path, tmp_path: Path) -> None:
    dates(folder / "dates.csv", "a.txt", "sub/b.txt", "n1")
    dates(folder / "sub" / "dates.csv", "b.txt")
    (folder / "meta.json").write_text(json.dumps({"sub/b.txt": {"outlet": "Vale Post"}, "news.jsonl": {}}))
    own = dates(tmp_path / "own.csv", "sub/b.txt", "b.txt", "n1", "a.txt")
    assert unmatched(folder, user_dates=own) == []


def test_rows_that_name_none_are_told_with_their_line(folder: Path, tmp_path: Path) -> None:
    dates(folder / "dates.csv", "a.txt", "c.txt")
    (folder / "sub" / "meta.json").write_text(json.dumps({"a.txt": {"outlet": "Vale Post"}}))
    own = dates(tmp_path / "own.csv", "n2", "a.txt")
    advice, entry = "Correct the file name or key, or delete the row.", "Correct the file name, or delete the entry."
    assert unmatched(folder, user_dates=own) == [
        ("c.txt", f"dates.csv:3: 'c.txt' is no report that was read, so its date is not used. {advice}"),
        ("a.txt", f"meta.json: 'a.txt' is no file that was read, so what it says is not used. {entry}"),
        ("n2", f"own.csv:2: 'n2' is no report that was read, so its date is not used. {advice}"),
    ]


def test_a_folder_of_dates_alone_is_told(folder: Path) -> None:
    (folder / "dated").mkdir()
    dates(folder / "dated" / "dates.csv", "x.txt")
    assert [key for key, _ in unmatched(folder)] == ["x.txt"]


def test_rows_about_a_refused_file_are_not_told_again(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    dates(folder / "dates.csv", "empty.txt")
    assert [r.reason for r in read_inputs([folder]) if isinstance(r, Rejection)] == [RejectionReason.EMPTY]


def test_rows_about_files_that_were_not_asked_for_are_left_alone(folder: Path) -> None:
    dates(folder / "dates.csv", "a.txt", "news.jsonl", "gone.txt")
    assert unmatched(folder / "a.txt") == []


def test_dates_serve_standard_input_and_files_together(folder: Path, tmp_path: Path) -> None:
    own = dates(tmp_path / "own.csv", "s1", "a.txt", "s2")
    piped = json.dumps({"id": "s1", "text": BODY}).encode()
    found = list(read_inputs([folder], stdin=piped, user_dates=own))
    dated = {r.key for r in found if isinstance(r, RawReport) and r.metadata.dates}
    assert dated == {"s1", "a.txt"}
    assert [r.key for r in found if isinstance(r, Rejection)] == ["s2"]


@pytest.mark.parametrize("name", ["dates.csv", "meta.json", "decisions.jsonl"])
def test_a_file_that_tells_of_reports_is_not_read_as_one(folder: Path, name: str) -> None:
    (folder / name).write_text("file,published\n" if name == "dates.csv" else "{}", encoding="utf-8")
    (refused,) = read_inputs([folder / name])
    assert isinstance(refused, Rejection)
    assert refused.message.startswith(f"{name}: tells of reports and is none.")


def test_standard_input_is_known_by_its_content() -> None:
    one, other = (list(read_stdin(text)) for text in (b"The dam at Orlen held.", b"The dam at Orlen broke."))
    assert one[0].key != other[0].key
    assert one[0].key.startswith("stdin-")
    assert next(read_stdin(b"The dam at Orlen held.")).key == one[0].key


def test_a_line_without_a_name_keeps_its_key_when_the_stream_grows() -> None:
    first = json.dumps({"text": BODY}).encode()
    before = json.dumps({"text": "The dam at Orlen held."}).encode()
    short, long = list(read_stdin(first)), list(read_stdin(before + b"\n" + first))
    assert short[0].key == long[1].key


def test_an_address_that_stands_twice_in_a_file_is_refused(tmp_path: Path) -> None:
    lines = [json.dumps({"id": n, "url": "https://vale.example/1", "text": f"{BODY} {n}"}) for n in (1, 2)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    kept, refused = read_inputs([tmp_path])
    assert isinstance(kept, RawReport)
    assert isinstance(refused, Rejection)
    assert refused.message.startswith("news.jsonl:2: url 'https://vale.example/1' stands twice in this file")
