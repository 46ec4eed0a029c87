"""What the program is built from: pinned by hash, licensed so that all may use it, and never run from a data file."""

import ast
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from onrecord.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
EXAMPLE = ROOT / "examples" / "reports"
EXTRAS = ("", "web", "mcp", "parquet", "plot", "warc", "feeds", "cluster")
# Modules that make objects or code out of bytes which somebody else may have written.
LOADERS = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib"}
COPYLEFT = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)


def locked() -> dict[str, list[str]]:
    """Each requirement of the lock file with its hashes."""
    found: dict[str, list[str]] = {}
    for entry in (ROOT / "requirements.lock").read_text().replace("\\\n", " ").splitlines():
        if entry and not entry.startswith("#"):
            name, *rest = entry.split()
            found[name] = [r.removeprefix("--hash=sha256:") for r in rest if r.startswith("--hash=sha256:")]
    return found


def test_every_requirement_is_pinned_with_its_hashes() -> None:
    pins = locked()
    assert len(pins) > 50
    for name, hashes in pins.items():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==\S+", name), name
        assert hashes, f"{name}: no hash"
        assert all(re.fullmatch(r"[0-9a-f]{64}", h) for h in hashes), name


def needed(name: str, extra: str, seen: set[str]) -> Iterator[Distribution]:
    """The distributions that `name` with `extra` runs with here."""
    seen.add(canonicalize_name(name))
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        chosen = canonicalize_name(wanted.name)
        if chosen == canonicalize_name(name):
            for inner in sorted(wanted.extras):
                yield from needed(name, inner, seen)
        elif chosen not in seen:
            yield distribution(chosen)
            yield from needed(chosen, ",".join(sorted(wanted.extras)), seen)


def licences(found: Distribution) -> str:
    """What a distribution says of its licence: expression, classifiers, and the field when it is a name, not a text."""
    metadata = found.metadata
    said = [metadata.get("License-Expression") or "", *(metadata.get_all("Classifier") or ())]
    field = metadata.get("License") or ""
    return "; ".join([s for s in said if s.startswith("License") or not s.count("::")] + [field] * (len(field) < 120))


def forbids(said: str) -> bool:
    """Whether some part leaves no choice but a licence that asks for all the program's source.

    A library under the LGPL may be used by any program; "GPL" inside that word is no match.
    """
    return any(all(COPYLEFT.search(choice) for choice in part.split(" OR ")) for part in said.split("; ") if part)


@pytest.mark.parametrize("extra", EXTRAS)
def test_no_dependency_forbids_use(extra: str) -> None:
    found = {d.metadata["Name"]: licences(d) for d in needed("onrecord", extra, set())}
    assert len(found) > 10
    assert {name: said for name, said in found.items() if not said.strip("; ")} == {}, "says nothing of its licence"
    assert {name: said for name, said in found.items() if forbids(said)} == {}


def test_the_check_of_licences_can_fail() -> None:
    assert forbids("License :: OSI Approved :: GNU General Public License v3 (GPLv3)")
    assert forbids("; AGPL-3.0-only")
    assert not forbids("LGPL-2.1-or-later")
    assert not forbids("MPL-1.1 OR GPL-2.0-only")
    with pytest.raises(PackageNotFoundError):
        list(needed("no-such-distribution", "", set()))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_nothing_is_run_from_data(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not LOADERS & {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in LOADERS
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"eval", "exec", "compile", "__import__"}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "load":
            assert not any(k.arg == "allow_pickle" for k in node.keywords)


def test_no_library_keeps_a_record_of_use(tmp_path: Path) -> None:
    # Nothing else of this process's surroundings: some libraries keep quiet where a variable says that tests run.
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-B", "-m", "onrecord", "doctor"]
    ran = subprocess.run(command, env=home, check=True, capture_output=True, text=True)
    assert "the trained model is whole" in ran.stdout
    assert sorted(tmp_path.rglob("*")) == []


VIEWS = (
    ("brief",), ("stories",), ("reports",), ("timeline",), ("claims",), ("quantities",), ("deadlines",), ("disputes",),
    ("speakers",), ("copies",), ("state",), ("search", "dam"), ("check", "The dam was closed."), ("verify",),
    ("export", "--format", "jsonl"),
)  # fmt: skip


def test_nothing_reaches_for_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    with pytest.raises(AssertionError):
        socket.create_connection(("localhost", 80))
    ledger = str(tmp_path / "story.db")
    run = CliRunner()
    assert run.invoke(cli, ["build", str(EXAMPLE), "-o", ledger], catch_exceptions=False).exit_code == 0
    for command, *arguments in VIEWS:
        result = run.invoke(cli, [command, ledger, *arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        assert result.stdout.strip()
