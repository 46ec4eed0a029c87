"""The training run: seeded, logged, resumable."""

import json
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from onrecord.models.encoder.wordpieces import Vocabulary
from training.encoder.labels import Labels
from training.encoder.losses import Losses
from training.encoder.network import Network
from training.encoder.scores import score_names, score_speech, score_syntax
from training.encoder.sets import Sets
from training.encoder.tensors import as_batch
from training.encoder.windows import AIM, Prepared, Window, batches, cut_windows, pass_windows, prepare

_AVERAGED = 10
"""Steps between two steps of the average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to learn. `passes` counts passes over every task's set; `shares` cuts a task's windows of
    each pass down to a part.
    """

    passes: float = 5.5
    pieces: int = 1536
    rate: float = 3e-4
    head_rate: float = 1.2e-3
    warm_up: int = 150
    averaging: float = 0.999
    seed: int = 1
    threads: int = 2
    every: int = 500
    shares: Mapping[str, float] = field(default_factory=lambda: {"open_names": 0.5, "speech": 0.6})


class Run:
    """A network on its way, in a folder: `state.pt`, `log.jsonl`."""

    def __init__(self, network: Network, labels: Labels, vocabulary: Vocabulary, plan: Plan, folder: Path) -> None:
        self.network, self.labels, self.vocabulary, self.plan, self.folder = network, labels, vocabulary, plan, folder
        learned = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        encoder = [p for n, p in learned if n.startswith("encoder.")]
        heads = [p for n, p in learned if not n.startswith("encoder.")]
        groups = [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.average = {n: p.detach().clone() for n, p in learned}
        self.step = 0

    def fit(self, sets: Sets, until: float | None = None) -> None:
        """Learn to the end of the plan, or for `until` seconds; a run that was stopped goes on where it was."""
        prepared = {task: [prepare(d, self.vocabulary) for d in documents] for task, documents in _tasks(sets)}
        total = self._total(prepared)
        self.note(total=total, tasks={task: len(documents) for task, documents in prepared.items()})
        losses, began, sums = Losses(self.labels), time.monotonic(), dict[str, list[float]]()
        for number, (task, windows) in enumerate(self._batches(prepared)):
            if number < self.step:
                continue
            if self.step >= total or (until and time.monotonic() - began > until):
                break
            sums.setdefault(task, []).append(self._learn(losses, task, windows, self.step / total))
            if self.step % self.plan.every == 0:
                means = {name: round(sum(v) / len(v), 4) for name, v in sorted(sums.items())}
                self.note(step=self.step, of=total, seconds=round(time.monotonic() - began), **means)
                sums.clear()
                self.save()
        self.save()

    def _learn(self, losses: Losses, task: str, windows: list[Window], progress: float) -> float:
        self.network.train()
        scale = min(1.0, (self.step + 1) / self.plan.warm_up) * max(0.01, 1 - progress)
        for group, rate in zip(self.optimizer.param_groups, (self.plan.rate, self.plan.head_rate), strict=True):
            group["lr"] = rate * scale
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = losses.of(self.network, task, windows, as_batch(windows))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        if self.step % _AVERAGED == 0:
            self._follow()
        return float(loss.detach())

    @torch.no_grad()
    def _follow(self) -> None:
        """Draw the averaged weights nearer to the present ones."""
        keep = min(self.plan.averaging, (self.step + 1) / (self.step + 50)) ** _AVERAGED
        for name, value in self.network.named_parameters():
            if name in self.average:
                self.average[name].lerp_(value, 1 - keep)

    def _batches(self, prepared: Mapping[str, list[Prepared]]) -> Iterator[tuple[str, list[Window]]]:
        """Batches without end, in an order that the seed settles."""
        lap = 0
        while True:
            chance = random.Random(f"{self.plan.seed} {lap}")  # noqa: S311 - an order, no secret
            found: list[tuple[str, list[Window]]] = []
            for task, documents in sorted(prepared.items()):
                windows = pass_windows(documents, self.vocabulary, chance)
                share = self.plan.shares.get(task, 1.0)
                windows = chance.sample(windows, int(share * len(windows))) if share < 1 else windows
                found += [(task, batch) for batch in batches(windows, self.plan.pieces, chance)]
            chance.shuffle(found)
            yield from found
            lap += 1

    def _total(self, prepared: Mapping[str, list[Prepared]]) -> int:
        pieces = sum(
            self.plan.shares.get(task, 1.0) * sum(len(c) for d in documents for c in d.cut)
            for task, documents in prepared.items()
        )
        return max(1, int(self.plan.passes * pieces / (0.95 * self.plan.pieces)))

    def take_average(self) -> None:
        """Put the averaged weights in the place of the present ones."""
        self.network.load_state_dict(self.average, strict=False)

    def score(self, sets: Sets, *, averaged: bool = True) -> dict[str, dict[str, float]]:
        """Scores of the averaged weights on development sets."""
        kept = {n: v.detach().clone() for n, v in self.network.named_parameters()}
        if averaged:
            self.take_average()

        def windows(documents: tuple) -> list[Window]:
            return [w for d in documents for w in cut_windows(prepare(d, self.vocabulary), self.vocabulary, AIM)]

        scores: dict[str, dict[str, float]] = {}
        for source in ("ewt", "gum"):
            some = tuple(d for d in sets.syntax if d.source == source)
            scores[source] = score_syntax(self.network, self.labels, windows(some))
        scores["names"] = score_names(self.network, self.labels, windows(sets.names))
        if self.labels.speaks:
            scores["speech"] = score_speech(self.network, windows(sets.speech))
        self.network.load_state_dict(kept, strict=False)
        self.note(step=self.step, scores=scores)
        return scores

    def note(self, **what: object) -> None:
        """A line of the log."""
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(what) + "\n")

    def save(self) -> None:
        """Everything that a later start needs, in one move."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "random": torch.get_rng_state(),
        }
        torch.save(state, self.folder / "state.new")
        (self.folder / "state.new").replace(self.folder / "state.pt")

    def resume(self) -> bool:
        """Go on from the folder's state; False where there is none."""
        path = self.folder / "state.pt"
        if not path.exists():
            return False
        state: dict[str, Tensor] = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = int(state["step"])
        torch.set_rng_state(state["random"])
        return True


def _tasks(sets: Sets) -> list[tuple[str, tuple]]:
    named = (("syntax", sets.syntax), ("names", sets.names), ("open_names", sets.open_names), ("speech", sets.speech))
    return [(task, documents) for task, documents in named if documents]
