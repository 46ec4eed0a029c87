"""From older schemas to the current one, a step a version, each in one transaction."""

import sqlite3

SCHEMA_VERSION = 1

# STEPS[n] turns a ledger of version n into one of version n + 1.
STEPS: dict[int, str] = {}


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of an older `version` up to `SCHEMA_VERSION`."""
    for number in range(version, SCHEMA_VERSION):
        step = STEPS[number]
        connection.executescript(
            f"BEGIN IMMEDIATE; {step}\nUPDATE meta SET value = '{number + 1}' WHERE name = 'schema_version'; COMMIT;"
        )
