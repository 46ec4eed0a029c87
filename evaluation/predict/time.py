"""Task `time`: texts to TIMEX3 expressions."""

from pathlib import Path

from evaluation.files import Row, day_of, text_of
from evaluation.predict.lines import answer_each
from evaluation.predict.tokenised import print_text
from onrecord.lexicons import load_lexicons
from onrecord.records import UNKNOWN, on
from onrecord.stages.times import find_times_in_text


def predict(source: Path, target: Path) -> None:
    """{id, text, dct} lines to {id, timex: [{start, end, type, value, text}]}, offsets into the text as given."""
    lexicon = load_lexicons().time

    def answer(row: Row) -> Row:
        text, day = text_of(row), day_of(row)
        printed = print_text(text)
        timex = []
        for time in find_times_in_text(printed.text, on(day) if day else UNKNOWN, lexicon):
            start, end = printed.back(time.span.start, time.span.end)
            timex.append(
                {"start": start, "end": end, "type": time.type.value, "value": time.value, "text": text[start:end]}
            )
        return {"id": row.get("id"), "timex": timex}

    answer_each(source, target, answer, lambda row: {"id": row.get("id"), "timex": []})
