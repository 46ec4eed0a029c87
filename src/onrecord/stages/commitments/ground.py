"""A sentence made ready for finding what binds: tokens with tags set right, names, verb groups."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons.commitments import CommitmentLexicon
from onrecord.records import Analysis, Name, PassageKind, Span, Token
from onrecord.stages.grammar.tree import Tree
from onrecord.stages.grammar.verb_groups import VerbGroup, low, verb_groups

PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "SYM", "ADV", "PART", "PRON"})
_NEVER_IN_NAMES = frozenset({"VERB", "AUX", "PRON", "SCONJ", "ADV", "ADJ", "X", "INTJ"})
_HEDGES = frozenset({"than", "up", "to", "at", "over", "about", "around", "under", "nearly", "almost"})
_LONGEST_OBJECT = 14
_SHORTEST_GERUND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the finders look at: the sentence's tokens, names and verb groups, and the words that bind.

    `lows` are the tokens in lower case; `starting` gives the verb group that begins at a token, `heads` the tokens
    that head one, `finite` those that head a finite one, `offsets` where each token begins in the text.
    """

    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    names: tuple[Name, ...]
    groups: tuple[VerbGroup, ...]
    starting: Mapping[int, VerbGroup]
    heads: frozenset[int]
    finite: frozenset[int]
    offsets: tuple[int, ...]
    tree: Tree
    lexicon: CommitmentLexicon
    headline: bool = False

    def tokens_in(self, span: Span) -> range:
        """The indexes of the tokens that begin inside `span`."""
        return range(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))

    def has_modal(self, start: int) -> bool:
        """Whether a verb group with a modal begins at the token."""
        group = self.starting.get(start)
        return group is not None and bool(group.modal)

    def tokens_covered(self, span: Span) -> range:
        """The indexes of the tokens that lie inside `span` as a whole."""
        begun = self.tokens_in(span)
        cut = len(begun) > 0 and self.tokens[begun[-1]].span.end > span.end
        return begun[:-1] if cut else begun

    def groups_within(self, first: int, last: int) -> tuple[VerbGroup, ...]:
        """The verb groups that stand between two tokens, these included."""
        start = bisect_left(self.groups, first, key=lambda g: g.start)
        end = bisect_right(self.groups, last, key=lambda g: g.head)
        return self.groups[start:end]


def ground_of(analysis: Analysis, lexicon: CommitmentLexicon) -> Ground:
    """The sentence made ready for the finders."""
    lows = tuple(low(token) for token in analysis.tokens)
    tokens = _verbs_after_modals(_names_as_nouns(analysis), lows, lexicon)
    groups = verb_groups(tokens, lows, lexicon.modality)
    if not any(g.finite for g in groups) and (verb := _missed_verb(tokens, lexicon)) is not None:
        tokens = (*tokens[:verb], replace(tokens[verb], tag="VERB"), *tokens[verb + 1 :])
        groups = verb_groups(tokens, lows, lexicon.modality)
    return Ground(
        tokens=tokens,
        lows=lows,
        names=analysis.names,
        groups=groups,
        starting={g.start: g for g in groups},
        heads=frozenset(g.head for g in groups),
        finite=frozenset(g.head for g in groups if g.finite),
        offsets=tuple(t.span.start for t in tokens),
        tree=Tree(tokens),
        lexicon=lexicon,
        headline=analysis.sentence.kind is PassageKind.HEADLINE,
    )


def _names_as_nouns(analysis: Analysis) -> tuple[Token, ...]:
    """The tokens with words inside names tagged as proper nouns, whatever they are elsewhere (`United`, `Rising`)."""
    if not analysis.names:
        return analysis.tokens
    covered = sorted((n.span.start, n.span.end) for n in analysis.names)
    tokens = []
    at = 0
    for token in analysis.tokens:
        while at < len(covered) and covered[at][1] <= token.span.start:
            at += 1
        named = at < len(covered) and covered[at][0] <= token.span.start and token.text[:1].isupper()
        tokens.append(replace(token, tag="PROPN") if named and token.tag in _NEVER_IN_NAMES else token)
    return tuple(tokens)


def _verbs_after_modals(
    tokens: tuple[Token, ...], lows: Sequence[str], lexicon: CommitmentLexicon
) -> tuple[Token, ...]:
    """The tokens with a bare noun right after a modal tagged as the verb it must be (`will transition to`)."""
    fixed = list(tokens)
    for at, word in enumerate(lows[:-1]):
        after = tokens[at + 1]
        modal = tokens[at].tag == "AUX" and word in lexicon.modality.modals
        if modal and after.tag in {"NOUN", "ADJ"} and after.text.islower() and after.text == after.lemma:
            fixed[at + 1] = replace(after, tag="VERB")
        if word == "longer" and at > 0 and lows[at - 1] == "no" and after.tag == "NOUN" and after.text[-1] == "s":
            fixed[at + 1] = replace(after, tag="VERB")
        gerund = word == "to" and after.tag in {"NOUN", "ADJ"} and after.text.islower() and after.text.endswith("ing")
        if gerund and at + 2 < len(tokens) and tokens[at + 2].tag in {"NOUN", "ADJ", "DET", "PROPN"}:
            fixed[at + 1] = replace(after, tag="VERB", lemma=_base_form(after.text))
    return tuple(fixed)


def _missed_verb(tokens: tuple[Token, ...], lexicon: CommitmentLexicon) -> int | None:
    """The verb of a sentence that shows none, where one in -s was taken for a noun: `advisers | stems from`, `the
    defence | plans to call`.
    """
    for at in range(1, len(tokens) - 1):
        token = tokens[at]
        plural = token.tag == "NOUN" and token.text.islower() and token.text.endswith("s") and token.lemma != token.text
        headed = tokens[at - 1].tag == "NOUN" and tokens[at - 1].text.endswith("s")
        if plural and headed and tokens[at + 1].tag == "ADP":
            return at
        single = tokens[at - 1].tag in {"NOUN", "PROPN"} and not tokens[at - 1].text.endswith("s")
        to_act = low(tokens[at + 1]) == "to" and tokens[min(at + 2, len(tokens) - 1)].tag == "VERB"
        if plural and single and to_act and token.lemma in lexicon.controls:
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
        token, word = ground.tokens[at], ground.lows[at]
        hedge = word in _HEDGES and head is None
        described = token.tag == "VERB" and ground.tree.bases[at] == "amod"
        if (token.tag not in PHRASE and not hedge and not described) or (at in ground.starting and word != "to"):
            break
        if token.tag in {"NOUN", "PROPN", "NUM", "SYM"} or token.lemma in ground.lexicon.promise_nouns:
            head = at
    return head


def noun_phrase_start(ground: Ground, at: int) -> int:
    """Where the noun phrase with head `at` begins, its possessor included."""
    start = at
    while start > 0 and (start - 1) not in ground.starting and _in_phrase(ground, start - 1, at):
        start -= 1
    return start


def _in_phrase(ground: Ground, at: int, head: int) -> bool:
    """Whether the token belongs before the noun: `Norland's | previously announced plan`."""
    token = ground.tokens[at]
    described = ground.tree.bases[at] == "amod" or (token.tag == "ADV" and ground.tree.under(at, head))
    return token.tag in PHRASE - {"ADV"} or described


def enters_state(ground: Ground, group: VerbGroup) -> bool:
    """Whether the copula leads to a state that is entered on purpose: `will be ready`, `to be closed`."""
    entered = ground.lexicon.acts.entered
    at = group.head + 1
    while at < len(ground.tokens) - 1 and ground.tokens[at].tag == "ADV" and ground.lows[at] not in entered:
        at += 1
    return at < len(ground.tokens) and ground.lows[at] in entered
