"""Stage versions that nobody has to remember to raise: a digest of the code and data files a stage can reach.

A stage's version covers its own module, every module of ours that it imports, directly or not, and the data files
that the lexicon modules among them name in `FILES`. Changing one rule therefore redoes its stage and what follows,
and nothing else. The order of the stages (`plan.py`) is part of every version.
"""

import ast
import hashlib
import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

from onrecord.lexicons.loader import read_bytes

_ROOT = "onrecord"
_PLAN = "onrecord.pipeline.plan"


@cache
def stage_version(*modules: str) -> str:
    """The version of the stage made of these modules, 16 hexadecimal digits."""
    reached: set[str] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(_imports(name))
    digest = hashlib.sha256(_source(_PLAN))
    for name in sorted(reached):
        digest.update(_source(name))
        for file in _data_files(name):
            digest.update(read_bytes(file))
    return digest.hexdigest()[:16]


def modules_called(function: Callable[..., object]) -> tuple[str, ...]:
    """The modules of the stages that a function of the plan calls, sorted."""
    assert isinstance(function, FunctionType)
    names: set[str] = set()
    waiting = [function.__code__]
    while waiting:
        code = waiting.pop()
        names.update(code.co_names)
        waiting += [part for part in code.co_consts if isinstance(part, CodeType)]
    called = (function.__globals__.get(name) for name in names)
    modules = {str(getattr(thing, "__module__", "")) for thing in called}
    return tuple(sorted(module for module in modules if module.startswith(f"{_ROOT}.stages.")))


@cache
def _path(module: str) -> Path:
    spec = importlib.util.find_spec(module)
    assert spec is not None, f"no module {module}"
    assert spec.origin is not None, f"no source of {module}"
    return Path(spec.origin)


def _source(module: str) -> bytes:
    return _path(module).read_bytes()


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_source(module))


def _imports(module: str) -> list[str]:
    """The modules of ours that `module` imports; a name re-exported by a package leads to where it is defined."""
    found: list[str] = []
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == _ROOT:
            found += [_defining_module(node.module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] == _ROOT]
    return found


@cache
def _defining_module(package: str, name: str) -> str:
    if _path(package).name != "__init__.py":
        return package
    for node in _tree(package).body:
        if isinstance(node, ast.ImportFrom) and node.module and any(a.name == name for a in node.names):
            return _defining_module(node.module, name)
    return package if importlib.util.find_spec(f"{package}.{name}") is None else f"{package}.{name}"


def _data_files(module: str) -> tuple[str, ...]:
    for node in _tree(module).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "FILES" for t in node.targets):
            return tuple(ast.literal_eval(node.value))
    return ()
