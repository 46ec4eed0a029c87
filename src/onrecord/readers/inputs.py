"""From paths or standard input to raw reports and rejections, in a fixed order."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePath

from onrecord.errors import InputError
from onrecord.readers.files import InputFile, find_sidecars, list_files
from onrecord.readers.jsonl import parse_object, read_jsonl
from onrecord.readers.offices import apply_offices
from onrecord.readers.opening import PAGES, open_file, read_any
from onrecord.readers.outcome import FILE_LIMIT, KnownPages, Outcome, Place, too_long
from onrecord.readers.places import apply_places
from onrecord.readers.sidecar import Sidecar, apply_date, apply_metadata, find_unmatched, load_dates, load_sidecar
from onrecord.records import RawReport, Rejection, RejectionReason, ReportId, report_id

STDIN = "<stdin>"
_STDIN_KEY = "stdin"
_DOCUMENT = frozenset({"items", "articleBody", "@graph"})


def read_inputs(
    paths: Sequence[Path],
    *,
    stdin: bytes | None = None,
    user_dates: Path | None = None,
    since: int = 0,
    pages: KnownPages | None = None,
) -> Iterator[RawReport | Rejection]:
    """The reports in files and folders, sorted by path, then those on standard input; what is none as a `Rejection`.

    `user_dates` is a CSV file with the columns `key` (or `file`) and `published` that wins over every other date. A
    row of it, or of a `dates.csv` or `meta.json` in a given folder, that names no input comes as a rejection, too.
    Of a kept folder only what lines of its log after `since` touch is read, and then no row is told of as unmatched.
    Web pages that `pages` knows are not taken apart again.
    Raises InputError at once when a path does not exist, and when a `meta.json` or `dates.csv` makes no sense.

    >>> next(read_inputs([Path("no-such-folder")]))
    Traceback (most recent call last):
    onrecord.errors.InputError: no-such-folder: no such file or folder. Check the path.
    """
    dates = load_dates(user_dates) if user_dates else Sidecar()
    found = [item for item in list_files(paths) if not _is_same(item, user_dates)]
    complete = find_sidecars(paths)
    folders = sorted({*complete, *(folder for item in found if isinstance(item, InputFile) for folder in item.folders)})
    sidecars = {folder: load_sidecar(folder) for folder in folders}
    outcomes = chain.from_iterable(
        _read_file(_knowing(item, pages), sidecars, dates, since) if isinstance(item, InputFile) else (item,)
        for item in found
    )
    piped = _read_piped(stdin, dates, pages) if stdin is not None else ()
    # Of a folder from which single files were given, the rest may well be there.
    told = [] if since else [*(sidecars[folder] for folder in complete), dates]
    return _then_unmatched(_without_repeats(chain(outcomes, piped)), told)


def page_files(paths: Sequence[Path]) -> list[Path]:
    """The files among these, folders searched, that hold a web page each; raises InputError as `read_inputs` does."""
    files = (item for item in list_files(paths) if isinstance(item, InputFile))
    return [file.path for file in files if file.suffix in PAGES and not file.packed]


def read_stdin(data: bytes, *, user_dates: Path | None = None) -> Iterator[RawReport | Rejection]:
    """The reports in what came on standard input: JSON Lines, a web page or plain text, told by its beginning.

    A report without a URL or id is known by its content, since nothing says that it follows one piped in earlier.
    """
    return read_inputs((), stdin=data, user_dates=user_dates)


def _knowing(file: InputFile, pages: KnownPages | None) -> InputFile:
    return replace(file, place=replace(file.place, pages=pages)) if pages is not None else file


def _read_piped(data: bytes, dates: Sidecar, pages: KnownPages | None) -> Iterator[Outcome]:
    """The reports on standard input, with the user's dates."""
    place = Place(key=_STDIN_KEY, location=STDIN, name=STDIN, pages=pages)
    if _starts_object(data):
        outcomes = read_jsonl(place, io.BytesIO(data))
    elif len(data) > FILE_LIMIT:
        outcomes = iter((too_long(place, f"{len(data):,} bytes"),))
    else:
        outcomes = read_any(place, data)
    for outcome in outcomes:
        if isinstance(outcome, RawReport) and outcome.location == outcome.key.replace(_STDIN_KEY, STDIN, 1):
            yield _dated(replace(outcome, key=f"{_STDIN_KEY}-{outcome.sha256[:12]}"), dates, (_STDIN_KEY, outcome.key))
        else:
            yield _dated(outcome, dates, (_STDIN_KEY,))


def _then_unmatched(outcomes: Iterable[Outcome], sidecars: Sequence[Sidecar]) -> Iterator[Outcome]:
    """The outcomes, and once all are read, what the user says about reports that were not among them."""
    yield from outcomes
    for sidecar in sidecars:
        yield from find_unmatched(sidecar)


def _is_same(item: InputFile | Rejection, path: Path | None) -> bool:
    """Whether the item is the file at that path."""
    return path is not None and isinstance(item, InputFile) and item.path.samefile(path)


def _without_repeats(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with a report that is the same as one before (key, outlet and text) refused."""
    seen: dict[ReportId, str] = {}
    for outcome in outcomes:
        if isinstance(outcome, RawReport):
            name = report_id(outcome.key, outcome.metadata.outlet, outcome.text)
            before = seen.setdefault(name, outcome.location)
            # A capture says that an address still read so; it repeats nothing.
            if before != outcome.location and outcome.capture is None:
                place = Place(key=outcome.key, location=outcome.location, name=PurePath(outcome.location).name)
                what = f"the same report as {before}. Delete one of them."
                yield place.refuse(RejectionReason.DUPLICATE, what, outcome.sha256)
                continue
        yield outcome


def _read_file(file: InputFile, sidecars: Mapping[Path, Sidecar], dates: Sidecar, since: int) -> Iterator[Outcome]:
    """The reports of one file with what the folders' files and the user say about them."""
    # The outermost folder first: what stands nearest to the report wins, and a date over a `meta.json` anywhere.
    names = [(sidecars[folder], file.path.relative_to(folder).as_posix()) for folder in file.folders]
    for sidecar, name in names:
        sidecar.used.add(name)
    for outcome in open_file(file, since):
        told = outcome
        for sidecar, name in names:
            if isinstance(told, RawReport) and (given := sidecar.meta.get(name)):
                told = apply_metadata(told, given)
        for sidecar, name in names:
            told = _dated(told, sidecar, (name,))
            if isinstance(told, RawReport):
                told = apply_places(apply_offices(told, sidecar.offices), sidecar.places)
        yield _dated(told, dates, (file.place.key, file.path.name))


def _dated(outcome: Outcome, sidecar: Sidecar, names: tuple[str, ...]) -> Outcome:
    """The report with the user's date for its key, id or file name."""
    sidecar.used.update((outcome.key, *names))
    if isinstance(outcome, Rejection):
        return outcome
    published = next((sidecar.dates[name] for name in (outcome.key, *names) if name in sidecar.dates), None)
    return outcome if published is None else apply_date(outcome, published)


def _starts_object(data: bytes) -> bool:
    """Whether the first line is a JSON object, and not a feed or an article on one line."""
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        fields = parse_object(first)
    except InputError:
        return b'"text"' in first
    return "text" in fields or _DOCUMENT.isdisjoint(fields)
