"""Which files the given paths stand for, in sorted order, and under what key each is known."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.readers.offices import OFFICES_FILE
from onrecord.readers.outcome import Place
from onrecord.readers.places import PLACES_FILE
from onrecord.readers.sidecar import DATES_FILE, META_FILE
from onrecord.records import Rejection, RejectionReason

COLLECTION_FILE = "collection.jsonl"
RAW_FOLDER = "raw"
_OURS = (".db", ".db-wal", ".db-shm", ".db-journal")
_OUR_NAMES = frozenset({META_FILE, DATES_FILE, OFFICES_FILE, PLACES_FILE, "decisions.jsonl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read: `folders` are those from the given one down to its own, `suffix` its kind without `.gz`;
    `sniff` where the kind is told by its content.
    """

    path: Path
    place: Place
    folders: tuple[Path, ...]
    suffix: str
    packed: bool
    sniff: bool


def list_files(paths: Sequence[Path]) -> list[InputFile | Rejection]:
    """The files the paths stand for, folders searched to the bottom, each file once, sorted by path.

    A file that several of the paths reach is known by its name under the outermost. Raises InputError for a path that
    does not exist.
    """
    roots = [root_of(path) for path in paths]
    for given, root in zip(paths, roots, strict=True):
        if not root.exists():
            raise InputError(f"{given}: no such file or folder. Check the path.")
    found: dict[str, InputFile | Rejection] = {}
    # Folders from the outermost in, then single files: the first to reach a file names it.
    for root in sorted(set(roots), key=lambda path: (path.is_file(), len(path.parts), str(path))):
        for item in _walk(root) if root.is_dir() else (_file(root, root.parent, given=True),):
            found.setdefault(item.place.location if isinstance(item, InputFile) else item.location, item)
    return [found[location] for location in sorted(found)]


def root_of(path: Path) -> Path:
    """The absolute path of a given one; a linked file is known by the name it was given, not by what it links to."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def find_sidecars(paths: Sequence[Path]) -> list[Path]:
    """The folders in and below the given ones that hold a `meta.json` or a `dates.csv`, sorted."""
    found: set[Path] = set()
    for root in sorted({path.resolve() for path in paths if path.is_dir()}):
        for folder, inner, names in os.walk(root):
            inner[:] = [name for name in inner if not name.startswith(".")]
            if not {META_FILE, DATES_FILE}.isdisjoint(names):
                found.add(Path(folder))
    return sorted(found)


def _walk(root: Path) -> Iterator[InputFile | Rejection]:
    """The files below a folder; hidden ones and our own are passed over."""
    problems: list[OSError] = []
    for folder, inner, names in os.walk(root, onerror=problems.append):
        kept = COLLECTION_FILE in names  # its log says what the bytes beside it are
        inner[:] = sorted(name for name in inner if not (name.startswith(".") or (kept and name == RAW_FOLDER)))
        for name in sorted(names):
            if not (name.startswith(".") or name in _OUR_NAMES or name.endswith(_OURS)):
                yield _file(Path(folder) / name, root, given=False)
    for problem in problems:
        place = _place(Path(os.fsdecode(problem.filename)), root)
        what = f"cannot be opened ({problem.strerror}). Check its permissions."
        yield place.refuse(RejectionReason.UNREADABLE, what)


def _file(path: Path, root: Path, *, given: bool) -> InputFile | Rejection:
    """The file at a path; `given` says that the user named it, so that its content decides what it is."""
    place = _place(path, root)
    if not path.is_file():
        return place.refuse(RejectionReason.UNREADABLE, "not a regular file. Copy its content to one.")
    if path.name in _OUR_NAMES:
        what = "tells of reports and is none. Leave it beside them, or pass dates with --dates."
        return place.refuse(RejectionReason.UNSUPPORTED, what)
    packed = path.suffix.lower() == ".gz"
    suffix = (path.with_suffix("") if packed else path).suffix.lower()
    above = path.relative_to(root).parts[:-1]
    folders = tuple(root.joinpath(*above[:depth]) for depth in range(len(above) + 1))
    return InputFile(path=path, place=place, folders=folders, suffix=suffix, packed=packed, sniff=given or not suffix)


def _place(path: Path, root: Path) -> Place:
    """Key and location of a path; bytes of a name that are no UTF-8 are replaced in the key."""
    key = _printable(path.relative_to(root).as_posix())
    return Place(key=key, location=_printable(str(path)), name=key)


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", errors="replace")
