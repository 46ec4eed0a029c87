"""Whatever the description lets one ask is answered as the description says, or refused in so many words."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onrecord.web.app import create_app
from onrecord.web.guard import Access
from onrecord.web.schema import ANSWERS

TOKEN = "right-token"
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Host": "localhost"}


@pytest.fixture(scope="module")
def described(example_db: Path) -> Any:
    """The description of the example's pages."""
    app = create_app(example_db, Access(token=TOKEN), reviewer="ann")
    return schemathesis.openapi.from_asgi("/openapi.json", app, headers=HEADERS)


@pytest.mark.parametrize(("path", "method"), [*((f"{p}.json", "GET") for p in ANSWERS), ("/decide", "POST")])
@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_no_question_breaks_an_answer(described: Any, path: str, method: str, data: st.DataObject) -> None:
    case = data.draw(described[path][method].as_strategy())
    case.call_and_validate(headers=HEADERS, checks=CHECKS)


def test_every_answer_is_described(example_db: Path) -> None:
    spec = create_app(example_db).openapi()
    asked = {path for path, operations in spec["paths"].items() if "get" in operations}
    assert asked == {f"{path}.json" for path in ANSWERS}
    for path in asked:
        value = spec["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert value["properties"]["value"], path
