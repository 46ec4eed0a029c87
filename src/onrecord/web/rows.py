"""The reports of a ledger by id, each read when it is first asked for: most pages are about few of very many."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onrecord.ledger.query import ReportRow
from onrecord.records import ReportId


class ReportRows(Mapping[ReportId, ReportRow]):
    """Every report by id; `read` gives those that are named. Going through all of them reads all."""

    def __init__(self, ids: Sequence[ReportId], read: Callable[[Sequence[ReportId]], Iterable[ReportRow]]) -> None:
        self._ids = dict.fromkeys(ids)
        self._read = read
        self._held: dict[ReportId, ReportRow] = {}
        self._lock = threading.Lock()

    def hold(self, ids: Iterable[ReportId]) -> None:
        """Read these at once, as far as they are reports and not yet read."""
        with self._lock:
            missing = [i for i in dict.fromkeys(ids) if i in self._ids and i not in self._held]
            if missing:
                self._held.update((row.report.id, row) for row in self._read(missing))

    def __getitem__(self, report: ReportId) -> ReportRow:
        if report not in self._held:
            self.hold([report])
        return self._held[report]

    def __contains__(self, report: object) -> bool:
        return report in self._ids

    def __iter__(self) -> Iterator[ReportId]:
        self.hold(self._ids)
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
