"""Whose words a stretch of text is in."""

from collections.abc import Sequence

from onrecord.records import NARRATOR, Attribution, Span


def voice_at(attributions: Sequence[Attribution], span: Span) -> Attribution:
    """The innermost attribution whose content covers `span`, or the narrator.

    Attributions that only decline or ask carry no proposition, but what stands in them is still not the narrator's.
    What somebody only wants or feels is.
    """
    covering = [
        (len(content), -(a.cue.start if a.cue else 0), a)
        for a in attributions
        if a.spoken
        for content in a.content
        if content.covers(span)
    ]
    return min(covering, key=lambda row: row[:2])[2] if covering else NARRATOR
