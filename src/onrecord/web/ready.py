"""What most who come will ask for, read before they do: after the start, and after a change that nobody met yet."""

import threading
import time
from contextlib import suppress

from onrecord.errors import OnRecordError
from onrecord.ledger.edition import Stamp
from onrecord.web.bearing import Neighbours
from onrecord.web.overview import overview
from onrecord.web.shelf import Shelf

PAUSE = 1.0
"""Seconds between two looks at whether the ledger has changed; a look takes some hundredths of a millisecond."""


class Keeper:
    """Keeps the largest story of a shelf read, while people ask for its pages."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._seen: Stamp | None = None
        self._asked = -1

    def start(self) -> None:
        """Look again and again, behind the pages, until the process ends."""
        threading.Thread(target=self._watch, name="ready", daemon=True).start()

    def _watch(self) -> None:
        while True:
            self.look()
            time.sleep(PAUSE)

    def look(self) -> bool:
        """Read what has changed, unless nobody asked for anything since the last time; whether it was read."""
        with suppress(OnRecordError):  # the page that is asked for tells it
            stamp = self._shelf.stamp()
            if stamp == self._seen or self._asked == self._shelf.asked:
                return False
            self._seen = stamp
            scope = self._shelf.scope(None, None, None)
            self._shelf.kept(scope, "near", Neighbours)
            self._shelf.kept(scope, "overview", overview)
            self._asked = self._shelf.asked
            return True
        return False
