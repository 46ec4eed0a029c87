"""Defaults of options from a TOML file: one table a command, the option's long name with `_` for `-`.

[build]
workers = 2

[brief]
everything = true
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import click

from onrecord.errors import SettingsError

DEFAULT = Path("onrecord.toml")


def load_settings(path: Path | None, commands: Mapping[str, click.Command]) -> dict[str, dict[str, object]]:
    """The tables of `path`, or of `onrecord.toml` in this folder when there is one.

    Raises SettingsError for a file that is missing or no TOML, and for a command or option that does not exist.
    """
    if path is None and not DEFAULT.exists():
        return {}
    file = path or DEFAULT
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as exc:
        raise SettingsError(f"{file}: cannot be read ({exc.strerror}). Check the path.") from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise SettingsError(f"{file}: not valid TOML ({exc}). Correct the line.") from exc
    for command, table in tables.items():
        if command not in commands or not isinstance(table, dict):
            raise SettingsError(f"{file}: [{command}] is no command. Commands: {', '.join(sorted(commands))}.")
        known = sorted(p.name for p in commands[command].params if p.name and isinstance(p, click.Option))
        for name in table:
            if name not in known:
                raise SettingsError(f"{file}: [{command}] has no option {name}. It has: {', '.join(known)}.")
    return tables
