"""Errors as people read them, and as problem+json (RFC 9457) for programs."""

import json
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.web.drawing import draw


def wants_json(request: Request) -> bool:
    """Whether a request is for data: its address ends in `.json`, or it takes JSON and no pages."""
    takes = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("json" in takes and "html" not in takes)


def problem(request: Request, status: int, title: str, detail: str) -> Response:
    """What is wrong and what to do, in the form that was asked for."""
    if wants_json(request):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return Response(json.dumps(body, ensure_ascii=False), status, media_type="application/problem+json")
    page = draw("problem.html", title=title, detail=detail, status=status, phrase=HTTPStatus(status).phrase)
    return HTMLResponse(page, status)
