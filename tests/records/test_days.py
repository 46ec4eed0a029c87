"""Days in words."""

from datetime import date

import pytest

from onrecord.records import Interval, tell_days


@pytest.mark.parametrize(
    ("lo", "hi", "words"),
    [
        ("2031-05-02", "2031-05-02", "2 May 2031"),
        ("2031-05-01", "2031-05-31", "May 2031"),
        ("2031-05-01", "2031-05-20", "1 to 20 May 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-05-02", "2031-06-03", "2 May 2031 to 3 Jun 2031"),
        (None, "2031-06-03", "by 3 Jun 2031"),
        ("2031-06-03", None, "from 3 Jun 2031"),
        (None, None, "no date"),
    ],
)
def test_stretches_are_said_shortly(lo, hi, words):
    first, last = (date.fromisoformat(d) if d else None for d in (lo, hi))
    assert tell_days(Interval(lo=first, hi=last)) == words
