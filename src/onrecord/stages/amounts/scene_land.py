"""The countries that a report names, and the one that it speaks of."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import CLAIM_BEARING, NameKind, PassageKind, Reading
from onrecord.stages.amounts.scene_home import find_home
from onrecord.stages.amounts.scene_told import Told

WORLD = "world"
_LONGEST = 4  # words
_SHOUTED = 4  # letters
_OPENING = 2  # sentences
_FEWEST, _OVER, _UNSAID = 2, 1.5, 2
_SHARE, _HOME_SHARE = 0.45, 0.75
_WORDS = re.compile(r"[^\s,;:()/-]+")
_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lands:
    """The country a report speaks of, None where several share it or none shows; those that each sentence names, and
    those that the last one before it in its paragraph names which names any.
    """

    report: str | None = None
    named: Mapping[int, frozenset[str]] = field(default_factory=dict)
    before: Mapping[int, frozenset[str]] = field(default_factory=dict)


def find_lands(reading: Reading, told: Sequence[Told], names: NameLexicon, lexicon: AmountLexicon) -> Lands:
    """The countries that the sentences of a report name, and the one that the report speaks of.

    In `Rome, 4 May. Italian farmers lost 40 sheep.` that is Italy.
    """
    named: dict[int, set[str]] = defaultdict(set)
    for mention in reading.mentions:
        if not mention.pronoun and mention.kind is not NameKind.PERSON:
            named[mention.sentence] |= lands_named(mention.span.of(reading.text), names, lexicon)
    counts = _count(reading, named)
    home = find_home(told, names)
    outlet = _of_outlet(reading.report.outlet, names, lexicon)
    report = _of_majority(counts, home.region if home else None, outlet) if counts else outlet
    found = {sentence: frozenset(lands) for sentence, lands in named.items() if lands}
    return Lands(report=report, named=found, before=_before(reading, found))


def lands_named(name: str, names: NameLexicon, lexicon: AmountLexicon) -> frozenset[str]:
    """The countries that a name shows, `world` for one that belongs to many.

    >>> from onrecord.lexicons import load_lexicons
    >>> sorted(lands_named("Bank of England", (found := load_lexicons()).names, found.amounts))
    ['United Kingdom']
    """
    if (land := _land(name, names, lexicon)) is not None:
        return frozenset({land})
    words = _WORDS.findall(name)
    for size in range(min(_LONGEST, len(words)), 0, -1):
        parts = (" ".join(words[i : i + size]).rstrip(".") for i in range(len(words) - size + 1))
        if found := {land for part in parts if (land := _land(part, names, lexicon)) is not None}:
            return frozenset(found)
    return _NOBODY


def _land(name: str, names: NameLexicon, lexicon: AmountLexicon) -> str | None:
    name = name.removesuffix("'s").removesuffix("’s")
    if name.isupper() and len(name) > _SHOUTED:
        name = name.title()  # `NEW YORK, Sept. 29`
    if name in lexicon.lands.international or name in names.words.world_places:
        return WORLD
    land = lexicon.scene.within.get(name) or lexicon.lands.land_of.get(name) or names.country_of(name)
    return lexicon.scene.within.get(land, land) if land else None


def _count(reading: Reading, named: Mapping[int, set[str]]) -> Counter[str]:
    """How many sentences name each; those that the report opens with count twice."""
    counts: Counter[str] = Counter()
    bearing = 0
    for analysis in reading.analyses:
        sentence = analysis.sentence
        bears = sentence.kind in CLAIM_BEARING
        opens = bearing < _OPENING and (bears or sentence.kind is PassageKind.DATELINE)
        bearing += bears
        if bears or opens:
            counts.update(dict.fromkeys(named.get(sentence.index, ()), 2 if opens else 1))
    return counts


def _before(reading: Reading, named: Mapping[int, frozenset[str]]) -> Mapping[int, frozenset[str]]:
    """What the last sentence before each names in its paragraph, for those that name nothing."""
    found: dict[int, frozenset[str]] = {}
    paragraph, last = -1, _NOBODY
    for analysis in reading.analyses:
        sentence = analysis.sentence
        if sentence.paragraph != paragraph:
            paragraph, last = sentence.paragraph, _NOBODY
        found[sentence.index] = last
        last = named.get(sentence.index, last)
    return found


def _of_majority(counts: Counter[str], home: str | None, outlet: str | None) -> str | None:
    """The country that clearly more sentences name than any other; where the report is set, if hardly fewer name it.

    The outlet's own land goes without saying, so that fewer mentions of it will do to compete.
    """
    (first, most), *others = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if home is not None and home in counts and counts[home] >= _HOME_SHARE * most:
        return home
    if first == WORLD or most < max(_FEWEST, _SHARE * counts.total()):
        return None
    rival = max((n * (_UNSAID if land == outlet else _OVER) for land, n in others), default=0)
    return first if most >= rival else None


def _of_outlet(outlet: str | None, names: NameLexicon, lexicon: AmountLexicon) -> str | None:
    """The country that an outlet writes from: the one it is known for, or that its name tells."""
    if not outlet:
        return None
    key = "".join(c for c in outlet.lower() if c.isalnum())
    if (land := lexicon.lands.home_of.get(key)) is not None:
        return land
    told = lands_named(outlet, names, lexicon) - {WORLD}
    return min(told) if len(told) == 1 else None
