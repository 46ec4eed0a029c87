"""What happens in a made-up story: its numbers from wave to wave, its promises, its speakers."""

import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.stories.truth import Figure, Pledge

WORDING: dict[str, Any] = tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
_STARTS = {"death": (4, 40), "shelter": (800, 4000), "case": (12, 90), "striker": (1100, 5200), "ship": (11, 45)}


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """A person who is quoted."""

    name: str
    title: str


@dataclass(kw_only=True)
class Plot:
    """A story before anyone has written of it. `waves` are the days on which there is news."""

    chance: random.Random
    crisis: dict[str, Any]
    place: str
    villages: list[str]
    elsewhere: str
    outlets: list[str]
    agency: str
    start: date
    waves: list[date]
    sources: dict[str, str]
    figures: list[Figure]
    pledges: list[Pledge]
    speakers: list[Speaker]
    quotes: dict[int, list[tuple[int, Speaker]]]

    def value(self, track: str, wave: int) -> int:
        """The number of a track in a wave."""
        return next(f.value for f in self.figures if f.track == track and f.day == self.waves[wave])


def make_plot(seed: int, size: int) -> Plot:
    """A story of so many reports; the same for the same seed and size."""
    chance = random.Random(f"plot {seed} {size}")
    crisis = WORDING["crisis"][seed % len(WORDING["crisis"])]
    start = date(2031, 1, 10) + timedelta(days=chance.randrange(1200))
    waves = [start + timedelta(days=1)]
    for _ in range(max(4, round(1.2 * size**0.5)) - 1):
        waves.append(waves[-1] + timedelta(days=chance.randrange(1, 7)))
    places = chance.sample(WORDING["places"], 2)
    speakers = [
        Speaker(name=f"{f} {last}", title=title.format(place=places[0]))
        for f, last, title in zip(
            chance.sample(WORDING["first"], 5),
            chance.sample(WORDING["last"], 5),
            chance.sample(WORDING["quoting"]["titles"], 5),
            strict=True,
        )
    ]
    return Plot(
        chance=chance,
        crisis=crisis,
        place=places[0],
        villages=chance.sample(WORDING["villages"], 4),
        elsewhere=chance.choice(WORDING["elsewhere"]),
        outlets=chance.sample(WORDING["outlets"], len(WORDING["outlets"])),
        agency=chance.choice(WORDING["agencies"]),
        start=start,
        waves=waves,
        sources={t: chance.choice(WORDING["track"][t]["sources"]) for t in crisis["tracks"]},
        figures=[f for t in crisis["tracks"] for f in _figures(t, waves, chance)],
        pledges=_pledges(waves, chance),
        speakers=speakers,
        quotes=_quotes(len(waves), speakers, chance),
    )


def _figures(track: str, waves: list[date], chance: random.Random) -> list[Figure]:
    """A running total that grows, or a stock that grows and then shrinks."""
    low, high = _STARTS[track]
    value = chance.randrange(low, high)
    found = []
    for index, day in enumerate(waves):
        step = max(2, round(value * chance.uniform(0.06, 0.3)))
        falls = WORDING["track"][track]["kind"] == "stock" and index > len(waves) / 2
        found.append(Figure(track=track, day=day, value=value))
        value = max(3, value - step) if falls else value + step
    return found


def _pledges(waves: list[date], chance: random.Random) -> list[Pledge]:
    """Promises, each told first in some wave and then kept, put off, dropped or left standing."""
    found = []
    count = min(len(WORDING["act"]), 2 + len(waves) // 4)
    for number in chance.sample(range(len(WORDING["act"])), count):
        first = chance.randrange(0, max(1, len(waves) // 2))
        deadline = _month_end(waves[first] + timedelta(days=chance.randrange(40, 130)))
        states = [("announced", waves[first], deadline)]
        promise, outcome = "stands", "pending"
        for wave in range(first + 1, len(waves)):
            turn = chance.random()
            if promise == "withdrawn" or outcome == "met":
                break
            if turn < 0.14:
                states.append(("reaffirmed", waves[wave], deadline))
                promise = "reaffirmed"
            elif turn < 0.28:
                deadline = _month_end(deadline + timedelta(days=chance.randrange(20, 90)))
                states.append(("slipped", waves[wave], deadline))
                promise = "slipped"
            elif turn < 0.35:
                states.append(("withdrawn", waves[wave], deadline))
                promise = "withdrawn"
            elif turn < 0.44 and wave > first + 1:
                states.append(("met", waves[wave], deadline))
                outcome = "met"
        found.append(Pledge(number=number, states=tuple(states), promise=promise, outcome=outcome))
    return found


def _month_end(day: date) -> date:
    """The last day of the month of a day, or the day itself where it is in the first half."""
    return day if day.day <= 15 else (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _quotes(waves: int, speakers: list[Speaker], chance: random.Random) -> dict[int, list[tuple[int, Speaker]]]:
    """What is said in each wave, and by whom; nothing is said twice but when all has been said."""
    numbers: list[int] = []
    while len(numbers) < 3 * waves:
        numbers += chance.sample(range(len(WORDING["quoting"]["words"])), len(WORDING["quoting"]["words"]))
    return {w: [(n, chance.choice(speakers)) for n in numbers[3 * w : 3 * w + 3]] for w in range(waves)}
