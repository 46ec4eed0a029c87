"""Who is said to have said what."""

from collections.abc import Sequence

from onrecord.lexicons import SpeechLexicon
from onrecord.records import Analysis, Attribution, Mention, ReportEntity


def find_attributions(
    text: str,
    analyses: Sequence[Analysis],
    entities: Sequence[ReportEntity],
    mentions: Sequence[Mention],
    lexicon: SpeechLexicon,
) -> tuple[Attribution, ...]:
    """Every attribution of the report in the order of its cues (quotes without a cue where they stand)."""
    del text, analyses, entities, mentions, lexicon
    return ()
