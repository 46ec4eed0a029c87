"""The trained analyser: what the encoder reads of a report's words, as records."""

from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version

from onrecord.lexicons import NameLexicon, SyntaxLexicon
from onrecord.models.analyser import TaggedWords
from onrecord.models.encoder.names import make_names
from onrecord.models.encoder.reading import Read, WordReader
from onrecord.models.encoder.speech import ReportWords
from onrecord.models.encoder.weights import Weights
from onrecord.models.lemmas import lemma
from onrecord.models.tokens import tokenise
from onrecord.records import Analysis, Sentence, Span, SpeechSpan, Token


class EncoderAnalyser:
    """Meets the `Analyser` protocol with the trained weights; the network is loaded when first needed."""

    def __init__(self, weights: Weights, syntax: SyntaxLexicon, names: NameLexicon) -> None:
        self._speaks = weights.manifest.speaks
        self._syntax = syntax
        self._names = names
        pairs = {tag for tags in syntax.counts.words.values() for tag in tags}
        self._reader = WordReader(weights, pairs)
        running = " ".join(version(package) for package in ("onnxruntime", "tokenizers"))
        self.digest = f"{weights.manifest.name} {weights.digest} {running}"

    def analyse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Analysis, ...]:
        """Tokens, tags, heads, names and speech of each of a report's sentences, in their order."""
        cut = [tokenise(text, s.span.start, s.span.end, self._syntax.words.tokens) for s in sentences]
        places = [place for row in cut for place in row]
        words = [text[start:end] for start, end in places]
        firsts = [0]
        for row in cut:
            firsts.append(firsts[-1] + len(row))
        fresh = [not i or s.paragraph != sentences[i - 1].paragraph for i, s in enumerate(sentences)]
        starts = [(first, opens) for first, opens, row in zip(firsts, fresh, cut, strict=False) if row]
        read = self._reader.read(words, starts)
        report = ReportWords(words=words, places=places, starts=frozenset(first for first, _ in starts))
        spoken = [(saying.anchor, report.spoken(saying)) for saying in read.sayings] if self._speaks else None
        found = []
        for sentence, first, end in zip(sentences, firsts, firsts[1:], strict=False):
            tokens = self._tokens(read, words, places, first, end)
            speech = None if spoken is None else tuple(span for anchor, span in spoken if first <= anchor < end)
            found.append(self._analysis(text, sentence, tokens, read, first, speech))
        return tuple(found)

    def tag_words(self, words: Sequence[str]) -> TaggedWords:
        """Reads the words of one sentence, already apart, as in a CoNLL-U file."""
        read = self._reader.read(words, [(0, True)] if words else [])
        return TaggedWords(
            tags=tuple(read.upos),
            lemmas=tuple(self._lemmas(read, words, 0, len(words))),
            heads=tuple(read.heads),
            relations=tuple(read.relations),
        )

    def tag_names(self, words: Sequence[str], starts: Sequence[tuple[int, bool]]) -> list[str]:
        """One BIO tag a word, of the types that the encoder was trained on; titles are outside, as there."""
        tags = ["O"] * len(words)
        for name in self._reader.read(words, starts).names:
            tags[name.first : name.end] = [f"B-{name.type}", *[f"I-{name.type}"] * (name.end - name.first - 1)]
        return tags

    def _analysis(
        self,
        text: str,
        sentence: Sentence,
        tokens: tuple[Token, ...],
        read: Read,
        first: int,
        speech: tuple[SpeechSpan, ...] | None,
    ) -> Analysis:
        within = range(first, first + len(tokens))
        ranges = [replace(n, first=n.first - first, end=n.end - first) for n in read.names if n.first in within]
        names = make_names(text, tokens, ranges, self._names)
        return Analysis(sentence=sentence, tokens=tokens, names=names, speech=speech)

    def _tokens(
        self, read: Read, words: Sequence[str], places: Sequence[tuple[int, int]], first: int, end: int
    ) -> tuple[Token, ...]:
        lemmas = self._lemmas(read, words, first, end)
        return tuple(
            Token(
                span=Span(start=places[word][0], end=places[word][1]),
                text=words[word],
                lemma=lemmas[word - first],
                tag=read.upos[word],
                head=read.heads[word] - first if read.heads[word] >= 0 else -1,
                relation=read.relations[word],
            )
            for word in range(first, end)
        )

    def _lemmas(self, read: Read, words: Sequence[str], first: int, end: int) -> list[str]:
        return [lemma(words[i], f"{read.upos[i]}.{read.xpos[i]}", self._syntax) for i in range(first, end)]
