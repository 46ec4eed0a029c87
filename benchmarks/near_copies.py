"""Near copies: texts a CPU second and recall, beside datasketch and rensa (MinHash with banding) where they are there.

`python -m benchmarks.near_copies` makes up texts of 600 words and of every tenth a copy in which one word in ten is
another. Each way is given lists of words, cuts them into runs of three, and gives pairs; ours also says exactly what
share of runs each pair has, which for the others is measured with the same code and counted.
"""

import argparse
import importlib
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.machine import describe_machine
from onrecord.stages.stories.shingles import containment, pairs_by_runs, runs_of

WORDS = 600
KNOWN = 20_000
_ALIKE = 0.4  # share of runs from which a pair is a near copy
Pairs = set[tuple[int, int]]


def make_texts(count: int, seed: int) -> tuple[list[list[str]], Pairs]:
    """Texts of words as frequent as words are, and which are copies with one word in ten changed."""
    chance = random.Random(seed)
    words = [f"w{n}" for n in range(KNOWN)]
    weights = [1 / (n + 10) for n in range(KNOWN)]
    texts = [chance.choices(words, weights, k=WORDS) for _ in range(count - count // 11)]
    copied = chance.sample(range(len(texts)), count // 11)
    made = [[chance.choice(words) if chance.random() < 0.1 else word for word in texts[n]] for n in copied]
    return texts + made, {(n, len(texts) + k) for k, n in enumerate(copied)}


def ours(texts: Sequence[list[str]]) -> Pairs:
    """Sampled runs, every pair verified."""
    runs = [runs_of(words) for words in texts]
    return {(a, b) for a, b in pairs_by_runs(runs) if containment(runs[a], runs[b]) >= _ALIKE}


def shingles(words: list[str]) -> list[str]:
    """Runs of three words as text."""
    return [" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)]


def by_datasketch(texts: Sequence[list[str]]) -> Pairs:
    """datasketch: MinHash of 128 functions in 64 bands of 2."""
    sketch: Any = importlib.import_module("datasketch")
    index = sketch.MinHashLSH(num_perm=128, params=(64, 2))
    found: Pairs = set()
    for number, words in enumerate(texts):
        made = sketch.MinHash(num_perm=128)
        made.update_batch([run.encode() for run in shingles(words)])
        found.update((other, number) for other in index.query(made))
        index.insert(number, made)
    return found


def by_rensa(texts: Sequence[list[str]]) -> Pairs:
    """rensa: R-MinHash of 128 functions in 64 bands."""
    rensa: Any = importlib.import_module("rensa")
    index = rensa.RMinHashLSH(threshold=0.2, num_perm=128, num_bands=64)
    found: Pairs = set()
    for number, words in enumerate(texts):
        made = rensa.RMinHash(num_perm=128, seed=1)
        made.update(shingles(words))
        found.update((other, number) for other in index.query(made))
        index.insert(number, made)
    return found


def ways() -> Iterator[tuple[str, Callable[[Sequence[list[str]]], Pairs]]]:
    """Ours, and the others that are installed."""
    yield "ours", ours
    for name, way in (("datasketch", by_datasketch), ("rensa", by_rensa)):
        try:
            importlib.import_module(name)
        except ImportError:
            print(f"{name}: not installed. Install it: pip install 'onrecord[bench]'")
        else:
            yield name, way


def measure(count: int, rounds: int) -> None:
    """Print texts a CPU second, recall and what else was found, for every way; the quickest round counts."""
    texts, copies = make_texts(count, 7)
    print(f"\nNear copies: {count} texts of {WORDS} words, one process")
    print(f"{'':34s} {'texts/CPU s':>12s} {'ours is':>14s} {'recall':>8s} {'other pairs':>12s}")
    speed = 0.0
    for name, way in ways():
        best, found = float("inf"), set()
        for _ in range(rounds):
            begin = time.process_time()
            found = way(texts)
            best = min(best, time.process_time() - begin)
        speed = speed or len(texts) / best
        ratio = "" if name == "ours" else f"{speed * best / len(texts):.2f} x as fast"
        recall = len(found & copies) / len(copies)
        print(f"{name:34s} {len(texts) / best:12.0f} {ratio:>14s} {recall:8.3f} {len(found - copies):12d}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Near copies beside other libraries.")
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(describe_machine())
    measure(given.count, given.rounds)


if __name__ == "__main__":
    main()
