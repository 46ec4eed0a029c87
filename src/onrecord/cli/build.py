"""`onrecord build`."""

import sys
from pathlib import Path

import click

from onrecord.cli.options import LEDGER, json_option
from onrecord.cli.output import ProgressBar, print_json
from onrecord.models.loading import WEAKER, AnalyserKind, usual_analyser
from onrecord.pipeline.local import BuildSummary
from onrecord.pipeline.session import build_ledger
from onrecord.views.visible import visible

SKIPPED = 3


@click.command()
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", "ledger", type=LEDGER, required=True, help="The ledger to write, created if need be.")
@click.option("--dates", type=click.Path(path_type=Path), help="Your CSV of dates (key,published); it wins.")
@click.option(
    "--analyser",
    type=click.Choice([kind.value for kind in AnalyserKind]),
    help="What reads the sentences [default: as the ledger was built, else the model where its weights are installed].",
)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read reports.")
@click.option("--cluster", metavar="WHERE", help="Have it done by a cluster: local:N, slurm:N or tcp://HOST:8786.")
@click.option(
    "--work-dir",
    metavar="FOLDER",
    help="Where a cluster's machines meet; all must see it [default: beside the ledger].",
)
@click.option("--sync", is_flag=True, help="Take out reports whose files are gone, with all that rested on them.")
@click.option("--skip-bad", is_flag=True, help="Exit 0 although some inputs were skipped.")
@json_option
def build(
    inputs: tuple[Path, ...],
    ledger: Path,
    dates: Path | None,
    analyser: str | None,
    workers: int,
    cluster: str | None,
    work_dir: str | None,
    sync: bool,
    skip_bad: bool,
    as_json: bool,
) -> None:
    """Read reports (files, folders, or - for standard input) into a ledger.

    Building twice changes nothing; adding reports redoes only what they touch. Exit code 3 means that some inputs
    were skipped: each is named on standard error with the reason, and recorded in the ledger.
    """
    if not inputs:
        raise click.UsageError("give at least one file or folder of reports, or - for standard input")
    stdin = sys.stdin.buffer.read() if Path("-") in inputs else None
    paths = [p for p in inputs if p != Path("-")]
    with ProgressBar() as progress:
        summary = build_ledger(
            paths,
            ledger,
            stdin=stdin,
            dates=dates,
            analyser=analyser,
            workers=workers,
            cluster=cluster,
            work=work_dir,
            sync=sync,
            progress=progress,
        )
    for rejection in summary.rejections:
        click.echo(visible(rejection.message), err=True)
    if summary.analyser is AnalyserKind.RULES:
        click.echo(rules_note(), err=True)
    if as_json:
        print_json("build", summary)
    else:
        click.echo(summary_words(summary, ledger), err=True)
    if summary.rejections and not skip_bad:
        sys.exit(SKIPPED)


def rules_note() -> str:
    """That the rules read the reports, why that matters, and what to do."""
    if usual_analyser() is AnalyserKind.RULES:
        return f"note: {WEAKER}. The model's weights are not installed."
    return f"note: {WEAKER}. Pass --analyser model to have all reports read by it."


def summary_words(summary: BuildSummary, ledger: Path) -> str:
    """One line of what the build did."""
    parts = [f"{summary.added} added", f"{summary.unchanged} unchanged"]
    for count, name in (
        (summary.revised, "in a new version"),
        (summary.vanished, "no longer found (kept, marked)"),
        (summary.removed, "taken out"),
        (len(summary.rejections), "skipped"),
        (summary.orphans, "decisions without their claim"),
    ):
        if count:
            parts.append(f"{count} {name}")
    stories = "1 story" if summary.stories == 1 else f"{summary.stories} stories"
    return (
        f"{ledger}: {summary.reports} reports in {stories}, {summary.claims} claims, "
        f"{summary.relations} relations ({', '.join(parts)})"
    )
