"""Where a report is set: the one country or place that it speaks of, where there is one."""

from collections import Counter

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.amounts import ClueWords
from onrecord.records import CLAIM_BEARING, NameKind, Reading
from onrecord.stages.amounts.counts import Counted, Sort

_PLACED = frozenset({NameKind.PLACE})
_FEWEST = 3
_SHARE = 0.6
_LEAD = 3  # paragraphs in which the place must be named
_HARM = frozenset({"case", "death"})


def main_place(reading: Reading, names: NameLexicon) -> str | None:
    """The usual name of the country, or else the place, that most place names of the report belong to.

    None where several share them, where it is not named early, or where there are few.
    """
    sentences = {a.sentence.index: a.sentence for a in reading.analyses}
    counts: Counter[str] = Counter()
    early: set[str] = set()
    for mention in reading.mentions:
        sentence = sentences[mention.sentence]
        if mention.kind not in _PLACED or mention.pronoun or sentence.kind not in CLAIM_BEARING:
            continue
        name = mention.span.of(reading.text)
        if name in names.demonyms:
            continue  # what is British need not be in Britain
        place = names.country_of(name) or name
        counts[place] += 1
        if sentence.paragraph <= _LEAD:
            early.add(place)
    countries = Counter({p: n for p, n in counts.items() if p in names.countries}) or counts
    if not countries:
        return None
    place, own = min(countries.items(), key=lambda item: (-item[1], item[0]))
    sure = place in early and own >= _FEWEST and own >= _SHARE * countries.total()
    return place if sure else None


def follows_setting(counted: Counted, clues: ClueWords) -> bool:
    """Whether a count of this sort, where its sentence names no place, is one of the place the report is set in: of
    people who died, fell ill, or came to other harm.
    """
    if counted.sort is not Sort.NOUN or counted.rated:
        return False
    return counted.unit in _HARM or any(w in clues.unharmed for w in counted.what.split())
