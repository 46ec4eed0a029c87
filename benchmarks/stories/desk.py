"""Who writes what: reports of their own, agency copies, rewrites with errors, quotes passed on, and other matters."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.stories.plot import WORDING, Plot, make_plot
from benchmarks.stories.telling import Told, state_of, tell
from benchmarks.stories.truth import MadeReport, Mention, Truth

Draft = list[list[Told]]
_MANNERS = ("verbatim", "trimmed", "light", "rewrite", "rewrite")


def make_story(seed: int, size: int) -> Truth:
    """A story of so many reports, an eighth of them on other matters; the same for the same seed and size."""
    plot = make_plot(seed, size)
    chance = random.Random(f"desk {seed} {size}")
    truth = Truth(seed=seed, crisis=plot.crisis["name"], place=plot.place, figures=plot.figures, pledges=plot.pledges)
    own = size - size // 8
    per_wave = [own // len(plot.waves) + (w < own % len(plot.waves)) for w in range(len(plot.waves))]
    for wave, count in enumerate(per_wave):
        truth.reports += _write_wave(plot, chance, wave, count, len(truth.reports))
    truth.reports += [_unrelated(plot, chance, own + i) for i in range(size // 8)]
    return truth


def _write_wave(plot: Plot, chance: random.Random, wave: int, count: int, before: int) -> Iterator[MadeReport]:
    """The reports of one day's news: an agency's, what others make of it, and those they write themselves."""
    day = plot.waves[wave]
    outlets = chance.sample(plot.outlets, min(count, len(plot.outlets)))
    outlets += chance.choices(plot.outlets, k=count - len(outlets))
    copied = min(count - 1, chance.choice((0, 1, 1, 2, 3)) + count // 6)
    source: tuple[MadeReport, Draft] | None = None
    for index in range(count):
        name = f"{before + index:03}"
        if source is not None and index <= copied:
            yield _copy(plot, chance, source, name, outlets[index], day + timedelta(days=chance.choice((0, 0, 1))))
            continue
        outlet = plot.agency if index == 0 and copied else outlets[index]
        draft = _draft(plot, chance, wave, outlet)
        report = _print(plot, draft, name, outlet, day, _headline(plot, chance), [])
        if index == 0 and copied:
            source = (report, draft)
        yield report


def _headline(plot: Plot, chance: random.Random) -> str:
    return str(chance.choice(plot.crisis["headlines"]).format(place=plot.place))


def _draft(plot: Plot, chance: random.Random, wave: int, outlet: str) -> Draft:
    """What a report of its own tells: the day's numbers, promises and words, colour, perhaps a trap."""
    day = plot.waves[wave]
    tracks = list(plot.crisis["tracks"])
    chance.shuffle(tracks)
    figures = [
        Told(kind="figure", topic=t, number=plot.value(t, wave), day=day, way=chance.randrange(60))
        for t in tracks[: chance.choice((1, 2, 2))]
    ]
    paragraphs: Draft = [[f] for f in figures]
    if chance.random() < 0.12:
        rival = round(figures[0].number * chance.uniform(1.12, 1.5)) + 1
        paragraphs[0].append(Told(kind="rival", topic=figures[0].topic, number=rival, day=day, way=chance.randrange(9)))
    for index, pledge in enumerate(plot.pledges):
        if (found := state_of(pledge, day)) and chance.random() < 0.8:
            state, due, old = found
            told = Told(
                kind="pledge",
                topic=str(index),
                number=pledge.number,
                day=day,
                way=chance.randrange(60),
                state=state,
                due=due,
                old=old,
            )
            paragraphs.append([told])
    paragraphs += [[q] for q in _quotes(plot, chance, wave, outlet)]
    if chance.random() < 0.4:
        paragraphs[0].append(_trap(chance, figures[0], day))
    lines = [_colour(chance, day) for _ in range(chance.randrange(3, 8))]
    if chance.random() < 0.5:
        lines.append(Told(kind="colour", topic="event", number=0, day=day, way=chance.randrange(3)))
    while lines:
        paragraphs.insert(
            chance.randrange(1, len(paragraphs) + 1),
            [lines.pop() for _ in range(min(len(lines), chance.choice((1, 2))))],
        )
    return paragraphs


def _colour(chance: random.Random, day: date) -> Told:
    return Told(kind="colour", topic="line", number=chance.randrange(9_000_000), day=day, way=0)


def _quotes(plot: Plot, chance: random.Random, wave: int, outlet: str) -> Iterator[Told]:
    """Words of the day, some of them said to this outlet alone, or those that another outlet was told before."""
    day = plot.waves[wave]
    for number, speaker in chance.sample(plot.quotes[wave], chance.choice((1, 1, 2))):
        yield Told(kind="quote", topic=str(number), number=number, day=day, way=chance.randrange(60), speaker=speaker)
    if wave and chance.random() < 0.15:
        earlier = chance.randrange(wave)
        number, speaker = chance.choice(plot.quotes[earlier])
        other = chance.choice([o for o in plot.outlets if o != outlet])
        yield Told(
            kind="quote",
            topic=str(number),
            number=number,
            day=plot.waves[earlier],
            way=chance.randrange(9),
            state="passed",
            speaker=speaker,
            outlet=other,
            varied=chance.random() < 0.4,
        )


def _trap(chance: random.Random, figure: Told, day: date) -> Told:
    """A number beside the story's own that is of something else."""
    kinds = ["part", "elsewhere", "past"] + (["suspected"] if figure.topic == "case" else [])
    kind = chance.choice(kinds)
    factor = chance.uniform(0.1, 0.6) if kind == "part" else chance.uniform(0.3, 3)
    return Told(
        kind="trap",
        topic=kind,
        number=max(2, round(figure.number * factor)),
        day=day,
        way=chance.randrange(60),
        state=figure.topic,
    )


def _copy(
    plot: Plot, chance: random.Random, source: tuple[MadeReport, Draft], name: str, outlet: str, day: date
) -> MadeReport:
    """What another outlet makes of an agency's report."""
    original, draft = source
    manner = chance.choice(_MANNERS)
    swaps: list[list[str]] = []
    if manner == "trimmed":
        draft = draft[: max(4, round(len(draft) * 0.7))]
    elif manner == "light":
        swaps = chance.sample(WORDING["light"]["pairs"], 6)
    elif manner == "rewrite":
        draft = _rewritten(chance, draft)
    if chance.random() < 0.25:
        draft = _mistaken(chance, draft)
    credit = chance.choice(WORDING["credits"]["ways"]).format(agency=plot.agency) if chance.random() < 0.5 else ""
    report = _print(
        plot,
        draft,
        name,
        outlet,
        day,
        _headline(plot, chance),
        swaps,
        credit,
        as_of=original.published if manner != "rewrite" else day,
    )
    return replace(report, manner=manner, made_from=original.name)


def _rewritten(chance: random.Random, draft: Draft) -> Draft:
    """The same things in other words, some left out, two neighbours exchanged, a line of its own added."""
    kept = [p for i, p in enumerate(draft) if i == 0 or chance.random() < 0.85]
    told = [
        [replace(t, way=t.way + 1, varied=t.varied or (t.kind == "quote" and chance.random() < 0.3)) for t in p]
        for p in kept
    ]
    if len(told) > 3:
        at = chance.randrange(1, len(told) - 1)
        told[at], told[at + 1] = told[at + 1], told[at]
    told.append([_colour(chance, draft[0][0].day)])
    return told


def _mistaken(chance: random.Random, draft: Draft) -> Draft:
    """The draft with one thing passed on wrongly: two digits exchanged, or a deadline of another year."""
    spots = [(i, j) for i, p in enumerate(draft) for j, t in enumerate(p) if _mistakable(t)]
    if not spots:
        return draft
    i, j = chance.choice(spots)
    told = draft[i][j]
    wrong = _swap_digits(told.number) if told.kind == "figure" else _other_year(told.due, chance.choice((-2, -1)))
    return [[replace(t, wrong=wrong) if (a, b) == (i, j) else t for b, t in enumerate(p)] for a, p in enumerate(draft)]


def _mistakable(told: Told) -> bool:
    if told.kind == "figure":
        return _swap_digits(told.number) != told.number
    return told.kind == "pledge" and told.state in {"announced", "reaffirmed", "slipped"}


def _swap_digits(number: int) -> int:
    """`1,450` for `1,540`: the last two digits that differ, but the first is never made zero."""
    digits = list(str(number))
    for i in range(len(digits) - 1, 0, -1):
        if digits[i] != digits[i - 1] and not (i == 1 and digits[i] == "0"):
            digits[i - 1], digits[i] = digits[i], digits[i - 1]
            break
    return int("".join(digits))


def _other_year(day: date | None, years: int) -> date:
    assert day is not None
    return day.replace(year=day.year + years, day=min(day.day, 28 if day.month == 2 else 31))


def _print(
    plot: Plot,
    draft: Draft,
    name: str,
    outlet: str,
    day: date,
    headline: str,
    swaps: Sequence[Sequence[str]],
    credit: str = "",
    *,
    as_of: date | None = None,
) -> MadeReport:
    """The report as printed, with where each thing stands in it."""
    text, mentions = f"{headline}\n", []
    for paragraph in draft:
        text += "\n"
        for index, told in enumerate(paragraph):
            sentence = tell(told, plot, as_of or day)
            if told.kind != "quote":
                for old, new in swaps:
                    sentence = sentence.replace(f" {old} ", f" {new} ")
            text += " " if index else ""
            if told.key:
                mentions.append(
                    Mention(
                        report=name,
                        start=len(text),
                        end=len(text) + len(sentence),
                        key=told.key,
                        value=told.value,
                        day=told.day,
                        wrong=told.wrong is not None,
                    )
                )
            text += sentence
        text += "\n"
    text += f"\n{credit}\n" if credit else ""
    return MadeReport(name=name, outlet=outlet, published=day, headline=headline, text=text, mentions=tuple(mentions))


def _unrelated(plot: Plot, chance: random.Random, number: int) -> MadeReport:
    """A report on another matter."""
    spec = WORDING["unrelated"]
    headline = chance.choice(spec["headlines"]).format(place=plot.elsewhere)
    text = headline + "\n\n" + "\n\n".join(chance.sample(spec["lines"], 6)) + "\n"
    return MadeReport(
        name=f"{number:03}",
        outlet=chance.choice(plot.outlets),
        published=chance.choice(plot.waves),
        headline=headline,
        text=text,
        mentions=(),
        related=False,
    )
