"""Which way a clause looks, as its verbs and its other words say: back to what has happened, or ahead."""

import re

from onrecord.lexicons import TimeLexicon

PAST, FUTURE = "past", "future"
_CLAUSE_ENDS = ".;\n"
_BORDER = re.compile(r"[;\n]")
_INFINITIVE = re.compile(r"\bto (?!the\b|an?\b|its\b|his\b|their\b)[a-z]+")


def lean_between(before: str, after: str, lexicon: TimeLexicon) -> str | None:
    """`past` or `future` for a time that stands between these words of its sentence; None where no word tells.

    The words before it decide, nearest first; where there are none, those after it do. What a limit limits decides
    for `by`, `through` and `until`: `had left by Friday` looks back, `must leave by Friday` ahead.

    >>> from onrecord.lexicons.time import load_time
    >>> lean_between("The court will rule on ", ".", load_time()), lean_between("On ", ", the court ruled", load_time())
    ('future', 'past')
    """
    if lexicon.happened.match(after):
        return PAST
    before = before[_last_border(before) :]
    limit = lexicon.limit.search(before)
    clause = before[: limit.start()] if limit else before
    cues = list(lexicon.lean.finditer(clause))
    if limit is not None:
        return _limited(limit, cues, after, lexicon)
    if not cues:
        return _first_after(after, lexicon)
    if cues[-1].lastgroup == FUTURE and _taken_up(clause[cues[-1].end() :], after, lexicon):
        return PAST
    return cues[-1].lastgroup


def _last_border(before: str) -> int:
    return max((m.end() for m in _BORDER.finditer(before)), default=0)


def _first_after(after: str, lexicon: TimeLexicon) -> str | None:
    """What the first telling word after the time says, within its clause."""
    ends = [i for i in (after.find(mark) for mark in _CLAUSE_ENDS) if i >= 0]
    cue = lexicon.lean.search(after, 0, min(ends, default=len(after)))
    return cue.lastgroup if cue else None


def _taken_up(between: str, after: str, lexicon: TimeLexicon) -> bool:
    """Whether a clause has begun since, whose verb follows: `talks will fail, the union on Sunday said`."""
    if "," not in between:
        return False
    cue = lexicon.lean.match(after.lstrip(" ,"))
    return cue is not None and cue.lastgroup == PAST


def _limited(limit: re.Match[str], cues: list[re.Match[str]], after: str, lexicon: TimeLexicon) -> str:
    """A limit lies ahead unless the clause tells what had been, or had not been, by then."""
    clause = limit.string[: limit.start()]
    if not clause.strip():
        return PAST if _first_after(after, lexicon) == PAST else FUTURE
    last = cues[-1] if cues else None
    if last is None:
        return PAST if limit["past"] else FUTURE
    if last.lastgroup == FUTURE or _INFINITIVE.search(clause, last.end()):
        return FUTURE
    told = lexicon.lasting if not (limit["by"] or limit["past"]) else lexicon.settled
    return PAST if told.match(last.group()) or lexicon.negation.search(clause) else FUTURE
