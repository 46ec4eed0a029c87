"""`onrecord fetch`: the only command besides `watch` that uses a network."""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord import __version__
from onrecord.cli.build import SKIPPED
from onrecord.cli.options import json_option
from onrecord.cli.output import print_json
from onrecord.errors import InputError, MissingExtraError
from onrecord.readers.collection import FEED, PAGE, SITEMAP, Fetched
from onrecord.readers.outcome import shown
from onrecord.readers.sitemaps import listed_addresses

if TYPE_CHECKING:
    from onrecord.collecting.fetcher import Manners
    from onrecord.collecting.gathering import Source

AGENT = f"onrecord/{__version__}"


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)  # noqa: TID251 the command line may look at a clock

    def elapsed(self) -> float:
        """Seconds since the machine started."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Come back after so many seconds."""
        time.sleep(seconds)


@click.command()
@click.argument("urls", nargs=-1)
@click.option("--feed", "feeds", multiple=True, metavar="URL", help="An RSS, Atom or JSON feed and the pages it names.")
@click.option("--sitemap", "sitemaps", multiple=True, metavar="URL", help="A news sitemap and the pages it names.")
@click.option("--list", "lists", multiple=True, type=click.Path(path_type=Path), help="A file with an address a line.")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), required=True,
              help="The folder to keep everything in, with its log.")  # fmt: skip
@click.option("--outlet", help="The name that reports fetched now go by.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Pages of a feed or sitemap.")
@click.option("--recheck", type=click.FloatRange(0), default=6.0, show_default=True, metavar="HOURS",
              help="Ask again for pages of feeds and sitemaps that were kept so long ago.")  # fmt: skip
@click.option(
    "--delay", type=click.FloatRange(0), default=2.0, show_default=True, help="Seconds between requests to a host."
)
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=20.0, show_default=True, help="Seconds to wait for a host."
)
@click.option("--max-bytes", type=click.IntRange(1), default=10_000_000, show_default=True, help="The longest answer.")
@click.option(
    "--retries", type=click.IntRange(0, 10), default=3, show_default=True, help="Further tries of a busy host."
)
@click.option("--user-agent", default=AGENT, show_default=True, help="What we call ourselves; add an address of yours.")
@click.option("--allow-private", is_flag=True, help="Ask hosts inside your own network, too.")
@json_option
def fetch(
    urls: tuple[str, ...],
    feeds: tuple[str, ...],
    sitemaps: tuple[str, ...],
    lists: tuple[Path, ...],
    folder: Path,
    outlet: str | None,
    limit: int,
    recheck: float,
    delay: float,
    timeout: float,
    max_bytes: int,
    retries: int,
    user_agent: str,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Fetch pages, feeds and sitemaps into a folder that onrecord build reads.

    robots.txt is honoured, hosts are left in peace between requests, and what has not changed is not sent again. Every
    byte is kept with a log (collection.jsonl). Exit code 3 means that some addresses gave nothing. Needs the extra: pip
    install 'onrecord[feeds]'.
    """
    try:
        from onrecord.collecting.fetcher import Manners
        from onrecord.collecting.gathering import Source
    except ImportError as exc:
        raise MissingExtraError(f"fetch: {exc.name} is not installed. Run: pip install 'onrecord[feeds]'") from exc
    listed = [url for path in lists for url in _addresses_in(path)]
    named = [(PAGE, u) for u in (*urls, *listed)] + [(FEED, u) for u in feeds] + [(SITEMAP, u) for u in sitemaps]
    if not named:
        raise click.UsageError("give at least one address, --feed, --sitemap or --list")
    sources = [Source(url=url, kind=kind, outlet=outlet, limit=limit, recheck=recheck) for kind, url in named]
    manners = Manners(agent=user_agent, delay=delay, timeout=timeout, limit=max_bytes, retries=retries,
                      allow_private=allow_private)  # fmt: skip
    lines = fetch_sources(sources, folder, manners)
    if as_json:
        print_json("fetch", lines)
    else:
        click.echo(f"{fetched_words(folder, lines)}. Next: onrecord build {folder} -o story.db", err=True)
    if any(line.problem for line in lines):
        sys.exit(SKIPPED)


def fetch_sources(sources: "list[Source]", folder: Path, manners: "Manners") -> list[Fetched]:
    """Fetch what the sources name into the folder, telling of each on standard error."""
    from onrecord.collecting.fetcher import Fetcher
    from onrecord.collecting.gathering import gather
    from onrecord.collecting.keeping import Collection

    clock = SystemClock()
    lines = []
    with Fetcher(manners, clock) as fetcher, Collection(folder) as collection:
        for line in gather(sources, fetcher, collection, clock):
            click.echo(f"{line.status or '–'} {shown(line.url)}{f': {line.problem}' if line.problem else ''}", err=True)
            lines.append(line)
    return lines


def fetched_words(folder: Path, lines: list[Fetched]) -> str:
    """One line of what was fetched."""
    kept = sum(1 for line in lines if line.status == 200 and line.sha256)
    same = sum(1 for line in lines if line.status == 304)
    lost = sum(1 for line in lines if line.problem)
    return f"{folder}: {kept} kept, {same} unchanged, {lost} not fetched"


def _addresses_in(path: Path) -> tuple[str, ...]:
    """The addresses of a list; raises InputError when the file is none."""
    try:
        found = listed_addresses(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as exc:
        raise InputError(f"{path}: cannot be read as text. Check the path and its permissions.") from exc
    if not found:
        raise InputError(f"{path}: no list of addresses. Write one a line, https://host/path, remarks after #.")
    return found
