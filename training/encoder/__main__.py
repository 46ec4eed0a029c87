"""`python -m training.encoder fit|score|export|teach FOLDER`: train in FOLDER, score, write what the program reads.

`fit` goes on where it was stopped. `export` writes the averaged weights into the package. `teach` lets exported weights
mark names in the sets without such marks, for another `fit --taught`.
"""

import argparse
import json
import shutil
from dataclasses import replace
from pathlib import Path

import torch

from onrecord.models.encoder.wordpieces import Vocabulary
from training.encoder.card import write_card
from training.encoder.export import export
from training.encoder.fit import Plan, Run
from training.encoder.labels import Labels
from training.encoder.network import Network
from training.encoder.sets import development_sets, nameless, training_sets
from training.encoder.start import start_folder, start_pieces
from training.encoder.teach import Teacher, write_taught

WEIGHTS = Path("src/onrecord/models/encoder/weights")
LICENCE = Path("training/encoder/WEIGHTS_LICENCE.md")
_REAL = ("passes", "rate", "head_rate")
_WHOLE = ("threads", "seed", "pieces")


def main() -> None:
    """Reads the arguments and runs."""
    args = _arguments()
    if args.what == "teach":
        teacher = Teacher(args.folder)
        write_taught((teacher.teach(document) for document in nameless(args.data)), args.to)
        return
    shares = {task: float(part) for task, _, part in (s.partition("=") for s in args.share)}
    plan = replace(
        Plan(), shares={**Plan().shares, **shares}, **{name: getattr(args, name) for name in (*_REAL, *_WHOLE)}
    )
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    args.folder.mkdir(parents=True, exist_ok=True)
    sets = None if args.what == "score" else training_sets(args.data, open_only=args.open_data, taught=args.taught)
    path = args.folder / "labels.json"
    if sets is not None and args.what == "fit":
        Labels.of(sets.syntax, sets.names, sets.open_names, sets.speech).write(path)
    labels = Labels.read(path)
    run = Run(Network(start_folder(), labels), labels, Vocabulary(start_pieces()), plan, args.folder)
    run.resume()
    if args.what == "export":
        run.take_average()
        export(run.network, labels, start_pieces(), args.to, name=args.name, threshold=args.threshold)
        write_card(args.to / "MODEL_CARD.md", sets, args.folder / "log.jsonl", name=args.name)
        shutil.copy(LICENCE, args.to / "LICENCE.md")
        return
    if sets is not None:
        run.fit(sets, 60 * args.minutes if args.minutes else None)
    print(json.dumps(run.score(development_sets(args.data)), indent=1))  # noqa: T201 - what was asked for


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("fit", "score", "export", "teach"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--open-data", action="store_true", help="learn from sets of a stated open licence alone")
    parser.add_argument("--taught", type=Path, help="marks of names that `teach` wrote")
    parser.add_argument("--minutes", type=float, help="stop after so many minutes; a later start goes on")
    parser.add_argument("--share", action="append", default=[], metavar="TASK=PART", help="learn from a part of a set")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="where `export` and `teach` write")
    parser.add_argument("--name", default="onrecord-news-1")
    parser.add_argument("--threshold", type=float, default=0.5, help="probability from which a word is a cue")
    for name in _REAL:
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=getattr(Plan(), name))
    for name in _WHOLE:
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    return parser.parse_args()


if __name__ == "__main__":
    main()
