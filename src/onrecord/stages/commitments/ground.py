"""A sentence made ready for finding what binds: tokens with tags set right, names, verb groups."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.lexicons.commitments import CommitmentLexicon
from onrecord.records import Analysis, Name, PassageKind, Span, Token
from onrecord.stages.grammar.verb_groups import VerbGroup, low, verb_groups

PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "SYM", "ADV", "PART", "PRON"})
_NEVER_IN_NAMES = frozenset({"VERB", "AUX", "PRON", "SCONJ", "ADV", "ADJ", "X", "INTJ"})
_HEDGES = frozenset({"than", "up", "to", "at", "over", "about", "around", "under", "nearly", "almost"})
_LONGEST_OBJECT = 14
_SHORTEST_GERUND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the finders look at: the sentence's tokens, names and verb groups, and the words that bind.

    `starting` gives the verb group that begins at a token, `heads` the tokens that head one, `offsets` where each
    token begins in the text.
    """

    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    groups: tuple[VerbGroup, ...]
    starting: Mapping[int, VerbGroup]
    heads: frozenset[int]
    offsets: tuple[int, ...]
    lexicon: CommitmentLexicon
    headline: bool = False

    def tokens_in(self, span: Span) -> range:
        """The indexes of the tokens that begin inside `span`."""
        return range(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))


def ground_of(analysis: Analysis, lexicon: CommitmentLexicon) -> Ground:
    """The sentence made ready for the finders."""
    tokens = _verbs_after_modals(_names_as_nouns(analysis), lexicon)
    groups = verb_groups(tokens, lexicon.modality)
    if not any(g.finite for g in groups) and (verb := _missed_verb(tokens)) is not None:
        tokens = (*tokens[:verb], replace(tokens[verb], tag="VERB"), *tokens[verb + 1 :])
        groups = verb_groups(tokens, lexicon.modality)
    return Ground(
        tokens=tokens,
        names=analysis.names,
        groups=groups,
        starting={g.start: g for g in groups},
        heads=frozenset(g.head for g in groups),
        offsets=tuple(t.span.start for t in tokens),
        lexicon=lexicon,
        headline=analysis.sentence.kind is PassageKind.HEADLINE,
    )


def _names_as_nouns(analysis: Analysis) -> tuple[Token, ...]:
    """The tokens with words inside names tagged as proper nouns, whatever they are elsewhere (`United`, `Rising`)."""
    covered = sorted((n.span.start, n.span.end) for n in analysis.names)
    tokens = []
    at = 0
    for token in analysis.tokens:
        while at < len(covered) and covered[at][1] <= token.span.start:
            at += 1
        named = at < len(covered) and covered[at][0] <= token.span.start and token.text[:1].isupper()
        tokens.append(replace(token, tag="PROPN") if named and token.tag in _NEVER_IN_NAMES else token)
    return tuple(tokens)


def _verbs_after_modals(tokens: tuple[Token, ...], lexicon: CommitmentLexicon) -> tuple[Token, ...]:
    """The tokens with a bare noun right after a modal tagged as the verb it must be (`will transition to`)."""
    fixed = list(tokens)
    for at in range(len(tokens) - 1):
        word = low(tokens[at])
        after = tokens[at + 1]
        modal = tokens[at].tag == "AUX" and word in lexicon.modality.modals
        if modal and after.tag in {"NOUN", "ADJ"} and after.text.islower() and after.text == after.lemma:
            fixed[at + 1] = replace(after, tag="VERB")
        if (
            word == "longer"
            and at > 0
            and low(tokens[at - 1]) == "no"
            and after.tag == "NOUN"
            and after.text[-1] == "s"
        ):
            fixed[at + 1] = replace(after, tag="VERB")
        gerund = word == "to" and after.tag in {"NOUN", "ADJ"} and after.text.islower() and after.text.endswith("ing")
        if gerund and at + 2 < len(tokens) and tokens[at + 2].tag in {"NOUN", "ADJ", "DET", "PROPN"}:
            fixed[at + 1] = replace(after, tag="VERB", lemma=_base_form(after.text))
    return tuple(fixed)


def _missed_verb(tokens: tuple[Token, ...]) -> int | None:
    """The verb of a sentence that shows none, where one in -s was taken for a noun: `advisers | stems from`."""
    for at in range(1, len(tokens) - 1):
        token = tokens[at]
        plural = token.tag == "NOUN" and token.text.islower() and token.text.endswith("s") and token.lemma != token.text
        headed = tokens[at - 1].tag == "NOUN" and tokens[at - 1].text.endswith("s")
        if plural and headed and tokens[at + 1].tag == "ADP":
            return at
    return None


def act_of_noun(noun: Token, lexicon: CommitmentLexicon) -> str | None:
    """The verb for the act that a noun names: `draining` gives `drain`, `closure` `close`."""
    word = noun.lemma.lower()
    if word.endswith("ing") and len(word) > _SHORTEST_GERUND:
        return _base_form(word)
    return lexicon.act_verbs.get(word)


def _base_form(gerund: str) -> str:
    """A verb's likely base from its `-ing` form, for words the analyser took for nouns."""
    stem = gerund[:-3]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    return stem + "e" if stem.endswith(("c", "v", "s", "z", "u", "at", "ut", "dg")) else stem


def object_head(ground: Ground, start: int) -> int | None:
    """The head of the noun phrase that begins at `start`: its last noun before a preposition (`more than` aside)."""
    head = None
    for at in range(start, min(start + _LONGEST_OBJECT, len(ground.tokens))):
        token = ground.tokens[at]
        hedge = low(token) in _HEDGES and head is None
        if (token.tag not in PHRASE and not hedge) or (at in ground.starting and low(token) != "to"):
            break
        if token.tag in {"NOUN", "PROPN", "NUM", "SYM"} or token.lemma in ground.lexicon.promise_nouns:
            head = at
    return head


def noun_phrase_start(ground: Ground, at: int) -> int:
    """Where the noun phrase with head `at` begins, its possessor included."""
    start = at
    while start > 0 and ground.tokens[start - 1].tag in PHRASE - {"ADV"} and (start - 1) not in ground.starting:
        start -= 1
    return start


def enters_state(ground: Ground, group: VerbGroup) -> bool:
    """Whether the copula leads to a state that is entered on purpose: `will be ready`, `to be closed`."""
    entered = ground.lexicon.acts.entered
    at = group.head + 1
    while at < len(ground.tokens) - 1 and ground.tokens[at].tag == "ADV" and low(ground.tokens[at]) not in entered:
        at += 1
    return at < len(ground.tokens) and low(ground.tokens[at]) in entered
