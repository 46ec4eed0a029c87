"""Time expressions: TIMEX3 type and value, and the days they denote.

Patterns come from the lexicon and are tried only in sentences that hold one of their words; of those that begin at a
place the longest is taken. Everything is read against the report's day, which may be wide or unknown: then so is the
time.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.lexicons import TimeLexicon
from onrecord.lexicons.time import Matcher
from onrecord.records import Analysis, Interval, Span, TimeExpression, TimeRelation, TimexType
from onrecord.stages.time.anchoring import Setting, end_point, find_cue
from onrecord.stages.time.timex_beside import BESIDE_READINGS
from onrecord.stages.time.timex_calendar import CALENDAR_READINGS
from onrecord.stages.time.timex_days import DAY_READINGS
from onrecord.stages.time.timex_lengths import LENGTH_READINGS
from onrecord.stages.time.timex_narrative import is_history
from onrecord.stages.time.timex_periods import PERIOD_READINGS
from onrecord.stages.time.timex_ranges import begun_on
from onrecord.stages.time.timex_reading import Meaning, Reading, Words
from onrecord.stages.time.timex_relative import RELATIVE_READINGS
from onrecord.stages.time.timex_values import Stretch

__all__ = ["Stretch", "end_point", "find_times", "find_times_in_text"]

READINGS: Mapping[str, Reading] = {
    **DAY_READINGS,
    **CALENDAR_READINGS,
    **RELATIVE_READINGS,
    **BESIDE_READINGS,
    **PERIOD_READINGS,
    **LENGTH_READINGS,
}
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n[^\S\n]*\n\s*")
# What ends in a stop without ending a sentence.
_INITIAL = re.compile(
    r"\b(?:[A-Z]|[a-z]\.m|Mrs?|Ms|Dr|St|Mt|Ft|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Adm|Cmdr|Brig|Cpl|Pvt|Rev|Hon|Prof"
    r"|Pres|Jr|Sr|Inc|Corp|Ltd|Co|Bros|Cos|No|Nos|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|vs)\.$"
)
# How many sentences back `that day` may look for the time it means.
_MEMORY = 3
_HISTORY_MEMORY = 8
_RECALL = 24
_MOST = 30  # times of one sentence that are read; prose has a few, and only a timetable set as one line has more
_BACK = 12
_AROUND = 200
_SMALL = re.compile(r"\b[a-z]{2,}")
_CAPITAL = re.compile(r"\b[A-Z][a-z]")
# A word or a comma and a gap: what stands before a word in the middle of a clause.
_INSIDE = re.compile(r"[\w’',] +$")
_OPENING = " \t\n\"'“‘(`-–—"


def find_times(
    text: str, analyses: Sequence[Analysis], anchor: Interval, lexicon: TimeLexicon
) -> tuple[TimeExpression, ...]:
    """Every time expression of the sentences, resolved against `anchor`, the report's publication (may be unknown)."""
    return _read_sentences(text, ((a.sentence.index, a.sentence.span) for a in analyses), anchor, lexicon)


def find_times_in_text(text: str, anchor: Interval, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Every time expression of a plain text, which is cut into sentences roughly; `sentence` counts these.

    >>> from datetime import date
    >>> from onrecord.lexicons.time import load_time
    >>> from onrecord.records import on
    >>> [t.value for t in find_times_in_text("It closed two days ago.", on(date(2021, 3, 3)), load_time())]
    ['2021-03-01']
    """
    return _read_sentences(text, enumerate(rough_sentences(text)), anchor, lexicon)


def rough_sentences(text: str) -> Iterator[Span]:
    """Stretches between sentence ends, good enough to read a clause's tense in."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if not _INITIAL.search(text, max(start, end.start() - 7), end.start() + 1):
            yield Span(start=start, end=end.end())
            start = end.end()
    if start < len(text):
        yield Span(start=start, end=len(text))


def _read_sentences(
    text: str, sentences: Iterable[tuple[int, Span]], anchor: Interval, lexicon: TimeLexicon
) -> tuple[TimeExpression, ...]:
    found: list[TimeExpression] = []
    history = is_history(text, anchor)
    memory = _HISTORY_MEMORY if history else _MEMORY
    for index, span in sentences:
        at, most = span.start, len(found) + _MOST
        for match, matcher in _candidates(text, span, lexicon):
            if match.start() < at or len(found) == most:
                continue
            setting = Setting(
                text=text,
                sentence=span,
                span=_extent(match, lexicon),
                anchor=anchor,
                previous=_antecedent(found, index, memory),
                lexicon=lexicon,
                index=index,
                recent=tuple(found[-_RECALL:]),
                memory=memory,
                history=history,
            )
            time = _read(match, matcher, setting)
            if time is not None:
                if found and found[-1].sentence == index:
                    found[-1] = begun_on(found[-1], time, text)
                found.append(time)
                at = time.span.end
    return tuple(found)


def _candidates(text: str, sentence: Span, lexicon: TimeLexicon) -> list[tuple[re.Match[str], Matcher]]:
    """Matches of the rules whose words the sentence holds, leftmost first, then longest, then as the rules stand."""
    kinds = {m.lastgroup for m in lexicon.trigger.finditer(text, sentence.start, sentence.end)}
    if not kinds:
        return []
    matchers = {m.order: m for kind in kinds if kind for m in lexicon.needs[kind]}
    low = sentence.of(text).lower()
    every = [
        (match, matcher)
        for _, matcher in sorted(matchers.items())
        if not matcher.rule.holds or any(letters in low for letters in matcher.rule.holds)
        for match in matcher.regex.finditer(text, sentence.start, sentence.end)
    ]
    return sorted(every, key=lambda c: (c[0].start(), -c[0].end(), c[1].order))


def _antecedent(found: Sequence[TimeExpression], sentence: int, memory: int) -> TimeExpression | None:
    """The last date named within a few sentences."""
    for time in reversed(found[-_RECALL:]):
        if sentence - time.sentence >= memory:
            return None
        if (
            time.type in {TimexType.DATE, TimexType.TIME}
            and time.interval.days is not None
            and time.value[:1].isdigit()
        ):
            return time
    return None


def _read(match: re.Match[str], matcher: Matcher, setting: Setting) -> TimeExpression | None:
    """The expression a match stands for; None where its reading finds that it is none."""
    if not match.groupdict().get("holiday") and _is_name(setting):
        return None
    words = Words(match=match, value=matcher.rule.value, tables=setting.lexicon.tables)
    meaning = READINGS[matcher.rule.make](words, setting)
    if meaning is None:
        return None
    relation, cue = _placed(meaning, setting)
    return TimeExpression(
        span=setting.span,
        sentence=setting.index,
        type=meaning.type,
        value=meaning.value,
        interval=meaning.interval,
        relation=relation,
        cue=cue,
        fuzzy=meaning.fuzzy,
        explicit=meaning.explicit,
        anchor=meaning.anchor,
        rule=matcher.rule.name,
        confidence=meaning.confidence,
    )


def _extent(match: re.Match[str], lexicon: TimeLexicon) -> Span:
    """The match without a possessive ending, and without an `over` that means `during`: `changed over two years`."""
    start, end = match.span()
    if match.group()[-2:] in {"'s", "’s"} and not match.group()[-3:-2].isdigit():
        end -= 2
    over = lexicon.over.match(match.group())
    if over and not lexicon.above.search(match.string, max(0, start - _BACK), start):
        start += over.end()
    return Span(start=start, end=end)


def _is_name(setting: Setting) -> bool:
    """Whether a unit or day is written like a name, and the rest of the sentence is not: `on “This Week” he said`."""
    lexicon, span = setting.lexicon, setting.span
    if lexicon.capital_day.match(setting.text, span.start, span.end):
        return bool(_INSIDE.search(setting.before)) and _is_low(setting)
    unit = lexicon.capital_unit.search(setting.text, span.start, span.end)
    if unit is None or (unit.start() == span.start and not setting.before.strip(_OPENING)):
        return False
    return _is_low(setting)


def _is_low(setting: Setting) -> bool:
    """Whether the words around are mostly small ones, as no headline's are."""
    low = max(setting.sentence.start, setting.span.start - _AROUND)
    sentence = setting.text[low : min(setting.sentence.end, setting.span.end + _AROUND)]
    return len(_SMALL.findall(sentence)) >= len(_CAPITAL.findall(sentence))


def _placed(meaning: Meaning, setting: Setting) -> tuple[TimeRelation, Span | None]:
    """The relation and the words that give it; the expression's own relation stands where the words give none."""
    cue = find_cue(setting)
    if cue is None:
        return meaning.relation or TimeRelation.ON, None
    relation, span = cue
    plain = relation in {TimeRelation.ON, TimeRelation.DURING}
    return (meaning.relation if plain and meaning.relation else relation), span
