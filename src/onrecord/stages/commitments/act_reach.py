"""How far an act's own words reach: its clause, its object, its place, its condition."""

from collections.abc import Sequence

from onrecord.lexicons.commitments import ConditionWords, ExtentWords
from onrecord.records import Name, NameKind, Span, Token
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_QUOTES = frozenset({"“", "”", '"', "‘", "«", "»"})
_ENDS = frozenset({";", ":", "—", "–", "--", "?", "!", "…", "."})
_NEAR = 12


def clause_end(ground: Ground, act: int, words: ExtentWords, *, phrase: bool = False) -> int:
    """The token after the last one of the clause that `act` heads; an act inside a `phrase` ends at the next verb."""
    tokens = ground.tokens
    opened = False
    at = act + 1
    while at < len(tokens):
        word = ground.lows[at]
        if word in _QUOTES:
            if not opened and word != "“" and _is_closing(tokens, at):
                return at
            opened = not opened
        elif not opened and (_ends_clause(ground, at, act, words) or (phrase and _verb_of_all(ground, act, at))):
            return at
        at += 1
    return at


def _verb_of_all(ground: Ground, act: int, at: int) -> bool:
    """Whether the verb of the whole clause begins here: `its plan to leave | was dropped`."""
    group = ground.starting.get(at)
    if group is None or not group.finite:
        return False
    between = ground.tokens[act + 1 : at]
    return not any(t.tag in {"SCONJ", "PRON"} or _is_relative(t) for t in between)


def _is_relative(token: Token) -> bool:
    return low(token) in {"that", "who", "which", "whose"} and token.tag != "PROPN"


def _is_closing(tokens: Sequence[Token], at: int) -> bool:
    """A straight quotation mark closes when it touches the word before it."""
    return at > 0 and tokens[at - 1].span.end == tokens[at].span.start


def _ends_clause(ground: Ground, at: int, act: int, words: ExtentWords) -> bool:
    token, word = ground.tokens[at], ground.lows[at]
    if word in _ENDS:
        return True
    if at + 1 == len(ground.tokens):
        return False
    if word == ",":
        return _comma_ends(ground, at, words)
    if token.tag == "CCONJ":
        return _joins_clause(ground, at, act)
    if word == "as" and ground.lows[at - 1] in {"long", "soon", "far"}:
        return False
    return token.tag == "SCONJ" and word in words.breaks and _group_near(ground, at) is not None


def _comma_ends(ground: Ground, at: int, words: ExtentWords) -> bool:
    following = ground.lows[at + 1]
    if following in words.breaks_after_comma or following in _QUOTES:
        return True
    group = _group_near(ground, at)
    if group is not None and (group.start == at + 1 or (following == "with" and group.gerund)):
        return True
    group = _group_near(ground, at, finite=True)
    return group is not None and not _encloses(ground, at, group)


def _encloses(ground: Ground, at: int, group: VerbGroup) -> bool:
    """Whether a relative word stands between, so that the verb belongs inside a phrase."""
    return any(_is_relative(ground.tokens[i]) or ground.lows[i] == "to" for i in range(at + 1, group.start))


def _joins_clause(ground: Ground, at: int, act: int) -> bool:
    if ground.lows[at + 1] == "that" and ground.tokens[at + 1].tag == "SCONJ":
        return True  # "said it was ready to talk | and that it had never"
    if ground.tokens[at - 1].tag == "ADP" and at - 1 > act:
        return False  # "to search for and seize papers"
    group = _group_near(ground, at)
    if group is None or _encloses(ground, at, group):
        return False
    if group.gerund and group.start == at + 1 and ground.lows[at - 1] in ground.lexicon.extent.places:
        return False  # "money for people in or | facing debt"
    if all(t.tag == "ADV" for t in ground.tokens[at + 1 : group.start]):
        return True
    bare = ground.lows[group.head] == ground.tokens[group.head].lemma and not group.helped
    return group.finite and not bare and group.head > act


def _group_near(ground: Ground, at: int, *, finite: bool = False) -> VerbGroup | None:
    """The first verb group (or the first finite one) after `at`, before any other comma."""
    for here in range(at + 1, min(at + _NEAR, len(ground.tokens))):
        group = ground.starting.get(here)
        if group is not None and (group.finite or not finite):
            return group
        if ground.lows[here] in {",", ";"}:
            return None
    return None


def find_object(ground: Ground, act: int, end: int, stops: Sequence[Span]) -> Span | None:
    """The object phrase after the verb `act`, up to a preposition other than `of`, a time or the clause's end."""
    start = act + 1 + len(find_particles(ground, act))
    while start < end and ground.tokens[start].tag in {"ADV", "PART"} and ground.lows[start] != "not":
        start += 1
    at = start
    while at < end and not _ends_object(ground, at, start, stops):
        at += 1
    while at > start and ground.tokens[at - 1].tag in {"ADP", "ADV"}:
        at -= 1
    if at == start:
        return None
    return Span(start=ground.tokens[start].span.start, end=ground.tokens[at - 1].span.end)


def _particle(ground: Ground, at: int) -> bool:
    if ground.lows[at : at + 2] == ("up", "to"):
        return False  # "buy up to 40 ships"
    return ground.lows[at] in ground.lexicon.acts.particles and ground.tokens[at].tag in {"ADP", "ADV"}


def _ends_object(ground: Ground, at: int, start: int, stops: Sequence[Span]) -> bool:
    token = ground.tokens[at]
    stop = next((s for s in stops if s.start <= token.span.start < s.end), None)
    if stop is not None and not _describes_object(ground, at, stop):
        return True
    if token.tag == "ADP" and low(token) != "of":
        return True
    if at > start and (at in ground.starting or low(token) in ground.lexicon.extent.subjects):
        return True
    if low(token) == "that":
        return at > start or token.tag != "DET"
    return low(token) in {",", "“", "”", '"', "which", "who"} or token.tag == "SCONJ"


def _describes_object(ground: Ground, at: int, time: Span) -> bool:
    """Whether a time stands before the noun it describes: `a two-day | strike`."""
    head = ground.tokens[at].head
    before = ground.tree.bases[at] in {"amod", "compound", "nummod"} and head > at
    return before and ground.tokens[head].tag in {"NOUN", "PROPN"} and not time.covers(ground.tokens[head].span)


def find_particles(ground: Ground, act: int) -> tuple[str, ...]:
    """The particles right after a verb: `pull out` gives `("out",)`."""
    following = act + 1
    if following < len(ground.tokens) and _particle(ground, following):
        next_tag = ground.tokens[following + 1].tag if following + 1 < len(ground.tokens) else "PUNCT"
        word = ground.lows[following]
        joined = ground.tokens[following].relation == "compound:prt"
        if joined or word not in {"in", "on", "over", "through"} or next_tag in {"PUNCT", "ADP"}:
            return (word,)
    return ()


def find_scope(ground: Ground, text: str, after: Span, within: Span) -> str | None:
    """The place the act is about: one named after the verb (`in Norland`), else one named in its subject."""
    places = [n for n in ground.names if n.kind in {NameKind.PLACE, NameKind.FACILITY}]
    for reach in (after, within):
        for name in places:
            if reach.covers(name.span) and _after_preposition(ground, name):
                return name.span.of(text)
    return None


def _after_preposition(ground: Ground, name: Name) -> bool:
    """Whether a preposition puts something at the place: `in the Norland valley`, not `the Norland army`."""
    inside = ground.tokens_in(name.span)
    if not inside:
        return False
    following = ground.tokens[inside[-1] + 1] if inside[-1] + 1 < len(ground.tokens) else None
    joined = following is not None and following.text in {"-", "'s", "’s"}
    at = inside[0] - 1
    while at >= 0 and ground.tokens[at].tag in {"DET", "ADJ"}:
        at -= 1
    return at >= 0 and ground.lows[at] in ground.lexicon.extent.places and not joined


def find_condition(ground: Ground, words: ConditionWords, start: int, end: int) -> Span | None:
    """A condition that opens between the tokens `start` and `end`, or right at `end` after a comma at most."""
    last = min(end + 1, len(ground.tokens) - 1)
    if last > 0 and ground.lows[last - 1] == ",":
        last += 1
    for at in range(start, min(last, len(ground.tokens))):
        if _opens(ground, words, at):
            return _condition_from(ground, at)
    return None


def fronted_condition(ground: Ground, words: ConditionWords, first: int) -> Span | None:
    """A condition that opens the sentence and ends with a comma before the token `first`."""
    lead = next((i for i, t in enumerate(ground.tokens) if t.tag not in {"PUNCT", "CCONJ"}), 0)
    if lead >= first or ground.lows[first - 1] != "," or not _opens(ground, words, lead):
        return None
    return _condition_from(ground, lead)


def find_until(ground: Ground, start: int, end: int) -> Span | None:
    """What must come first, as a clause after `until`: `will not leave | until the guns have been counted`."""
    for at in range(start, min(end, len(ground.tokens) - 1)):
        if ground.lows[at] == "until" and _group_near(ground, at, finite=True) is not None:
            return _condition_from(ground, at)
    return None


def _condition_from(ground: Ground, at: int) -> Span:
    stop = at + 2
    if stop < len(ground.tokens) and ground.lows[at + 1] == ",":
        stop = next((i + 1 for i in range(stop, len(ground.tokens)) if ground.lows[i] == ","), stop)  # "if, by May, it"
    while stop < len(ground.tokens) and ground.lows[stop] not in {",", ";", ".", "”", '"'}:
        stop += 1
    return Span(start=ground.tokens[at].span.start, end=ground.tokens[stop - 1].span.end)


def _is_other(ground: Ground, at: int) -> bool:
    """Whether the word opens no condition here: `to see if the valve holds`, `once again`."""
    head = ground.tokens[at].head
    led = at > 0 and ground.tokens[at - 1].tag == "ADP" and ground.tokens[at - 1].relation != "compound:prt"
    if at > 0 and (ground.lows[at - 1] == "even" or led):
        return True  # "even if it rains", "in providing food"
    if ground.tokens[at].tag != "SCONJ":
        return ground.lows[at] == "once"
    asks = ground.lows[at] == "if" and ground.tree.bases[at] == "mark"
    return asks and head >= 0 and ground.tree.bases[head] == "ccomp" and at > 0 and ground.lows[at - 1] != ","


def _opens(ground: Ground, words: ConditionWords, at: int) -> bool:
    tokens, first = ground.tokens, ground.lows[at]
    for opener in words.openers:
        if not opener.startswith(first):
            continue
        parts = opener.split()
        if [low(t) for t in tokens[at : at + len(parts)]] == parts:
            after = at + len(parts)
            parted = after < len(tokens) and ground.lows[after] == "," and first not in {"if", "unless"}
            return after < len(tokens) and not parted and not _is_other(ground, at)
    if first not in words.inverted or tokens[at].tag != "AUX" or at + 1 >= len(tokens):
        return False
    before = tokens[at - 1].tag if at else "PUNCT"
    return tokens[at + 1].tag in {"DET", "PROPN", "PRON"} and before not in {"PRON", "PROPN", "ADV"}
