"""What is fed with bytes, and what must hold whatever they are.

A target returns nothing when all is well. It raises what the program raised when that is not an error for the user,
or AssertionError when what came out breaks a promise: a span outside its text, a refusal without a reason.
"""

import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from onrecord.errors import OnRecordError
from onrecord.ledger.decisions import read_decisions
from onrecord.ledger.query import Ledger
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.asking import check_text
from onrecord.pipeline.plan import claim_report, read_report
from onrecord.pipeline.session import build_ledger
from onrecord.pipeline.verifying import spans_of
from onrecord.readers import read_inputs
from onrecord.records import Metadata, RawReport

if TYPE_CHECKING:
    from starlette.testclient import TestClient

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "reports"
MOST_READ = 20_000
"""Characters of a report that are read closely; what is longer is cut, so that a run tries more inputs."""


@cache
def _tools() -> tuple[RuleAnalyser, Lexicons]:
    lexicons = load_lexicons()
    return RuleAnalyser(lexicons.syntax, lexicons.names), lexicons


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="onrecord-fuzz-"))


@cache
def _ledger() -> Path:
    path = Path(tempfile.mkdtemp(prefix="onrecord-fuzz-")) / "story.db"
    build_ledger([EXAMPLE], path, analyser="rules")
    return path


def read_file(name: str, data: bytes) -> None:
    """A file of that name with these bytes: reports, or refusals that say why and what to do."""
    path = _folder() / name
    path.write_bytes(data)
    try:
        for outcome in read_inputs([path]):
            if isinstance(outcome, RawReport):
                assert outcome.text.strip(), "a report without a word"
            else:
                assert outcome.message.strip(), "a refusal without a reason"
                assert outcome.location, "a refusal without a place"
    except OnRecordError as exc:
        assert str(exc).strip(), "an error that says nothing"
    finally:
        path.unlink()


def read_text(data: bytes) -> None:
    """A report's text through every step that looks at one report: names, speech, times, amounts, promises."""
    text = data.decode("utf-8", "replace")[:MOST_READ]
    analyser, lexicons = _tools()
    raw = RawReport(key="a", location="a", sha256="0" * 64, data=data, text=text, metadata=Metadata())
    reading = read_report(raw, analyser, lexicons)
    claims = claim_report(reading, reading.publication, lexicons)
    for record in (*reading.passages, *reading.mentions, *reading.attributions, *claims):
        assert all(span.end <= len(reading.text) for span in spans_of(record)), "a span outside its text"
    assert len({c.id for c in claims}) == len(claims), "two claims with one id"


def read_decisions_file(data: bytes) -> None:
    """A reviewer's file: decisions, or an error that names the line."""
    path = _folder() / "decisions.jsonl"
    path.write_bytes(data)
    try:
        read_decisions(path)
    except OnRecordError as exc:
        assert "decisions.jsonl" in str(exc), "an error that does not say where"


def ask(data: bytes) -> None:
    """A search and a sentence to check: what is found stands in a report."""
    words = data.decode("utf-8", "replace")[:2_000]
    with Ledger(_ledger()) as ledger:
        texts = {row.report.id: row.report.text for row in ledger.report_rows}
        for hit in ledger.search(words):
            assert hit.report in texts, "a hit in no report"
        story = ledger.stories()[0].id
        if words.strip():
            check_text(ledger, words, {story: frozenset(texts)}, None)


def visit(data: bytes) -> None:
    """An address of the pages with its question: an answer that is no failure of the server."""
    client = _client()
    # As a browser sends it: what may not stand in an address is written in hexadecimal.
    address = "/" + quote(data[:2_000].lstrip(b"/"), safe="/?&=%+:,;@!$'()*~.-_")
    answer = client.get(address)
    assert answer.status_code < 500, f"{address[:80]}: {answer.status_code}"


@cache
def _client() -> "TestClient":
    from starlette.testclient import TestClient

    from onrecord.web.app import create_app

    return TestClient(create_app(_ledger()), base_url="http://localhost", raise_server_exceptions=False)


def damage_ledger(data: bytes) -> None:
    """A ledger in which these bytes stand somewhere: it is read, or refused with what to do."""
    path = _ledger().with_name("damaged.db")
    whole = bytearray(_ledger().read_bytes())
    at = int.from_bytes(data[:4], "big") % len(whole)
    whole[at : at + len(data[4:])] = data[4:]
    path.write_bytes(whole)
    try:
        with Ledger(path) as ledger:
            if not ledger.check():
                for story in ledger.stories():
                    ledger.account(story.id)
    except OnRecordError as exc:
        assert "damaged.db" in str(exc), "an error that does not say where"


def _file(name: str) -> Callable[[bytes], None]:
    return lambda data: read_file(name, data)


# Each target with the folder of the corpus that it begins from.
TARGETS: Mapping[str, tuple[Callable[[bytes], None], str]] = {
    "plain": (_file("a.txt"), "text"),
    "page": (_file("a.html"), "page"),
    "lines": (_file("a.jsonl"), "lines"),
    "document": (_file("a.json"), "lines"),
    "feed": (_file("a.xml"), "feed"),
    "archive": (_file("a.warc"), "archive"),
    "packed": (_file("a.wacz"), "archive"),
    "dates": (_file("dates.csv"), "table"),
    "text": (read_text, "text"),
    "decisions": (read_decisions_file, "decisions"),
    "ask": (ask, "sentence"),
    "visit": (visit, "address"),
    "ledger": (damage_ledger, "text"),
}
