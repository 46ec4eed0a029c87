"""`onrecord watch`: a ledger that stays current, and word of what changed."""

import json
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cattrs
import click

from onrecord.cli.build import summary_words
from onrecord.cli.fetch import AGENT, SystemClock, fetch_sources, fetched_words
from onrecord.cli.options import json_option
from onrecord.cli.output import SCHEMA, print_json, print_view
from onrecord.errors import InputError, MissingExtraError, OnRecordError
from onrecord.ledger.codec import encode
from onrecord.ledger.query import Ledger
from onrecord.lexicons import load_lexicons
from onrecord.pipeline.growing import build_growing
from onrecord.views.citing import line_words
from onrecord.views.line import View
from onrecord.views.notices import Memory, Notice, Told, find_corrections, find_notices, notices_view
from onrecord.views.scope import story_scope

if TYPE_CHECKING:
    from onrecord.collecting.watchlist import Watchlist

TOLD_FILE = ".told.json"


@click.command()
@click.argument("watchlist", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--once", is_flag=True, help="One round, then end: for cron.")
@json_option
def watch(watchlist: Path, once: bool, as_json: bool) -> None:
    """Keep a ledger current with the feeds of a TOML file, and tell what changed.

    Each round fetches, builds, and prints or posts (webhook) what was not told before: new disputes, slips, figures,
    deadlines due, corrected reports. Ctrl-C ends it; nothing is lost. Needs the extra: pip install 'onrecord[feeds]'.
    """
    try:
        from onrecord.collecting.watchlist import load_watchlist
    except ImportError as exc:
        raise MissingExtraError(f"watch: {exc.name} is not installed. Run: pip install 'onrecord[feeds]'") from exc
    settings = load_watchlist(watchlist)
    place = Places.of(watchlist, settings)
    if once:
        _round(settings, place, as_json=as_json)
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    while True:
        try:
            _round(settings, place, as_json=as_json)
        except OnRecordError as exc:
            click.echo(f"onrecord: {exc} Going on.", err=True)
        try:
            SystemClock().wait(60 * settings.minutes)
        except KeyboardInterrupt:
            click.echo("Watching ended; everything told and fetched is kept.", err=True)
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the ledger, what is fetched and what was told lie; relative paths start at the watchlist's folder."""

    ledger: Path
    folder: Path
    told: Path

    @classmethod
    def of(cls, watchlist: Path, settings: "Watchlist") -> "Places":
        """The places that a watchlist names."""
        folder = watchlist.parent / settings.folder
        return cls(ledger=watchlist.parent / settings.ledger, folder=folder, told=folder / TOLD_FILE)


def _round(settings: "Watchlist", place: Places, *, as_json: bool) -> None:
    """Fetch, build, tell; what could not be told is told in the next round."""
    from onrecord.collecting.fetcher import Manners

    agent = settings.user_agent or AGENT
    manners = Manners(agent=agent, delay=settings.delay, allow_private=settings.allow_private)
    lines = fetch_sources(settings.sources(), place.folder, manners)
    click.echo(fetched_words(place.folder, lines), err=True)
    summary = build_growing(place.folder, place.ledger)
    click.echo(summary_words(summary, place.ledger), err=True)
    memory = load_memory(place.told)
    news = find_news(place.ledger, memory, settings.soon_days)
    if not any(notices for _, notices in news):
        return
    views = [notices_view(title, notices) for title, notices in news if notices]
    _tell(views, settings.webhook, agent, as_json=as_json)
    for _, notices in news:
        for notice in notices:
            memory.add(notice.told)
    save_memory(place.told, memory)


def find_news(ledger: Path, memory: Memory, soon: int) -> list[tuple[str, list[Notice]]]:
    """What was not told yet, story by story, and then the corrected reports."""
    today = SystemClock().now().date()
    found = []
    with Ledger(ledger) as opened:
        for story in opened.stories():
            scope = story_scope(opened, story.id, as_of=today)
            news = [n for n in find_notices(scope, soon) if not memory.has(n.told)]
            found.append((f"NEWS OF {story.title}", news))
        corrections = find_corrections(opened.report_rows, load_lexicons().sentences, memory)
        found.append(("CORRECTIONS", list(corrections)))
    return found


def _tell(views: Sequence[View], webhook: str | None, agent: str, *, as_json: bool) -> None:
    """Print the news, and post them where a webhook is named; raises InputError when it did not take them."""
    if webhook:
        from onrecord.collecting.webhook import post

        words = [
            f"{view.title}\n{s.title}: {line_words(row)}" for view in views for s in view.sections for row in s.lines
        ]
        value = json.loads(encode(list(views)))
        payload = {"schema": SCHEMA, "kind": "watch", "text": "\n".join(words), "value": value}
        post(webhook, json.dumps(payload, ensure_ascii=False).encode("utf-8", errors="replace"), agent)
    if as_json:
        print_json("watch", list(views))
        return
    for view in views:
        print_view(view)
        click.echo()


def load_memory(path: Path) -> Memory:
    """What was told so far; raises InputError when the file that says so is damaged."""
    from onrecord.collecting.watchlist import read_told

    try:
        return Memory(cattrs.structure(read_told(path), list[Told]))
    except (cattrs.BaseValidationError, ValueError, TypeError) as exc:
        raise InputError(f"{path}: damaged. Delete it to be told everything once more.") from exc


def save_memory(path: Path, memory: Memory) -> None:
    """Write down what was told, whole or not at all."""
    from onrecord.collecting.keeping import write_whole

    write_whole(path, json.dumps(cattrs.unstructure(list(memory.told))).encode())
