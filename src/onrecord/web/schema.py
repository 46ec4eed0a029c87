"""What the data of each page look like, as OpenAPI tells programs: written off the records that the pages are made of.

`/openapi.json` holds a schema for every answer. `schema` in an answer is the version of these shapes: a field may be
added under the same number; one that goes, or means something else, changes it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from onrecord.web import (
    backing,
    board,
    changes,
    checking,
    claims,
    inbox,
    overview,
    reader,
    reviewing,
    searching,
    shelves,
    speaking,
    telling,
    tracks,
)
from onrecord.web.answer import SCHEMA

_REF = "#/components/schemas/{model}"

ANSWERS: Mapping[str, Any] = {
    "/overview": overview.Page,
    "/stories": shelves.Stories,
    "/reports": shelves.Reports,
    "/reports/{name}": reader.Page,
    "/claims": claims.Page,
    "/quantities": tracks.Tracks,
    "/quantities/{track}": tracks.Page,
    "/timeline": telling.Page,
    "/speakers": speaking.Speakers | speaking.Page,
    "/origins": backing.Page,
    "/disputes": inbox.Page,
    "/deadlines": board.Page,
    "/diff": changes.Page,
    "/decisions": reviewing.Page,
    "/search": searching.Page,
    "/check": checking.Page,
    "/keys": None,
}
"""The record that the data of each page are, by the page's address."""

_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "What is wrong and what to do (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


def describe_answers(app: FastAPI) -> None:
    """Have `/openapi.json` tell what every answer looks like."""

    def told() -> dict[str, Any]:
        if app.openapi_schema is None:
            spec = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
            app.openapi_schema = _described(spec)
        return app.openapi_schema

    app.openapi = told  # type: ignore[method-assign]


def _described(spec: dict[str, Any]) -> dict[str, Any]:
    shapes, definitions = _shapes()
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    schemas.update(definitions, Problem=_PROBLEM)
    for path, operations in spec["paths"].items():
        shape = shapes.get(path.removesuffix(".json"), {})
        for method, operation in operations.items():
            if method == "get":
                operation["responses"] = _responses(shape)
            elif "requestBody" in operation:
                operation["responses"] = {n: r for n, r in operation["responses"].items() if n < "300"} | _otherwise()
            else:
                operation |= {"requestBody": _FORM, "responses": _LED_BACK | _otherwise()}
    return spec


@cache
def _shapes() -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of each page's record, and those that they refer to."""
    adapters: list[Any] = [(path, "serialization", TypeAdapter[Any](shape)) for path, shape in ANSWERS.items()]
    shapes, told = TypeAdapter.json_schemas(adapters, ref_template=_REF)
    return {str(path): schema for (path, _), schema in shapes.items()}, told.get("$defs", {})


def _responses(shape: dict[str, Any]) -> dict[str, Any]:
    answer = {
        "type": "object",
        "required": ["schema", "kind", "next", "value"],
        "properties": {
            "schema": {"const": SCHEMA, "description": "The version of these shapes."},
            "kind": {"type": "string"},
            "next": {"type": ["string", "null"], "description": "The address of the next page of the list."},
            "value": shape,
        },
    }
    found = {
        "description": "The data of the page. `ETag` names them; the same tag in `If-None-Match` gives 304.",
        "headers": {"ETag": {"schema": {"type": "string"}}, "Link": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": answer}},
    }
    return {"200": found, "304": {"description": "Nothing has changed."}, **_otherwise()}


def _otherwise() -> dict[str, Any]:
    shown = {"application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}, "text/html": {}}
    return {"default": {"description": "What is wrong and what to do.", "content": shown}}


_LED_BACK: dict[str, Any] = {"303": {"description": "Taken; the answer leads back to the page."}}
_FORM: dict[str, Any] = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "required": ["form_token", "verb"],
                "properties": {
                    name: {"type": "string"}
                    for name in ("form_token", "verb", "claim", "relation", "decision", "reason", "reviewer", "back")
                },
            }
        }
    },
}
