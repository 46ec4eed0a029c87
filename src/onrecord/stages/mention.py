"""Who and what a report names, and which words stand for whom."""

from collections.abc import Sequence

from onrecord.lexicons import NameLexicon
from onrecord.records import Analysis, Mention, ReportEntity


def find_mentions(
    text: str, analyses: Sequence[Analysis], lexicon: NameLexicon
) -> tuple[tuple[ReportEntity, ...], tuple[Mention, ...]]:
    """The report's entities and every mention of them, in the order of the text."""
    del text, analyses, lexicon
    return (), ()
