"""Plain text and Markdown: the text is the file's, as it stands."""

from onrecord.errors import InputError
from onrecord.readers.encoding import decode, looks_binary, tidy
from onrecord.readers.outcome import TEXT_LIMIT, Outcome, Place, too_long
from onrecord.records import Metadata, RawReport, RejectionReason, sha256_hex


def read_plain(place: Place, data: bytes) -> Outcome:
    """The report a text file holds, or why it holds none."""
    sha256 = sha256_hex(data)
    try:
        text, encoding = decode(data)
    except InputError as exc:
        return place.refuse(RejectionReason.BAD_ENCODING, exc.message, sha256)
    refused = refuse_text(place, text, sha256)
    if refused is not None:
        return refused
    return RawReport(
        key=place.key,
        location=place.location,
        sha256=sha256,
        data=data,
        text=tidy(text),
        metadata=Metadata(),
        extractor="plain" if encoding == "utf-8" else f"plain, {encoding}",
    )


def refuse_text(place: Place, text: str, sha256: str) -> Outcome | None:
    """The rejection of a text that is binary, empty or too long; None when it can be taken in."""
    if looks_binary(text):
        return place.refuse(RejectionReason.BINARY, "not a text file. Convert it to text or HTML first.", sha256)
    if not text.strip():
        return place.refuse(RejectionReason.EMPTY, "no text in it. Delete it, or fetch the report again.", sha256)
    if len(text) > TEXT_LIMIT:
        return too_long(place, f"{len(text):,} characters", sha256)
    return None
