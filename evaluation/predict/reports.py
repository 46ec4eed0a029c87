"""Texts of a task's lines as raw reports."""

from datetime import date

from evaluation.files import Row, day_of, text_of, title_of
from evaluation.predict.tokenised import print_text
from onrecord.records import DateField, Metadata, RawReport, sha256_hex


def raw_report(
    key: str,
    text: str,
    *,
    published: date | str | None = None,
    field: str = "published",
    title: str | None = None,
    outlet: str | None = None,
) -> RawReport:
    """A raw report of this text, with a date field of that name when its day, or what stands for it, is given."""
    data = text.encode()
    dates = (DateField(name=field, value=str(published)),) if published else ()
    return RawReport(
        key=key,
        location=key,
        sha256=sha256_hex(data),
        data=data,
        text=text,
        metadata=Metadata(title=title, outlet=outlet, dates=dates),
    )


def line_report(key: str, row: Row) -> RawReport:
    """The raw report of a line, as printed, where no offsets are asked for."""
    return raw_report(
        key,
        print_text(text_of(row)).text,
        published=day_of(row),
        title=title_of(row),
        outlet=text_of(row, "outlet") or None,
    )
