"""Where reports live, and which of the texts that one address had is the last: the others are versions before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.readers.inputs import STDIN
from onrecord.records import Capture, ReportId


@dataclass(frozen=True, slots=True)
class Seen:
    """A report that was taken from an address at some time, and the place at which this capture of it stands."""

    capture: Capture
    report: ReportId
    place: str


def place_of(location: str, key: str, report: ReportId) -> str:
    """Where a report lives, so that another text there is a new version of it: its file, and what tells it from the
    other reports of that file. On standard input nothing follows anything, so there the report itself is the place.
    """
    if location == STDIN or location.startswith(f"{STDIN}:"):
        return f"{STDIN}\t{report}"
    file, _, line = location.rpartition(":")
    if not (file and line.isdigit()):
        file, line = location, ""
    # A key made from the path depends on the folder given, and adds nothing to the file.
    named_by_path = location.endswith(f"/{key}")
    return f"{file}\t{line if named_by_path else key}"


def order_captures(seen: Iterable[Seen]) -> tuple[dict[str, ReportId], dict[ReportId, ReportId]]:
    """By place the last report of its address, and by each report before it the one that took its place.

    A text that came back counts from when it was seen last.
    """
    by_address: dict[str, list[Seen]] = {}
    for one in seen:
        by_address.setdefault(one.capture.url, []).append(one)
    current: dict[str, ReportId] = {}
    later: dict[ReportId, ReportId] = {}
    for _, captures in sorted(by_address.items()):
        captures.sort(key=lambda one: (one.capture.at, one.report))
        last = {one.report: number for number, one in enumerate(captures)}
        order = sorted(last, key=lambda report: last[report])
        later.update(pairwise(order))
        current.update((one.place, order[-1]) for one in captures)
    return current, later
