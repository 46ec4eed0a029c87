"""`onrecord mcp`: the ledger for an assistant, over standard input and output."""

from pathlib import Path

import click

from onrecord.cli.options import ledger_argument
from onrecord.errors import MissingExtraError
from onrecord.ledger.query import Ledger


@click.command()
@ledger_argument
def mcp(ledger: Path) -> None:
    """Answer an assistant's questions by the Model Context Protocol.

    It speaks on standard input and output, reads the ledger and writes nothing. The tools are stories, search, claims,
    state, diff, disputes, check and explain. Needs the extra: pip install 'onrecord[mcp]'.
    """
    try:
        from onrecord.mcp.server import make_server
    except ImportError as exc:
        raise MissingExtraError(f"mcp: {exc.name} is missing or too old. Run: pip install 'onrecord[mcp]'") from exc
    with Ledger(ledger):
        pass
    make_server(ledger.resolve()).run("stdio")
