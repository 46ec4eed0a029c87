"""The rule-based analyser: tokens, tags, heads and names from counts, word lists and shapes; weaker than a trained
model, and always there.
"""

from collections.abc import Sequence
from functools import cached_property

from onrecord.lexicons import NameLexicon, SyntaxLexicon
from onrecord.models.analyser import TaggedWords
from onrecord.models.keys import word_keys
from onrecord.models.lemmas import lemma
from onrecord.models.mending import mend_fronted, mend_relations, mend_verbless
from onrecord.models.naming import find_names
from onrecord.models.parsing import find_heads
from onrecord.models.relating import find_relations
from onrecord.models.tagging import Tagger
from onrecord.models.tokens import tokenise
from onrecord.records import Analysis, Sentence, Span, Token


class RuleAnalyser:
    """Meets the `Analyser` protocol with rules alone."""

    digest = "rules-2"

    def __init__(self, syntax: SyntaxLexicon, names: NameLexicon) -> None:
        self._syntax = syntax
        self._names = names

    @cached_property
    def _tagger(self) -> Tagger:
        return Tagger(self._syntax)

    def tag_words(self, words: Sequence[str]) -> TaggedWords:
        """Reads words that are already apart, as in a CoNLL-U file.

        `tag_words(["They", "fled", "."]).relations` is `("nsubj", "root", "punct")`.
        """
        fine = self._tagger.tag(words) if words else []
        lemmas = [lemma(w, t, self._syntax) for w, t in zip(words, fine, strict=True)]
        keys = word_keys(words, fine, self._syntax)
        heads = find_heads(keys, fine, self._syntax.moves)
        relations = find_relations(keys, fine, heads, self._syntax.relations)
        coarse = [t.partition(".")[0] for t in fine]
        if words:
            heads, relations = mend_fronted(words, coarse, heads, relations)
            heads, relations = mend_verbless(fine, heads, relations)
            mend_relations(fine, lemmas, heads, relations)
        return TaggedWords(
            tags=tuple(coarse),
            lemmas=tuple(lemmas),
            heads=tuple(heads),
            relations=tuple(relations),
        )

    def tag_names(self, words: Sequence[str], starts: Sequence[tuple[int, bool]]) -> None:
        """Nothing: the rules give their names to the records alone."""

    def analyse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """Tokens with tags, lemmas and heads, and the names of each sentence; speech is not read."""
        return tuple(self._analyse(text, sentence) for sentence in sentences)

    def _analyse(self, text: str, sentence: Sentence) -> Analysis:
        spans = tokenise(text, sentence.span.start, sentence.span.end, self._syntax.words.tokens)
        words = [text[start:end] for start, end in spans]
        read = self.tag_words(words)
        tokens = tuple(
            Token(span=Span(start=start, end=end), text=word, lemma=lem, tag=tag, head=head, relation=relation)
            for (start, end), word, lem, tag, head, relation in zip(
                spans, words, read.lemmas, read.tags, read.heads, read.relations, strict=True
            )
        )
        return Analysis(sentence=sentence, tokens=tokens, names=find_names(text, sentence, tokens, self._names))
