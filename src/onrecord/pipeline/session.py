"""From paths to a ledger in one call: what the command line and the Python API both use."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from onrecord.ledger.query import Ledger
from onrecord.models.loading import analyser_kind
from onrecord.pipeline.local import BuildSummary, Progress, build, silent
from onrecord.pipeline.pages import LedgerPages
from onrecord.pipeline.run import Ahead
from onrecord.readers import read_inputs
from onrecord.readers.inputs import page_files
from onrecord.records import ReportId


def build_ledger(
    paths: Sequence[Path | str],
    ledger: Path | str,
    *,
    stdin: bytes | None = None,
    dates: Path | str | None = None,
    workers: int = 1,
    sync: bool = False,
    analyser: str | None = None,
    cluster: str | None = None,
    work: Path | str | None = None,
    progress: Progress | None = None,
) -> BuildSummary:
    """Read `paths` (files and folders) and `stdin` into the ledger, creating it if need be.

    `dates` is a CSV of the user's (`key,published`) that wins over every other date. `analyser` is `model` or `rules`:
    by default what the ledger was built with, else the trained model where its weights are installed. `cluster`
    (`local:2`, `slurm:40` or the address of a Dask scheduler) has the costly steps run there, over files in the folder
    `work`, which all its machines must see, by default one beside the ledger; the ledger is the same. Returns what was
    done, with every rejected input and its reason; raises InputError for a path that does not exist, ModelError for
    weights that are missing or damaged, and LedgerError for a ledger that cannot be written.

    >>> build_ledger(["reports/"], "story.db").reports  # doctest: +SKIP
    8
    """
    roots = [Path(p) for p in paths]
    user_dates = Path(dates) if dates else None
    # In one process a page is taken apart when its turn comes.
    pages = LedgerPages(page_files(roots) if workers > 1 or cluster else ())
    inputs = read_inputs(roots, stdin=stdin, user_dates=user_dates, pages=pages)
    under = [*roots, *([user_dates] if user_dates else [])]
    with _elsewhere(cluster, work, Path(ledger)) as ahead:
        return build(
            inputs,
            Path(ledger),
            roots=under,
            workers=workers,
            sync=sync,
            analyser=analyser_kind(analyser) if analyser else None,
            progress=progress or silent,
            ahead=ahead,
            pages=pages,
        )


def _elsewhere(cluster: str | None, work: Path | str | None, ledger: Path) -> AbstractContextManager[Ahead | None]:
    """The cluster, where one is named; who names none does without Dask."""
    if cluster is None:
        return nullcontext()
    from onrecord.pipeline.cluster.build import cluster_ahead

    return cluster_ahead(cluster, work, ledger)


def rebuild_ledger(ledger: Path | str, *, progress: Progress | None = None) -> BuildSummary:
    """Work the ledger out again from what it holds, honouring decisions made since; cheap when little changed."""
    return build((), Path(ledger), progress=progress or silent)


def remove_report(ledger: Path | str, name: str, *, progress: Progress | None = None) -> BuildSummary:
    """Take a report (by label, key or id) out of the ledger with all that rested on it.

    Raises LedgerError when no report, or more than one, has that name.
    """
    with Ledger(Path(ledger)) as opened:
        found: ReportId = opened.report(name).report.id
    return build((), Path(ledger), remove=(found,), progress=progress or silent)
