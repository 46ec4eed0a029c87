"""`python -m evaluation predict TASK INPUT OUTPUT`, `… score TASK OUTPUT GOLD`, `… all DATA`."""

from importlib import import_module
from pathlib import Path

import click

# Which module predicts and which function scores each task; imported when asked for.
TASKS = {
    "gold": ("gold:predict", "gold:score"),
    "attribution": ("speech:predict", "attribution:score"),
    "time": ("time:predict", "time:score"),
    "entities": ("language:predict_entities", "spans:score_entities"),
    "syntax": ("syntax:predict_syntax", "spans:score_syntax"),
    "sentences": ("language:predict_sentences", "spans:score_sentences"),
    "stories": ("corpus:predict_stories", "corpus:score_stories"),
    "copies": ("corpus:predict_copies", "corpus:score_copies"),
    "dating": ("dating:predict_dating", "corpus:score_dating"),
    "timeline": ("timeline:predict_timeline", "corpus:score_timeline"),
}
FILE = click.Path(exists=True, path_type=Path)
OUTPUT = click.Path(path_type=Path)


@click.group()
def main() -> None:
    """Predict and score; the one command for everything that is ever measured."""


@main.command()
@click.argument("task", type=click.Choice(sorted(TASKS)))
@click.argument("source", type=FILE)
@click.argument("target", type=OUTPUT)
def predict(task: str, source: Path, target: Path) -> None:
    """Read SOURCE in the task's format and write what is predicted to TARGET."""
    module, function = TASKS[task][0].split(":")
    getattr(import_module(f"evaluation.predict.{module}"), function)(source, target)


@main.command()
@click.argument("task", type=click.Choice(sorted(TASKS)))
@click.argument("predicted", type=FILE)
@click.argument("gold", type=FILE)
def score(task: str, predicted: Path, gold: Path) -> None:
    """Print the figures of PREDICTED against GOLD."""
    module, function = TASKS[task][1].split(":")
    for name, row in getattr(import_module(f"evaluation.score.{module}"), function)(predicted, gold).items():
        print(f"{name:28s} " + "  ".join(f"{key} {value}" for key, value in row.items()))


@main.command("all")
@click.argument("data", type=FILE)
def run_all(data: Path) -> None:
    """Score every task on the development data and write docs/evaluation.md."""
    import_module("evaluation.report").write_report(data)


if __name__ == "__main__":
    main()
