"""The measured page: every task on the development data, with counts, references, date and commit."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from evaluation.files import Row, say
from evaluation.reader import chosen_kind, reading_by
from evaluation.sections import SECTIONS, Section
from evaluation.sets import Measured
from evaluation.tables import table
from evaluation.tasks import predict_task, score_task
from onrecord.models.loading import AnalyserKind

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "evaluation.md"
_NOTES = Path(__file__).with_name("notes.md")
STORIES = ("h1n1", "haiti")
KEPT_APART = ("libya",)
# What the earlier schema of the two shared reports has in common with the later one.
_EARLIER = ("claims: ", "field: speaker", "field: bounds", "field: deadline")


def write_report(data: Path, *, final: bool = False) -> None:
    """Measure every task on what lies under `data` and write docs/evaluation.md; sets that are not there are said so.

    The same code and data give the same page but for its line with date and commit. `final` adds the story kept apart.
    """
    lines = [*_head(), ""]
    with TemporaryDirectory() as scratch:
        stories = (*STORIES, *KEPT_APART) if final else STORIES
        for section in SECTIONS:
            lines += [*_measure(section, data, Path(scratch), stories), ""]
    lines.append(_NOTES.read_text(encoding="utf-8").strip())
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(f"wrote {PAGE.relative_to(ROOT)}")


def _head() -> Iterator[str]:
    yield "<!-- written by `make evaluate`: run it after a change instead of editing this page -->"
    yield "# What is measured"
    yield ""
    yield f"Measured {_git('log', '-1', '--format=%cs')} at commit {_git('rev-parse', '--short', 'HEAD')}{_dirty()}."
    yield ""
    yield f"Read by the {'trained model' if chosen_kind() is AnalyserKind.MODEL else 'rules alone'}."
    yield ""
    yield "Every figure comes from `make evaluate DATA=…`; the texts are no part of this project."


def _git(*words: str) -> str:
    """What git says of this checkout; `unknown` outside of one."""
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def _dirty() -> str:
    changed = _git("status", "--porcelain", "--", "src", "evaluation")
    return ", with changes not committed" if changed not in {"", "unknown"} else ""


def _measure(section: Section, data: Path, scratch: Path, stories: tuple[str, ...]) -> Iterator[str]:
    """The lines of one section."""
    yield f"## {section.title}"
    yield ""
    yield f"{section.asked}{f' Others: {section.others}' if section.others else ''}"
    yield ""
    measured: list[tuple[str, Mapping[str, Row]]] = []
    try:
        sets = section.sets(data, scratch, stories)
    except OSError as exc:
        say(f"{section.task}: {exc}; left out")
        sets = []
    chosen = chosen_kind()
    kinds = [chosen, AnalyserKind.RULES] if section.by_rules and chosen is AnalyserKind.MODEL else [chosen]
    for index, (one, kind) in enumerate((one, kind) for one in sets for kind in kinds):
        name = one.name if kind is chosen else f"{one.name}, by rules alone"
        started = monotonic()
        if not (one.source.exists() and one.gold.exists()):
            say(f"{section.task}: {name} is not there; left out")
            continue
        target = scratch / f"{section.task}_{index}"
        with reading_by(kind):
            predict_task(section.task, one.source, target)
        measured.append((name, _kept(one, score_task(section.task, target, one.gold))))
        say(f"{section.task}: {name}: {monotonic() - started:.0f} s")
    yield from table(measured) if measured else ["Not measured: the data are not there."]


def _kept(one: Measured, figures: Mapping[str, Row]) -> Mapping[str, Row]:
    """The figures that the gold of a set allows."""
    if one.gold.parent.name != "seeds_part":
        return figures
    return {name: row for name, row in figures.items() if name.startswith(_EARLIER)}
