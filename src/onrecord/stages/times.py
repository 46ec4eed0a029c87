"""Time expressions: TIMEX3 type and value, and the days they denote."""

from collections.abc import Sequence

from onrecord.lexicons import TimeLexicon
from onrecord.records import Analysis, Interval, TimeExpression


def find_times(
    text: str, analyses: Sequence[Analysis], anchor: Interval, lexicon: TimeLexicon
) -> tuple[TimeExpression, ...]:
    """Every time expression of the sentences, resolved against `anchor`, the report's publication (may be unknown)."""
    del text, analyses, anchor, lexicon
    return ()
