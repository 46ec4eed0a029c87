"""The act that a sentence on a promise is about: `dropped its plan to close the pit` is about closing it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.stories import ActWords
from onrecord.records import Commitment, PromiseStatus

_TO_DO = re.compile(r"\s+to (?P<verb>[a-z-]+)\s+(?P<object>\S.*)", re.DOTALL)
_DOING_OF = re.compile(
    r"(?:(?:the|its|their|his|her|a|any)\s+)?(?:\w+\s+)?(?P<noun>\w+)\s+of\s+(?P<object>\S.*)", re.DOTALL
)
_CHANGED = frozenset({PromiseStatus.WITHDRAWN, PromiseStatus.SLIPPED, PromiseStatus.REVISED})


def settled_act(content: Commitment, clause: str, words: ActWords) -> tuple[Commitment, Sequence[str]]:
    """The commitment with the act that was given up or put off as its act, and the words that only say that it was;
    unchanged where the verb names the act itself.
    """
    told = content.object or ""
    if content.promise not in _CHANGED or not told or told not in clause:
        return content, ()
    if told.split()[-1].lower() in words.anaphors:
        rest = _TO_DO.match(clause[clause.index(told) + len(told) :])
        if rest:
            aside = (*content.action.split(), told.split()[-1])
            return replace(content, action=rest["verb"], object=rest["object"]), aside
        return content, ()
    doing = _DOING_OF.match(told)
    if doing and (kind := words.by_word.get(doing["noun"].lower())):
        return replace(content, action=kind, object=doing["object"]), (*content.action.split(), doing["noun"])
    return content, ()
