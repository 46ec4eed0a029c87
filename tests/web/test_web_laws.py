"""Whatever is asked, a page answers or says what is wrong: nothing breaks."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.conftest import ask

words = st.text(max_size=60)
NAMES = {
    "/overview": ("story", "as_of", "known_by"),
    "/claims": ("kind", "speaker", "outlet", "place", "said_from", "about_to", "low", "page"),
    "/disputes": ("show", "part", "page"),
    "/deadlines": ("slipped",),
    "/search": ("q", "page"),
    "/decisions": ("page",),
    "/diff": ("since", "until", "part", "page", "as_of"),
    "/check": ("story", "as_of", "everything"),
}


@pytest.fixture(scope="module")
def standing(example_db: Path) -> TestClient:
    return ask(example_db)


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(NAMES)).flatmap(
        lambda p: st.tuples(st.just(p), st.dictionaries(st.sampled_from(NAMES[p]), words | st.integers().map(str)))
    ),
    st.sampled_from(["", ".json"]),
)
def test_no_question_breaks_a_page(standing: TestClient, asked: tuple[str, dict[str, str]], end: str) -> None:
    path, parameters = asked
    assert standing.get(path + end, params=parameters).status_code in (200, 400, 404, 414, 422)


@settings(max_examples=40)
@given(words)
def test_no_name_breaks_a_page(standing: TestClient, name: str) -> None:
    from urllib.parse import quote

    for path in ("/reports/", "/claims/", "/static/"):
        assert standing.get(path + quote(name, safe="")).status_code in (200, 303, 307, 404, 414)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["form_token", "verb", "claim", "relation", "back", "reviewer"]), words))
def test_no_form_breaks_a_page(standing: TestClient, fields: dict[str, str]) -> None:
    assert standing.post("/decide", data=fields).status_code == 403
