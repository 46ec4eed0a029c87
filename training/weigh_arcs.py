"""Weighs the features by which the rule-based analyser attaches words and names relations.

    PYTHONPATH=src:. python -m training.weigh_arcs OUT_FOLDER TREEBANK.conllu.gz ...

Averaged perceptrons, with a dynamic oracle for the moves (Goldberg and Nivre, 2012). The order of sentences is a fixed
shuffle, the weights are rounded to whole numbers, and small ones are dropped.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.lexicons.syntax import SyntaxLexicon, load_syntax
from onrecord.models.keys import word_keys
from onrecord.models.parsing import LEFT, RIGHT, SHIFT, State, features
from onrecord.models.relating import Tree
from onrecord.models.relating import features as relation_features
from onrecord.models.tagging import Tagger
from training.news_shapes import shaped
from training.reported_speech import wrapped
from training.treebank import Word, join_hyphens, sentences

FIRST_ROUNDS, MOVE_ROUNDS, RELATION_ROUNDS = 4, 6, 3
MOVE_SPREAD, RELATION_SPREAD = 34, 24  # features weaker than this after the first rounds are dropped
SCALE = 8
WRAPPED, SHAPED = 0.7, 0.35  # the share of short declarative sentences also given in shapes of news
NOTE = (
    "# Weighed by training/weigh_arcs.py on the train parts of UD_English-EWT (CC BY-SA 4.0), "
    "UD_English-GUM (CC BY 4.0).\n"
)


Table = dict[str, dict[int | str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence to learn from: keys, fine tags as the tagger gives them, and the treebank's heads and relations."""

    keys: list[str]
    fine: list[str]
    heads: list[int]
    relations: list[str]


class Averaged:
    """A table of weights by feature and class with the average over all steps."""

    def __init__(self) -> None:
        self.now: dict[str, dict[int | str, float]] = defaultdict(dict)
        self.sums: dict[str, dict[int | str, float]] = defaultdict(dict)
        self.touched: dict[str, int] = defaultdict(int)
        self.step = 0

    def update(self, feats: Sequence[str], right: int | str, wrong: int | str) -> None:
        """One step towards `right` and away from `wrong`."""
        for feature in feats:
            self.touched[feature] += 1
            now, sums = self.now[feature], self.sums[feature]
            for label, change in ((right, 1.0), (wrong, -1.0)):
                now[label] = now.get(label, 0.0) + change
                sums[label] = sums.get(label, 0.0) + change * self.step

    def averages(self, least: int) -> Table:
        """Rounded averages of the features that were updated at least `least` times."""
        found = {}
        for feature, now in self.now.items():
            if self.touched[feature] < least:
                continue
            row = {}
            for label in sorted(now, key=str):
                value = round(SCALE * (now[label] - self.sums[feature][label] / self.step))
                if value:
                    row[label] = value
            if row:
                found[feature] = row
        return found


def gold_moves(state: State, gold: Sequence[int]) -> list[int]:
    """The moves after which the best reachable tree is as good as before."""
    shift, right, left = state.allowed()
    stack, at, end = state.stack, state.next, len(state.heads)
    if not stack or (shift and gold[at] == stack[-1]):
        return [SHIFT]
    top = stack[-1]
    if gold[top] == at:
        return [LEFT]
    shift = shift and not any(gold[s] == at or gold[at] == s for s in stack)
    if len(stack) >= 2 and gold[top] == stack[-2]:
        left = False
    if any(gold[w] == top or gold[top] == w for w in range(at + 1, end)):
        right = left = False
    return [m for m, ok in ((SHIFT, shift), (RIGHT, right), (LEFT, left)) if ok]


def learn_moves(examples: list[Example], rounds: int, kept: Table | None = None) -> Averaged:
    """Weights of the moves, of the features in `kept` alone where it is given."""
    model = Averaged()
    order = random.Random(7)  # noqa: S311
    for turn in range(rounds):
        order.shuffle(examples)
        wrong_moves = 0
        for example in examples:
            gold = [len(example.heads) if h < 0 else h for h in example.heads]
            state = State(example.keys, example.fine)
            gold = [*gold, -1]
            while not state.done():
                model.step += 1
                feats = [f for f in features(state) if kept is None or f in kept]
                scores = [0.0, 0.0, 0.0]
                for feature in feats:
                    for label, weight in model.now.get(feature, {}).items():
                        scores[int(label)] += weight
                allowed = [m for m, ok in enumerate(state.allowed()) if ok]
                guess = max(allowed, key=lambda m: scores[m])
                good = gold_moves(state, gold) or allowed
                if guess not in good:
                    wrong_moves += 1
                    best = max(good, key=lambda m: scores[m])
                    model.update(feats, best, guess)
                    if turn < 2 or order.random() < 0.1:
                        guess = best
                state.move(guess)
        sys.stderr.write(f"moves, round {turn}: {wrong_moves} wrong\n")
    return model


def learn_relations(examples: list[Example], rounds: int, kept: Table | None = None) -> Averaged:
    """Weights of the relations, of the features in `kept` alone where it is given."""
    model = Averaged()
    order = random.Random(11)  # noqa: S311
    for turn in range(rounds):
        order.shuffle(examples)
        missed = 0
        for example in examples:
            tree = Tree(example.keys, example.fine, example.heads)
            given = ["dep"] * len(example.heads)
            for word, head in enumerate(example.heads):
                if head < 0:
                    given[word] = "root"
                    continue
                model.step += 1
                feats = [f for f in relation_features(tree, word, given) if kept is None or f in kept]
                scores: dict[int | str, float] = {}
                for feature in feats:
                    for label, weight in model.now.get(feature, {}).items():
                        scores[label] = scores.get(label, 0.0) + weight
                guess = max(scores, key=lambda r: (scores[r], r)) if scores else "dep"
                right = example.relations[word]
                if guess != right:
                    missed += 1
                    model.update(feats, right, guess)
                given[word] = str(guess)
        sys.stderr.write(f"relations, round {turn}: {missed} wrong\n")
    return model


def main() -> None:
    """Writes the two tables of weights."""
    folder = Path(sys.argv[1])
    lexicon = load_syntax()
    tagger = Tagger(lexicon)
    read = [rows for path in sys.argv[2:] for rows in sentences(path)]
    read += wrapped(read, WRAPPED) + shaped(read, SHAPED)
    versions = [
        v for rows in read for v in ([rows] if len(rows) == len(join_hyphens(rows)) else [rows, join_hyphens(rows)])
    ]
    examples = [example_of(rows, tagger, lexicon) for rows in versions]
    first = strong(learn_moves(list(examples), FIRST_ROUNDS).averages(4), MOVE_SPREAD)
    moves = learn_moves(list(examples), MOVE_ROUNDS, first).averages(1)
    lines = [f"{f}\t" + "\t".join(str(row.get(m, 0)) for m in (SHIFT, RIGHT, LEFT)) for f, row in sorted(moves.items())]
    (folder / "syntax_moves.tsv").write_text(NOTE + "\n".join(lines) + "\n", encoding="utf-8")
    first = strong(learn_relations(list(examples), FIRST_ROUNDS - 2).averages(4), RELATION_SPREAD)
    relations = learn_relations(list(examples), RELATION_ROUNDS, first).averages(1)
    lines = [f"{f}\t" + "\t".join(f"{r}={n}" for r, n in row.items()) for f, row in sorted(relations.items())]
    (folder / "syntax_relations.tsv").write_text(NOTE + "\n".join(lines) + "\n", encoding="utf-8")


def strong(weights: Table, spread: int) -> Table:
    """The features whose weights differ by at least `spread` between two classes."""
    return {f: row for f, row in weights.items() if max(*row.values(), 0) - min(*row.values(), 0) >= spread}


def example_of(rows: list[Word], tagger: Tagger, lexicon: SyntaxLexicon) -> Example:
    """A treebank sentence as the analyser would see it."""
    words = [w.form for w in rows]
    fine = tagger.tag(words)
    return Example(
        keys=word_keys(words, fine, lexicon),
        fine=fine,
        heads=[w.head for w in rows],
        relations=[w.relation for w in rows],
    )


if __name__ == "__main__":
    main()
