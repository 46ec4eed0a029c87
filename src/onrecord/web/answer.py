"""A page or its data: one model, drawn as HTML or encoded as JSON, with an ETag."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

from fastapi import HTTPException, Query, Request, Response

from onrecord.errors import LedgerError, LedgerFaultError
from onrecord.ledger.codec import encode
from onrecord.records import Action, Decision
from onrecord.views.scope import Scope
from onrecord.web.bearing import Neighbours
from onrecord.web.checking import Checker
from onrecord.web.drawing import draw
from onrecord.web.frame import Frame
from onrecord.web.guard import Access
from onrecord.web.question import LONGEST_WORDS, Leaf, Question, parse_day
from onrecord.web.shelf import Shelf
from onrecord.web.worker import Rebuilder

SCHEMA = 1

Day = Annotated[str, Query(max_length=10, description="YYYY-MM-DD, or YYYY-MM or YYYY for their last day")]
Words = Annotated[str, Query(max_length=LONGEST_WORDS)]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


@contextmanager
def told_as_missing() -> Iterator[None]:
    """What a name in an address does not lead to is a page that is not there, and no fault of the ledger."""
    try:
        yield
    except LedgerFaultError:
        raise
    except LedgerError as exc:
        raise HTTPException(404, str(exc)) from exc


class Desk:
    """What a request is answered from: the ledger, the question, and the work under way."""

    def __init__(self, request: Request, story: Words = "", as_of: Day = "", known_by: Day = "") -> None:
        self.request = request
        state = request.app.state
        self.shelf: Shelf = state.shelf
        self.checker: Checker = state.checker
        self.rebuilder: Rebuilder = state.rebuilder
        self.work = self.rebuilder.work  # as it is before anything is read, so that no page looks newer than it is
        self.access: Access = state.access
        self.reviewer: str = request.cookies.get("onrecord_reviewer", "")[:80] or state.reviewer
        self.question = Question(story=story or None, as_of=parse_day(as_of), known_by=parse_day(known_by))

    @property
    def scope(self) -> Scope:
        """The story that was asked for, as of the days asked for."""
        return self.scope_of(self.question.story)

    @property
    def title(self) -> str:
        """What the story is called that was asked for."""
        with told_as_missing():
            return self.shelf.title(self.question.story)

    def scope_of(self, story: str | None) -> Scope:
        """Another story as of the same days."""
        with told_as_missing():
            return self.shelf.scope(story, self.question.as_of, self.question.known_by)

    def scopes_of(self, decisions: Sequence[Decision]) -> tuple[Scope, ...]:
        """The stories, whole, that hold the reports which decisions on relations are about."""
        about = {d.target.sha256 for d in decisions if d.other is not None or d.action is Action.SET_RELATION}
        if not about:
            return ()
        stories = {row.story for row in self.shelf.rows_of(about).values() if row.story}
        return tuple(self.shelf.scope(story, None, None) for story in sorted(stories))

    def ask_of(self, story: str) -> None:
        """Have the page and its links be about this story, where the ledger holds several."""
        if len(self.shelf.stories()) > 1:
            self.question = replace(self.question, story=story)

    def near(self, scope: Scope) -> Neighbours:
        """What stands beside each claim of a scope."""
        return self.shelf.kept(scope, "near", Neighbours)

    def frame(self, title: str) -> Frame:
        """What stands around the page."""
        path = self.request.url.path.removesuffix(".json")
        return Frame(
            path=path,
            story=title,
            stories=len(self.shelf.stories()),
            question=self.question,
            work=self.work,
            form_token=self.access.form_token(),
            reviewer=self.reviewer,
            query=tuple(self.request.query_params.multi_items()),
        )

    def answer(self, kind: str, model: object, title: str, **shown: object) -> Response:
        """The model as the page `kind`, or where JSON was asked for as `{"schema": 1, "kind": …, "value": …}`, with the
        address of the `next` page of a long list. `shown` is what the page alone needs to draw it: pictures.
        """
        if self.request.url.path.endswith(".json"):
            following = self._next(model)
            told = {"schema": SCHEMA, "kind": kind, "next": following, "value": json.loads(encode(model))}
            answer = self._tagged(json.dumps(told, ensure_ascii=False, indent=1), "application/json")
            if following:
                answer.headers["Link"] = f'<{following}>; rel="next"'
            return answer
        page = draw(f"{kind}.html", page=model, frame=self.frame(title), **shown)
        return self._tagged(page, "text/html; charset=utf-8")

    def _next(self, model: object) -> str | None:
        """The address of the next page of the list that a model is a page of; None where there is none."""
        leaf = getattr(model, "leaf", None)
        if not isinstance(leaf, Leaf) or leaf.number >= leaf.pages:
            return None
        return self.frame("").here(self.request.url.path, page=leaf.number + 1)

    def _tagged(self, body: str, media_type: str) -> Response:
        data = body.encode("utf-8", "replace")
        tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        if _held(self.request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers={"ETag": tag})
        return Response(data, media_type=media_type, headers={"ETag": tag})


def _held(asked: str, tag: str) -> bool:
    """Whether an `If-None-Match` names the tag; a proxy may have marked it as weak (RFC 9110 13.1.2).

    >>> _held('W/"a", "b"', '"a"')
    True
    """
    return asked.strip() == "*" or tag in {t.strip().removeprefix("W/") for t in asked.split(",")}
