"""Sentences of a made-up report: each has something to tell and several ways to tell it."""

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.stories.plot import WORDING, Plot, Speaker
from benchmarks.stories.truth import Pledge

_UNITS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TRAPPED = {
    "death": ("dead", "people", "died", "dead"),
    "shelter": ("displaced", "people", "lost their homes", "homeless"),
    "case": ("cases", "people", "fell ill", "ill"),
    "striker": ("strikers", "workers", "walked out", "idle"),
    "ship": ("ships", "vessels", "ran aground", "damaged"),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing to tell: a number, a promise, words of a speaker, a trap, or mere colour; `way` picks the wording.

    `number` is what is told (the value, the promise, the quotation, the line of colour); `wrong` the value where it is
    passed on wrongly.
    """

    kind: str
    topic: str
    number: int
    day: date
    way: int
    state: str = ""
    due: date | None = None
    old: date | None = None
    speaker: Speaker | None = None
    outlet: str = ""
    varied: bool = False
    wrong: int | date | None = None

    @property
    def key(self) -> str:
        """What the sentence is of; empty for colour."""
        return "" if self.kind == "colour" else f"{self.kind}:{self.topic}"

    @property
    def value(self) -> str:
        """What it says of it."""
        if self.kind == "pledge":
            due = self.wrong if isinstance(self.wrong, date) else self.due
            return f"{self.state} {due}"
        return str(self.wrong if self.wrong is not None else self.number)


def tell(told: Told, plot: Plot, published: date) -> str:
    """The sentence, as a report of that day has it."""
    teller = {"figure": _figure, "pledge": _pledge, "quote": _quote, "trap": _trap, "rival": _rival, "colour": _colour}
    words = teller[told.kind](told, plot, published)
    return words[0].upper() + words[1:]


def _pick(ways: list[str], way: int) -> str:
    return ways[way % len(ways)]


def on_day(day: date, published: date, way: int) -> str:
    """`on Tuesday`, `on 4 March`."""
    near = timedelta(0) <= published - day < timedelta(days=6)
    return f"on {day:%A}" if near and way % 3 else f"on {day.day} {day:%B}"


def by_date(day: date, published: date, way: int) -> str:
    """`30 June 2031`, `the end of June`."""
    last = (day + timedelta(days=1)).day == 1
    if last and way % 2 and (day - published).days < 300:
        return f"the end of {day:%B}"
    return f"{day.day} {day:%B %Y}"


def number_words(value: int) -> str:
    """`four`, `1,450`."""
    return _UNITS[value] if value < len(_UNITS) else f"{value:,}"


def _cap(words: str) -> str:
    return words[0].upper() + words[1:]


def _figure(told: Told, plot: Plot, published: date) -> str:
    spec, source = WORDING["track"][told.topic], plot.sources[told.topic]
    value = told.wrong if isinstance(told.wrong, int) else told.number
    sentence = _pick(spec["ways"], told.way).format(
        n=number_words(value),
        source=source,
        Source=_cap(source),
        on=on_day(told.day, published, told.way),
        cause=_pick(plot.crisis["cause"], told.way),
        place=plot.place,
    )
    adjunct = _pick(WORDING["adjunct"]["ways"], told.way // 6)
    return f"{sentence[:-1]} {adjunct}." if adjunct and told.way % 6 in {0, 4} else str(sentence)


def _pledge(told: Told, _: Plot, published: date) -> str:
    act = WORDING["act"][told.number]
    due = told.wrong if isinstance(told.wrong, date) else told.due
    assert due is not None
    return _pick(WORDING["pledge"][told.state], told.way).format(
        actor=act["actor"],
        Actor=_cap(act["actor"]),
        act=act["act"],
        noun=act["noun"],
        Noun=_cap(act["noun"]),
        past=act["past"],
        part=act["part"],
        Done=_cap(act["done"]),
        on=on_day(told.day, published, told.way),
        date=by_date(due, published, told.way),
        old=by_date(told.old or due, published, told.way),
    )


def _quote(told: Told, _: Plot, published: date) -> str:
    spec = WORDING["quoting"]
    words = spec["words"][told.number]
    if told.varied:
        old, new = next(((a, b) for a, b in spec["swaps"] if a in words), ("", ""))
        words = words.replace(old, new, 1) if old else words
    ways = spec[told.state or "ways"]
    assert told.speaker is not None
    return _pick(ways, told.way).format(
        words=words,
        name=told.speaker.name,
        title=told.speaker.title,
        Title=_cap(told.speaker.title),
        on=on_day(told.day, published, told.way),
        outlet=told.outlet,
    )


def _trap(told: Told, plot: Plot, published: date) -> str:
    word, people, verb, state = _TRAPPED[told.state]
    source = plot.sources[told.state]
    years = 3 + told.way % 9
    return _pick(WORDING["trap"][told.topic], told.way).format(
        n=number_words(told.number),
        word=word,
        people=people,
        verb=verb,
        state=state,
        village=_pick(plot.villages, told.way),
        other=plot.elsewhere,
        matter=plot.crisis["name"],
        A_matter=f"A{'n' * (plot.crisis['name'][0] in 'aeiou')} {plot.crisis['name']}",
        year=published.year - years,
        years=number_words(years),
        source=source,
        Source=_cap(source),
    )


def _rival(told: Told, _: Plot, __: date) -> str:
    return _pick(WORDING["rival"]["ways"], told.way).format(n=number_words(told.number))


def _colour(told: Told, plot: Plot, _: date) -> str:
    if told.topic == "event":
        start = f"{plot.start.day} {plot.start:%B}"
        return str(_pick(plot.crisis["event"], told.way).format(start=start))
    spec, rest, parts = WORDING["colour"], told.number, {}
    for name in ("who", "does", "what", "where"):
        rest, at = divmod(rest, len(spec[name]))
        parts[name] = spec[name][at]
    return str(_pick(spec["ways"], told.way).format(**parts, Where=_cap(parts["where"])))


def state_of(pledge: Pledge, day: date) -> tuple[str, date, date | None] | None:
    """The state of a promise told on a day, its deadline then, and the one before."""
    for index, (state, told, due) in enumerate(pledge.states):
        if told == day:
            return state, due, pledge.states[index - 1][2] if index else None
    return None
