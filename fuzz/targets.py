"""What is fed with bytes, and what must hold whatever they are.

A target returns nothing when all is well. It raises what the program raised when that is not an error for the user,
or AssertionError when what came out breaks a promise: a span outside its text, a refusal without a reason.
"""

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from onrecord.errors import OnRecordError
from onrecord.ledger.decisions import read_decisions
from onrecord.ledger.query import Ledger
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.pipeline.asking import check_text
from onrecord.pipeline.plan import Heard, claim_report, compose_reading, date_alone, parse_report, read_report
from onrecord.pipeline.session import build_ledger
from onrecord.pipeline.verifying import spans_of
from onrecord.readers import read_inputs
from onrecord.records import Metadata, Quantity, RawReport, on
from onrecord.stages.clean import label_passages, make_report
from onrecord.stages.measure import find_quantities
from onrecord.stages.speech.quotes import find_quotes
from onrecord.stages.split import split_sentences
from onrecord.stages.times import find_times_in_text

if TYPE_CHECKING:
    from starlette.testclient import TestClient

CORPUS = Path(__file__).resolve().parent / "corpus"
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
    analyser, lexicons = _tools()
    reading = read_report(_raw(data), analyser, lexicons)
    claims = claim_report(reading, reading.publication, lexicons)
    for record in (*reading.passages, *reading.mentions, *reading.attributions, *claims):
        assert all(span.end <= len(reading.text) for span in spans_of(record)), "a span outside its text"
    assert len({c.id for c in claims}) == len(claims), "two claims with one id"


def clean(data: bytes) -> None:
    """A text cut into passages and sentences: they lie inside it, in order."""
    report = make_report(_raw(data))
    lexicons = _tools()[1]
    passages = label_passages(report, lexicons.page)
    sentences = split_sentences(report, passages, lexicons.sentences)
    for spans in ([p.span for p in passages], [s.span for s in sentences]):
        assert all(one.end <= two.start for one, two in pairwise(spans)), "two stretches that overlap"
        assert all(span.end <= len(report.text) for span in spans), "a span outside its text"


def find_marks(data: bytes) -> None:
    """The quotations of a text: each inside the text, its words inside its marks."""
    report = make_report(_raw(data))
    blocks = [p.span for p in label_passages(report, _tools()[1].page)]
    for found in find_quotes(report.text, blocks):
        assert found.span.covers(found.inner), "words outside their marks"
        assert found.span.end <= len(report.text), "a span outside its text"


def find_days(data: bytes) -> None:
    """The times of a text: each a stretch of it, none that ends before it begins."""
    text = data.decode("utf-8", "replace")[:MOST_READ]
    for found in find_times_in_text(text, on(date(2031, 5, 4)), _tools()[1].time):
        assert found.span.end <= len(text), "a span outside its text"
        interval = found.interval
        assert interval.lo is None or interval.hi is None or interval.lo <= interval.hi, "a time that ends too early"


def find_amounts(data: bytes) -> None:
    """The amounts of a text: each with a number that stands in it."""
    analyser, lexicons = _tools()
    report = make_report(_raw(data))
    parsed = parse_report(report, analyser, lexicons)
    publication = date_alone(report, parsed, lexicons)
    heard = Heard(entities=(), mentions=(), attributions=())
    reading = compose_reading(report, parsed, heard, publication)
    for claim in find_quantities(reading, (), lexicons):
        assert isinstance(claim.content, Quantity)
        assert claim.content.number.of(report.text).strip(), "a blank number"
        assert all(span.end <= len(report.text) for span in spans_of(claim)), "a span outside its text"


def _raw(data: bytes) -> RawReport:
    text = data.decode("utf-8", "replace")[:MOST_READ]
    return RawReport(key="a", location="a", sha256="0" * 64, data=data, text=text, metadata=Metadata())


def read_beside(name: str, data: bytes) -> None:
    """A file that tells of the reports beside it: they are read, or an error says what is wrong with it."""
    folder = _folder() / "beside"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text("The pier at Orlo was shut on Monday, the council said.\n")
    path = folder / name
    path.write_bytes(data)
    try:
        assert [o for o in read_inputs([folder]) if isinstance(o, RawReport)], "the report is lost"
    except OnRecordError as exc:
        assert name in str(exc), "an error that does not say where"
    finally:
        path.unlink()


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
    assert visited(data) < 500, "the server failed"


def visited(data: bytes) -> int:
    """The status of what the server answers."""
    # As a browser sends it: what may not stand in an address is written in hexadecimal.
    address = "/" + quote(data[:2_000].lstrip(b"/"), safe="/?&=%+:,;@!$'()*~.-_")
    return _client().get(address).status_code


@cache
def _client() -> "TestClient":
    from starlette.testclient import TestClient

    from onrecord.web.app import create_app
    from onrecord.web.guard import Access

    # With a token: the guard lets nobody else in from where a test client seems to ask.
    client = TestClient(
        create_app(_ledger(), Access(token="t")), base_url="http://localhost", raise_server_exceptions=False
    )
    client.headers["Authorization"] = "Bearer t"
    return client


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
                for row in ledger.report_rows:
                    ledger.sentences(row.report.id)
                for story in ledger.stories():
                    ledger.account(story.id)
    except OnRecordError as exc:
        assert "damaged.db" in str(exc), "an error that does not say where"


def _file(name: str) -> Callable[[bytes], None]:
    return lambda data: read_file(name, data)


# What the files of each reader end in.
ENDINGS: Mapping[str, str] = {
    "plain": ".txt", "page": ".html", "lines": ".jsonl", "document": ".json", "feed": ".xml", "archive": ".warc",
    "packed": ".wacz",
}  # fmt: skip
# Each target with the folder of the corpus that it begins from.
TARGETS: Mapping[str, tuple[Callable[[bytes], None], str]] = {
    **{name: (_file(f"a{ending}"), "text" if name == "plain" else name) for name, ending in ENDINGS.items()},
    "dates": (_file("dates.csv"), "table"),
    "beside": (lambda data: read_beside("meta.json", data), "beside"),
    "clean": (clean, "text"),
    "quotes": (find_marks, "text"),
    "times": (find_days, "text"),
    "amounts": (find_amounts, "text"),
    "text": (read_text, "text"),
    "decisions": (read_decisions_file, "decisions"),
    "ask": (ask, "sentence"),
    "visit": (visit, "address"),
    "ledger": (damage_ledger, "text"),
}


def corpus_of(name: str) -> list[bytes]:
    """What a target begins from."""
    return [path.read_bytes() for path in sorted((CORPUS / TARGETS[name][1]).iterdir())]
