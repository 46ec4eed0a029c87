"""Plain lists: stories, reports, claims, and search."""

from datetime import date
from pathlib import Path

import click

from onrecord.cli.options import clock_options, json_option, ledger_argument, story_option
from onrecord.cli.output import print_json, print_table, print_view
from onrecord.ledger.query import Ledger
from onrecord.records import ClaimType
from onrecord.views.listing import list_claims, list_reports, list_stories
from onrecord.views.scope import story_scope
from onrecord.views.search import search as search_view


@click.command()
@ledger_argument
@click.option("--history", is_flag=True, help="The names stories keep in this ledger, and what merged or split.")
@json_option
def stories(ledger: Path, history: bool, as_json: bool) -> None:
    """The stories of a ledger, largest first."""
    with Ledger(ledger) as opened:
        rows = list_stories(opened)
        names = opened.story_names()
    if history and as_json:
        print_json("story_names", names)
    elif history:
        table = [(str(n.name), n.story or f"ended with build {n.until}", n.told(), n.title) for n in names]
        print_table(("name", "id", "history", "title"), table)
    elif as_json:
        print_json("stories", rows)
    else:
        print_table(("id", "reports", "title"), [(r.id, str(r.reports), r.title) for r in rows])


@click.command()
@ledger_argument
@story_option
@click.option("--rejected", is_flag=True, help="What was not taken in, and why.")
@json_option
def reports(ledger: Path, story: str | None, rejected: bool, as_json: bool) -> None:
    """The reports, when each was published, and why we think so."""
    with Ledger(ledger) as opened:
        refused = opened.rejections()
        chosen = opened.story(story).id if story else None
        rows = list_reports(tuple(r for r in opened.report_rows if chosen in (None, r.story)))
    if rejected:
        if as_json:
            print_json("rejections", refused)
        else:
            print_table(("input", "reason", "message"), [(r.key, r.reason.value, r.message) for r in refused])
    elif as_json:
        print_json("reports", rows)
    else:
        print_table(
            ("report", "outlet", "published", "because", "note"),
            [(r.label, r.outlet or "", r.published, "; ".join(r.reasons), r.note) for r in rows],
        )


@click.command()
@ledger_argument
@story_option
@clock_options
@click.option("--type", "kinds", multiple=True, type=click.Choice([t.value for t in ClaimType]), help="Kind of claim.")
@click.option("--speaker", metavar="NAME", help="Part of the speaker's name.")
@click.option("--outlet", metavar="NAME", help="Part of the outlet's name.")
@click.option("--place", metavar="NAME", help="Part of the place's name.")
@click.option("--low", is_flag=True, help="Also claims of low confidence.")
@json_option
def claims(
    ledger: Path,
    story: str | None,
    as_of: date | None,
    known_by: date | None,
    kinds: tuple[str, ...],
    speaker: str | None,
    outlet: str | None,
    place: str | None,
    low: bool,
    as_json: bool,
) -> None:
    """Every claim with its sentence, narrowed by any of the filters."""
    with Ledger(ledger) as opened:
        scope = story_scope(opened, opened.story(story).id, as_of=as_of, known_by=known_by)
    types = frozenset(ClaimType(k) for k in kinds)
    rows = list_claims(scope, types=types, speaker=speaker, outlet=outlet, place=place, low=low)
    if as_json:
        print_json("claims", rows)
    else:
        print_table(
            ("id", "where", "type", "speaker", "modality", "value", "when", "words"),
            [(r.id, r.cite, r.type, r.speaker or "", r.modality, r.value, r.when, r.words) for r in rows],
        )


@click.command()
@ledger_argument
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many to show.")
@json_option
def search(ledger: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """The sentences that hold all the words, those with claims first."""
    query = " ".join(words)
    with Ledger(ledger) as opened:
        if as_json:
            print_json("search", opened.search(query, limit))
        else:
            print_view(search_view(opened, query, limit=limit))
