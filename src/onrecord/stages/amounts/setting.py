"""Whether an amount holds where its sentence is set, by what it counts and by how surely the sentence is set there."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import Mention, NameKind, PlaceBasis, Span
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.amounts.scene_told import Scene

_HARM = frozenset({"case", "death"})
_FRONT, _TAIL, _THERE = 6, 6, 4  # pieces
_LANDS = frozenset({"state", "country"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An amount in its sentence, with the names there and the scene that the sentence has."""

    line: Line
    kernel: Span
    counted: Counted
    mentions: Sequence[Mention]
    scene: Scene


def takes_place(setting: Setting, lexicon: AmountLexicon, names: NameLexicon) -> bool:
    """Whether the amount holds at the scene.

    What befell people does, wherever the scene was named; so does all that a report of one disaster counts. Anything
    else needs the place at the head of its sentence, or a word that points back to it; sums and shares need the head.
    """
    counted, scene = setting.counted, setting.scene
    if counted.unit == "time" or (counted.rated and counted.sort is not Sort.SHARE):
        return False
    harmed = (
        counted.unit in _HARM
        or any(w in lexicon.clues.unharmed for w in counted.what.split())
        or _suffers(setting, lexicon)
    )
    if scene.acting:
        return counted.sort in {Sort.NOUN, Sort.MEASURE} and (harmed or counted.head in lexicon.scene.dwellers)
    if counted.sort in {Sort.MONEY, Sort.SHARE}:
        return scene.basis is PlaceBasis.SENTENCE and _fronted(setting, lexicon)
    if scene.struck:
        return counted.sort is not Sort.MEASURE or scene.basis is not PlaceBasis.CONTEXT
    if counted.sort is Sort.AGE:
        return scene.basis is PlaceBasis.SENTENCE and not _of_name(setting)
    if counted.sort in {Sort.TIME, Sort.LEVEL}:
        return scene.basis is not PlaceBasis.REPORT and (counted.sort is Sort.LEVEL or _fronted(setting, lexicon))
    return harmed or (not _foreign(setting, names) and _counts_there(setting, lexicon))


def _counts_there(setting: Setting, lexicon: AmountLexicon) -> bool:
    """Whether what is no harm is counted there: at the head of the sentence, or in a land or town pointed back to."""
    counted, scene = setting.counted, setting.scene
    if scene.basis is PlaceBasis.SENTENCE:
        return _fronted(setting, lexicon) or _there(setting) or counted.unit in _LANDS
    if counted.sort is Sort.MEASURE or any(_place(m) for m in setting.mentions):
        return False
    near = scene.pointed or counted.head in lexicon.scene.dwellers
    return near and scene.basis is PlaceBasis.CONTEXT


def _foreign(setting: Setting, names: NameLexicon) -> bool:
    """Whether an adjective before the counted noun says that it belongs elsewhere: `two African children`."""
    return any(
        m.kind is NameKind.NATIONALITY
        and setting.kernel.covers(m.span)
        and names.country_of(m.span.of(setting.line.text)) != setting.scene.region
        for m in setting.mentions
    )


def _fronted(setting: Setting, lexicon: AmountLexicon) -> bool:
    """Whether the one place the sentence names stands at its head: `In Orle, shops lost a third of their trade`."""
    line = setting.line
    first = next((line.at(m.span.start) for m in setting.mentions if _place(m)), None)
    if first is None or first > _FRONT or line.pieces[first].span.start > setting.kernel.start:
        return False
    return line.lower(0) in lexicon.words.locative and all(p.word or p.text == "," for p in line.pieces[:first])


def _there(setting: Setting) -> bool:
    """Whether the amount follows `there are`, which sets all that comes after it at the place."""
    line, at = setting.line, setting.line.at(setting.kernel.start)
    return any(
        line.lower(i) == "there" and line.pieces[i + 1].tag in {"AUX", "VERB"} for i in range(max(0, at - 4), at)
    )


def _suffers(setting: Setting, lexicon: AmountLexicon) -> bool:
    """Whether harm is told of what is counted: `sent 42 people | to hospital`, `40 boats | sank`, `without | water`."""
    line, at = setting.line, setting.line.at(setting.kernel.end - 1) + 1
    words = line.phrase(at, at + _TAIL)
    if any(word in lexicon.clues.unharmed for word in setting.counted.what.split()):
        return True
    if any(word in lexicon.clues.wrecked for word in words.split()):
        return True
    told = any(f" {phrase} " in f" {words} " for phrase in lexicon.suffering)
    return setting.counted.unit == "person" and (told or "without" in words.split()[:3])


def _of_name(setting: Setting) -> bool:
    """Whether the age is that of a person named right before it, who may be anywhere: `Ada Moran, 41`."""
    line, at = setting.line, setting.line.at(setting.kernel.start) - 1
    name = line.get(at - 1)
    return line.lower(at) in {",", "("} and name is not None and name.capital


def _place(mention: Mention) -> bool:
    return mention.kind in {NameKind.PLACE, NameKind.FACILITY} and not mention.pronoun
