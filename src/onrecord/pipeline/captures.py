"""Where reports live, and which of the texts that one address had is the last: the others are versions before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.readers.inputs import STDIN
from onrecord.records import RawReport, Report, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A text that an address had before `later` took its place."""

    report: Report
    data: bytes
    later: ReportId


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


def order_captures(
    captured: Iterable[tuple[RawReport, Report]],
) -> tuple[dict[str, tuple[Report, bytes]], tuple[Earlier, ...]]:
    """By place the last text of each address, and the texts before it, each followed by the next.

    A text that came back counts from when it was seen last; what is told of it is what its first capture says.
    """
    by_address: dict[str, list[tuple[RawReport, Report]]] = {}
    for raw, report in captured:
        assert raw.capture is not None
        by_address.setdefault(raw.capture.url, []).append((raw, report))
    current: dict[str, tuple[Report, bytes]] = {}
    earlier: list[Earlier] = []
    for _, seen in sorted(by_address.items()):
        seen.sort(key=_when)
        last = {report.id: number for number, (_, report) in enumerate(seen)}
        first = {report.id: (report, raw.data) for raw, report in reversed(seen)}
        order = sorted(last, key=lambda name: last[name])
        for old, new in pairwise(order):
            report, data = first[old]
            earlier.append(Earlier(report=report, data=data, later=new))
        current.update((place_of(raw.location, raw.key, report.id), first[order[-1]]) for raw, report in seen)
    return current, tuple(earlier)


def _when(item: tuple[RawReport, Report]) -> tuple[str, ReportId]:
    raw, report = item
    assert raw.capture is not None
    return raw.capture.at, report.id
