"""Verb groups: an auxiliary chain with its verb, and what the chain says about time, voice and polarity."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicons.commitments import ModalityWords
from onrecord.records import Token

_VERBAL = frozenset({"AUX", "VERB"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """Tokens `start` to `head` (both included) of one sentence, as in `will not have been | sent`.

    `modal` is the group's modal in lower case; a group without any finite form is `infinitive` (`to send`) or
    `gerund` (`sending`). A group whose head is a form of `be` is a copula.
    """

    start: int
    head: int
    modal: str | None
    infinitive: bool
    gerund: bool
    negated: bool
    perfect: bool
    progressive: bool
    passive: bool
    copula: bool
    helped: bool

    @property
    def finite(self) -> bool:
        """Whether it can stand as the verb of a clause."""
        return not self.infinitive and not self.gerund


def low(token: Token) -> str:
    """The token's text in lower case."""
    return token.text.lower()


def verb_groups(tokens: Sequence[Token], lows: Sequence[str], words: ModalityWords) -> tuple[VerbGroup, ...]:
    """The verb groups of a sentence in order; they do not overlap. `lows` are the tokens in lower case."""
    groups = []
    at = 0
    while at < len(tokens):
        group = _group_at(tokens, lows, at, words) if _may_begin(tokens[at], lows[at]) else None
        if group is not None:
            groups.append(group)
        at = at + 1 if group is None else group.head + 1
    return tuple(groups)


def _may_begin(token: Token, word: str) -> bool:
    """Whether a group can begin with the token: a verb, `to`, or the `no` of `no longer`."""
    return token.tag in _VERBAL or word in {"to", "no"}


def _group_at(tokens: Sequence[Token], lows: Sequence[str], at: int, words: ModalityWords) -> VerbGroup | None:
    infinitive = lows[at] == "to"
    negated = at > 0 and lows[at - 1] in words.negators
    verb = tokens[at].tag in _VERBAL and not _attributive(tokens, lows, at)
    if not infinitive and not verb and not (_no_longer(lows, at) and at + 2 < len(tokens)):
        return None
    parts: list[int] = []
    here = at + 1 if infinitive else at
    while here < len(tokens):
        tag, word = tokens[here].tag, lows[here]
        if tag == "AUX" or (tag == "VERB" and _helps(tokens, lows, here, words)):
            parts.append(here)
        elif tag == "VERB":
            parts.append(here)
            break
        elif word in words.negators or _no_longer(lows, here):
            negated = True
        elif not (tag == "ADV" or (tag == "PART" and word != "to") or word == "longer"):
            break
        here += 1
    if not parts or (infinitive and _ends_in(tokens[parts[0]], ("ing", "ed"))):
        return None
    return _describe(tokens, lows, at, parts, words, infinitive=infinitive, negated=negated)


def _attributive(tokens: Sequence[Token], lows: Sequence[str], at: int) -> bool:
    """Whether a participle stands before its noun, as in `the proposed law`."""
    if tokens[at].tag != "VERB" or at == 0 or at + 1 >= len(tokens) or not lows[at].endswith(("ed", "ing", "en")):
        return False
    before = tokens[at - 1]
    led = before.tag in {"DET", "ADJ", "NUM"} or before.text == "-"
    return led and tokens[at + 1].tag in {"NOUN", "ADJ", "PROPN"}


def _helps(tokens: Sequence[Token], lows: Sequence[str], at: int, words: ModalityWords) -> bool:
    """Whether `have`, `be` or `do` tagged as a full verb is followed by the verb it helps."""
    if lows[at] not in words.auxiliaries:
        return False
    following = at + 1
    while following < len(tokens) and tokens[following].tag in {"ADV", "PART"} and lows[following] != "to":
        following += 1
    return following < len(tokens) and tokens[following].tag in {"VERB", "AUX"}


def _no_longer(lows: Sequence[str], at: int) -> bool:
    return lows[at] == "no" and at + 1 < len(lows) and lows[at + 1] == "longer"


def _ends_in(token: Token, endings: tuple[str, ...]) -> bool:
    """Whether the word is an inflected form with one of these endings, not a bare verb such as `bring` or `proceed`."""
    word = low(token)
    return word.endswith(endings) and word != token.lemma.lower()


def _describe(
    tokens: Sequence[Token],
    lows: Sequence[str],
    start: int,
    parts: Sequence[int],
    words: ModalityWords,
    *,
    infinitive: bool,
    negated: bool,
) -> VerbGroup:
    head = parts[-1]
    doing = _ends_in(tokens[head], ("ing",))
    before = [lows[p] for p in parts[:-1]]
    form = lows[head]
    copula = form in words.copulas
    being = any(w in words.copulas for w in before)
    first = lows[parts[0]]
    return VerbGroup(
        start=start,
        head=head,
        modal=first if first in words.modals else None,
        infinitive=infinitive,
        gerund=not infinitive and len(parts) == 1 and doing and form not in words.copulas,
        negated=negated or any(w.endswith(("n't", "n’t")) for w in (*before, form)),
        perfect=any(w in words.perfects for w in before),
        progressive=being and doing,
        passive=being and not copula and not doing,
        copula=copula,
        helped=len(parts) > 1,
    )
