"""Topics: the content words of a proposition in canonical form."""

from collections.abc import Collection

from onrecord.lexicons import SpeechLexicon
from onrecord.records import Analysis, Span

FEWEST_SHARED = 3
"""So few words in common say nothing."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})


def topic_of(analysis: Analysis, span: Span, lexicon: SpeechLexicon) -> tuple[str, ...]:
    """The lemmas of the content words in `span`, sorted, each once."""
    found = {
        token.lemma.lower()
        for token in analysis.tokens
        if span.covers(token.span) and token.tag in _CONTENT and token.text.lower() not in lexicon.stopwords
    }
    return tuple(sorted(word for word in found if any(c.isalnum() for c in word)))


def shared(left: Collection[str], right: Collection[str]) -> float:
    """Which part of the smaller topic stands in the larger; 0 where fewer than three words are shared.

    >>> shared(("close", "port", "storm"), ("close", "port", "storm", "reopen"))
    1.0
    """
    common = set(left) & set(right)
    return len(common) / min(len(left), len(right)) if len(common) >= FEWEST_SHARED else 0.0
