"""Subjects: who a verb group is about, and whether that is someone who can act."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.lexicons.commitments import ActWords, CommitmentLexicon
from onrecord.records import Name, NameKind, Token
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "ADP", "SYM", "PART"})
_RELATIVE = frozenset({"who", "which", "that"})
_ASIDE_MARKS = frozenset({",", "-", "–", "—"})
_CLAUSE_MARKS = frozenset({";", ":", "—", "–", "--", "“", "”", '"', "‘", "…", "?", "!"})
_LIKE_PREPOSITIONS = frozenset({"in", "of", "from", "by", "for", "on", "at", "with", "to"})
_LONGEST = 30


class Agency(StrEnum):
    """What sort of doer a noun phrase is."""

    NAMED = "named"
    AGENT = "agent"
    PRONOUN = "pronoun"
    MEASURE = "measure"
    EVENT = "event"
    THING = "thing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Tokens `start` to `end` (exclusive) with their head noun; `relative` when the clause begins with `which`,
    `shared` when an earlier verb has it too.
    """

    start: int
    end: int
    head: int
    relative: int | None = None
    shared: bool = False


def find_subject(tokens: Sequence[Token], groups: Sequence[VerbGroup], at: int) -> Subject | None:
    """The subject of the verb group that starts at token `at`; None where none is in sight."""
    before = _skip_adverbs(tokens, at - 1)
    if before < 0:
        return None
    if _is_relative(tokens[before]) and before > 0:
        return _antecedent(tokens, before)
    if _is_joined(tokens, groups, before):
        return _shared(tokens, groups, before)
    if low(tokens[before]) in _ASIDE_MARKS:
        before = _before_aside(tokens, before)
    return _past_relative_clause(tokens, groups, at) or noun_phrase_ending(tokens, before)


def _past_relative_clause(tokens: Sequence[Token], groups: Sequence[VerbGroup], at: int) -> Subject | None:
    """The subject of a verb that follows a relative clause without a mark: `People who were moved out of the valley |
    will be paid`, `An inquiry into what happened at the dam | is to open`. The noun right before the verb is not it.
    """
    inner = next((g for g in reversed(groups) if g.finite and g.head < at), None)
    if inner is None or any(t.tag in {"PUNCT", "CCONJ", "SCONJ"} for t in tokens[inner.head + 1 : at]):
        return None
    relative = _skip_adverbs(tokens, inner.start - 1)
    if relative < 1 or low(tokens[relative]) not in _RELATIVE | {"what"} or tokens[relative].tag == "PROPN":
        return None
    last = relative - 1
    while last > 0 and tokens[last].tag == "ADP":
        last -= 1
    found = noun_phrase_ending(tokens, last)
    return None if found is None else Subject(start=found.start, end=at, head=found.head)


def _is_relative(token: Token) -> bool:
    return low(token) in _RELATIVE and token.tag != "PROPN"


def _skip_adverbs(tokens: Sequence[Token], at: int) -> int:
    while at >= 0 and tokens[at].tag == "ADV":
        at -= 1
    return at


def _antecedent(tokens: Sequence[Token], relative: int) -> Subject | None:
    """The noun phrase before `which`; without one, `that` opens a clause whose subject is missing."""
    at = relative - 1
    if low(tokens[at]) == ",":
        at -= 1
    found = noun_phrase_ending(tokens, at)
    if found is None:
        return None
    return Subject(start=found.start, end=found.end, head=found.head, relative=relative)


def _is_joined(tokens: Sequence[Token], groups: Sequence[VerbGroup], before: int) -> bool:
    """Whether the token before a verb group joins it to an earlier one."""
    return tokens[before].tag == "CCONJ" or (low(tokens[before]) == "," and _follows_verb(groups, before))


def _follows_verb(groups: Sequence[VerbGroup], at: int) -> bool:
    return any(g.finite and g.head < at for g in groups)


def _shared(tokens: Sequence[Token], groups: Sequence[VerbGroup], at: int) -> Subject | None:
    """The subject of the nearest finite group before a conjunction: `X came and will stay`."""
    for group in reversed(groups):
        if not group.finite or group.head >= at:
            continue
        if group.start == 0:
            return None
        found = find_subject(tokens, groups, group.start)
        if found is not None:
            return Subject(start=found.start, end=found.end, head=found.head, relative=found.relative, shared=True)
        before = _skip_adverbs(tokens, group.start - 1)
        if before >= 0 and _is_joined(tokens, groups, before):
            return None  # it has asked every group before it, and asking them again would double with each
    return None


def _before_aside(tokens: Sequence[Token], comma: int) -> int:
    """The token before `, an aside,` that ends at `comma`; what stands before `comma` when no aside opens."""
    at, mark = comma - 1, low(tokens[comma])
    while at > 0 and comma - at <= _LONGEST:
        if low(tokens[at]) == mark and tokens[at + 1].tag != "CCONJ" and not in_list(tokens, at):
            return at - 1
        at -= 1
    return comma - 1


def in_list(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the comma stands between items of a list of names: `Germany, France and Spain`."""
    item = tokens[comma + 1]
    following = comma + 2
    while following < len(tokens) and tokens[following].tag == "PROPN":
        following += 1
    ends = following < len(tokens) and (low(tokens[following]) == "," or tokens[following].tag == "CCONJ")
    return item.tag == "PROPN" and tokens[comma - 1].tag == "PROPN" and ends


def noun_phrase_ending(tokens: Sequence[Token], last: int) -> Subject | None:
    """The noun phrase whose last token is `last`, with what modifies it."""
    if last < 0 or tokens[last].tag not in _NOMINAL | {"VERB"} or tokens[last].tag in {"ADP", "PART"}:
        return None
    if tokens[last].tag == "PRON":
        return Subject(start=last, end=last + 1, head=last)
    start = last
    while start > 0 and last - start < _LONGEST and _continues(tokens, start - 1):
        start -= 1
    start = _proper_start(tokens, start, last)
    head = _head(tokens, start, last)
    return None if head is None else Subject(start=start, end=last + 1, head=head)


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at `at` can belong to the noun phrase that goes on after it."""
    token, word = tokens[at], low(tokens[at])
    if word in _CLAUSE_MARKS or _is_relative(token):
        return False
    if token.tag in _NOMINAL or word in _LIKE_PREPOSITIONS:
        return not (token.tag == "PRON" and tokens[at + 1].tag not in {"NOUN", "ADJ", "NUM", "PROPN", "PART", "VERB"})
    if token.tag == "CCONJ":
        return at > 0 and _joins_nouns(tokens[at - 1], tokens[at + 1])
    if token.tag == "VERB":
        return _modifies(tokens, at)
    if word == ",":
        return in_list(tokens, at)
    return token.tag == "PUNCT" and word in {"-", "'", "’", "(", ")", "%", "‘"}


def _joins_nouns(left: Token, right: Token) -> bool:
    nouns = left.tag in {"NOUN", "PROPN"} and right.tag in {"PROPN", "NOUN", "ADJ", "DET", "NUM"}
    return nouns or (left.tag == "NUM" and right.tag == "NUM")


def _modifies(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle stands inside the phrase: `troops stationed in`, `nations contributing troops`, `rising`."""
    word = low(tokens[at])
    after = tokens[at + 1].tag
    if word.endswith("ing"):
        before = tokens[at - 1] if at > 0 else tokens[at]
        return before.tag in {"NOUN", "PROPN", "DET", "ADJ"} or low(before) in _LIKE_PREPOSITIONS
    if not word.endswith(("ed", "en", "t", "n")):
        return False
    if at > 0 and tokens[at - 1].tag in {"DET", "ADJ", "NUM"}:
        return True
    return at > 0 and tokens[at - 1].tag == "NOUN" and after == "ADP"


def _proper_start(tokens: Sequence[Token], start: int, last: int) -> int:
    """The phrase without what stood before it: `on Monday | the troops`, `Next week | the court`."""
    for at in range(last, start, -1):
        fresh = tokens[at].tag == "DET" or (tokens[at].tag == "PRON" and at == last)
        if fresh and tokens[at - 1].tag in {"NOUN", "PROPN", "NUM", "ADJ"} and low(tokens[at]) not in {"both", "all"}:
            start = at
            break
    while start < last and tokens[start].tag in {"ADP", "PUNCT", "PART", "CCONJ"} and low(tokens[start]) != "between":
        inner = next((i for i in range(start + 1, last) if tokens[i].tag in {"ADP", "VERB"}), None)
        if tokens[start].tag != "ADP" or inner is None:
            start += 1
            continue
        start += 1
    return start


def _head(tokens: Sequence[Token], start: int, last: int) -> int | None:
    """The last noun before the first preposition, participle or aside."""
    head = None
    for at in range(start, last + 1):
        tag, word = tokens[at].tag, low(tokens[at])
        if head is not None and (tag in {"ADP", "VERB"} or word in {",", "(", "including"}):
            break
        alone = at == last or tokens[at + 1].tag in {"ADP", "VERB"}
        if tag in {"NOUN", "PROPN", "NUM"} or (tag in {"DET", "PRON", "ADJ"} and alone):
            head = at
    return head


def agency_of(tokens: Sequence[Token], names: Sequence[Name], subject: Subject, lexicon: CommitmentLexicon) -> Agency:
    """What sort of doer the phrase is, by its head; `a number of troops` by what is counted."""
    words = lexicon.acts
    token = tokens[_counted(tokens, subject, words)]
    if token.tag == "PRON" or low(token) in words.impersonal:
        return Agency.THING if low(token) in words.impersonal - {"it"} else Agency.PRONOUN
    if low(token) in words.quantifiers:
        return Agency.PRONOUN
    lemma = token.lemma.lower()
    if (lemma in words.events or low(token) in words.events) and not (token.tag == "PROPN" and lemma in words.agents):
        return Agency.EVENT
    if any(n.span.overlaps(token.span) for n in names):
        return _named(token, names)
    return _by_noun(lemma, words) or (Agency.NAMED if token.tag == "PROPN" else Agency.UNKNOWN)


def _counted(tokens: Sequence[Token], subject: Subject, words: ActWords) -> int:
    """The noun after `of` where the head only says how many."""
    head = subject.head
    of = head + 2 < subject.end and low(tokens[head + 1]) == "of"
    if not of or not (tokens[head].tag == "NUM" or tokens[head].lemma.lower() in words.partitives):
        return head
    within = [i for i in range(head + 2, subject.end) if tokens[i].tag == "ADP"]
    nouns = [i for i in range(head + 2, min([*within, subject.end])) if tokens[i].tag in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else head


def _by_noun(lemma: str, words: ActWords) -> Agency | None:
    if lemma in words.things:
        return Agency.THING
    if lemma in words.agents or _ends_like_agent(lemma, words):
        return Agency.AGENT
    return Agency.MEASURE if lemma in words.measures else None


def _named(token: Token, names: Sequence[Name]) -> Agency:
    kinds = {n.kind for n in names if n.span.overlaps(token.span)}
    if kinds & {NameKind.EVENT}:
        return Agency.EVENT
    if kinds and kinds <= {NameKind.DOCUMENT, NameKind.LAW}:
        return Agency.UNKNOWN
    return Agency.NAMED


def _ends_like_agent(lemma: str, words: ActWords) -> bool:
    return len(lemma) > 4 and lemma.endswith(words.agent_endings)
