"""Short names that several people of a report bear: which of them a bare surname stands for where it stands."""

from collections.abc import Collection, Mapping, Sequence

from onrecord.records import Confidence
from onrecord.stages.names.naming_events import Named


def told_apart(
    members: Sequence[int],
    homes: Sequence[Collection[int]],
    named: Sequence[Named],
    fitting: Mapping[int, Sequence[int]],
) -> dict[int, int]:
    """For each of `members`, in the order of the text, the place in `homes` of the person it stands for; those that
    stay open are left out.

    `homes` hold the names by which each person is named in full, `fitting` the homes that a form of address or an
    office points at. A surname goes on standing for whom it stood last, until another of its bearers is named in full
    as one who acts or speaks: wives, brothers and namesakes mentioned in passing do not take it over.
    """
    known = _known(homes, named)
    related = {h for h, own in enumerate(homes) if any(named[i].related for i in own)}
    found: dict[int, int] = {}
    last: tuple[int, int] | None = None
    for i in members:
        told = fitting.get(i, ())
        home = told[0] if len(told) == 1 else _in_line(i, known, related, named, last)
        if home is not None:
            found[i] = home
            last = i, home
    return found


def _known(homes: Sequence[Collection[int]], named: Sequence[Named]) -> dict[int, list[int]]:
    """The full names of each bearer; guesses only where there is nothing better."""
    firm = {
        h: sorted(i for i in members if named[i].confidence is not Confidence.LOW) for h, members in enumerate(homes)
    }
    sure = {h: own for h, own in firm.items() if any(named[i].confidence is Confidence.HIGH for i in own)}
    return sure or {h: own for h, own in firm.items() if own} or {h: sorted(own) for h, own in enumerate(homes)}


def _in_line(
    i: int,
    known: Mapping[int, Sequence[int]],
    related: Collection[int],
    named: Sequence[Named],
    last: tuple[int, int] | None,
) -> int | None:
    """The bearer in line at the name `i`, after `last`: the place of the surname before it and whose it was."""
    if len(known) == 1:
        return next(iter(known))
    since = last[0] if last else -1
    acting = sorted(
        (m, h) for h, own in known.items() if h not in related for m in own if since < m < i and named[m].subject
    )
    if acting:
        place, home = acting[-1]
        together = {h for m, h in acting if named[m].sentence == named[place].sentence}
        return home if len(together) == 1 else None
    if last is not None:
        return last[1]
    before = sorted((own[0], h) for h, own in known.items() if own[0] < i)
    if before:
        return before[0][1] if len(before) == 1 else None
    return _coming(i, known, named)


def _coming(i: int, known: Mapping[int, Sequence[int]], named: Sequence[Named]) -> int | None:
    """Of bearers all named later, the one named first, as after a headline; None where two come together."""
    after = sorted((own[0], h) for h, own in known.items() if own[0] > i)
    if not after:
        return None
    together = [h for m, h in after if named[m].sentence == named[after[0][0]].sentence]
    return after[0][1] if len(together) == 1 else None
