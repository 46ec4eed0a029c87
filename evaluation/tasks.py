"""Which module predicts and which function scores each task; imported when asked for."""

from importlib import import_module
from pathlib import Path

from evaluation.files import Row

TASKS = {
    "gold": ("gold:predict", "gold:score"),
    "confidence": ("gold:predict_stories", "confidence:score_confidence"),
    "attribution": ("speech:predict", "attribution:score"),
    "speakers": ("speakers:predict_speakers", "speakers:score_speakers"),
    "constructions": ("constructions:predict_constructions", "constructions:score_constructions"),
    "amounts": ("amounts:predict_amounts", "amounts:score_amounts"),
    "time": ("time:predict", "time:score"),
    "entities": ("entities:predict_entities", "spans:score_entities"),
    "syntax": ("syntax:predict_syntax", "spans:score_syntax"),
    "sentences": ("sentences:predict_sentences", "spans:score_sentences"),
    "stories": ("corpus:predict_stories", "corpus:score_stories"),
    "copies": ("corpus:predict_copies", "corpus:score_copies"),
    "dating": ("dating:predict_dating", "corpus:score_dating"),
    "timeline": ("timeline:predict_timeline", "corpus:score_timeline"),
}


def predict_task(task: str, source: Path, target: Path) -> None:
    """Read `source` in the task's format and write what is predicted to `target`."""
    module, function = TASKS[task][0].split(":")
    getattr(import_module(f"evaluation.predict.{module}"), function)(source, target)


def score_task(task: str, predicted: Path, gold: Path) -> dict[str, Row]:
    """The named figures of a prediction against its gold."""
    module, function = TASKS[task][1].split(":")
    figures: dict[str, Row] = getattr(import_module(f"evaluation.score.{module}"), function)(predicted, gold)
    return figures
