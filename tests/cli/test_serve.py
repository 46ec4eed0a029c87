"""`onrecord serve`: a real server on a free port, told on standard error."""

import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.errors import LedgerError, MissingExtraError


def test_a_ledger_is_served_on_a_free_port_to_who_has_the_token(example_db: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", str(example_db), "--port", "0", "--token", "t0ken"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            address = server.stderr.readline().split(" at ")[1].split()[0]
            home, _, token = address.partition("?")
            with pytest.raises(HTTPError, match="401"):
                urlopen(home + "overview.json")
            asked = Request(home + "overview.json", headers={"Authorization": f"Bearer {token.split('=')[1]}"})
            with urlopen(asked) as answer:
                assert b'"kind": "overview"' in answer.read()
        finally:
            server.terminate()


def test_no_ledger_and_no_extra_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = CliRunner().invoke(cli, ["serve", str(tmp_path / "none.db")]).exception
    assert isinstance(told, LedgerError)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    told = CliRunner().invoke(cli, ["serve", str(tmp_path / "none.db")]).exception
    assert isinstance(told, MissingExtraError)
    assert "onrecord[web]" in str(told)
