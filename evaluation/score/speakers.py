"""Sources and pronouns against chains of coreference: whether the names given for them are names of their chain.

`right`, `resolved` and `all` count what can be resolved, because some name stands for the same. `left open` counts
sources that no name stands for: right where none was given.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation.files import Row, read_rows

_SUMS = dict.fromkeys(("he, she", "it, they", "description"), ("pronouns and descriptions",))

Pair = Sequence[int]


def score_speakers(predicted_file: Path, gold_file: Path) -> dict[str, Row]:
    """Counts and shares by sort of source; `he, she anywhere` counts all their forms wherever they stand."""
    predicted = {row["id"]: row for row in read_rows(predicted_file)}
    counts: dict[str, Counter[bool | None]] = {}
    unnamed: Counter[bool | None] = Counter()
    for gold in read_rows(gold_file):
        made = predicted.get(gold["id"], {})
        for asked in gold["sources"]:
            verdict = _verdict(asked, made.get("sources", ()), gold["names"])
            if not asked["named"]:
                unnamed[verdict] += 1
                continue
            for name in (asked["kind"], *_SUMS.get(asked["kind"], ()), "all sources"):
                counts.setdefault(name, Counter())[verdict] += 1
        for asked in (a for a in gold["pronouns"] if a["named"]):
            verdict = _verdict(asked, made.get("pronouns", ()), gold["names"])
            counts.setdefault("he, she anywhere", Counter())[verdict] += 1
    return {name: _figures(tally) for name, tally in sorted(counts.items())} | {
        "sources without a name": {"left open": unnamed[None], "all": unnamed.total()}
    }


def _figures(tally: Counter[bool | None]) -> Row:
    right, resolved, every = tally[True], tally[True] + tally[False], tally.total()
    return {
        "right": right,
        "resolved": resolved,
        "all": every,
        "% of resolved": round(100 * right / max(1, resolved), 1),
        "% of all": round(100 * right / max(1, every), 1),
    }


def _verdict(asked: Row, made: Sequence[Row], names: Sequence[Row]) -> bool | None:
    """Whether most names given for it are of its chain; None where none is given."""
    around = [m for m in made if m["span"][0] <= asked["span"][0] and asked["span"][1] <= m["span"][1]]
    if not around:
        return None
    answer = min(around, key=lambda m: (m["span"][1] - m["span"][0], not m["names"]))
    chains = Counter(
        chain
        for name in answer["names"]
        if not _overlap(name, asked["span"]) and (chain := _chain(name, names)) is not None
    )
    if not answer["names"]:
        return None
    return bool(chains) and chains[asked["chain"]] * 2 > chains.total()


def _chain(name: Pair, names: Sequence[Row]) -> str | None:
    """The chain of the noted name that shares most with it."""
    best = max(names, key=lambda n: (_overlap(name, n["span"]), n["span"][0] - n["span"][1]), default=None)
    return str(best["chain"]) if best is not None and _overlap(name, best["span"]) else None


def _overlap(a: Pair, b: Pair) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
