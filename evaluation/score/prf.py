"""Precision, recall and their harmonic mean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Prf:
    """Counts of what was right among the predicted and among the gold (the two may differ), as shares."""

    right_predicted: int
    right_gold: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def row(self) -> dict[str, float]:
        """The figures in per cent, with counts."""
        return {
            "P": round(100 * self.precision, 1),
            "R": round(100 * self.recall, 1),
            "F1": round(100 * self.f1, 1),
            "predicted": self.predicted,
            "gold": self.gold,
        }


def prf(right: int, predicted: int, gold: int) -> Prf:
    """The figures where one count of right answers serves both sides."""
    return Prf(right_predicted=right, right_gold=right, predicted=predicted, gold=gold)
