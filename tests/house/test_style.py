"""The style itself: sizes, names, docstrings, public names, errors."""

import ast
import pickle
from pathlib import Path

import pytest

import onrecord
from onrecord import errors

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py")) + sorted((ROOT / "evaluation").rglob("*.py"))
BANNED = {"utils", "helpers", "manager", "common", "data", "misc"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_has_one_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "a file this long holds two ideas: find their names"
    assert path.stem not in BANNED
    tree = ast.parse(text)
    doc = ast.get_docstring(tree)
    assert not tree.body or (doc and len(doc) > 15), "the module docstring says what the file is for"


def test_functions_are_short() -> None:
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    )
    assert lengths[len(lengths) // 2] <= 14
    assert lengths[int(len(lengths) * 0.95)] < 45


def test_public_names_are_pinned() -> None:
    assert sorted(onrecord.__all__) == [
        "Ledger",
        "OnRecordError",
        "Scope",
        "brief",
        "build",
        "copies",
        "deadlines",
        "diff",
        "disputes",
        "open_ledger",
        "quantities",
        "state",
        "story_scope",
        "timeline",
    ]
    assert all(getattr(onrecord, name) is not None for name in onrecord.__all__)


def _errors() -> list[type[errors.OnRecordError]]:
    every = [getattr(errors, name) for name in sorted(vars(errors)) if name.endswith("Error")]
    return [kind for kind in every if issubclass(kind, errors.OnRecordError)]


@pytest.mark.parametrize("kind", _errors())
def test_errors_survive_pickling(kind: type[errors.OnRecordError]) -> None:
    error = kind("where: what. What to do.")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error)


@pytest.mark.parametrize("kind", _errors())
def test_errors_are_in_the_tree_of_the_docstring(kind: type[errors.OnRecordError]) -> None:
    assert errors.__doc__ is not None
    assert kind.__name__ in errors.__doc__
