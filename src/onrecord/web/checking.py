"""Check: a pasted sentence, read as the reports were, and what the records do to it."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fastapi import HTTPException

from onrecord.ledger.query import Ledger
from onrecord.lexicons import load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.loading import AnalyserKind, load_analyser
from onrecord.pipeline.asking import analyser_kind, check_text, stories_near
from onrecord.records import Checked, StoryId
from onrecord.views.check import check
from onrecord.views.line import View
from onrecord.views.scope import Scope
from onrecord.web.question import Question
from onrecord.web.shelf import Shelf

LONGEST_SENTENCE = 400
"""Characters of a sentence that are read; a longer one is refused."""

_PATIENCE = 20.0
"""Seconds a question waits for the one before it; then it is told to come again."""

_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class PartVerdict:
    """What the records do to one thing that the sentence says."""

    text: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sentence and its verdict; nothing but the form where none was given."""

    sentence: str
    everything: bool = False
    verdict: str | None = None
    parts: tuple[PartVerdict, ...] = ()
    stories: tuple[str, ...] = ()
    view: View | None = None
    checked: Checked | None = None


@cache
def _reader(kind: AnalyserKind) -> Analyser:
    """What reads the sentences, loaded once a process."""
    return load_analyser(kind, load_lexicons())


class Checker:
    """Answers one question at a time, and a question asked again from what it answered before."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._turn = threading.Lock()
        self._answers: OrderedDict[object, Page] = OrderedDict()

    def ask(self, sentence: str, question: Question, *, everything: bool) -> Page:
        """The page of a sentence; raises LedgerError when there is no such story."""
        sentence = " ".join(sentence.split())
        if not sentence:
            return Page(sentence="")
        if not self._turn.acquire(timeout=_PATIENCE):
            raise HTTPException(503, "Other sentences are being read. Ask again in a moment.")
        try:
            key = (self._shelf.stamp(), sentence, question, everything)
            if key not in self._answers:
                self._answers[key] = self._answer(sentence, question, everything=everything)
                if len(self._answers) > _KEPT:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
            return self._answers[key]
        finally:
            self._turn.release()

    def _answer(self, sentence: str, question: Question, *, everything: bool) -> Page:
        with Ledger(self._shelf.path) as ledger:
            chosen = (ledger.story(question.story).id,) if question.story else stories_near(ledger, sentence)
        found = [self._shelf.scope(s, question.as_of, question.known_by) for s in chosen]
        scopes = {scope.account.story.id: scope for scope in found}  # a build since may have given them other ids
        with Ledger(self._shelf.path) as ledger:
            checked = _hold(ledger, sentence, scopes, question)
        view = check(checked, scopes, everything=everything)
        return Page(
            sentence=sentence,
            everything=everything,
            verdict=checked.verdict.value,
            parts=tuple(PartVerdict(text=p.span.of(checked.text), verdict=p.verdict.value) for p in checked.parts),
            stories=tuple(scope.account.story.title for scope in scopes.values()),
            view=view,
            checked=checked,
        )


def _hold(ledger: Ledger, sentence: str, scopes: Mapping[StoryId, Scope], question: Question) -> Checked:
    """The sentence held against every scope by a reader that stays loaded."""
    day = question.as_of or max((s.today for s in scopes.values() if s.today), default=None)
    known = {s: [r.report.id for r in scope.reports] for s, scope in scopes.items()}
    return check_text(ledger, sentence, known, day, _reader(analyser_kind(ledger)))
