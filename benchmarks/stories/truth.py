"""What is true of a made-up story, and what each of its reports says of it."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A sentence of a report and what it tells.

    `key` is what it is of (`figure:death`, `pledge:2`, `quote:11`, `trap:part`); `value` the number, or the state
    of the pledge and its deadline; `day` the day it is of; `wrong` where the report passes it on with an error.
    """

    report: str
    start: int
    end: int
    key: str
    value: str
    day: date
    wrong: bool = False


@dataclass(frozen=True, kw_only=True)
class MadeReport:
    """A report as written. `made_from` is the report it copies or rewrites, `manner` how."""

    name: str
    outlet: str
    published: date
    headline: str
    text: str
    mentions: tuple[Mention, ...]
    manner: str = "own"
    made_from: str | None = None
    related: bool = True


@dataclass(frozen=True, kw_only=True)
class Figure:
    """The number of a track on a day, as its source gave it."""

    track: str
    day: date
    value: int


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """A promise: its states in order with the day each was told and the deadline then, and what became of it."""

    number: int
    states: tuple[tuple[str, date, date], ...]
    promise: str
    outcome: str


@dataclass(kw_only=True)
class Truth:
    """A story: what was so, and its reports."""

    seed: int
    crisis: str
    place: str
    figures: list[Figure] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)
    reports: list[MadeReport] = field(default_factory=list)

    def copies(self) -> set[tuple[str, str]]:
        """The pairs of reports that go back to one text."""
        root = {r.name: r.made_from or r.name for r in self.reports if r.related}
        return {(a, b) for a in root for b in root if a < b and root[a] == root[b]}

    def sharing(self, kind: str) -> set[tuple[str, str]]:
        """The pairs of reports that tell one thing of a kind: the same words, or the same number of one source."""
        having: dict[tuple[str, str, date], set[str]] = {}
        for report in self.reports:
            for m in report.mentions:
                if m.key.startswith(kind) and not m.wrong:
                    having.setdefault((m.key, m.value, m.day), set()).add(report.name)
        return {(a, b) for names in having.values() for a in names for b in names if a < b}
