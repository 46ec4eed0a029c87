"""Packed web archives (WACZ): a zip file whose `archive` folder holds WARC files."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import cast

from onrecord.errors import InputError
from onrecord.readers.outcome import Outcome, Place, shown
from onrecord.readers.packed import Source, guarded
from onrecord.readers.warc import read_warc
from onrecord.records import RejectionReason

_FOLDER = "archive/"
_KINDS = (".warc", ".warc.gz")
_MOST = 10_000


def read_wacz(place: Place, path: Path) -> Iterator[Outcome]:
    """The pages of every WARC file in a WACZ file. Names inside it only label what was read; nothing is written."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if m.filename.startswith(_FOLDER) and m.filename.endswith(_KINDS)]
            if not members or len(members) > _MOST:
                what = "no web archive: its archive folder holds no .warc.gz. Export it again, or pass the WARC file."
                yield place.refuse(RejectionReason.UNSUPPORTED, what)
            for member in members[:_MOST]:
                yield from _read_member(place, archive, member)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as exc:
        what = f"damaged zip file ({shown(str(exc))}). Fetch it again."
        yield place.refuse(RejectionReason.UNREADABLE, what)


def _read_member(place: Place, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Outcome]:
    """The pages of one WARC file in the zip; what is wrong with it ends only its own reading."""
    label = shown(PurePosixPath(member.filename).name, 80)
    location = f"{place.location}/{_FOLDER}{label}"
    here = replace(place, key=f"{place.key}/{label}", location=location, name=f"{place.name}/{label}")
    try:
        with archive.open(member) as packed:
            stream = guarded(packed, member.compress_size)
            if member.filename.endswith(".gz"):
                stream = guarded(cast("Source", gzip.GzipFile(fileobj=stream)), member.compress_size)
            yield from read_warc(here, stream)
    except (RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, InputError) as exc:
        why = exc.message if isinstance(exc, InputError) else shown(str(exc))
        yield here.refuse(RejectionReason.UNREADABLE, f"cannot be unpacked ({why}). Fetch the archive again.")
