"""Who may ask, and what every answer carries: hosts, tokens, sizes and headers."""

import hmac
import ipaddress
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problem import problem
from onrecord.web.question import LONGEST_ADDRESS

COOKIE = "onrecord_token"
LONGEST_BODY = 16_384

POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self'; script-src 'self'; style-src 'self'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine alone."""
    bare = host.strip("[]")
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may ask: `token` when one is needed, `hosts` the names the server goes by beside this machine's own.

    `secret` signs forms, so that no other site can have a browser send one.
    """

    token: str | None = None
    hosts: tuple[str, ...] = ()
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server: no foreign name that was pointed here passes."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return is_loopback(name) or name.strip("[]").casefold() in {h.casefold() for h in self.hosts}

    def form_token(self) -> str:
        """What a form must carry to be taken."""
        return hmac.new(self.secret, b"form", "sha256").hexdigest()

    def takes(self, form_token: str) -> bool:
        """Whether a form is one of this server's."""
        return hmac.compare_digest(form_token.encode(), self.form_token().encode())

    def admits(self, token: str) -> bool:
        """Whether a token is the right one."""
        return self.token is None or hmac.compare_digest(token.encode(), self.token.encode())


class Guard:
    """The outermost layer: refuses what may not be asked and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        request = Request(scope)
        answer = self._refusal(request)
        try:
            try:
                await (answer or self.app)(scope, receive, send_guarded)
            except Exception:
                if started or request.method == "POST":
                    raise
                # What was read before a build ended does not fit what was read after: a page is made once more.
                await self.app(scope, receive, send_guarded)
        except Exception:
            logging.getLogger("uvicorn.error").exception("%s %s", request.method, request.url.path)
            if started:
                raise
            answer = problem(request, 500, "Something broke", "What broke is told where `onrecord serve` runs.")
            await answer(scope, receive, send_guarded)

    def _refusal(self, request: Request) -> Response | None:
        """Why a request is not let through; None when it is."""
        if not self.access.knows(request.headers.get("host", "")):
            return problem(request, 400, "Unknown host", "This server does not go by that name. See --allow-host.")
        if len(str(request.url)) > LONGEST_ADDRESS:
            return problem(request, 414, "Address too long", f"At most {LONGEST_ADDRESS} characters are read.")
        if request.method not in ("GET", "HEAD", "POST"):
            return problem(request, 405, "Not allowed", "Pages are read with GET; decisions are sent with POST.")
        if self.access.token is not None:
            return self._ask_token(request)
        client = request.client.host if request.client else ""
        if not is_loopback(client):
            return problem(request, 403, "Not from here", "Without a token only this machine may ask.")
        return self._too_much(request)

    def _ask_token(self, request: Request) -> Response | None:
        """A token comes as a bearer, as a cookie, or once in the address, which is then cleared of it."""
        if given := request.query_params.get("token"):
            if self.access.admits(given) and request.method == "GET":
                kept = [(n, v) for n, v in parse_qsl(request.url.query, keep_blank_values=True) if n != "token"]
                answer = RedirectResponse(_local(request.url.path) + (f"?{urlencode(kept)}" if kept else ""), 303)
                answer.set_cookie(COOKIE, given, httponly=True, samesite="strict")
                return answer
            return _no_token(request)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self.access.admits(bearer) or self.access.admits(request.cookies.get(COOKIE, "")):
            return self._too_much(request)
        return _no_token(request)

    def _too_much(self, request: Request) -> Response | None:
        if request.method != "POST":
            return None
        length = _length(request.headers)
        if length is None or length > LONGEST_BODY:
            return problem(request, 413, "Too much", f"At most {LONGEST_BODY} bytes are taken, and their number told.")
        if not self._from_here(request):
            return problem(request, 403, "From elsewhere", "Forms are taken from this server's own pages only.")
        return None

    def _from_here(self, request: Request) -> bool:
        """Whether a form was sent from one of this server's pages, as far as the browser tells."""
        origin = request.headers.get("origin")
        if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
            return False
        return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _local(path: str) -> str:
    """The path with one slash before it: two would lead to another host."""
    return "/" + path.lstrip("/\\")


def _length(headers: Headers) -> int | None:
    told = headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else None


def _no_token(request: Request) -> Response:
    answer = problem(request, 401, "Token needed", "Open the address that `onrecord serve` printed.")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def hosts_of(host: str, more: Sequence[str]) -> tuple[str, ...]:
    """The names a server goes by that listens on `host` and was given `more`."""
    return (*more, *(() if host in ("0.0.0.0", "::") else (host.strip("[]"),)))  # noqa: S104 compared, not bound
