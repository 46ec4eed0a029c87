"""The command line: data on standard output, progress and messages on standard error."""

import sys
from pathlib import Path

import click

from onrecord import __version__
from onrecord.cli.bounds import bounds
from onrecord.cli.build import build
from onrecord.cli.check import check
from onrecord.cli.doctor import doctor
from onrecord.cli.explain import explain
from onrecord.cli.export import dossier, export
from onrecord.cli.fetch import fetch
from onrecord.cli.listing import claims, reports, search, stories
from onrecord.cli.mcp import mcp
from onrecord.cli.plot import plot
from onrecord.cli.reading import brief, copies, deadlines, diff, disputes, quantities, speakers, state, timeline
from onrecord.cli.review import remove, set_value
from onrecord.cli.reviewing import review
from onrecord.cli.serve import serve
from onrecord.cli.settings import load_settings
from onrecord.cli.verify import verify
from onrecord.cli.versions import versions
from onrecord.cli.watch import watch
from onrecord.errors import OnRecordError
from onrecord.views.visible import visible


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
@click.option(
    "--settings", type=click.Path(path_type=Path), help="TOML file of defaults (else onrecord.toml, if there is one)."
)
@click.pass_context
def cli(context: click.Context, settings: Path | None) -> None:
    """Read reports of a developing story and keep the account straight.

    Start with: onrecord build FOLDER -o story.db, then onrecord brief story.db. Every option can also be given as an
    environment variable: ONRECORD_BUILD_WORKERS=2.
    """
    context.default_map = load_settings(settings, cli.commands)


for command in (
    build, fetch, watch, brief, stories, reports, versions, timeline, claims, quantities, bounds, deadlines,
    disputes, speakers, copies, state, diff, search, check, explain, review, set_value, remove, export, dossier, plot,
    serve, mcp, doctor, verify,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Run the command line; exit code 1 with a plain message for an error that is the user's to mend."""
    try:
        # Without its standalone mode, click hands the code of an `Exit` back.
        code = cli(standalone_mode=False, auto_envvar_prefix="ONRECORD")
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as exc:
        exc.show()
        sys.exit(exc.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. The ledger is as it was; run the same command again to go on.", err=True)
        sys.exit(130)
    except OnRecordError as exc:
        click.echo(f"onrecord: {visible(str(exc))}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
