"""When a report appeared, judged by which dated reports of its story it is most like."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicons import Lexicons
from onrecord.records import Interval, Publication, Reading, ReportId, tell_day, tell_days
from onrecord.stages.time.dating_likeness import DatedContents, read_content
from onrecord.stages.time.dating_mentions import Mentions, read_mentions
from onrecord.stages.time.dating_odds import Outcome, Vote, likely_days, smooth_days
from onrecord.stages.time.dating_signs import Sign, Strength

# Votes that hold so much of the odds are what dates a report; so many of them a reason names.
_DECIDING = 0.5
_NAMED = 3


def signs_of_likeness(
    readings: Sequence[Reading], publications: Mapping[ReportId, Publication], lexicons: Lexicons
) -> Iterator[tuple[ReportId, Sign]]:
    """For each report of no known day a weak sign, where its story has dated reports enough and they agree.

    Only reports whose day was known before vote, so that no guess rests on another.
    """
    settings, likeness = lexicons.dating.tables.odds, lexicons.dating.tables.likeness
    days = {id_: p.clock.interval.lo for id_, p in publications.items() if p.clock.interval.days == 1}
    if len(days) < settings.fewest or len(days) == len(readings):
        return
    contents = [read_content(r, days.get(r.report.id), lexicons.stories, likeness) for r in readings]
    dated = DatedContents([c for c in contents if c.day is not None], lexicons.stories.common_words, likeness)
    backdrop = smooth_days([day for day in days.values() if day is not None], settings)
    for reading, content in zip(readings, contents, strict=True):
        if content.day is None:
            mentions = read_mentions(reading, lexicons)
            within = publications[content.report].clock.interval
            found = likely_days(dated.most_alike(content), backdrop, mentions, within, settings)
            if found is not None and found.interval != within:
                yield (
                    content.report,
                    Sign(interval=found.interval, strength=Strength.WEAK, reason=_reason(found, mentions)),
                )


def _reason(found: Outcome, mentions: Mentions) -> str:
    """The days, and the dated reports or the named days that make them likely."""
    days = tell_days(found.interval)
    if found.voted >= _DECIDING and found.votes:
        best = sorted(found.votes, key=lambda v: (-v.share, v.peer.day, v.peer.peer.report))[:_NAMED]
        named = list(dict.fromkeys(_say_vote(v, found.interval) for v in sorted(best, key=lambda v: v.peer.day)))
        noun = "report" if len(best) == 1 else "reports"
        fitting = mentions.fitting(found.interval)
        return f"{days}: most like the {noun} of {_and(named)}" + (f"; names {_and(fitting)}" if fitting else "")
    fitting = mentions.fitting(found.interval)
    story = "when the dated reports of the story appeared"
    return f"{days}, weak: {story}" + (f", and it names {_and(fitting)}" if fitting else "")


def _say_vote(vote: Vote, interval: Interval) -> str:
    """A dated report by its day, without the year where that is plain, and its outlet."""
    day, outlet = vote.peer.day, vote.peer.peer.outlet
    said = tell_day(day)
    if interval.low.year == interval.high.year == day.year:
        said = said.removesuffix(f" {day.year}")
    return f"{said} ({outlet})" if outlet else said


def _and(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
