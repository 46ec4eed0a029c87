"""What it says about a report's day that it calls somebody by an office held from then to then, as a user's file says.

The file, `offices.csv`, comes as date fields of the report: `President;Ana Orlen;2009-01-20;2017-01-20`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.lexicons.dating import DatingLexicon
from onrecord.records import DateField, Interval, Passage
from onrecord.stages.time.dating_signs import Sign, Strength, say_interval

# Words that take an office back stand right before it.
_BEFORE = 20


def office_signs(
    text: str, passages: Sequence[Passage], fields: Sequence[DateField], lexicon: DatingLexicon
) -> Iterator[Sign]:
    """A sign for each holder whom the text calls by the office; weak, since some keep the title for life."""
    terms: dict[tuple[str, str], Interval] = {}
    for field in fields:
        if field.of_office:
            office, name, *days = field.value.split(";")
            lo, hi = (date.fromisoformat(day) if day else None for day in days)
            held, term = terms.get((office, name)), Interval(lo=lo, hi=hi)
            terms[office, name] = held.join(term) if held else term
    for (office, name), term in sorted(terms.items(), key=lambda item: item[0]):
        at = _called(text, office, name, lexicon)
        if at is not None and term.known:
            paragraph = next((p.paragraph for p in passages if p.span.start <= at < p.span.end), 0)
            reason = f"{say_interval(term)}, weak: calls {name} “{office}” (¶{paragraph}), held then (offices.csv)"
            yield Sign(interval=term, strength=Strength.COUNTED, reason=reason)


def _called(text: str, office: str, name: str, lexicon: DatingLexicon) -> int | None:
    """Where the text first puts the office before the name or its last part, and nothing says that it is over."""
    last = name.rsplit(maxsplit=1)[-1]
    words = re.compile(rf"(?<!\w){re.escape(office)}\s+(?:{re.escape(name)}|{re.escape(last)})(?!\w)", re.IGNORECASE)
    found = (m.start() for m in words.finditer(text))
    return next((at for at in found if not lexicon.not_in_office.search(text[max(0, at - _BEFORE) : at])), None)
