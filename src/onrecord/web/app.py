"""The application: routes, guard, errors and static files put together."""

from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from onrecord import __version__
from onrecord.errors import OnRecordError, SettingsError
from onrecord.pictures.svg import style
from onrecord.web import decide, pictured, screens
from onrecord.web.checking import Checker
from onrecord.web.guard import Access, Guard
from onrecord.web.problem import problem
from onrecord.web.schema import describe_answers
from onrecord.web.shelf import Shelf
from onrecord.web.worker import Rebuilder

_STATIC = {
    "style.css": "text/css",
    "pictures.css": "text/css",
    "keys.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def create_app(ledger: Path, access: Access | None = None, reviewer: str = "reviewer") -> FastAPI:
    """The pages of a ledger; `reviewer` is the name that forms suggest."""
    access = access or Access()
    app = FastAPI(
        title="OnRecord",
        version=__version__,
        summary="Who said what, how much, by when, and on whose word.",
        docs_url=None,  # those pages would load scripts from elsewhere
        redoc_url=None,
    )
    app.state.shelf = Shelf(ledger)
    app.state.checker = Checker(app.state.shelf)
    app.state.rebuilder = Rebuilder(ledger)
    app.state.access = access
    app.state.reviewer = reviewer
    app.include_router(screens.router)
    app.include_router(pictured.router)
    app.include_router(decide.router)
    _serve_static(app)
    _explain_errors(app)
    describe_answers(app)
    app.add_middleware(Guard, access=access)
    return app


def _serve_static(app: FastAPI) -> None:
    """The style, the keys and the icon, read once: nothing else of the package can be asked for."""
    folder = resources.files("onrecord.web") / "static"
    files = {name: style().encode() if name == "pictures.css" else (folder / name).read_bytes() for name in _STATIC}

    def static(name: str) -> Response:
        if name not in files:
            raise HTTPException(404)
        return Response(files[name], media_type=_STATIC[name])

    def icon() -> Response:
        """What a browser asks for beside data, which names no icon of its own."""
        return static("icon.svg")

    app.get("/static/{name}", include_in_schema=False)(static)
    app.get("/favicon.ico", include_in_schema=False)(icon)


def _explain_errors(app: FastAPI) -> None:
    async def user_error(request: Request, error: Exception) -> Response:
        status, title = (400, "Not understood") if isinstance(error, SettingsError) else (503, "Not possible now")
        return problem(request, status, title, str(error))

    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            told = str(error.detail)
            nowhere = "The address leads nowhere. Start from the overview."
            return problem(request, 404, "No such page", nowhere if told == "Not Found" else told)
        return problem(request, error.status_code, "Not possible", str(error.detail))

    async def bad_question(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
        return problem(request, 422, "The question is not understood", told)

    app.add_exception_handler(OnRecordError, user_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, bad_question)
