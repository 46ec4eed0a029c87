"""Time as collecting sees it: the command line passes in a real clock, a test one that never waits."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is, and a way to wait."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        ...

    def elapsed(self) -> float:
        """Seconds since some fixed moment; never goes back."""
        ...

    def wait(self, seconds: float) -> None:
        """Come back after so many seconds."""
        ...


def stamp_of(moment: datetime) -> str:
    """A moment in UTC as the collection log writes it: `2025-03-01T10:00:00.000000Z`."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
