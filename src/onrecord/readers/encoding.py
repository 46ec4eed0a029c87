"""From bytes to text: byte order marks, UTF-8, then the likeliest legacy encoding. Same bytes, same text."""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from onrecord.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SAMPLE = 100_000
_LARGEST = 50_000_000
# Characters a Western legacy text is made of beyond ASCII; anything else in it means that another encoding is at work.
_WESTERN = re.compile(r"[\x00-\x7f\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*")


def _bytes_as_western(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as windows-1252; a codec error handler, called where decoding stopped."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("onrecord-western", _bytes_as_western)


def read_table(path: Path) -> str:
    """The text of a file that tells of reports; raises InputError naming it where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as exc:
        raise InputError(f"{path}: cannot be opened ({exc.strerror}). Check the path and its permissions.") from exc
    if len(data) > _LARGEST:
        raise InputError(f"{path}: more than {_LARGEST:,} bytes. Keep the rows about these reports.")
    try:
        return decode(data)[0]
    except InputError as exc:
        raise InputError(f"{path}: {exc.message}") from exc


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    r"""The text of the bytes and the encoding used; `declared` is what the source itself names.

    Raises InputError when no encoding fits. A few wrong bytes in UTF-8 are read as windows-1252, so that the rest
    keeps its characters.

    >>> decode(b"He gave his \x93word\x94.")
    ('He gave his “word”.', 'windows-1252')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace") if name == "utf-8" else _marked(data, name), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_legacy(data, declared)


def _marked(data: bytes, name: str) -> str:
    """UTF-16 or UTF-32 that says so itself; the codec takes the mark away."""
    return data.decode(name, errors="replace")


def _decode_legacy(data: bytes, declared: str | None) -> tuple[str, str]:
    """Bytes that are not UTF-8."""
    if b"\x00" in data:
        # No text has one; `looks_binary` says so to the user.
        return data.decode("utf-8", errors="replace"), "utf-8"
    valid = sum(len(m.group()) for m in _MULTIBYTE.finditer(data))
    high = sum(1 for _ in _HIGH.finditer(data))
    if 2 * valid > high:
        return data.decode("utf-8", errors="onrecord-western"), "utf-8 with windows-1252 bytes"
    if declared and (text := _try(data, declared)) is not None:
        return text, codecs.lookup(declared).name
    western = _try(data, "cp1252")
    if western is not None and _WESTERN.fullmatch(western) and 4 * high < len(data):
        return western, "windows-1252"
    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None and (text := _try(data, best.encoding)) is not None:
        return text, best.encoding
    raise InputError("no character encoding fits its bytes. Save it as UTF-8.")


def _try(data: bytes, encoding: str) -> str | None:
    """The bytes in that encoding, None when they do not decode or Python does not know it."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def looks_binary(text: str) -> bool:
    """Whether the decoded text holds a NUL or more control characters than a stray one."""
    if "\x00" in text:
        return True
    controls = sum(1 for _ in _CONTROL.finditer(text))
    return controls > 1 and 200 * controls > len(text)


def tidy(text: str) -> str:
    r"""The text with line ends as `\n` and lone surrogates replaced; nothing else changes, for offsets count.

    >>> tidy("a\r\nb\rc")
    'a\nb\nc'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", text) if not text.isascii() else text
