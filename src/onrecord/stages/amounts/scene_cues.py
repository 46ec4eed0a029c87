"""How a sentence says where it is set: places behind prepositions, bodies of a land, what happened at a place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import SceneWords
from onrecord.records import Analysis, Mention, NameKind, Span, Token

_PLACES = frozenset({NameKind.PLACE, NameKind.FACILITY})
_RUN = frozenset({"NOUN", "ADJ", "PROPN"})
_OWN = frozenset({"'s", "’s", "'", "’"})
_JOINED = ([","], ["and"], ["or"], [",", "and"])
_REACH = 4
_VENUE = 5
_COMPOUND = re.compile(r"(\w+)-(\w+)\s+$")


class Hold(IntEnum):
    """How firmly a name puts its sentence at the place, least first."""

    AWAY = 0
    """The end of a journey, where someone comes from, where it was said."""
    NAMED = 1
    """No more than named."""
    ACTING = 2
    """The land has or does something, or a body of it counts."""
    HERE = 3
    """Something is or happened there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A place that a sentence names and how firmly it puts the sentence there; `region` is the country it belongs to,
    None where no table says. `struck` tells that something happened to the place: the flood that struck Orle;
    `doubtful` that a body of the land speaks which may well speak of another.
    """

    name: str
    region: str | None
    hold: Hold
    struck: bool = False
    doubtful: bool = False


def read_cues(
    text: str, analysis: Analysis, mentions: Sequence[Mention], names: NameLexicon, words: SceneWords
) -> list[Cue]:
    """The places of the sentence in the order of the text, demonyms only where they are as good as places."""
    found: list[Cue] = []
    end, away = -1, False
    for mention in mentions:
        if mention.pronoun:
            continue
        name = mention.span.of(text)
        if mention.kind in _PLACES:
            cue = _place(text, analysis, mention, names, words)
            between = text[end : mention.span.start].split() if found and end >= 0 else ["-", "-"]
            if away and len(between) <= 1:
                cue = replace(cue, hold=Hold.AWAY)  # `from Orle in Norland`
            elif cue.hold is Hold.NAMED and between in _JOINED:
                cue = replace(cue, hold=found[-1].hold)  # `in Norland and Sudland`
            end, away = mention.span.end, cue.hold is Hold.AWAY and not _bound_for(analysis.tokens, mention.span, words)
            found.append(cue)
        elif country := names.country_of(name if mention.kind is NameKind.NATIONALITY else name.partition(" ")[0]):
            adjective = mention.kind is NameKind.NATIONALITY
            run = name.partition(" ")[2].lower().split() or _run(_after(analysis.tokens, mention.span))
            hold, struck = _of_run(run, words)
            placed = adjective and any(w in words.settings for w in run)
            if placed and hold is Hold.NAMED:
                hold = Hold.HERE if _before(analysis.tokens, mention.span, words) in words.settled else Hold.NAMED
            body = adjective and hold is Hold.NAMED and any(w in words.bodies for w in run)
            if placed or body or hold is not Hold.NAMED:
                hold = Hold.ACTING if body else hold
                found.append(Cue(name=country, region=country, hold=hold, struck=struck, doubtful=body))
    return found


def _place(text: str, analysis: Analysis, mention: Mention, names: NameLexicon, words: SceneWords) -> Cue:
    """How firmly the name of a place puts the sentence there."""
    name = mention.span.of(text)
    region = words.within.get(name) or names.country_of(name)
    tokens = analysis.tokens
    before, after = _before(tokens, mention.span, words), _after(tokens, mention.span)
    run = _run(after[1:] if after and after[0].text in _OWN else after)
    hold, struck = _of_run(run, words)
    bare = not run or _owned(after) or run[0] in words.premises
    if struck or _stricken(text, analysis, mention.span, words) or (bare and before in words.strikes):
        return Cue(name=name, region=region, hold=Hold.HERE, struck=True)
    if (
        _aside(tokens, mention.span, words)
        or _seat(tokens, mention.span, words)
        or _of_some(tokens, mention.span, words)
    ):
        return Cue(name=name, region=region, hold=Hold.AWAY)
    heard = before in words.settled and _heard(tokens, mention.span, words)
    if (
        (before in words.away and not (_owned(after) and before in words.loosely))
        or heard
        or _from_within(tokens, mention.span)
        or (after and after[0].text == "-")
        or _venue(tokens, mention.span, words)
    ):
        return Cue(name=name, region=region, hold=Hold.AWAY)
    if before in words.settled:
        hold = Hold.HERE if bare or run[0] in words.days else Hold.NAMED
    elif (
        hold is Hold.NAMED
        and (region or _is(after))
        and (_owned(after) or _acts(after) or any(w in words.bodies for w in run))
    ):
        doubtful = any(w in words.bodies for w in run)
        return Cue(name=name, region=region, hold=Hold.ACTING, doubtful=doubtful)
    return Cue(name=name, region=region, hold=hold)


def _heard(tokens: Sequence[Token], span: Span, words: SceneWords) -> bool:
    """Whether the place is only where the speaker was: `a spokeswoman in Orle said`, but not `doctors in Orle said`."""
    after = _after(tokens, span)
    if not after or after[0].text.lower() not in words.saying:
        return False
    at = bisect_right(tokens, span.start, key=lambda t: t.span.end)
    return all(t.text.lower() not in words.home_bodies for t in tokens[max(0, at - _REACH) : at])


def _bound_for(tokens: Sequence[Token], span: Span, words: SceneWords) -> bool:
    """Whether the place is where something goes, so that what is told to lie there is where it is now."""
    return _before(tokens, span, words) in {"to", "into"}


def _before(tokens: Sequence[Token], span: Span, words: SceneWords) -> str:
    """The word in front of the place, past articles, sides of the compass and `the city of`."""
    at = bisect_right(tokens, span.start, key=lambda t: t.span.end) - 1
    part = False
    for _ in range(_REACH):
        if at < 0:
            return ""
        token = tokens[at]
        word = token.text.lower()
        if word in {"of", ","} and at and tokens[at - 1].text.lower() in words.settings | words.sides:
            at, part = at - 2, word == "of"
        elif token.tag == "DET" or word in words.sides or (token.tag in _RUN and word in words.settings):
            at -= 1
        elif part and word.endswith("ed") and at and tokens[at - 1].tag == "DET":
            at -= 1  # `in the besieged town of Orle`
        else:
            return "in" if part and word in {"on", "to"} else word
    return ""


def _after(tokens: Sequence[Token], span: Span) -> list[Token]:
    at = bisect_left(tokens, span.end, key=lambda t: t.span.start)
    return list(tokens[at : at + _REACH])


def _aside(tokens: Sequence[Token], span: Span, words: SceneWords) -> bool:
    """Whether the place stands in a clause between commas that only tells more of someone or something: `a group, which
    runs homes in Orle, counted 40`.
    """
    at = bisect_right(tokens, span.start, key=lambda t: t.span.end)
    opened = next((i for i in range(at - 1, -1, -1) if tokens[i].text == ","), -1)
    if opened >= 0 and tokens[opened + 1].text.lower() in words.relatives and tokens[opened + 1].tag == "PRON":
        return True
    closed = next((i for i in range(at, len(tokens) - 1) if tokens[i].text == ","), None)
    if closed is None or tokens[closed + 1].tag not in {"VERB", "AUX", "ADV"}:
        return False
    return any(
        tokens[i].text.lower() in words.relatives
        and tokens[i].tag == "PRON"
        and (i == opened + 1 or tokens[i - 1].tag in {"NOUN", "PROPN"})
        for i in range(opened + 1, at)
    )


def _of_some(tokens: Sequence[Token], span: Span, words: SceneWords) -> bool:
    """Whether only some of those told of are there: `killed 90 people, 40 of them in Orle`."""
    at = bisect_right(tokens, span.start, key=lambda t: t.span.end)
    lead = [t.text.lower() for t in tokens[max(0, at - _VENUE) : at]]
    parted = any(a == "of" and b in words.some for a, b in pairwise(lead))
    return parted and all(t.tag not in {"VERB", "AUX"} for t in tokens[max(0, at - _VENUE) : at])


def _seat(tokens: Sequence[Token], span: Span, words: SceneWords) -> bool:
    """Whether the place is only where somebody has a seat: `The firm, based in Orle, has 40 ships`."""
    at = bisect_right(tokens, span.start, key=lambda t: t.span.end)
    return at > 1 and tokens[at - 1].text.lower() == "in" and tokens[at - 2].text.lower() in words.seated


def _venue(tokens: Sequence[Token], span: Span, words: SceneWords) -> bool:
    """Whether the place is only where it was said: `told reporters in Orle`, `after talks in Orle`."""
    at = bisect_right(tokens, span.start, key=lambda t: t.span.end)
    return any(t.text.lower() in words.venues for t in tokens[max(0, at - _VENUE) : at])


def _from_within(tokens: Sequence[Token], span: Span) -> bool:
    """`a nurse from Orle in Norland`, where Orle was not known for a name."""
    at = bisect_right(tokens, span.start, key=lambda t: t.span.end)
    lead = [t.text for t in tokens[max(0, at - 3) : at]]
    return len(lead) == 3 and lead[0] == "from" and lead[1][:1].isupper() and lead[2] in {"in", ","}


def _stricken(text: str, analysis: Analysis, span: Span, words: SceneWords) -> bool:
    """Whether a word in front says what struck the place: `flood-hit Orle`."""
    found = _COMPOUND.search(text[analysis.sentence.span.start : span.start][-40:])
    return found is not None and found.group(2).lower() in words.stricken


def _run(after: Sequence[Token]) -> list[str]:
    """The nouns and adjectives right behind the name."""
    run: list[str] = []
    for token in after:
        if token.tag not in _RUN:
            break
        run.append(token.text.lower())
    return run


def _of_run(run: Sequence[str], words: SceneWords) -> tuple[Hold, bool]:
    """What the nouns behind a name make of it: the place of an event, or a land whose body counts."""
    if any(w in words.events for w in run):
        return Hold.HERE, True
    return (Hold.ACTING if any(w in words.home_bodies for w in run) else Hold.NAMED), False


def _owned(after: Sequence[Token]) -> bool:
    return bool(after) and after[0].text in _OWN


def _is(after: Sequence[Token]) -> bool:
    return len(after) > 1 and after[0].tag == "AUX" and after[1].tag != "VERB"


def _acts(after: Sequence[Token]) -> bool:
    return bool(after) and after[0].tag in {"VERB", "AUX"}
