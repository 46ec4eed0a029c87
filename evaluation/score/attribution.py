"""Who said what: source, cue and content spans against PolNeAR-style gold.

A line of either file is `{"id", "attributions": [{"source": [[b, e]], "cue": […], "content": […]}]}`; `text` is the
gold's. Punctuation is ignored. `soft tuple` asks that the cues overlap and that source and content each reach
Jaccard 0.5 over words; `exact` are Citron's measures (Pareti's corpora); `report cues` keeps cues that hold a
reporting verb.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from evaluation.files import Row, read_rows
from evaluation.score.prf import Prf

_WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_LETTER = re.compile(r"\w")
_REPORTING = frozenset(
    {
        *("said", "says", "say", "saying", "told", "tells", "added", "adds", "wrote", "writes", "announced", "argued"),
        *("noted", "reported", "claimed", "claims", "explained", "stated", "tweeted", "insisted", "acknowledged"),
        *("confirmed", "denied", "warned", "declared", "suggested", "according", "asked", "replied", "continued"),
        *("accused", "testified", "revealed", "admitted"),
    }
)


class Triple(NamedTuple):
    """The words of an attribution as indices into the text's words."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def _close(a: frozenset[int], b: frozenset[int]) -> bool:
    return not a | b or len(a & b) >= 0.5 * len(a | b)


_MEASURES: dict[str, Callable[[Triple, Triple], bool]] = {
    "exact/cue": lambda p, g: p.cue == g.cue,
    "exact/source": lambda p, g: bool(p.cue & g.cue) and p.source == g.source,
    "exact/content": lambda p, g: bool(p.cue & g.cue) and p.content == g.content,
    "exact/all": lambda p, g: p == g,
    "soft/source": lambda p, g: bool(p.cue & g.cue) and _close(p.source, g.source),
    "soft/content": lambda p, g: bool(p.cue & g.cue) and _close(p.content, g.content),
    "soft tuple": lambda p, g: bool(p.cue & g.cue) and _close(p.source, g.source) and _close(p.content, g.content),
}


def _word_at(text: str) -> dict[int, int]:
    """For every character of a word, the word's index."""
    return {
        at: index
        for index, match in enumerate(_WORD.finditer(text))
        if _LETTER.search(match.group())
        for at in range(*match.span())
    }


def _triple(attribution: Row, at: dict[int, int]) -> Triple:
    def indices(role: str) -> frozenset[int]:
        return frozenset(at[i] for b, e in attribution.get(role) or () for i in range(b, e) if i in at)

    return Triple(indices("source"), indices("cue"), indices("content"))


def _reports(attribution: Row, text: str) -> bool:
    cue = " ".join(text[b:e] for b, e in attribution["cue"]).lower()
    return not _REPORTING.isdisjoint(re.findall(r"\w+", cue))


def score(predicted_file: Path, gold_file: Path) -> dict[str, dict[str, float]]:
    """`{measure: {P, R, F1, predicted, gold}}`, for all cues and for report cues."""
    predicted = {row["id"]: row["attributions"] for row in read_rows(predicted_file)}
    counts: dict[str, list[int]] = {}
    for row in read_rows(gold_file):
        text, found = row["text"], predicted.get(row["id"], [])
        at = _word_at(text)
        for label in ("", "report cues: "):
            gold = [_triple(a, at) for a in row["attributions"] if not label or _reports(a, text)]
            made = [_triple(a, at) for a in found if not label or _reports(a, text)]
            for name, same in _MEASURES.items():
                tally = counts.setdefault(label + name, [0, 0, 0, 0])
                tally[0] += sum(any(same(p, g) for g in gold) for p in made)
                tally[1] += sum(any(same(p, g) for p in made) for g in gold)
                tally[2] += len(made)
                tally[3] += len(gold)
    return {
        name: Prf(right_predicted=a, right_gold=b, predicted=n, gold=m).row()
        for name, (a, b, n, m) in sorted(counts.items())
    }
