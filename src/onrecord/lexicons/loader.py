"""Reads and validates the data files; nothing else in the project opens one."""

import hashlib
import tomllib
from importlib import resources
from typing import TypeVar

import cattrs
from cattrs.errors import BaseValidationError
from cattrs.v import transform_error

from onrecord.errors import LexiconError

T = TypeVar("T")
_converter = cattrs.Converter(forbid_extra_keys=True)


def read_bytes(name: str) -> bytes:
    """The bytes of a data file in this package; raises LexiconError when it is missing."""
    try:
        return (resources.files("onrecord.lexicons") / name).read_bytes()
    except FileNotFoundError as exc:
        raise LexiconError(f"lexicons/{name}: missing. Install the package again.") from exc


def load_toml(name: str, shape: type[T]) -> T:
    """The TOML file `name` as an instance of the dataclass `shape`, with unknown and missing keys refused.

    Raises LexiconError naming the file and the key.
    """
    return parse_toml(name, read_bytes(name), shape)


def parse_toml(name: str, data: bytes, shape: type[T]) -> T:
    """The bytes of a TOML file as an instance of `shape`; raises LexiconError as `load_toml` does."""
    try:
        table = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise LexiconError(f"lexicons/{name}: not valid TOML ({exc}). Correct the file.") from exc
    try:
        return _converter.structure(table, shape)
    except BaseValidationError as exc:
        problems = "; ".join(transform_error(exc, path=name))
        raise LexiconError(f"lexicons/{problems}. Correct the file.") from exc


def digest(*names: str) -> str:
    """One SHA-256 over the named data files, for the keys of stage results."""
    whole = hashlib.sha256()
    for name in sorted(names):
        whole.update(hashlib.sha256(read_bytes(name)).digest())
    return whole.hexdigest()
