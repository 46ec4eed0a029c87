"""Files, folders and standard input: what is taken in, under what key, and how the rest is refused."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.readers import read_inputs, read_stdin
from onrecord.readers.outcome import FILE_LIMIT, TEXT_LIMIT
from onrecord.records import RawReport, Rejection, RejectionReason, sha256_hex

BODY = "The bridge at Orlen will stay shut until June, the council said on Monday."


def reports(*paths: Path, **options: Path) -> list[RawReport]:
    return [item for item in read_inputs(paths, **options) if isinstance(item, RawReport)]


def refusals(*paths: Path) -> list[Rejection]:
    return [item for item in read_inputs(paths) if isinstance(item, Rejection)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


BAD_INPUTS = [
    ("empty.txt", b"", RejectionReason.EMPTY, "empty.txt: no text"),
    ("blank.txt", b" \n\t\n", RejectionReason.EMPTY, "no text"),
    ("empty.html", b"", RejectionReason.EMPTY, "no text"),
    ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", RejectionReason.BINARY, "not a text file"),
    ("image.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", RejectionReason.BINARY, "not a web page"),
    ("codes.txt", b"\x01\x02\x03\x04\x05\x06\x07 abc", RejectionReason.BINARY, "Convert it"),
    ("picture.jpg", b"anything", RejectionReason.UNSUPPORTED, "kind .jpg"),
    ("paper.pdf", b"%PDF-1.4", RejectionReason.UNSUPPORTED, ".txt, .html or .jsonl"),
    ("list.json", b"[]", RejectionReason.UNSUPPORTED, "name it .jsonl"),
    (
        "bare.html",
        b"<html><head><title>T</title></head><body></body></html>",
        RejectionReason.NO_TEXT,
        "no report text",
    ),
    ("torn.txt.gz", b"\x1f\x8b\x08\x00rest", RejectionReason.UNREADABLE, "damaged gzip"),
    (
        "wide.jsonl",
        '{"text": "The town met."}\n'.encode("utf-16"),
        RejectionReason.BAD_ENCODING,
        "Save the file as UTF-8",
    ),
    ("fake.txt.gz", b"not packed", RejectionReason.UNREADABLE, "cannot be opened"),
]


@pytest.mark.parametrize(("name", "data", "reason", "words"), BAD_INPUTS, ids=[row[0] for row in BAD_INPUTS])
def test_a_bad_file_is_refused_with_a_reason(
    tmp_path: Path, name: str, data: bytes, reason: RejectionReason, words: str
) -> None:
    write(tmp_path / name, data)
    (refused,) = refusals(tmp_path)
    assert (refused.key.partition(":")[0], refused.reason) == (name, reason)
    assert words in refused.message
    assert refused.message.startswith((f"{name}: ", f"{name}:1: "))


BAD_LINES = [
    ('{"text": "Open', RejectionReason.BAD_JSON, "Fix the line, or pass --skip-bad."),
    ("[1, 2]", RejectionReason.BAD_JSON, "not a JSON object"),
    ("[" * 30_000, RejectionReason.BAD_JSON, "Fix the line"),
    ("9" * 9_000, RejectionReason.BAD_JSON, "Fix the line"),
    ('{"id": "b"}', RejectionReason.MISSING_FIELD, "no field 'text'"),
    ('{"id": "b", "text": 5}', RejectionReason.MISSING_FIELD, "not a string"),
    ('{"id": "b", "text": "  "}', RejectionReason.EMPTY, "no text"),
    ('{"id": "b", "text": "a\\u0000b"}', RejectionReason.BINARY, "not a text file"),
    (json.dumps({"id": "a", "text": "Another text."}), RejectionReason.DUPLICATE, "with another text"),
    (json.dumps({"id": "a", "text": BODY}), RejectionReason.DUPLICATE, "with the same text"),
    (json.dumps({"id": "b", "text": "x" * (TEXT_LIMIT + 1)}), RejectionReason.TOO_LONG, "Split it"),
]


@pytest.mark.parametrize(("line", "reason", "words"), BAD_LINES)
def test_a_bad_line_is_refused_and_the_others_are_read(
    tmp_path: Path, line: str, reason: RejectionReason, words: str
) -> None:
    good, last = json.dumps({"id": "a", "text": BODY}), json.dumps({"id": "z", "text": BODY})
    path = write(tmp_path / "news.jsonl", f"{good}\n{line}\n\n{last}\n")
    (refused,) = refusals(path)
    assert refused.reason == reason
    assert refused.message.startswith("news.jsonl:2: ")
    assert words in refused.message
    assert [report.key for report in reports(path)] == ["a", "z"]


def test_a_huge_single_line_is_refused_without_being_held(tmp_path: Path) -> None:
    text = write(tmp_path / "one.txt", b"word " * (FILE_LIMIT // 4))
    lines = write(tmp_path / "one.jsonl", b'{"text": "' + b"w" * (FILE_LIMIT // 2) + b'"}\n{"text": "Short."}\n')
    assert [item.reason for item in refusals(text)] == [RejectionReason.TOO_LONG]
    assert [item.reason for item in refusals(lines)] == [RejectionReason.TOO_LONG]
    assert [report.key for report in reports(lines)] == ["one.jsonl:2"]


ENCODINGS = [
    ("utf-8", "utf-8", "plain"),
    ("utf-8-sig", "utf-8-sig", "plain"),
    ("utf-16", "utf-16", "plain, utf-16"),
    ("utf-32", "utf-32", "plain, utf-32"),
    ("windows-1252", "cp1252", "plain, windows-1252"),
]


@pytest.mark.parametrize(("name", "codec", "extractor"), ENCODINGS)
def test_encodings(tmp_path: Path, name: str, codec: str, extractor: str) -> None:
    text = f"“We will not wait,” said José Brückner. {BODY}"
    path = write(tmp_path / f"{name}.txt", text.encode(codec))
    (report,) = reports(path)
    assert report.text == text
    assert report.extractor == extractor


def test_one_wrong_byte_does_not_spoil_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "“Aid – not words,” she said".encode() + b" in Orl\xe9ac.")
    assert reports(path)[0].text == "“Aid – not words,” she said in Orléac."


def test_cyrillic_legacy_text_decodes(tmp_path: Path) -> None:
    text = "Мост закрыт до июня, сообщил городской совет в понедельник. Работы идут медленно. " * 5
    assert reports(write(tmp_path / "a.txt", text.encode("cp1251")))[0].text == text


def test_line_ends_are_made_one_kind_and_nothing_else_changes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "One\r\nTwo\rThree\nCafe\u0301\u00a0\ufb01n\x0c\n")
    assert reports(path)[0].text == "One\nTwo\nThree\nCafe\u0301\u00a0\ufb01n\x0c\n"


def test_a_folder_is_read_to_the_bottom_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.txt",
        "sub/deep/d.txt",
        ".hidden.txt",
        ".git/x.txt",
        "story.db",
        "story.db-wal",
    ):
        write(tmp_path / name, f"{name}: {BODY}")
    write(tmp_path / "decisions.jsonl", "{}")
    assert [item.key for item in read_inputs([tmp_path])] == ["a.md", "b.txt", "sub/c.txt", "sub/deep/d.txt"]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, f"{name} {BODY}") for name in ("x/a.txt", "y/b.txt", "y/c.txt")]
    forward = [item.key for item in read_inputs([tmp_path / "y", paths[0], paths[2]])]
    backward = [item.key for item in read_inputs([paths[2], paths[0], tmp_path / "y"])]
    assert forward == backward == ["a.txt", "b.txt", "c.txt"]


def test_the_same_report_in_two_places_is_refused_once(tmp_path: Path) -> None:
    write(tmp_path / "one" / "a.txt", BODY)
    write(tmp_path / "two" / "a.txt", BODY)
    kinds = [type(item) for item in read_inputs([tmp_path / "one", tmp_path / "two"])]
    assert kinds == [RawReport, Rejection]


def test_a_path_that_does_not_exist_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        read_inputs([tmp_path / "nowhere"])


def test_packed_files(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl.gz", gzip.compress(json.dumps({"text": BODY}).encode()))
    write(tmp_path / "page.txt.gz", gzip.compress(BODY.encode()))
    assert [report.key for report in reports(tmp_path)] == ["news.jsonl.gz:1", "page.txt.gz"]


def test_fields_of_a_line(tmp_path: Path) -> None:
    line = {
        "id": 7,
        "url": "https://vale.example/7",
        "outlet": "Vale Post",
        "title": "Bridge shut",
        "published": "2024-05-06",
        "authors": ["Ada Brook", ""],
        "text": BODY,
    }
    (report,) = reports(write(tmp_path / "news.jsonl", json.dumps(line)))
    assert report.key == "https://vale.example/7"
    assert report.location.endswith("news.jsonl:1")
    assert report.text == f"Bridge shut\n{BODY}"
    assert report.metadata.outlet == "Vale Post"
    assert report.metadata.authors == ("Ada Brook",)
    assert [(date.name, date.value) for date in report.metadata.dates] == [("JSONL published", "2024-05-06")]


@pytest.mark.parametrize("text", [f"Bridge shut\n{BODY}", f"BRIDGE SHUT!\n{BODY}", f"Bridge shut {BODY}"])
def test_a_title_that_the_text_begins_with_is_not_put_before_it(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "news.jsonl", json.dumps({"title": "Bridge shut", "text": text}))
    assert reports(path)[0].text == text


def test_broken_escapes_do_not_reach_the_text(tmp_path: Path) -> None:
    (report,) = reports(write(tmp_path / "news.jsonl", '{"id": "\\ud83d", "text": "Broken \\ud83d face"}'))
    assert report.text == "Broken \ufffd face"
    assert report.key == "\ufffd"


def test_a_folder_s_meta_file_wins_over_the_report(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", BODY)
    fields = {"outlet": "Vale Post", "published": "2024-05-06", "chars": 12, "url": "https://vale.example/a"}
    write(tmp_path / "meta.json", json.dumps({"a.txt": fields, "gone.txt": {}}))
    (report,) = reports(tmp_path)
    assert (report.key, report.metadata.outlet) == ("https://vale.example/a", "Vale Post")
    assert report.metadata.dates[0].name == "meta.json published"
    assert report.text == BODY


def test_the_user_s_dates_come_first(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt", BODY)
    write(tmp_path / "sub" / "meta.json", json.dumps({"a.txt": {"published": "2024-05-06"}}))
    write(tmp_path / "dates.csv", "file,published\nsub/a.txt,2024-05-07\n")
    own = write(tmp_path / "own" / "mine.csv", "published,key\n2024-05,sub/a.txt\n")
    (report,) = (r for r in reports(tmp_path, user_dates=own) if r.key == "sub/a.txt")
    assert [date.value for date in report.metadata.dates] == ["2024-05", "2024-05-07", "2024-05-06"]
    assert [date.name for date in report.metadata.dates] == ["user dates.csv", "user dates.csv", "meta.json published"]


BAD_SIDECARS = [
    ("meta.json", "{", "meta.json:1: not valid JSON"),
    ("meta.json", "[]", "not an object of file names"),
    ("meta.json", '{"a.txt": 3}', "'a.txt' has no object of fields"),
    ("meta.json", '{"a.txt": {"published": "May"}}', "no date"),
    ("dates.csv", "name,day\n", "dates.csv:1: needs the columns"),
    ("dates.csv", "key,published\na.txt,30/9/25\n", "dates.csv:2: '30/9/25' is no date"),
    ("dates.csv", "key,published\na.txt,2025-02-30\n", "no date"),
    ("dates.csv", "key,published\n\na.txt\n", "dates.csv:3: a row without"),
    ("dates.csv", "key,published\na.txt,2025\na.txt,2024\n", "dates.csv:3: 'a.txt' has another date"),
]


@pytest.mark.parametrize(("name", "content", "words"), BAD_SIDECARS)
def test_a_broken_meta_or_dates_file_is_an_error(tmp_path: Path, name: str, content: str, words: str) -> None:
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / name, content)
    with pytest.raises(InputError) as caught:
        list(read_inputs([tmp_path]))
    assert words in caught.value.message


@pytest.mark.parametrize("name", ["meta.json", "dates.csv", "offices.csv", "places.csv"])
@pytest.mark.parametrize("data", [bytes(range(128, 255)) * 3, b"\xff\xfe\x00\xd8" * 9, b"," * 50_000_001])
def test_bytes_that_are_no_text_are_told_with_the_file(tmp_path: Path, name: str, data: bytes) -> None:
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / name, data)
    with pytest.raises(InputError, match=name):
        list(read_inputs([tmp_path]))


def test_standard_input_is_told_by_its_beginning() -> None:
    assert [item.key for item in read_stdin(BODY.encode())] == [f"stdin-{sha256_hex(BODY.encode())[:12]}"]
    lines = json.dumps({"id": "a", "text": BODY}) + '\n{"id": "b"}\n'
    assert [type(item) for item in read_stdin(lines.encode())] == [RawReport, Rejection]
    page = f"<!DOCTYPE html><html><body><article><h1>Bridge shut</h1><p>{BODY * 3}</p></article></body></html>"
    (report,) = read_stdin(page.encode())
    assert isinstance(report, RawReport)
    assert report.extractor.startswith("trafilatura ")


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=300),
    start=st.sampled_from([b"", b"<html>", b"<html><p>", b'{"text": "', b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_no_bytes_crash_the_reader(data: bytes, start: bytes) -> None:
    for item in read_stdin(start + data):
        if isinstance(item, RawReport):
            assert "\r" not in item.text
            assert item.text.encode()


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300).filter(lambda t: t.strip()))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    (item,) = read_stdin(b"\xef\xbb\xbf" + text.encode(errors="replace"))
    if isinstance(item, RawReport) and item.extractor == "plain":
        assert item.text == text.encode(errors="replace").decode().replace("\r\n", "\n").replace("\r", "\n")
