"""Who may ask: hosts, tokens, machines, sizes."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.web.guard import Access, is_loopback
from tests.web.conftest import HOME, Ask


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:8300", True),
        ("localhost", True),
        ("LOCALHOST:8300", False),
        ("[::1]:8300", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example:8300", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_only_its_own_names_are_answered(pages: TestClient, host: str, known: bool) -> None:
    assert (pages.get("/keys", headers={"Host": host}).status_code == 200) is known


def test_another_machine_needs_a_token(example_db: Path, asking: Ask) -> None:
    assert asking(example_db, client="192.0.2.7").get("/keys").status_code == 403


def test_a_token_comes_as_bearer_or_once_in_the_address(example_db: Path, asking: Ask) -> None:
    access = Access(token="right-token")
    pages = asking(example_db, access, client="192.0.2.7")
    assert pages.get("/keys").status_code == 401
    assert pages.get("/keys?token=wrong").status_code == 401
    assert pages.get("/keys", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert pages.get("/keys", headers={"Authorization": "Bearer right-token"}).status_code == 200
    first = pages.get(HOME + "//evil.example?token=right-token&as_of=2024")
    assert first.headers["location"] == "/evil.example?as_of=2024"
    assert "httponly" in first.headers["set-cookie"].lower()
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert pages.get("/keys").status_code == 200  # the cookie is kept
    assert pages.post("/decide", data={"verb": "undo"}).status_code == 403  # and no form was signed


def test_methods_and_sizes_have_limits(pages: TestClient) -> None:
    assert pages.put("/overview").status_code == 405
    assert pages.delete("/claims").status_code == 405
    assert pages.post("/decide", content=b"x" * 20_000).status_code == 413
    assert pages.post("/decide", content=iter([b"x"])).status_code == 413  # its length is not told


@pytest.mark.parametrize(
    ("host", "here"), [("localhost", True), ("127.8.8.8", True), ("[::1]", True), ("0.0.0.0", False), ("a.b", False)]
)
def test_loopback_means_this_machine_alone(host: str, here: bool) -> None:
    assert is_loopback(host) is here
