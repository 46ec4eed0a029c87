"""How likely each day is for a report, given the days of the story's dated reports and which of them are like it.

The days of the most alike vote, each for itself and the days around it. Against them stands what any report of the
story would get: the spread of its dated reports, the wider the fewer they are. What the report names (`on Monday`,
`April 27`) weighs the days. The days given are the fewest that hold nearly all of the odds; so they are few only
where the votes agree and stand out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import exp

from onrecord.lexicons.dating import OddsSettings
from onrecord.records import Interval
from onrecord.stages.time.dating_likeness import Likeness
from onrecord.stages.time.dating_mentions import Mentions

# Votes reach so many scales of days, beyond which they are nothing.
_REACH = 8
# How much of the story's days lies outside its usual gaps, on either side.
_TRIMMED = 10
# The ends of the calendar are left alone.
_FIRST, _LAST = date.min.toordinal() + 1, date.max.toordinal() - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A dated report with the share of the odds that it has."""

    peer: Likeness
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """The odds of each day from `first` on for any report of the story: a smoothed spread of its dated reports."""

    first: int
    odds: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The fewest days that hold nearly all the odds, how much of these the votes hold, and which voted for them."""

    interval: Interval
    voted: float
    votes: tuple[Vote, ...]


def smooth_days(days: Sequence[date], settings: OddsSettings) -> Backdrop:
    """The backdrop of a story whose dated reports appeared on these days."""
    at = sorted(day.toordinal() for day in days)
    cut = len(at) // _TRIMMED
    middle = at[cut : len(at) - cut]
    gap = (middle[-1] - middle[0] + 1) / max(1, len(middle) - 1)
    scale = max(settings.least_gap, settings.gaps * gap)
    far = settings.far_gaps * scale + settings.far_days
    margin = round(2 * far)
    first, last = max(_FIRST, at[0] - margin), min(_LAST, at[-1] + margin)
    counts = [0.0] * (last - first + 1)
    for day in at:
        counts[day - first] += 1 / len(at)
    narrow, wide = _smooth(counts, scale), _smooth(counts, far)
    odds = tuple((1 - settings.far) * a + settings.far * b for a, b in zip(narrow, wide, strict=True))
    return Backdrop(first=first, odds=odds)


def _smooth(counts: Sequence[float], scale: float) -> list[float]:
    """The counts spread to both sides, falling by e every `scale` days; two passes, whatever the scale."""
    keep = exp(-1 / scale)
    forth = list(accumulate(counts, lambda held, new: held * keep + new))
    back = list(accumulate(reversed(counts), lambda held, new: held * keep + new))[::-1]
    share = (1 - keep) / (1 + keep)
    return [share * (a + b - c) for a, b, c in zip(forth, back, counts, strict=True)]


def weigh_votes(alike: Sequence[Likeness], settings: OddsSettings) -> tuple[tuple[Vote, ...], float]:
    """The share of the odds that each of the most alike reports has, and what is left to the backdrop."""
    low, high = settings.ordinary_ranks
    ranked = [k.value for k in alike[low - 1 : high]]
    ordinary = max(settings.least_ordinary, sum(ranked) / len(ranked) if ranked else 0.0)
    strengths = [max(0.0, k.value / ordinary - settings.ordinary) ** settings.power for k in alike]
    whole = sum(strengths) + settings.doubt
    votes = [Vote(peer=k, share=s / whole) for k, s in zip(alike, strengths, strict=True) if s > 0]
    return tuple(votes), settings.doubt / whole


def likely_days(
    alike: Sequence[Likeness], backdrop: Backdrop, mentions: Mentions, within: Interval, settings: OddsSettings
) -> Outcome | None:
    """The days on which a report so alike to others, and naming these, appeared; `within` the days it allows itself.

    None where too many days would be left, or none.
    """
    votes, doubt = weigh_votes(alike, settings)
    voted = [0.0] * len(backdrop.odds)
    for vote in votes:
        _spread_vote(vote, voted, backdrop.first, settings)
    start = max(backdrop.first, within.low.toordinal())
    end = min(backdrop.first + len(voted) - 1, within.high.toordinal())
    if start > end:
        return None
    span = range(start, end + 1)
    weights = [mentions.odds(date.fromordinal(day), settings) for day in span]
    shift = start - backdrop.first
    own = [voted[shift + i] * w for i, w in enumerate(weights)]
    odds = [own[i] + doubt * backdrop.odds[shift + i] * w for i, w in enumerate(weights)]
    found = fewest_days(odds, settings.sure)
    if found is None or found[1] - found[0] >= settings.widest:
        return None
    low, high = found
    held = sum(odds[low : high + 1])
    interval = Interval(lo=date.fromordinal(start + low), hi=date.fromordinal(start + high))
    inside = [v for v in votes if interval.low <= v.peer.day <= interval.high]
    return Outcome(interval=interval, voted=sum(own[low : high + 1]) / held, votes=tuple(inside))


def _spread_vote(vote: Vote, voted: list[float], first: int, settings: OddsSettings) -> None:
    centre = vote.peer.day.toordinal() - first
    close = min(settings.near_most, settings.near + settings.near_gain * vote.peer.value)
    for share, scale in zip((close, 1 - close), settings.near_days, strict=True):
        keep = exp(-1 / scale)
        top = vote.share * share * (1 - keep) / (1 + keep)
        reach = round(_REACH * scale)
        for at in range(max(0, centre - reach), min(len(voted), centre + reach + 1)):
            voted[at] += top * keep ** abs(at - centre)


def fewest_days(odds: Sequence[float], sure: float) -> tuple[int, int] | None:
    """First and last index of the shortest stretch that holds the share `sure` of the odds, the earliest of equals."""
    wanted = sum(odds) * sure
    if wanted <= 0:
        return None
    best: tuple[int, int] | None = None
    held, low = 0.0, 0
    for high, value in enumerate(odds):
        held += value
        while held - odds[low] >= wanted:
            held -= odds[low]
            low += 1
        if held >= wanted and (best is None or high - low < best[1] - best[0]):
            best = (low, high)
    return best
