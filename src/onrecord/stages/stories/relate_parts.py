"""Counts of a part beside counts of the whole: advisers among troops, flats among houses. Never rival figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicons.stories import SlotWords
from onrecord.records import Claim, RelationType, Slot
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.closeness import days_apart, middle
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.other_occasions import of_another
from onrecord.stages.stories.values import amount_of

_SHOWN = 3
_MANY = 200  # slots of one kind of thing and of its parts that are looked at


def relate_parts(slots: Mapping[Slot, Sequence[Claim]], canon: Canon, words: SlotWords) -> Iterator[Finding]:
    """For every slot that counts a part of what others count, in the same place or in one within it, or of the same
    holder, one finding that says so, with the claims of the whole nearest in time.
    """
    by_head: dict[str, list[Slot]] = defaultdict(list)
    for slot in sorted(slots, key=repr):
        by_head[slot.what[0] if slot.what else ""].append(slot)
    for whole in sorted(words.parts.keys() & by_head.keys()):
        for part in sorted(head for head in by_head if words.among(head, whole)):
            for small in by_head[part]:
                fitting = [large for large in by_head[whole][:_MANY] if _is_part(small, large, canon)]
                if fitting:
                    large = max(fitting, key=lambda s: _weight(s, small, slots))
                    if _sure(slots[small], small) and _sure(slots[large], large):
                        yield from _told(slots[small], slots[large])


def _weight(large: Slot, small: Slot, slots: Mapping[Slot, Sequence[Claim]]) -> tuple[bool, bool, int, str]:
    """How likely a slot counts the whole of the part: of its place, told as it is told, by most reports."""
    reports = len({c.report for c in slots[large]})
    return bool(small.where) and large.where == small.where, large.kind == "level", reports, repr(large)


def _is_part(small: Slot, large: Slot, canon: Canon) -> bool:
    """Whether slots of a kind and of a part of it are alike in all else."""
    if small.kind.split(",")[0] != "level" or large.kind.split(",")[0] != "level" or small.status != large.status:
        return False
    if of_another(small) or of_another(large):
        return False
    if small.actor and large.actor and small.actor != large.actor:
        return False
    inside = bool(small.where) and (small.where == large.where or canon.lies_in(small.where, large.where))
    owned = not small.where and bool(small.actor) and small.actor == large.actor
    return (inside or owned) and set(large.what[1:]) <= set(small.what[1:])


def _sure(claims: Sequence[Claim], slot: Slot) -> bool:
    """Whether a claim says itself where or whose they are."""
    return bool(slot.actor) or any(amount_of(c).stated_where for c in claims)


def _told(parts: Sequence[Claim], wholes: Sequence[Claim]) -> Iterator[Finding]:
    part = parts[0]
    fitting = [w for w in wholes if middle(amount_of(w).amount) >= middle(amount_of(part).amount)]
    nearest = sorted(fitting, key=lambda w: (_apart(w, part), w.id))[:_SHOWN]
    if nearest:
        yield Finding(
            type=RelationType.SCOPE_DIFFERENCE,
            rule="quantity.part",
            left=tuple(sorted(nearest, key=lambda w: (w.report, w.evidence, w.id))),
            right=tuple(parts[:_SHOWN]),
            reason=f"“{amount_of(part).what}” are among “{amount_of(nearest[0]).what}”: a part, no rival figure.",
        )


def _apart(one: Claim, two: Claim) -> int:
    """The days between the times two claims speak of, very many where one is not known."""
    days = days_apart(one.clocks.as_of.interval, two.clocks.as_of.interval)
    return 99_999 if days is None else days
