"""Task `timeline`: the days of a topic, those that matter most first."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from evaluation.files import Row, day_of, stream_rows, text_of, write_rows
from evaluation.predict.lines import attempt, named
from evaluation.predict.tokenised import print_text
from onrecord.lexicons import TimeLexicon, load_lexicons
from onrecord.records import UNKNOWN, TimeExpression, on
from onrecord.stages.times import find_times_in_text

# What is named after so many days is remembered, not merely the latest news.
_REMEMBERED = timedelta(days=7)
_LOOKING_BACK = 3.0
# A day that one report alone looks back on may be of another matter.
_ONCE = 1.0
# A full date, against `on Monday`.
_WRITTEN_OUT = 1.5


def predict_timeline(source: Path, target: Path) -> None:
    """{id, topic, dct, text} lines to {topic, dates}: the days of a topic, the weightiest first."""
    lexicon = load_lexicons().time
    weights: dict[str, Counter[date]] = {}
    named_by: dict[str, Counter[date]] = {}
    for row in stream_rows(source):
        nothing: Mapping[date, float] = {}
        found = attempt(lambda r: weigh_days(r, lexicon), row, nothing, named(row))
        topic = weights.setdefault(text_of(row, "topic"), Counter())
        for day, weight in found.items():
            topic[day] += weight  # type: ignore[assignment]
        named_by.setdefault(text_of(row, "topic"), Counter()).update(found.keys())
    for name, days in named_by.items():
        for day in (day for day, reports in days.items() if reports == 1):
            weights[name][day] = min(_ONCE, weights[name][day])  # type: ignore[assignment]
    write_rows(target, ({"topic": topic, "dates": rank(days)} for topic, days in weights.items()))


def rank(weights: Mapping[date, float]) -> list[str]:
    """The days, the weightiest first, the earlier of two alike."""
    return [day.isoformat() for day, _ in sorted(weights.items(), key=lambda r: (-round(r[1], 6), r[0]))]


def weigh_days(row: Row, lexicon: TimeLexicon) -> Mapping[date, float]:
    """What a report says for each single day that it names: 1, more for a day written out in full, and much more for
    one it looks back on after a week; its own day counts 1.
    """
    published = day_of(row)
    found: dict[date, float] = {}
    times = find_times_in_text(print_text(text_of(row)).text, on(published) if published else UNKNOWN, lexicon)
    for time in times:
        day = time.interval.lo
        if day is not None and day == time.interval.hi and day != published:
            found[day] = max(found.get(day, 0.0), _weight(time, day, published))
    return found | ({published: 1.0} if published else {})


def _weight(time: TimeExpression, day: date, published: date | None) -> float:
    remembered = published is not None and published - day >= _REMEMBERED
    return (_LOOKING_BACK if remembered else 1.0) * (_WRITTEN_OUT if time.explicit else 1.0)
