"""The addresses of every page; each answers with its data when `.json` is put behind it."""

from functools import cache
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import RedirectResponse, Response

from onrecord.records import ClaimType
from onrecord.views.diff import diff
from onrecord.views.listing import StoryLine
from onrecord.web.addresses import At, screens_of
from onrecord.web.answer import Day, PageNumber, Words, told_as_missing
from onrecord.web.board import deadline_board
from onrecord.web.changes import NO_DAYS, changes_page, days_between
from onrecord.web.checking import LONGEST_SENTENCE
from onrecord.web.claims import Filters, ledger_page
from onrecord.web.correcting import times_in
from onrecord.web.inbox import inbox
from onrecord.web.overview import overview
from onrecord.web.question import PAGE, parse_day
from onrecord.web.reader import read_report
from onrecord.web.reviewing import decided_page
from onrecord.web.searching import hits_to_ask, search_page
from onrecord.web.shelves import Stories, reports_page

router = APIRouter()
_screen = screens_of(router)


@router.get("/", include_in_schema=False)
def start(desk: At) -> Response:
    """The overview."""
    return RedirectResponse(desk.question.url("/overview"), 307)


@_screen("/overview")
def show_overview(desk: At) -> Response:
    """What stands, what changed last, what is in dispute, what is due."""
    page = desk.shelf.kept(desk.scope, "overview", overview)
    return desk.answer("overview", page, page.title)


@_screen("/stories")
def show_stories(desk: At) -> Response:
    """The stories of the ledger, largest first."""
    lines = tuple(
        StoryLine(id=s.id, title=s.title, reports=len(s.reports), terms=s.terms[:8]) for s in desk.shelf.stories()
    )
    return desk.answer("stories", Stories(stories=lines), "")


@_screen("/reports")
def show_reports(desk: At) -> Response:
    """The reports of a story, earliest first, with why we think they were published when."""
    scope = desk.scope
    listed = desk.shelf.kept(scope, "reports", lambda s: reports_page(s, desk.shelf.passages))
    return desk.answer("reports", listed, scope.account.story.title)


@_screen("/reports/{name}")
def show_report(
    desk: At,
    name: str,
    claim: Annotated[str, Query(max_length=40)] = "",
    layer: Annotated[tuple[Literal["speech", "amount", "commitment", "time", "fact"], ...], Query()] = (),
) -> Response:
    """A report's text with what was read out of it, and the record of the claim that is selected."""
    with told_as_missing():
        row = desk.shelf.report(name)
    if row.story is None:
        raise HTTPException(404, f"{row.label}: this report is in no story; a later version has replaced it.")
    desk.ask_of(row.story)
    scope = desk.scope_of(row.story)
    passages, (decisions, _) = desk.shelf.passages(row.report.id), desk.shelf.decisions()
    times = times_in(row.report, desk.shelf.sentences(row.report.id), scope.published(row.report.id))
    page = read_report(
        scope, desk.near(scope), row, passages, times=times, layers=layer, selected=claim or None, decisions=decisions
    )
    return desk.answer("reader", page, scope.account.story.title)


@_screen("/claims")
def show_claims(
    desk: At,
    kind: Annotated[tuple[ClaimType, ...], Query()] = (),
    speaker: Words = "",
    outlet: Words = "",
    place: Words = "",
    said_from: Day = "",
    said_to: Day = "",
    about_from: Day = "",
    about_to: Day = "",
    low: bool = False,  # noqa: FBT001, FBT002 a query parameter
    page: PageNumber = 1,
) -> Response:
    """Every claim with its sentence, narrowed by kind, speaker, outlet, place and time."""
    filters = Filters(
        kind=kind,
        speaker=speaker.strip(),
        outlet=outlet.strip(),
        place=place.strip(),
        said_from=parse_day(said_from),
        said_to=parse_day(said_to),
        about_from=parse_day(about_from),
        about_to=parse_day(about_to),
        low=low,
    )
    scope = desk.scope
    return desk.answer("claims", ledger_page(scope, desk.near(scope), filters, page), scope.account.story.title)


@router.get("/claims/{claim}", include_in_schema=False)
def show_claim(desk: At, claim: str) -> Response:
    """A claim where it stands in its report."""
    home = desk.shelf.home_of(claim)
    if home is None:
        raise HTTPException(404, f"{claim[:40]}: no claim has that id. A rebuild may have given it another.")
    desk.ask_of(home[1])
    return RedirectResponse(desk.question.url(f"/reports/{home[0]}#{claim}", claim=claim), 303)


@_screen("/disputes")
def show_disputes(
    desk: At,
    show: Literal["open", "decided"] = "open",
    part: Literal["", "people", "reports", "errors", "open"] = "",
    page: PageNumber = 1,
) -> Response:
    """What pulls apart: both sentences, the rule, the reason, and what a person decided."""
    scope = desk.scope
    decisions, _ = desk.shelf.decisions()
    cards = inbox(scope, decisions, cache(desk.shelf.sentences), show=show, part=part, page=page)
    return desk.answer("disputes", cards, scope.account.story.title)


@_screen("/deadlines")
def show_deadlines(desk: At, slipped: bool = False) -> Response:  # noqa: FBT001, FBT002 a query parameter
    """Commitments by due date and by what became of them."""
    scope = desk.scope
    board = desk.shelf.kept(scope, f"board {slipped}", lambda s: deadline_board(s, slipped_only=slipped))
    return desk.answer("deadlines", board, scope.account.story.title)


@_screen("/diff")
def show_changes(
    desk: At,
    since: Day = "",
    until: Day = "",
    part: Literal["", "new", "figures", "revised", "disputed", "due", "shifts", "same", "silent"] = "",
    page: PageNumber = 1,
) -> Response:
    """What changed between two days: new, changed, superseded, newly disputed."""
    scope = desk.scope
    title, days = scope.account.story.title, days_between(scope, parse_day(since), parse_day(until))
    if days is None:
        return desk.answer("diff", NO_DAYS, title)
    before, after = desk.shelf.scopes(scope.account.story.id, days)
    view = desk.shelf.kept(after, f"diff {days[0]}", lambda s: diff(before, s))
    return desk.answer("diff", changes_page(view, days, part, page), title)


@_screen("/decisions")
def show_decisions(
    desk: At, standing: Literal["", "attached", "orphan", "undone"] = "", page: PageNumber = 1
) -> Response:
    """What reviewers decided, latest first, and what became of it: the orphans are those that found nothing."""
    decisions, applied = desk.shelf.decisions()
    rows = desk.shelf.rows_of({d.target.sha256 for d in decisions})
    model = decided_page(desk.scopes_of(decisions), rows, decisions, applied, page, standing)
    return desk.answer("decisions", model, desk.title)


@_screen("/search")
def show_search(desk: At, q: Words = "", page: Annotated[int, Query(ge=1, le=1000 // PAGE)] = 1) -> Response:
    """Claims, then passages, that hold all the words."""
    words = q.strip()
    hits = desk.shelf.search(words, hits_to_ask(page)) if words else ()
    return desk.answer("search", search_page(words, page, hits, desk.shelf.rows()), desk.title)


@_screen("/check")
def show_check(
    desk: At,
    sentence: Annotated[str, Query(max_length=LONGEST_SENTENCE)] = "",
    everything: bool = False,  # noqa: FBT001, FBT002 a query parameter
) -> Response:
    """Which records support a sentence, contradict or qualify it."""
    title = desk.title
    return desk.answer("check", desk.checker.ask(sentence, desk.question, everything=everything), title)


@_screen("/keys")
def show_keys(desk: At) -> Response:
    """The keys."""
    return desk.answer("keys", None, "")
