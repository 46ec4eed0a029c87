"""The rule-based analyser: tokens, tags, heads and names from word lists and shapes; weaker than a trained model."""

import re

from onrecord.lexicons import NameLexicon, SyntaxLexicon
from onrecord.records import Analysis, Sentence, Span, Token

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


class RuleAnalyser:
    """Meets the `Analyser` protocol with rules alone."""

    digest = "rules-0"

    def __init__(self, syntax: SyntaxLexicon, names: NameLexicon) -> None:
        self._syntax = syntax
        self._names = names

    def analyse(self, text: str, sentence: Sentence) -> Analysis:
        """Tokens of the sentence, untagged."""
        base = sentence.span.start
        tokens = tuple(
            Token(
                span=Span(start=base + m.start(), end=base + m.end()),
                text=m.group(),
                lemma=m.group().lower(),
                tag="X",
            )
            for m in _WORD.finditer(sentence.span.of(text))
        )
        return Analysis(sentence=sentence, tokens=tokens)
