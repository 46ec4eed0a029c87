"""Said on, speaks of, promises for: the times of a claim."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons import ClockLexicon, TimeLexicon
from onrecord.records import Claim, Clocks, Publication, Reading, TimeExpression
from onrecord.stages.clockwork.promised import as_spoken, time_promised
from onrecord.stages.clockwork.said_on import saying_days
from onrecord.stages.clockwork.scene import set_scene
from onrecord.stages.clockwork.spoken_of import time_spoken_of


def place_clocks(
    claims: Sequence[Claim],
    reading: Reading,
    times: Sequence[TimeExpression],
    publication: Publication,
    lexicon: TimeLexicon,
    words: ClockLexicon,
) -> tuple[Claim, ...]:
    """The claims with their four clocks set, each with a reason.

    A claim is said on the day named beside its verb of saying, and speaks of the time its own clause names; where
    neither is named both are the report's own time, the day before publication to publication.
    """
    scene = set_scene(claims, reading, times, publication, lexicon, words)
    days = saying_days(claims, scene)
    placed: list[Claim] = []
    for found in claims:
        said = days.get(found.id)
        claim = as_spoken(found, said, scene)
        clocks = Clocks(
            published=publication.clock,
            said_on=said or scene.window,
            as_of=time_spoken_of(claim, said, scene),
            deadline=time_promised(claim, said, scene),
        )
        placed.append(replace(claim, clocks=clocks))
    return tuple(placed)
