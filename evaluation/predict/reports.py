"""Texts of a task's lines as raw reports."""

from datetime import date

from onrecord.records import DateField, Metadata, RawReport, sha256_hex


def raw_report(
    key: str, text: str, *, published: date | None = None, title: str | None = None, outlet: str | None = None
) -> RawReport:
    """A raw report of this text, with a date field when its day is given."""
    data = text.encode()
    dates = (DateField(name="published", value=published.isoformat()),) if published else ()
    return RawReport(
        key=key,
        location=key,
        sha256=sha256_hex(data),
        data=data,
        text=text,
        metadata=Metadata(title=title, outlet=outlet, dates=dates),
    )
