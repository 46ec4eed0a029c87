"""The smallest sets of premises that cannot all be true, all of them where they are few."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.stages.bounding.system import Limit, find_circle

MOST_SETS = 12
_MOST_TRIES = 400
_MOST_TRIED_TOGETHER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Premises of which at least one is wrong, and the laws by which they exclude each other."""

    premises: tuple[str, ...]
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusions:
    """The minimal sets, smallest first; `all` where the search came to its end. `repair` are the fewest premises
    without which none is left.
    """

    sets: tuple[Exclusion, ...]
    all: bool
    repair: tuple[str, ...]


def find_exclusions(limits: Sequence[Limit], most: int = MOST_SETS) -> Exclusions:
    """Every minimal set of premises that cannot all be true, or the first `most` of them.

    A set once found, each of its premises is left out in turn and the rest searched again: any other minimal set lacks
    one of them and so lies on one of the branches (Reiter 1987, A theory of diagnosis from first principles).
    """
    found: dict[frozenset[str], Exclusion] = {}
    tried: set[frozenset[str]] = {frozenset()}
    waiting = deque([frozenset[str]()])
    tries = 0
    while waiting and len(found) < most and tries < _MOST_TRIES:
        left_out = waiting.popleft()
        known = next((own for own in found if not own & left_out), None)
        if known is None:
            tries += 1
            exclusion = _minimal([limit for limit in limits if limit.premise not in left_out])
            if exclusion is None:
                continue
            known = frozenset(exclusion.premises)
            found[known] = exclusion
        for premise in sorted(known):
            if (less := left_out | {premise}) not in tried:
                tried.add(less)
                waiting.append(less)
    ordered = sorted(found.values(), key=lambda e: (len(e.premises), e.premises))
    return Exclusions(sets=tuple(ordered), all=not waiting, repair=_fewest(ordered))


def _fewest(sets: Sequence[Exclusion]) -> tuple[str, ...]:
    """The fewest premises that meet every set, of as many those that come first; the most used ones where many are
    needed.
    """
    premises = sorted({p for e in sets for p in e.premises})
    for size in range(min(_MOST_TRIED_TOGETHER, len(premises)) + 1):
        for chosen in combinations(premises, size):
            if all(set(chosen) & set(e.premises) for e in sets):
                return chosen
    kept: list[str] = []
    while left := [e for e in sets if not set(kept) & set(e.premises)]:
        uses = Counter(p for e in left for p in e.premises)
        kept.append(min(uses, key=lambda p: (-uses[p], p)))
    return tuple(sorted(kept))


def _minimal(limits: Sequence[Limit]) -> Exclusion | None:
    """A minimal set of premises that cannot all be true; None where all can."""
    circle = find_circle(limits)
    if not circle:
        return None
    kept = _premises(circle)
    for premise in kept:
        if smaller := find_circle(
            [k for k in limits if k.premise is None or (k.premise in kept and k.premise != premise)]
        ):
            circle, kept = smaller, tuple(p for p in kept if p != premise)
    circle = find_circle([k for k in limits if k.premise is None or k.premise in kept])
    return Exclusion(premises=kept, laws=tuple(sorted({k.law for k in circle if k.law})))


def _premises(limits: Sequence[Limit]) -> tuple[str, ...]:
    return tuple(sorted({k.premise for k in limits if k.premise is not None}))
