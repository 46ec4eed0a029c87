"""The timeline as JSON for TimelineJS (https://timeline.knightlab.com/docs/json-format.html).

TimelineJS shows its texts as HTML: everything is escaped.
"""

import json
from collections.abc import Iterator
from datetime import date
from html import escape

from onrecord.exports.choice import Choice
from onrecord.exports.gold import Json
from onrecord.exports.wording import claim_text, claim_words, one_line, reviewed_words, source_words
from onrecord.ledger.query import Ledger
from onrecord.records import Claim, Confidence, Interval, tell_days
from onrecord.views.deadlines import impossible_claims
from onrecord.views.scope import Scope
from onrecord.views.timeline import WIDEST_DAYS, spoken_of

_HEADLINE = 90


def export_timeline(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """One story, the largest unless one is named: a slide for every claim whose day is told to within a year."""
    scope = choice.one(ledger)
    impossible = impossible_claims(scope)
    slides: list[Json] = []
    for claim in sorted(scope.claims.values(), key=lambda c: _order(scope, c)):
        clock, word = spoken_of(claim)
        width = clock.interval.days
        stated = clock.confidence is not Confidence.LOW and width is not None and width <= WIDEST_DAYS
        if stated and claim.id not in impossible:
            slides.append(_slide(scope, claim, clock.interval, word))
    title = one_line(scope.account.story.title)
    told = f"{len(scope.reports)} reports, read by OnRecord; every slide quotes the words it rests on"
    page: Json = {"title": {"text": {"headline": escape(title), "text": escape(told)}}, "events": slides}
    yield json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _order(scope: Scope, claim: Claim) -> tuple[date, date, str, int, str]:
    interval = spoken_of(claim)[0].interval
    return interval.low, interval.high, scope.rows[claim.report].label, claim.evidence.start, claim.id


def _slide(scope: Scope, claim: Claim, interval: Interval, word: str) -> Json:
    words = claim_text(scope, claim)
    head = words if len(words) <= _HEADLINE else words[:_HEADLINE].rsplit(" ", 1)[0] + " …"
    speaker = f"{claim.attribution.speaker}: " if claim.attribution.speaker else ""
    notes = [claim_words(scope, claim), source_words(scope, claim), reviewed_words(claim), claim.id]
    body = [f"<p><q>{escape(words)}</q></p>", *(f"<p>{escape(note)}</p>" for note in notes if note)]
    slide: dict[str, Json] = {
        "unique_id": claim.id,
        "start_date": _date(interval.low),
        "display_date": escape(" ".join(filter(None, (word, tell_days(interval))))),
        "group": claim.type.value.replace("_", " "),
        "text": {"headline": escape(one_line(speaker + head)), "text": "".join(body)},
    }
    if interval.low != interval.high:
        slide["end_date"] = _date(interval.high)
    return slide


def _date(day: date) -> Json:
    return {"year": day.year, "month": day.month, "day": day.day}
