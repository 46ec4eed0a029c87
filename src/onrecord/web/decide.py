"""Taking decisions: a form of this server's own, appended to the reviewers' file."""

import json
from typing import Annotated, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from onrecord.errors import SettingsError
from onrecord.ledger.codec import encode
from onrecord.ledger.decisions import append_decision, decisions_file
from onrecord.records import Decision, ReportId
from onrecord.web.answer import SCHEMA, Desk, told_as_missing
from onrecord.web.form import FIELD, Form, make_decision
from onrecord.web.guard import LONGEST_BODY
from onrecord.web.problem import problem

router = APIRouter()

_PATIENCE = 0.4
"""Seconds a page waits for a build that may be done at once; a longer one is told of on the page."""

_YEAR = 365 * 24 * 3600


@router.post("/decide", summary="Take a decision of any kind, or undo one; the answer leads back to the page")
async def decide(request: Request, desk: Annotated[Desk, Depends()]) -> Response:
    """Append one decision and lead back to the page it came from."""
    body = await request.body()
    if len(body) > LONGEST_BODY:
        return problem(request, 413, "Too much", f"At most {LONGEST_BODY} bytes are taken.")
    try:
        fields = {n: v[-1] for n, v in parse_qs(body.decode(), keep_blank_values=True, max_num_fields=40).items()}
    except ValueError as exc:
        raise SettingsError("The form cannot be read. Send it as application/x-www-form-urlencoded.") from exc
    if not desk.access.takes(fields.get("form_token", "")):
        return problem(request, 403, "An old form", "The server was started anew since. Load the page again.")
    return await run_in_threadpool(_take, desk, fields)


def _take(desk: Desk, fields: dict[str, str]) -> Response:
    names = ("claim", "relation", "report", "decision", "value", "words", "kind", "reason", "reviewer")
    form = Form(
        verb=fields.get("verb", ""),
        **{n: fields[n] for n in names if n in fields},
        fields={n.removeprefix(FIELD): v for n, v in fields.items() if n.startswith(FIELD)},
    )
    decision = _write(desk, form)
    answer = RedirectResponse(_back(fields.get("back", "")), 303)
    answer.set_cookie("onrecord_reviewer", _cookie(decision.reviewer), max_age=_YEAR, httponly=True, samesite="strict")
    return answer


class Asked(BaseModel):
    """A decision as a program asks for it; `reviewer` is by default the one that the server was started for."""

    model_config = ConfigDict(extra="forbid")

    verb: Literal[
        "accept", "reject", "edit", "add", "merge", "split", "speaker", "origin", "note", "undo",
        "stands", "updates", "not_comparable", "relation",
    ]  # fmt: skip
    claim: str = Field("", max_length=40, description="What claims are decided by: an id.")
    relation: str = Field("", max_length=40, description="What disputes are decided by: an id.")
    report: str = Field("", max_length=40, description="Where a claim is added: an id.")
    decision: str = Field("", max_length=40, description="What is undone: an id.")
    value: str = Field("", max_length=300, description="A name, a claim's id to merge into, a type of relation.")
    words: str = Field("", max_length=2000, description="The words of a claim that is added, as they stand.")
    kind: str = Field("", max_length=40, description="The type of a claim that is added.")
    reason: str = Field("", max_length=2000)
    reviewer: str = Field("", max_length=80)
    fields: dict[str, str] = Field(default_factory=dict, description="What is edited or added, by name.")


@router.post("/decide.json", status_code=201, summary="Take a decision of any kind, or undo one; gives its line")
def decide_by_program(request: Request, desk: Annotated[Desk, Depends()], asked: Asked) -> Response:
    """Append one decision and give it back. No page of another site can send this type of content here."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return problem(request, 415, "Not JSON", "Send it as application/json.")
    decision = _write(desk, Form(**{**asked.model_dump(), "reviewer": asked.reviewer or desk.reviewer}))
    body = {"schema": SCHEMA, "kind": "decision", "value": json.loads(encode(decision))}
    return Response(json.dumps(body, ensure_ascii=False, indent=1), 201, media_type="application/json")


def _write(desk: Desk, form: Form) -> Decision:
    """Append what a form asks for, and have the ledger worked out again behind the pages."""
    decisions, _ = desk.shelf.decisions()
    with told_as_missing():
        story = _story(desk, form)
        scope = desk.shelf.scope(story, None, None) if story else None
        decision = make_decision(form, scope, decisions, desk.shelf.sentences)
    append_decision(decisions_file(desk.shelf.path), decision)
    desk.rebuilder.ask()
    desk.rebuilder.wait(_PATIENCE)
    return decision


def _story(desk: Desk, form: Form) -> str | None:
    """The story of what a form is about; None where it is about a decision, or about nothing there is."""
    if form.verb == "add":
        row = desk.shelf.rows().get(ReportId(form.report))
        return row.story if row else None
    return desk.shelf.story_of(form.relation or form.claim)


def _back(address: str) -> str:
    """The address on this server that a form names, or the overview: no form leads elsewhere."""
    local = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if local else "/overview"


def _cookie(name: str) -> str:
    """The name as a cookie can hold it; one that it cannot is not kept."""
    return name if name.isascii() and name.isprintable() and not set(name) & set('";,\\') else ""
