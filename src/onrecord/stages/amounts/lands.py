"""Counts of lands and over lands: `40 deaths in nine countries`, `six EU countries`."""

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import Span
from onrecord.stages.amounts.counts import Counted
from onrecord.stages.amounts.pieces import Line

WORLD = "world"
_REACH = 12
_LONGEST = 4


def lands_over(line: Line, kernel: Span, counted: Counted, lexicon: AmountLexicon, names: NameLexicon) -> str | None:
    """The part of the world that a count of lands, or over lands, is of; None where it is of none."""
    if counted.unit == "country":
        kinds = tuple(counted.what.split()[:-1])
    elif (over := over_lands(line, kernel, lexicon)) is not None:
        kinds = over
    else:
        return None
    for word in kinds:
        if part := lexicon.scene.parts.get(word) or names.bodies.get(word):
            return part
    return None if any(w[:1].isupper() for w in kinds) else WORLD


def over_lands(line: Line, kernel: Span, lexicon: AmountLexicon) -> tuple[str, ...] | None:
    """The words between number and noun where the count is over several lands: `EU` of `in nine EU countries`."""
    last = line.at(kernel.end - 1)
    for i in range(last + 1, min(len(line), last + _REACH)):
        piece = line.pieces[i]
        if not piece.word and not piece.numeric:
            return None
        if piece.numeric and piece.glued:
            continue  # `H5N1`
        if piece.tag == "NUM" or piece.numeric:
            if line.lower(i - 1) not in lexicon.words.locative:
                return None
            for end in range(i + 1, min(len(line), i + _LONGEST)):
                if line.lower(end) in lexicon.words.countries or line.phrase(end - 1, end + 1) in lexicon.nouns.series:
                    return tuple(p.text for p in line.pieces[i + 1 : end])
            return None
    return None
