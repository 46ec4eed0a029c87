"""`onrecord serve`: the ledger in a browser."""

import getpass
import secrets
from pathlib import Path

import click

from onrecord.cli.options import ledger_argument
from onrecord.errors import MissingExtraError
from onrecord.ledger.query import Ledger


@click.command()
@ledger_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8300, show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others need a token.")
@click.option("--token", help="Who asks must give it; made up when --host is not this machine's own.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name this server goes by.")
@click.option("--reviewer", help="The name decisions are signed with unless a form gives another.")
def serve(
    ledger: Path, port: int, host: str, token: str | None, allow_host: tuple[str, ...], reviewer: str | None
) -> None:
    """Show the ledger in a browser, on this machine alone unless --host says otherwise.

    Needs the extra: pip install 'onrecord[web]'.
    """
    try:
        import uvicorn

        from onrecord.web.app import create_app
        from onrecord.web.guard import Access, hosts_of, is_loopback
        from onrecord.web.ready import Keeper
    except ImportError as exc:
        raise MissingExtraError(f"serve: {exc.name} is not installed. Run: pip install 'onrecord[web]'") from exc
    with Ledger(ledger):
        pass
    token = token or (None if is_loopback(host) else secrets.token_urlsafe(24))
    access = Access(token=token, hosts=hosts_of(host, allow_host))
    app = create_app(ledger.resolve(), access, reviewer or getpass.getuser())
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", proxy_headers=False, server_header=False)
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    socket.listen()  # so that who opens the address at once is answered
    address = f"http://{f'[{host}]' if ':' in host else host}:{socket.getsockname()[1]}/"
    click.echo(f"{ledger} at {address}{f'?token={token}' if token else ''}  (Ctrl-C ends it)", err=True)
    Keeper(app.state.shelf).start()
    server.run(sockets=[socket])
