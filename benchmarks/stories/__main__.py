"""`python -m benchmarks.stories`: make stories, read them, and print how right and how fast the program was."""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import Read, read_story, write_folder
from benchmarks.stories.score import Card, score_story
from onrecord.models.loading import analyser_kind, usual_analyser
from onrecord.pipeline import steps

RELATING = ("entities", "speakers", "copies", "origins", "slots", "relations", "tracks")


def print_card(card: Card) -> None:
    """One line a measure, then the traps."""
    print(f"\n{'':34s} precision  recall   right wrong missed")
    for name, t in card.tallies.items():
        print(f"{name:34s} {t.precision:8.3f} {t.recall:8.3f}   {t.right:5d} {t.wrong:5d} {t.missed:6d}")
    fallen = sum(n for key, n in card.traps.items() if key != "set")
    print(f"\n{card.traps['set']} traps set, {fallen} relations that fell into one")
    for key, count in sorted(card.traps.items()):
        if key != "set":
            print(f"    {count:4d} {key}")


def print_misses(card: Card, most: int) -> None:
    """The kinds of misses by how many there are, and the first of each."""
    kinds = Counter(m.split(":")[0] for m in card.misses)
    for kind, count in kinds.most_common():
        print(f"\n{count} × {kind}")
        for miss in [m for m in card.misses if m.split(":")[0] == kind][:most]:
            print(f"    {miss}")


def print_cost(small: Read, large: Read) -> None:
    """CPU of the stages that look at a whole story, and how it grew."""
    one, two = len(small.scope.account.story.reports), len(large.scope.account.story.reports)
    print(f"\nCPU seconds for a story of {one} and of {two} reports ({two / one:.1f} times as many)")
    for step in (*large.spent, "relating, all"):
        a, b = (sum(r.spent[s] for s in RELATING) if step == "relating, all" else r.spent[step] for r in (small, large))
        print(f"{step:34s} {a:8.2f} {b:8.2f}   {b / max(a, 1e-9):6.1f} times")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Stories with known truth: how right, how fast.")
    parser.add_argument("--seeds", type=int, default=6, help="how many stories")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--size", type=int, default=24, help="reports of a story")
    parser.add_argument("--grow", type=int, default=0, help="also a story so many times as large, for the cost")
    parser.add_argument("--misses", type=int, default=0, help="show so many misses of each kind")
    parser.add_argument("--folder", type=Path, help="keep the reports here")
    parser.add_argument("--analyser", type=analyser_kind, default=usual_analyser(), help="model or rules")
    given = parser.parse_args()
    print(describe_machine())
    folder = given.folder or Path(tempfile.mkdtemp(prefix="stories"))
    analyser, card = steps.analyser(given.analyser), Card()
    small = None
    for seed in range(given.first, given.first + given.seeds):
        truth = make_story(seed, given.size)
        write_folder(truth, folder / f"{seed:03}-{given.size}")
        read = read_story(truth, folder / f"{seed:03}-{given.size}", analyser)
        small = small or read
        score_story(truth, read, card)
    print_card(card)
    if given.misses:
        print_misses(card, given.misses)
    if given.grow and small is not None:
        truth = make_story(given.first, given.size * given.grow)
        write_folder(truth, folder / f"{given.first:03}-{given.size * given.grow}")
        print_cost(small, read_story(truth, folder / f"{given.first:03}-{given.size * given.grow}", analyser))


if __name__ == "__main__":
    main()
