"""What a claim says was done: the act, whether it is said not to have been, and who and what took part."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import StoryLexicon
from onrecord.records import Analysis, Claim, CueSense, Modality, Reading, ReportId, SourceType, Span, Token
from onrecord.stages.stories.terms import words_of

_NOMINAL = frozenset({"NOUN", "PROPN"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "VERB", "NUM"})
_SUBJECT = frozenset({"nsubj", "csubj"})
_DONE_TO = frozenset({"obj", "iobj", "nsubj:pass"})
_OF_PERSONS = frozenset({"he", "she", "i"})
_OF_NAMES = frozenset({"flat", "flat:name", "compound", "appos", "nmod:desc"})
_CONTENTS = frozenset({"ccomp", "csubj", "acl", "advcl"})
_WITH_ANOTHER = frozenset({"advcl", "conj"})
_SKIPPED = frozenset({"advcl", "ccomp", "parataxis", "acl:relcl"})
_TOO_MANY = 60  # tokens under one verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Predication:
    """One act of a claim. `doer` and `patient` are the words of who does it and of what it is done to, `about` those of
    all that stands with it; `names` and `numbers` are the names and the numbers among them. It is `settled` where it is
    told as done or not done, not as to be done, possible or asked.

    `The guards never closed the gate of Telmar` has the act `close`, negated, the doer `guard`, the patient `gate`.
    """

    claim: Claim
    act: str
    negated: bool
    settled: bool
    doer: frozenset[str]
    patient: frozenset[str]
    about: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


class Predications:
    """Reads the predications of claims off the dependencies of their sentences."""

    def __init__(self, readings: Sequence[Reading], lexicon: StoryLexicon) -> None:
        self._sentences: Mapping[tuple[ReportId, int], Analysis] = {
            (r.report.id, a.sentence.index): a for r in readings for a in r.analyses
        }
        self._called: dict[tuple[ReportId, int], list[tuple[Span, frozenset[str]]]] = defaultdict(list)
        for reading in readings:
            for mention in reading.mentions:
                if mention.entity is not None:
                    name = frozenset(words_of(reading.entities[mention.entity].name))
                    self._called[reading.report.id, mention.sentence].append((mention.span, name))
        self._lexicon = lexicon

    def of(self, claim: Claim) -> Iterator[Predication]:
        """The predications of a claim, in the order of its words."""
        analysis = self._sentences.get((claim.report, claim.sentence))
        if analysis is None or claim.modality in {Modality.POSSIBLE, Modality.UNDISCLOSED}:
            return
        tree = _Tree(analysis.tokens)
        denied = claim.attribution.sense is CueSense.DENIES and claim.attribution.spoken
        for index, token in enumerate(analysis.tokens):
            inside = claim.evidence.start <= token.span.start and token.span.end <= claim.evidence.end
            cue = claim.attribution.cue is not None and claim.attribution.cue.overlaps(token.span)
            acts = token.tag == "VERB" or bool(tree.under(index, "cop"))
            if inside and acts and not cue and self._tells(token):
                yield self._read(claim, tree, index, denied=denied)

    def _tells(self, token: Token) -> bool:
        lemma = token.lemma.lower()
        acts = self._lexicon.acts
        empty = lemma in self._lexicon.function_words and lemma not in acts.by_word
        return lemma.isalpha() and not empty and lemma not in acts.plain and lemma not in acts.telling

    def _read(self, claim: Claim, tree: "_Tree", index: int, *, denied: bool) -> Predication:
        tokens = tree.tokens
        governor = tree.governor(index)
        failed = governor is not None and tokens[governor].lemma.lower() in self._lexicon.acts.failing
        doer = self._doer(tree, index) or (self._doer(tree, governor) if governor is not None else [])
        agents = tree.under(index, "obl:agent")
        patient = tree.under(index, *_DONE_TO)
        if tree.under(index, "cop"):
            patient, doer = doer, []
        negations = [self._negated(tree, i, index) for i in (index, *([governor] if governor is not None else []))]
        about = [i for i in tree.below(index) if i != index]
        return Predication(
            claim=claim,
            act=self._head(tokens[index]),
            negated=(sum(negations) + failed + denied) % 2 == 1,
            settled=not self._unreal(tree, index) and (governor is None or failed) and not self._within(tree, index),
            doer=self._named(claim, tree, [*doer, *agents]),
            patient=self._named(claim, tree, patient),
            about=self._words(tokens, about),
            names=frozenset(tokens[i].lemma.lower() for i in about if tokens[i].tag == "PROPN"),
            numbers=frozenset(tokens[i].text for i in about if tokens[i].tag == "NUM"),
        )

    def _doer(self, tree: "_Tree", index: int) -> list[int]:
        """The subject of a verb; for a pronoun in a clause that goes with another, the subject of that."""
        own = tree.under(index, *_SUBJECT)
        token = tree.tokens[index]
        if own and tree.tokens[own[0]].tag == "PRON" and token.relation in _WITH_ANOTHER and token.head >= 0:
            return tree.under(token.head, *_SUBJECT, "nsubj:pass") or own
        if token.relation == "acl:relcl" and token.head >= 0 and all(tree.tokens[i].tag == "PRON" for i in own):
            return [token.head, *tree.under(token.head, *_SUBJECT)]
        if not own and token.relation == "conj" and token.head >= 0:
            return tree.under(token.head, *_SUBJECT)
        return own

    def _named(self, claim: Claim, tree: "_Tree", parts: Sequence[int]) -> frozenset[str]:
        """The words of those who take part, with the names of whom they stand for."""
        names = [i for part in parts for i in tree.children[part] if tree.tokens[i].relation in _OF_NAMES]
        spans = {tree.tokens[i].span for i in parts}
        called = [
            name
            for span, name in self._called.get((claim.report, claim.sentence), ())
            if any(span.start <= s.start and s.end <= span.end for s in spans)
        ]
        person = claim.attribution.source_type is SourceType.NAMED_PERSON
        own = _OF_PERSONS if person else self._lexicon.acts.himself - _OF_PERSONS
        oneself = not called and any(tree.tokens[i].text.lower() in own for i in parts)
        speaker = words_of(claim.attribution.speaker or "") if oneself else ()
        return self._words(tree.tokens, [*parts, *names]).union(*called, speaker)

    def _negated(self, tree: "_Tree", index: int, below: int) -> bool:
        """Whether a negator stands with a verb, or a `no` with one who takes part."""
        own = tree.children[index]
        if any(tree.tokens[i].text.lower() in _NOT for i in own if i < below or i < index):
            return True
        parts = [i for i in own if tree.tokens[i].relation in _SUBJECT | _DONE_TO]
        return any(tree.tokens[j].text.lower() == "no" for i in parts for j in tree.children[i])

    def _unreal(self, tree: "_Tree", index: int) -> bool:
        """Whether a modal verb or a conjunction of condition or question stands with a verb."""
        words = {tree.tokens[i].text.lower() for i in tree.children[index] if tree.tokens[i].relation in _FRAMES}
        aimed = "to" in words and tree.governor(index) is None
        limited = {tree.tokens[i].text.lower() for i in tree.below(index)} & self._lexicon.acts.limiting
        return aimed or bool(limited) or bool(words & self._lexicon.acts.unframed)

    def _within(self, tree: "_Tree", index: int) -> bool:
        """Whether an act is only the content of another that is negated or asked about: `not proved how he fled`."""
        token = tree.tokens[index]
        asking = (*tree.children[index], *([token.head] if token.head >= 0 else []))
        asked = any(tree.tokens[i].text.lower() in self._lexicon.acts.asking for i in asking)
        negated = token.relation in _CONTENTS and token.head >= 0 and self._negated(tree, token.head, token.head)
        return asked or negated

    def _words(self, tokens: Sequence[Token], within: Sequence[int]) -> frozenset[str]:
        content = (tokens[i] for i in within if tokens[i].tag in _CONTENT)
        heads = (self._head(token) for token in content)
        return frozenset(word for word in heads if word not in self._lexicon.function_words)

    def _head(self, token: Token) -> str:
        lemma = token.lemma.lower()
        return self._lexicon.synonyms_by_word.get(lemma, lemma)


_NOT = frozenset({"not", "n't", "n’t", "never", "hardly"})
_FRAMES = frozenset({"aux", "aux:pass", "mark"})


class _Tree:
    """The dependencies of a sentence, from heads to children."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.children: Mapping[int, list[int]] = defaultdict(list)
        for index, token in enumerate(tokens):
            if token.head >= 0:
                self.children[token.head].append(index)

    def under(self, index: int, *relations: str) -> list[int]:
        """The children that stand in one of some relations."""
        return [i for i in self.children[index] if self.tokens[i].relation in relations]

    def governor(self, index: int) -> int | None:
        """The verb that a verb completes: `failed` in `failed to stop`."""
        token = self.tokens[index]
        return token.head if token.relation == "xcomp" and token.head >= 0 else None

    def below(self, index: int) -> list[int]:
        """All that hangs on a token, but for clauses of their own."""
        found: list[int] = []
        waiting = [index]
        while waiting and len(found) < _TOO_MANY:
            at = waiting.pop()
            found.append(at)
            waiting += [i for i in self.children[at] if not self._apart(i)]
        return sorted(found)

    def _apart(self, index: int) -> bool:
        token = self.tokens[index]
        return token.relation in _SKIPPED or (token.relation == "conj" and token.tag == "VERB")
