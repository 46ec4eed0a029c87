"""The words of a claim that say what it speaks of, as the analyser reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Claim, Reading, ReportId, Span, Token

_THINGS = frozenset({"NOUN", "PROPN"})
_JOINS = frozenset({"SCONJ", "CCONJ"})
_AT = frozenset({"in", "at", "near"})
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a judgement is passed on: its head noun, the names in it and all its nouns.

    `the trial of Karel Voss` has the head `trial` and the names `karel` and `voss`.
    """

    head: str
    names: frozenset[str]
    nouns: frozenset[str]

    def same(self, other: "Thing") -> bool:
        """Whether both may be one thing: one head, and no other names nor nouns of which they share none."""
        if self.head != other.head:
            return False
        if self.names and other.names and not self.names & other.names:
            return False
        one, two = self.nouns - {self.head}, other.nouns - {other.head}
        return bool(one & two) if one and two else not (self.names or other.names)


class ClaimWords:
    """The tokens of the sentences of all reports, looked up by claim and span."""

    def __init__(self, readings: Sequence[Reading], function_words: frozenset[str]) -> None:
        self._function_words = function_words
        self._tokens: Mapping[tuple[ReportId, int], Sequence[Token]] = {
            (r.report.id, a.sentence.index): a.tokens for r in readings for a in r.analyses
        }

    def within(self, claim: Claim, span: Span) -> list[Token]:
        """The tokens of the claim's sentence and the next that lie in a span of its report."""
        own = (t for n in (0, 1) for t in self._tokens.get((claim.report, claim.sentence + n), ()))
        return [t for t in own if span.start <= t.span.start and t.span.end <= span.end]

    def content(self, claim: Claim, span: Span) -> list[str]:
        """The lemmas of the first content words in a span."""
        pairs = ((t.text.lower(), t.lemma.lower()) for t in self.within(claim, span))
        return [lemma for word, lemma in pairs if word[0].isalnum() and not self._function_words & {word, lemma}][
            :_MOST
        ]

    def nouns(self, claim: Claim, span: Span) -> list[str]:
        """The lemmas of the common nouns in a span."""
        return [t.lemma.lower() for t in self.within(claim, span) if t.tag == "NOUN"]

    def names(self, claim: Claim, span: Span) -> frozenset[str]:
        """The capitalised words of names in a span."""
        own = self.within(claim, span)
        return frozenset(t.text.lower() for t in own if t.tag == "PROPN" and t.text[0].isupper())

    def place(self, claim: Claim, span: Span) -> list[str]:
        """The words of the first name that stands after `in`, `at` or `near` in a span."""
        found: list[str] = []
        inside = False
        for token in self.within(claim, span):
            if inside and token.tag == "PROPN" and token.text[0].isupper():
                found.append(token.text.lower())
            elif found:
                break
            else:
                inside = token.text.lower() in _AT or (inside and token.tag in {"DET", "ADJ"})
        return found

    def thing(self, claim: Claim, span: Span) -> Thing | None:
        """What the noun phrase at the end of a span names; none where it is a pronoun."""
        tokens = self.within(claim, span)
        for index in range(len(tokens) - 1, -1, -1):
            if tokens[index].tag in _JOINS:
                tokens = tokens[index + 1 :]
                break
        owner = max((n for n, t in enumerate(tokens) if t.text in {"'s", "’s"}), default=-1)
        tokens = tokens[owner + 1 :] if any(t.tag in _THINGS for t in tokens[owner + 1 :]) else tokens
        first = next((n for n, t in enumerate(tokens) if t.tag in _THINGS), None)
        if first is None:
            return None
        ends = [n for n, t in enumerate(tokens) if n > first and t.tag not in _THINGS]
        head = tokens[(ends[0] if ends else len(tokens)) - 1]
        if head.tag == "PROPN" or any(t.tag in {"VERB", "AUX"} for t in tokens):
            return None
        return Thing(
            head=head.lemma.lower(),
            names=frozenset(t.lemma.lower() for t in tokens if t.tag == "PROPN"),
            nouns=frozenset(t.lemma.lower() for t in tokens if t.tag in _THINGS),
        )
