"""`python -m evaluation predict TASK INPUT OUTPUT`, `… score TASK OUTPUT GOLD`, `… all DATA`."""

from importlib import import_module
from pathlib import Path

import click

from evaluation.reader import choose_analyser
from evaluation.tasks import TASKS, predict_task, score_task
from onrecord.models.loading import AnalyserKind

FILE = click.Path(exists=True, path_type=Path)
OUTPUT = click.Path(path_type=Path)


@click.group()
@click.option("--analyser", type=click.Choice([kind.value for kind in AnalyserKind]), help="What reads the sentences.")
@click.option("--weights", type=FILE, help="A folder of weights in place of the installed ones.")
def main(analyser: str | None, weights: Path | None) -> None:
    """Predict and score; the one command for everything that is ever measured."""
    choose_analyser(analyser, weights)


@main.command()
@click.argument("task", type=click.Choice(sorted(TASKS)))
@click.argument("source", type=FILE)
@click.argument("target", type=OUTPUT)
def predict(task: str, source: Path, target: Path) -> None:
    """Read SOURCE in the task's format and write what is predicted to TARGET."""
    predict_task(task, source, target)


@main.command()
@click.argument("task", type=click.Choice(sorted(TASKS)))
@click.argument("predicted", type=FILE)
@click.argument("gold", type=FILE)
def score(task: str, predicted: Path, gold: Path) -> None:
    """Print the figures of PREDICTED against GOLD."""
    for name, row in score_task(task, predicted, gold).items():
        print(f"{name:28s} " + "  ".join(f"{key} {value}" for key, value in row.items()))


@main.command("all")
@click.argument("data", type=FILE)
@click.option("--final", is_flag=True, help="Measure the story kept apart until the end, too.")
def run_all(data: Path, *, final: bool) -> None:
    """Score every task on the development data and write docs/evaluation.md."""
    import_module("evaluation.report").write_report(data, final=final)


if __name__ == "__main__":
    main()
