"""The pages with a picture in them: amounts over time, the timeline, origins; and the speakers."""

from collections.abc import Callable
from functools import cache

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from onrecord.errors import SettingsError
from onrecord.pictures.origins import draw_web, find_web
from onrecord.pictures.rules import bounds_rules
from onrecord.pictures.svg import NARROW, WIDE, Picture
from onrecord.pictures.timeline import draw_timeline, find_moments
from onrecord.pictures.track import chart_track, choose_track
from onrecord.pictures.track_drawing import draw_track
from onrecord.views.scope import Scope
from onrecord.views.timeline import timeline
from onrecord.web.addresses import At, screens_of
from onrecord.web.answer import PageNumber, Words
from onrecord.web.backing import origins_page
from onrecord.web.speaking import speaker_page, speakers_page
from onrecord.web.telling import telling_page
from onrecord.web.tracks import track_page, tracks_page

router = APIRouter()
_screen = screens_of(router)


def _both(draw: Callable[[int], Picture]) -> tuple[Picture, Picture]:
    """A picture as wide as a page, and as wide as a telephone."""
    return draw(WIDE), draw(NARROW)


@_screen("/quantities")
def show_quantities(desk: At, page: PageNumber = 1) -> Response:
    """Every amount over time, most telling first, with its latest value."""
    scope = desk.scope
    model = desk.shelf.kept(scope, f"tracks {page}", lambda s: tracks_page(s, page))
    return desk.answer("quantities", model, scope.account.story.title)


@_screen("/quantities/{track}")
def show_quantity(desk: At, track: str) -> Response:
    """One amount over time: its values as range bars, what they allow as a band, and all of it as a table."""
    scope = desk.scope
    try:
        chosen = choose_track(scope, track[:200])
    except SettingsError as exc:
        raise HTTPException(404, str(exc)) from exc
    chart = desk.shelf.kept(scope, f"chart {chosen.id}", lambda s: chart_track(s, chosen, bounds_rules()))
    model = track_page(scope, chart)
    return desk.answer(
        "quantity", model, scope.account.story.title, pictures=_both(lambda width: draw_track(chart, width))
    )


@_screen("/timeline")
def show_timeline(desk: At, page: PageNumber = 1) -> Response:
    """What is told, in the order of the time it speaks of."""
    scope = desk.scope
    moments = desk.shelf.kept(scope, "moments", find_moments)
    view = desk.shelf.kept(scope, "timeline", timeline)
    model = telling_page(view, moments.caption, page)
    return desk.answer(
        "timeline", model, scope.account.story.title, pictures=_both(lambda width: draw_timeline(moments, width))
    )


@_screen("/origins")
def show_origins(desk: At, page: PageNumber = 1) -> Response:
    """Which reports go back to what, what each link rests on, and what was changed on the way."""
    scope = desk.scope
    web = desk.shelf.kept(scope, "web", find_web)

    def make(story: Scope) -> object:
        return origins_page(story, cache(desk.shelf.passages), web.caption, page)

    model = desk.shelf.kept(scope, f"origins {page}", make)
    return desk.answer("origins", model, scope.account.story.title, pictures=_both(lambda width: draw_web(web, width)))


@_screen("/speakers")
def show_speakers(desk: At, name: Words = "", page: PageNumber = 1) -> Response:
    """Who says something; with a `name` what that one said, by topic over time, and where they said otherwise later."""
    scope = desk.scope
    title = scope.account.story.title
    if not name:
        model = desk.shelf.kept(scope, f"speakers {page}", lambda s: speakers_page(s, page))
        return desk.answer("speakers", model, title)
    found = desk.shelf.kept(scope, f"speaker {name}", lambda s: speaker_page(s, desk.near(s), name))
    if found is None:
        raise HTTPException(404, f"{name[:60]}: nobody of that name says anything here. See the list of speakers.")
    return desk.answer("speaker", found, title)
