"""Questions put to a ledger and answered with evidence; nothing here knows the protocol."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from onrecord.errors import LedgerError, SettingsError
from onrecord.ledger.edition import Edition
from onrecord.ledger.query import Ledger
from onrecord.lexicons import load_lexicons
from onrecord.mcp.answers import Answer, Part, Quoting, Row, answer, answer_view, short
from onrecord.models.analyser import Analyser
from onrecord.models.loading import AnalyserKind, load_analyser
from onrecord.pipeline.asking import analyser_kind, check_text, stories_near
from onrecord.records import Claim, ClaimType, Interval, ReportId, StoryId
from onrecord.views.check import check
from onrecord.views.diff import diff
from onrecord.views.disputes import disputes
from onrecord.views.explain import explain
from onrecord.views.line import View, modality_words
from onrecord.views.listing import claim_value, list_claims
from onrecord.views.scope import Scope, story_scope
from onrecord.views.search import search
from onrecord.views.state import state

MOST_LINES = 12
_SCOPES = 4
_FAR = 2
_FOUND = 5000  # claims and passages that a question of what something is about looks through


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which claims: by who said so, words they are about, kind, outlet, place, and the days they were said between."""

    speaker: str | None = None
    about: str | None = None
    kinds: frozenset[ClaimType] = frozenset()
    outlet: str | None = None
    place: str | None = None
    said_from: date | None = None
    said_before: date | None = None
    low: bool = False


@cache
def _reader(kind: AnalyserKind) -> Analyser:
    """What reads the sentences to check, loaded once a process."""
    return load_analyser(kind, load_lexicons())


class Desk:
    """Answers questions about one ledger; what it reads of it is kept until the file changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._edition = Edition(path)
        self._stamp: object = None
        self._scopes: OrderedDict[object, Scope] = OrderedDict()

    def _scope(self, ledger: Ledger, story: str | None, as_of: date | None, known_by: date | None) -> Scope:
        """A story as of the days asked for."""
        chosen = ledger.story(story).id
        key = (chosen, as_of, known_by)
        stamp = self._edition.stamp()
        with self._lock:
            if stamp != self._stamp:
                self._scopes.clear()
                self._stamp = stamp
            if key not in self._scopes:
                self._scopes[key] = story_scope(ledger, chosen, as_of=as_of, known_by=known_by)
                if len(self._scopes) > _SCOPES:
                    self._scopes.popitem(last=False)
            return self._scopes[key]

    def stories(self) -> Answer:
        """Which stories there are, largest first."""
        with Ledger(self.path) as ledger:
            rows = tuple(
                Row(line=f"{s.id}: {short(s.title)} ({len(s.reports)} reports)", evidence=()) for s in ledger.stories()
            )
        return answer("stories", (), [Part(title="STORIES", rows=rows)], Quoting())

    def search(self, words: str, limit: int) -> Answer:
        """The sentences that hold the words."""
        with Ledger(self.path) as ledger:
            view = search(ledger, words, limit=limit)
            reports = {p.evidence.report for s in view.sections for r in s.lines for p in r.phrases if p.evidence}
            stories = {row.report.id: row.story for row in ledger.rows_for(reports)}
            quoting, parts = Quoting(), []
            for section in view.sections:
                found = [stories[p.evidence.report] for p in section.lines[0].phrases if p.evidence]
                scope = self._scope(ledger, found[0], None, None)
                rows = tuple(quoting.row(scope, line) for line in section.lines)
                parts.append(Part(title=f"{scope.account.story.id}: {short(section.title)}", rows=rows))
        return answer(f"search {short(words)}", view.header, parts, quoting)

    def claims(
        self, asked: Asked, story: str | None, as_of: date | None, known_by: date | None, limit: int, offset: int
    ) -> Answer:
        """The claims that pass, those first whose own words hold what they are to be about, then by the day said."""
        with Ledger(self.path) as ledger:
            scope = self._scope(ledger, story, as_of, known_by)
            near = _about(ledger, asked.about) if asked.about else None
        narrowed = _narrow(scope, asked)
        ranks = {c.id: near(c) if near else 0 for c in narrowed}
        found = [c for c in narrowed if ranks[c.id] < _FAR]
        found.sort(key=lambda c: (ranks[c.id], _may_be_late(scope, c, asked), *_order(scope, c)))
        shown, quoting = found[offset : offset + limit], Quoting()
        rows = tuple(_claim_row(scope, quoting, c, ranks[c.id], late=_may_be_late(scope, c, asked)) for c in shown)
        told = f"{len(found)} claims; {offset + 1} to {offset + len(shown)} shown" if shown else f"{len(found)} claims"
        more = offset + len(shown) if offset + len(shown) < len(found) else None
        part = Part(title="CLAIMS", rows=rows, left_out=len(found) - len(shown))
        return answer("claims", (scope.account.story.title, told), [part], quoting, more)

    def state(self, story: str | None, as_of: date | None, known_by: date | None) -> Answer:
        """What was so on a day."""
        return self._view("state", state, story, as_of, known_by)

    def disputes(self, story: str | None, as_of: date | None, known_by: date | None) -> Answer:
        """What pulls apart."""
        return self._view("disputes", disputes, story, as_of, known_by)

    def _view(
        self, name: str, view: Callable[[Scope], View], story: str | None, as_of: date | None, known_by: date | None
    ) -> Answer:
        with Ledger(self.path) as ledger:
            scope = self._scope(ledger, story, as_of, known_by)
        return answer_view(scope, name, view(scope), Quoting(), most=MOST_LINES)

    def diff(self, since: date, until: date, story: str | None) -> Answer:
        """What changed between two days; raises SettingsError where they are not in order."""
        if since >= until:
            raise SettingsError(f"diff: {since} must come before {until}. Swap them.")
        with Ledger(self.path) as ledger:
            before, after = (self._scope(ledger, story, day, day) for day in (since, until))
        return answer_view(after, "diff", diff(before, after), Quoting(), most=MOST_LINES)

    def check(self, sentence: str, story: str | None, as_of: date | None, known_by: date | None) -> Answer:
        """Which records support a sentence, contradict or qualify it."""
        if not sentence.strip():
            raise SettingsError("the sentence is empty. Give a whole sentence.")
        with Ledger(self.path) as ledger:
            chosen = (ledger.story(story).id,) if story else stories_near(ledger, sentence)
            scopes = {s: self._scope(ledger, s, as_of, known_by) for s in chosen}
            known: dict[StoryId, Collection[ReportId]] = {
                s: frozenset(r.report.id for r in scope.reports) for s, scope in scopes.items()
            }
            day = as_of or max((s.today for s in scopes.values() if s.today), default=None)
            checked = check_text(ledger, sentence, known, day, _reader(analyser_kind(ledger)))
        view, quoting, parts = check(checked, scopes), Quoting(), []
        for section in view.sections:
            rows = []
            for line in section.lines[:MOST_LINES]:
                places = [p.evidence.report for p in line.phrases if p.evidence]
                scope = next(s for s in scopes.values() if places[0] in s.account.story.reports)
                rows.append(quoting.row(scope, line))
            left_out = section.rest + len(section.lines) - len(rows)
            parts.append(Part(title=short(section.title), rows=tuple(rows), left_out=left_out))
        return answer(view.title, view.header, parts, quoting)

    def explain(self, name: str) -> Answer:
        """Why a record is there; raises LedgerError where nothing has that id."""
        with Ledger(self.path) as ledger:
            home = ledger.story_of(name)
            for story in [home] if home else [s.id for s in ledger.stories()]:
                scope = self._scope(ledger, story, None, None)
                if (view := explain(scope, name)) is not None:
                    break
            else:
                raise LedgerError(f"{name}: nothing has that id. Ids stand in the evidence of every answer.")
        quoting = Quoting()
        parts = [
            Part(title=s.title, rows=tuple(quoting.row(scope, line) for line in s.lines[: 2 * MOST_LINES]))
            for s in view.sections
            if s.title != "WORDS"  # they are quoted in the evidence
        ]
        for claim in (c for c in scope.account.claims if c.id.startswith(name)):
            number = quoting.claim(scope, claim)
            parts.insert(0, Part(title="WORDS", rows=(Row(line=f"[{number}]", evidence=(number,)),)))
        return answer(f"explain {short(name)}", (view.title, *view.header), parts, quoting)


def _about(ledger: Ledger, words: str) -> Callable[[Claim], int]:
    """How near the words are to a claim: 0 in its own, 1 in the paragraph around it, else `_FAR`."""
    hits = ledger.search(words, _FOUND)
    claims = {h.claim for h in hits if h.claim}
    passages = {(h.report, h.passage) for h in hits if h.claim is None}
    reports = sorted({report for report, _ in passages})
    inside = {(r, s.index) for r in reports for s in ledger.sentences(r) if (r, s.passage) in passages}
    return lambda claim: 0 if claim.id in claims else 1 if (claim.report, claim.sentence) in inside else _FAR


def _narrow(scope: Scope, asked: Asked) -> list[Claim]:
    """The claims that pass everything but what they are about."""
    by_id = {c.id: c for c in scope.account.claims}
    listed = list_claims(
        scope, types=asked.kinds, speaker=asked.speaker, outlet=asked.outlet, place=asked.place, low=asked.low
    )
    claims = (by_id[row.id] for row in listed)  # type: ignore[index]
    return [c for c in claims if _may_lie(_said(scope, c), asked)]


def _said(scope: Scope, claim: Claim) -> Interval:
    """When it was said, or else when its report came out."""
    said = claim.clocks.said_on.interval
    return said if said.known else scope.published(claim.report)


def _may_lie(said: Interval, asked: Asked) -> bool:
    early = asked.said_before is None or (said.known and said.low < asked.said_before)
    return early and (asked.said_from is None or (said.known and said.high >= asked.said_from))


def _may_be_late(scope: Scope, claim: Claim, asked: Asked) -> bool:
    """Whether it may have been said only on the day asked for or later."""
    return asked.said_before is not None and _said(scope, claim).high >= asked.said_before


def _order(scope: Scope, claim: Claim) -> tuple[date, str, int, str]:
    return _said(scope, claim).low, scope.rows[claim.report].label, claim.evidence.start, claim.id


def _claim_row(scope: Scope, quoting: Quoting, claim: Claim, rank: int, *, late: bool) -> Row:
    number = quoting.claim(scope, claim)
    value = f": {claim_value(claim)}" if claim_value(claim) else ""
    speaker = f"{short(claim.attribution.speaker)}: " if claim.attribution.speaker else ""
    told = f"{speaker}[{number}] ({claim.type.value.replace('_', ' ')}, {modality_words(claim)}{value})"
    notes = [f"confidence {claim.confidence.value}"]
    notes += ["what was asked about stands in the paragraph around it"] if rank else []
    notes += ["possibly said later than the day asked for"] if late else []
    notes += [f"reviewed by a person: {', '.join(claim.decided)}"] if claim.decided else []
    origins = len(scope.origins_of.get(claim.id, ()))
    return Row(line=short(told, 500), evidence=(number,), origins=origins, note="; ".join(notes))
