"""Task `amounts`: sentences with marked numbers, each read as a report of its own, and what the numbers are read as."""

from collections.abc import Iterator
from pathlib import Path

from evaluation.amounts import Marked, NumberSentence, is_right, read_number_sentences
from evaluation.files import Row, write_rows
from evaluation.predict.reports import raw_report
from evaluation.reader import chosen_analyser
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.pipeline.plan import claim_report, read_report
from onrecord.records import Quantity, Span

_HEADLINE = "What is known so far about the week's events"
_CLOSING = "The town lies on the northern coast."
_AGED = ("age", "age of ")


def predict_amounts(folder: Path, target: Path) -> None:
    """The marked numbers of a folder to {kind, sentence, number, is, right, read} lines."""
    lexicons = load_lexicons()
    analyser = chosen_analyser(lexicons)
    write_rows(target, (row for s in read_number_sentences(folder) for row in judge_numbers(s, analyser, lexicons)))


def judge_numbers(sentence: NumberSentence, analyser: Analyser, lexicons: Lexicons) -> Iterator[Row]:
    """A line for each marked number: what it `is`, what it is `read` as, whether that is `right`."""
    text = f"{_HEADLINE}\n\n{sentence.text}\n\n{_CLOSING}\n"
    shift = len(_HEADLINE) + 2
    raw = raw_report("case", text, published="2024-05-15", title=_HEADLINE, outlet="Norland Courier")
    reading = read_report(raw, analyser, lexicons)
    assert reading.text == text, "marks hold only in a text that is kept as it is"
    claims = claim_report(reading, reading.publication, lexicons)
    amounts = [c.content for c in claims if isinstance(c.content, Quantity)]
    for mark in sentence.marks:
        span = Span(start=mark.span.start + shift, end=mark.span.end + shift)
        found = [q for q in amounts if q.number and q.number.overlaps(span)]
        yield {
            "kind": sentence.kind,
            "sentence": sentence.text,
            "number": span.of(text),
            "is": "amount" if mark.wanted else "age" if mark.age else "none",
            "right": _right(mark, found),
            "read": [f"{q.amount} {q.unit}: {q.what}" for q in found],
        }


def _right(mark: Marked, found: list[Quantity]) -> bool:
    if mark.wanted:
        return len(found) == 1 and is_right(mark.wanted, found[0].amount, found[0].unit)
    return not found or (mark.age and all(q.what.startswith(_AGED) for q in found))
