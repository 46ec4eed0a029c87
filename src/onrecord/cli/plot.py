"""`onrecord plot`: the pictures of the pages, as files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from onrecord.cli.options import clock_options, ledger_argument, story_option
from onrecord.errors import SettingsError
from onrecord.ledger.query import Ledger
from onrecord.pictures.origins import draw_web, find_web
from onrecord.pictures.png import png
from onrecord.pictures.rules import bounds_rules
from onrecord.pictures.svg import WIDE, Picture, standalone
from onrecord.pictures.timeline import draw_timeline, find_moments
from onrecord.pictures.track import chart_track, choose_track
from onrecord.pictures.track_drawing import draw_track
from onrecord.views.scope import Scope, story_scope

_OUTPUT = click.Path(path_type=Path, dir_okay=False)


@click.command()
@ledger_argument
@story_option
@clock_options
@click.option("--track", metavar="ID|WORDS", help="An amount over time, by id or by words of its title.")
@click.option("--timeline", is_flag=True, help="What most reports tell, in the order of the time spoken of.")
@click.option("--origins", is_flag=True, help="Which reports go back to what.")
@click.option("--width", type=click.IntRange(320, 4000), default=WIDE, show_default=True, help="In pixels.")
@click.option("--output", "-o", type=_OUTPUT, required=True, help="A file that ends in .svg or .png.")
def plot(
    ledger: Path,
    story: str | None,
    as_of: date | None,
    known_by: date | None,
    track: str | None,
    timeline: bool,
    origins: bool,
    width: int,
    output: Path,
) -> None:
    """Draw a picture of the story into a file: SVG, or PNG with the extra: pip install 'onrecord[plot]'."""
    if sum((track is not None, timeline, origins)) != 1:
        raise click.UsageError("plot needs one of --track, --timeline and --origins.")
    if output.suffix.lower() not in (".svg", ".png"):
        raise click.UsageError(f"{output}: pictures are written as .svg or .png. Give the file one of these ends.")
    with Ledger(ledger) as opened:
        scope = story_scope(opened, opened.story(story).id, as_of=as_of, known_by=known_by)
    picture = _drawing(track, timeline=timeline)(scope, width)
    svg = standalone(picture)
    data = png(svg) if output.suffix.lower() == ".png" else svg.encode()
    try:
        output.write_bytes(data)
    except OSError as exc:
        raise SettingsError(f"{output}: cannot be written ({exc.strerror}). Check its folder and the disk.") from exc
    click.echo(f"{output}: {picture.title}. {picture.caption}", err=True)


def _drawing(track: str | None, *, timeline: bool) -> Callable[[Scope, int], Picture]:
    """What draws the picture that was asked for."""
    if track is not None:
        return lambda scope, width: draw_track(chart_track(scope, choose_track(scope, track), bounds_rules()), width)
    if timeline:
        return lambda scope, width: draw_timeline(find_moments(scope), width)
    return lambda scope, width: draw_web(find_web(scope), width)
