"""WARC and WACZ: which records become reports, under what name, and how damaged or hostile archives end."""

import gzip
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.readers import read_inputs
from onrecord.readers.responses import body_of, join_chunks, parse_response
from onrecord.records import RawReport, Rejection, RejectionReason
from tests.readers.archives import answer, chunked, packed, page, record, wacz

URL = "https://vale.example/bridge"
FIRST = "The bridge at Orlen will stay shut until June, the council said on Monday, after cracks were found in a pier."
LATER = "The bridge at Orlen will stay shut until August, the council said on Friday, after more cracks were found."


def read(path: Path) -> tuple[list[RawReport], list[Rejection]]:
    found = list(read_inputs([path]))
    return [f for f in found if isinstance(f, RawReport)], [f for f in found if isinstance(f, Rejection)]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_page_has_the_address_and_the_day_of_its_record(tmp_path: Path) -> None:
    data = record(f"<{URL}#top>", answer(page(FIRST)))
    (report,), refused = read(write(tmp_path / "a.warc", data))
    assert not refused
    assert (report.key, report.metadata.url) == (URL, URL)
    assert report.capture is not None
    assert report.capture.at == "2025-03-01T10:00:00.000000Z"
    assert report.metadata.dates[-1].name == "WARC-Date"
    assert FIRST in report.text


def test_a_page_is_not_known_by_an_address_that_it_claims(tmp_path: Path) -> None:
    claims = page(FIRST).replace(b"<head>", b'<head><link rel="canonical" href="https://other.example/">')
    (report,), _ = read(write(tmp_path / "a.warc", record(URL, answer(claims))))
    assert report.key == URL


WAYS = {
    "plain": answer(page(FIRST)),
    "chunked": answer(chunked(page(FIRST)), "Transfer-Encoding: chunked"),
    "gzip": answer(gzip.compress(page(FIRST)), "Content-Encoding: gzip"),
    "both": answer(chunked(gzip.compress(page(FIRST))), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    "unpacked already": answer(page(FIRST), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    "bare lines": answer(page(FIRST)).replace(b"\r\n", b"\n"),
    "text": answer(FIRST.encode(), kind="text/plain"),
    "latin": answer(page(FIRST + " Señor Núñez").decode().encode("latin-1"), kind="text/html; charset=iso-8859-1"),
}


@pytest.mark.parametrize("block", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_every_way_of_sending_gives_the_text(tmp_path: Path, block: bytes, ending: str) -> None:
    data = record(URL, block)
    (report,), refused = read(write(tmp_path / f"a{ending}", packed(data) if ending.endswith("gz") else data))
    assert not refused
    assert FIRST in report.text


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    records = (
        record(URL, b"software: test", "Content-Type: application/warc-fields", kind="warcinfo"),
        record(f"{URL}.png", answer(b"\x89PNG", kind="image/png")),
        record(f"{URL}/gone", answer(page("No such page here at all, sorry."), status="404 Not Found")),
        record("dns:vale.example", b"20250301 vale.example. 300 IN A 192.0.2.1"),
        record(URL, answer(page(FIRST))),
        record("https://vale.example/saved", page(LATER), "Content-Type: text/html", kind="resource"),
    )
    reports, refused = read(write(tmp_path / "a.warc.gz", packed(*records)))
    assert [r.key for r in reports] == [URL, "https://vale.example/saved"]
    assert not refused


def test_an_archive_without_a_page_says_so(tmp_path: Path) -> None:
    reports, (refused,) = read(write(tmp_path / "a.warc", record(URL, answer(b"\x89PNG", kind="image/png"))))
    assert not reports
    assert refused.reason is RejectionReason.NO_TEXT


def test_a_revisit_is_a_capture_of_what_it_refers_to(tmp_path: Path) -> None:
    digest = "WARC-Payload-Digest: sha1:ORLEN"
    records = (
        record(URL, answer(page(FIRST)), digest),
        record(URL, answer(b""), digest, kind="revisit", date="2025-03-05T10:00:00Z"),
        record(URL, answer(b""), "WARC-Payload-Digest: sha1:ELSEWHERE", kind="revisit", date="2025-03-06T10:00:00Z"),
    )
    reports, (refused,) = read(write(tmp_path / "a.warc", b"".join(records)))
    assert [r.capture.at[:10] for r in reports if r.capture] == ["2025-03-01", "2025-03-05"]
    assert reports[0].text == reports[1].text
    assert refused.reason is RejectionReason.NOT_FETCHED


@pytest.mark.parametrize("cut", [400, 900])
def test_an_archive_that_breaks_off_gives_what_stands_before(tmp_path: Path, cut: int) -> None:
    data = record(URL, answer(page(FIRST))) + record(f"{URL}/2", answer(page(LATER + " It will cost more." * 30)))
    reports, refused = read(write(tmp_path / "a.warc", data[:-cut]))
    assert [r.key for r in reports] == [URL]
    assert refused
    assert refused[0].reason is RejectionReason.UNREADABLE
    assert "a.warc" in refused[0].message


def test_a_broken_page_loses_no_other(tmp_path: Path) -> None:
    torn = gzip.compress(page(FIRST))[:-20]
    records = (
        record(f"{URL}/torn", answer(torn, "Content-Encoding: gzip")),
        record(f"{URL}/odd", answer(b"\x00\x01", "Content-Encoding: compress")),
        record(URL, answer(page(FIRST))),
    )
    reports, refused = read(write(tmp_path / "a.warc", b"".join(records)))
    assert [r.key for r in reports] == [URL]
    assert [r.reason for r in refused] == [RejectionReason.UNREADABLE] * 2


@pytest.mark.parametrize(
    "data", [b"", b"not an archive\n" * 5, b"\x1f\x8b\x08\x00junk", b"\x00" * 5000, b"WARC/1.1\r\n"]
)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz"])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes, name: str) -> None:
    reports, refused = read(write(tmp_path / name, data))
    assert not reports
    assert len(refused) == 1


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"0" * 60_000_000, 9)
    data = record(f"{URL}/bomb", answer(bomb, "Content-Encoding: gzip")) + record(URL, answer(page(FIRST)))
    reports, (refused,) = read(write(tmp_path / "a.warc", data))
    assert [r.key for r in reports] == [URL]
    assert "unpacks to more than" in refused.message


@pytest.mark.parametrize("name", ["a.warc.gz", "a.jsonl.gz", "a.txt.gz", "a.html.gz", "a.xml.gz"])
def test_a_gzip_bomb_is_refused(tmp_path: Path, name: str) -> None:
    bomb = gzip.compress(record(URL, b"x" * 60_000_000) if "warc" in name else b"0" * 60_000_000, 9)
    reports, refused = read(write(tmp_path / name, bomb))
    assert not reports
    assert refused[-1].reason in {RejectionReason.UNREADABLE, RejectionReason.TOO_LONG}


def test_a_wacz_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", archive__one_warc=record(URL, answer(page(FIRST))), pages__pages_jsonl=b"{}")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("archive/two.warc.gz", packed(record(f"{URL}/2", answer(page(LATER)))))
    reports, refused = read(path)
    assert [r.key for r in reports] == [URL, f"{URL}/2"]
    assert not refused


def test_names_in_a_zip_are_never_paths(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.wacz"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/../../../escaped\x1b[31m.warc", record(URL, answer(page(FIRST))))
        archive.writestr("/archive/rooted.warc", record(f"{URL}/2", answer(page(FIRST))))
    reports, _ = read(path)
    assert [r.key for r in reports] == [URL]
    assert "\x1b" not in reports[0].location
    assert ".." not in reports[0].location
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.wacz"]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/bomb.warc", record(URL, b"0" * 60_000_000))
        archive.writestr("archive/sound.warc", record(URL, answer(page(FIRST))))
    reports, refused = read(tmp_path / "a.wacz")
    assert [r.key for r in reports] == [URL]
    assert any("unpacks to more than" in r.message for r in refused)


def test_a_zip_with_a_wrong_size_or_a_password_is_refused(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", archive__one_warc=record(URL, answer(page(FIRST))))
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)  # the flag of an encrypted member
    path.write_bytes(bytes(data))
    reports, refused = read(path)
    assert not reports
    assert refused[0].reason is RejectionReason.UNREADABLE


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "br", "zstd", "x"]))
def test_no_body_breaks_the_reading_of_responses(body: bytes, coding: str) -> None:
    from onrecord.errors import InputError

    response = parse_response(answer(body, f"Content-Encoding: {coding}", "Transfer-Encoding: chunked"))
    assert response is not None
    try:
        assert isinstance(body_of(response), bytes)
    except InputError as exc:
        assert exc.message.endswith(".") or "pip install" in exc.message  # noqa: PT017


@given(st.binary(max_size=300), st.integers(1, 50))
def test_chunks_join_to_what_was_cut(body: bytes, size: int) -> None:
    assert join_chunks(chunked(body, size)) == body


def test_another_reader_finds_the_same_records(tmp_path: Path) -> None:
    warc = pytest.importorskip("fastwarc.warc")
    records = [record(f"{URL}/{n}", answer(page(f"{FIRST} It is the {n}th time."))) for n in range(5)]
    path = write(tmp_path / "a.warc.gz", packed(*records))
    theirs = [r.headers["WARC-Target-URI"] for r in warc.ArchiveIterator(str(path), parse_http=False)]
    assert [r.key for r in read(path)[0]] == theirs


def test_an_archive_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    bomb = wacz(tmp_path / "bomb.wacz", archive__bomb_warc=record(URL, b"0" * 3_000_000)).read_bytes()
    packed_twice = gzip.compress(gzip.compress(record(URL, b"0" * 60_000_000), 9), 9)
    with zipfile.ZipFile(tmp_path / "outer.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/inner.wacz", bomb)
        archive.writestr("archive/inner.zip", bomb)
        archive.writestr("archive/inner.warc", bomb)
        archive.writestr("archive/twice.warc.gz", packed_twice)
        archive.writestr("archive/flat.warc.gz", gzip.compress(record(URL, b"0" * 60_000_000), 9))
        archive.writestr("archive/sound.warc", record(URL, answer(page(FIRST))))
    reports, refused = read(tmp_path / "outer.wacz")
    assert [r.key for r in reports] == [URL]
    assert {r.location.rpartition("/")[2].removesuffix(":1") for r in refused} == {
        "inner.warc",
        "twice.warc.gz",
        "flat.warc.gz",
    }
    assert {r.reason for r in refused} <= {RejectionReason.UNREADABLE, RejectionReason.TOO_LONG}
