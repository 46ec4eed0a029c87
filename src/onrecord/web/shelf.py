"""The ledger as the pages read it: opened for each question, and what it holds kept until the file changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from onrecord.errors import LedgerError
from onrecord.ledger.edition import Edition, Stamp
from onrecord.ledger.query import Hit, Ledger, ReportRow, choose_story
from onrecord.records import Account, Applied, Decision, Passage, ReportId, Sentence, Span, Story, StoryId
from onrecord.views.scope import Scope
from onrecord.web.rows import ReportRows

T = TypeVar("T")
PATIENCE = 20.0
"""Seconds that the queries of one question may take."""

_SCOPES = 12
_ACCOUNTS = 3
_MODELS = 40
_SENTENCES = 200
_FORMER = 2000


class _Made:
    """Something that is made of a scope when it is first asked for, by one of those who ask."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._turn = threading.Lock()
        self._model: object = None
        self._there = False

    def get(self, make: Callable[[Scope], object]) -> object:
        """It, made now or before."""
        with self._turn:
            if not self._there:
                self._model, self._there = make(self.scope), True
            return self._model


class Shelf:
    """A ledger's stories and scopes, read once and again whenever the ledger or its decisions change.

    Every method may be called from any thread; none writes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.asked = 0
        """How often a story was asked for."""
        self._lock = threading.RLock()
        self._edition = Edition(path)
        self._seen: Stamp | None = None
        self._stories: tuple[Story, ...] = ()
        self._rows = ReportRows((), lambda _: ())
        self._former: OrderedDict[str, frozenset[ReportId]] = OrderedDict()
        self._sentences: OrderedDict[ReportId, tuple[Sentence, ...]] = OrderedDict()
        self._accounts: OrderedDict[str, Account] = OrderedDict()
        self._spans: dict[str, tuple[dict[tuple[ReportId, int], Span], dict[tuple[ReportId, int], int]]] = {}
        self._models: OrderedDict[tuple[int, str], _Made] = OrderedDict()
        self._scopes: OrderedDict[tuple[str, date | None, date | None], Scope] = OrderedDict()

    def kept(self, scope: Scope, name: str, make: Callable[[Scope], T]) -> T:
        """What `make` gives for a scope, made once while the scope is in use; who asks meanwhile waits for it."""
        key = (id(scope), name)
        with self._lock:
            held = self._models.get(key)
            if held is None or held.scope is not scope:
                held = self._models[key] = _Made(scope)  # with its scope, whose id no other can have meanwhile
                if len(self._models) > _MODELS:
                    self._models.popitem(last=False)
            self._models.move_to_end(key)
        return cast("T", held.get(make))

    def _ask(self, read: Callable[[Ledger], T]) -> T:
        with Ledger(self.path, patience=PATIENCE) as ledger:
            return read(ledger)

    def stamp(self) -> Stamp:
        """What the ledger and its decisions are now: another stamp, another page."""
        return self._edition.stamp()

    def _refresh(self) -> None:
        stamp = self.stamp()
        if stamp != self._seen:
            self._accounts.clear()
            self._spans.clear()
            self._scopes.clear()
            self._models.clear()
            self._sentences.clear()
            with Ledger(self.path) as ledger:
                self._note_former(stories := ledger.stories())
                self._stories = stories
                self._rows = ReportRows(tuple(ledger.labels), lambda ids: self._ask(lambda asked: asked.rows_for(ids)))
            self._seen = stamp

    def _note_former(self, stories: Sequence[Story]) -> None:
        """Keep which reports the stories held that go by another id now."""
        now = {story.id for story in stories}
        self._former.update((s.id, frozenset(s.reports)) for s in self._stories if s.id not in now)
        while len(self._former) > _FORMER:
            self._former.popitem(last=False)

    def _find(self, name: str | None) -> StoryId:
        """The id of a story; one that was shown before and has grown since is found by its reports."""
        held = self._former.get(name or "", frozenset())
        grown = max(self._stories, key=lambda s: (len(held.intersection(s.reports)), s.id), default=None)
        if grown is not None and not held.isdisjoint(grown.reports):
            return grown.id
        return choose_story(self._stories, name, self.path).id

    def stories(self) -> tuple[Story, ...]:
        """Every story, largest first."""
        with self._lock:
            self._refresh()
            return self._stories

    def rows(self) -> ReportRows:
        """Every report, by id, read when it is asked for."""
        with self._lock:
            self._refresh()
            return self._rows

    def rows_of(self, hashes: Collection[str]) -> dict[ReportId, ReportRow]:
        """The reports that were read from bytes with these SHA-256 hashes."""
        found = self._ask(lambda ledger: ledger.rows_of(hashes)) if hashes else ()
        return {row.report.id: row for row in found}

    def title(self, story: str | None) -> str:
        """What a story is called (None is the largest), without reading it."""
        with self._lock:
            self._refresh()
            chosen = self._find(story)
            return next(s.title for s in self._stories if s.id == chosen)

    def scope(self, story: str | None, as_of: date | None, known_by: date | None) -> Scope:
        """A story (None is the largest) seen as of a day and with what was known by a day."""
        with self._lock:
            self.asked += 1
            try:
                return self._scope(story, as_of, known_by)
            except (LookupError, LedgerError):
                if self.stamp() == self._seen:
                    raise
                return self._scope(story, as_of, known_by)  # a build ended between two looks

    def scopes(self, story: str, days: Sequence[date]) -> tuple[Scope, ...]:
        """A story seen as of each of some days, all in one state of the ledger, even while a build is writing."""
        with self._lock:
            found = tuple(self.scope(story, day, None) for day in days)
            if len({id(scope.account) for scope in found}) > 1:
                found = tuple(self._scope(story, day, None) for day in days)
            return found

    def _scope(self, story: str | None, as_of: date | None, known_by: date | None) -> Scope:
        self._refresh()
        chosen = self._find(story)
        key = (chosen, as_of, known_by or as_of)
        if key not in self._scopes:
            account = self._account(chosen)  # which keeps the spans of its sentences, too
            rows = {i: self._rows[i] for i in account.story.reports}
            sentences, paragraphs = self._spans[chosen]
            self._scopes[key] = Scope(
                account=account,
                rows=rows,
                sentences=sentences,
                paragraphs=paragraphs,
                as_of=as_of,
                known_by=known_by or as_of,
            )
            if len(self._scopes) > _SCOPES:
                self._scopes.popitem(last=False)
        self._scopes.move_to_end(key)
        return self._scopes[key]

    def _account(self, story: str) -> Account:
        if story not in self._accounts:
            found = next(s for s in self._stories if s.id == story)
            self._rows.hold(found.reports)
            self._accounts[story] = self._ask(lambda ledger: ledger.account(found.id))
            self._spans[story] = self._ask(
                lambda ledger: (ledger.sentence_spans(found.id), ledger.sentence_paragraphs(found.id))
            )
            if len(self._accounts) > _ACCOUNTS:
                self._spans.pop(self._accounts.popitem(last=False)[0])
        self._accounts.move_to_end(story)
        return self._accounts[story]

    def report(self, name: str) -> ReportRow:
        """The report with this label, key or id; raises LedgerError unless exactly one fits."""
        by_id = self.rows()
        return by_id[ReportId(name)] if name in by_id else self._ask(lambda ledger: ledger.report(name))

    def passages(self, report: ReportId) -> tuple[Passage, ...]:
        """The passages of a report in order."""
        return self._ask(lambda ledger: ledger.passages(report))

    def sentences(self, report: ReportId) -> tuple[Sentence, ...]:
        """The sentences of a report in order; those of reports asked for lately are kept."""
        with self._lock:
            self._refresh()
            if report not in self._sentences:
                self._sentences[report] = self._ask(lambda ledger: ledger.sentences(report))
                if len(self._sentences) > _SENTENCES:
                    self._sentences.popitem(last=False)
            self._sentences.move_to_end(report)
            return self._sentences[report]

    def home_of(self, claim: str) -> tuple[ReportId, StoryId] | None:
        """The report and the story of a claim; None when there is no such claim."""
        return self._ask(lambda ledger: ledger.home_of(claim))

    def story_of(self, record: str) -> StoryId | None:
        """The story of a claim or relation; None when there is no such record."""
        return self._ask(lambda ledger: ledger.story_of(record))

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Claims, then passages, that hold every word."""
        hits = self._ask(lambda ledger: ledger.search(words, limit))
        self.rows().hold(h.report for h in hits)
        return hits

    def decisions(self) -> tuple[tuple[Decision, ...], tuple[Applied, ...]]:
        """What reviewers decided, oldest first, and what the last build made of those that it met."""
        return self._ask(lambda ledger: (ledger.every_decision(), ledger.decisions()))
