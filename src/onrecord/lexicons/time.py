"""Words, patterns and values of time expressions, compiled once when the lexicon is loaded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import capwords

from onrecord.errors import LexiconError
from onrecord.lexicons.loader import load_toml
from onrecord.records import TimeRelation

FILES = ("time.toml",)

_SLOT = re.compile(r"\{(?P<word>[a-z_]+)(?P<name>:[a-z_0-9]*)?\}")
_GAP = r"(?:[^\S\n]{1,3}|\n)"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One pattern of time expressions.

    `{word}` in `pattern` stands for a word class and captures under its name (`{word:name}` under another, `{word:}`
    not at all); a space stands for white space or one line break. `make` names the reading that gives type, value
    and days; `value` is handed to it. A rule is tried only where a word of one of the classes in `needs` occurs and,
    where every match of it holds one of the letters in `holds`, only where these occur.
    """

    name: str
    make: str
    pattern: str
    needs: tuple[str, ...]
    holds: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTables:
    """The shape of `time.toml`."""

    version: int
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    multipliers: dict[str, int]
    ordinals: dict[str, int]
    dayparts: dict[str, str]
    seasons: dict[str, str]
    portions: dict[str, str]
    shifts: dict[str, int]
    days: dict[str, int]
    holidays: dict[str, str]
    classes: dict[str, str]
    triggers: dict[str, str]
    rules: tuple[TimeRule, ...]
    cues: dict[TimeRelation, tuple[str, ...]]
    future: tuple[str, ...]
    past: tuple[str, ...]
    limits: tuple[str, ...]
    past_limits: tuple[str, ...]
    settled: tuple[str, ...]
    lasting: tuple[str, ...]
    past_events: tuple[str, ...]
    negations: tuple[str, ...]
    month_contexts: tuple[str, ...]
    counted: tuple[str, ...]
    labels: tuple[str, ...]
    reporting: tuple[str, ...]
    subordinators: tuple[str, ...]
    openers: tuple[str, ...]
    so_far: tuple[str, ...]
    blows: tuple[str, ...]
    unit_contexts: tuple[str, ...]
    ended: str
    range_end: str
    range_links: tuple[str, ...]
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """A rule with its pattern compiled."""

    rule: TimeRule
    order: int
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLexicon:
    """The tables of `time.toml` and what is compiled from them.

    `trigger` finds the words without which no rule can match and `needs` lists, for each class of them, the rules to
    try; `cue` matches a relation's words at the end of a stretch of text and `relations` says which relation they
    give; `lean` finds words that say whether a clause speaks of the past or the future, `limit` ends in a word like
    `until`, `settled` is a verb of what had come to be, and `happened` what a time owns: `Friday's ruling`.
    """

    tables: TimeTables
    trigger: re.Pattern[str]
    needs: Mapping[str, tuple[Matcher, ...]]
    cue: re.Pattern[str]
    relations: Mapping[str, TimeRelation]
    lean: re.Pattern[str]
    limit: re.Pattern[str]
    settled: re.Pattern[str]
    lasting: re.Pattern[str]
    happened: re.Pattern[str]
    negation: re.Pattern[str]
    month_context: re.Pattern[str]
    counted: re.Pattern[str]
    label: re.Pattern[str]
    subordinate: re.Pattern[str]
    openers: frozenset[str]
    so_far: re.Pattern[str]
    whole_unit: re.Pattern[str]
    ended: re.Pattern[str]
    range_end: re.Pattern[str]
    range_link: re.Pattern[str]
    over: re.Pattern[str]
    above: re.Pattern[str]
    capital_unit: re.Pattern[str]
    capital_day: re.Pattern[str]
    blows: frozenset[str]


def _words(table: Mapping[str, object]) -> str:
    """An alternation of the table's words, longest first, in which a space may be a line break."""
    every = sorted(table, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in every)


def _guarded(table: Mapping[str, object]) -> str:
    """`_words` behind a look at the first letter, which most places fail at once."""
    letters = "".join(sorted({re.escape(word[0]) for word in table}))
    return f"(?=[{letters}])(?:{_words(table)})"


def _names(table: Mapping[str, object]) -> str:
    """Like `_words`, for proper names: capitalised or in capitals only."""
    cased = {form: 0 for word in table for form in (capwords(word), word.upper())}
    return f"(?-i:{_guarded(cased)})"


def _classes(tables: TimeTables) -> dict[str, str]:
    """The word classes that patterns may name."""
    derived = {
        "month": _names({w: 0 for w in tables.months if len(w) > 4 or w in {"may", "june", "july"}})
        + "|"
        + _names({w: 0 for w in tables.months if len(w) <= 4 and w not in {"may", "june", "july"}})
        + r"\b\.?",
        "weekday": _names(tables.weekdays),
        "unit": _guarded(tables.units),
        "ordinal": _guarded(tables.ordinals),
        "daypart": _guarded(tables.dayparts),
        "season": _guarded(tables.seasons),
        "portion": _guarded(tables.portions),
        "shift": _guarded(tables.shifts),
        "day": _guarded(tables.days),
        "holiday": _names(tables.holidays),
        "word_number": _guarded({w: 0 for w in tables.numbers if w not in {"a", "an"}}),
    }
    return {**derived, **tables.classes}


def _expand(pattern: str, classes: Mapping[str, str], rule: str, *, depth: int = 0) -> str:
    """`pattern` with its word classes put in; classes may name other classes, which then do not capture."""

    def put(match: re.Match[str]) -> str:
        word, name = match["word"], match["name"]
        if word not in classes or depth > 4:
            raise LexiconError(f"lexicons/time.toml: rule {rule!r} names no known class {word!r}. Correct the file.")
        inner = _expand(classes[word], classes, rule, depth=depth + 1)
        group = word if name is None else name[1:]
        return f"(?P<{group}>{inner})" if group and not depth else f"(?:{inner})"

    return _SLOT.sub(put, pattern)


def _compile(rule: TimeRule, order: int, classes: Mapping[str, str]) -> Matcher:
    whole = _expand(rule.pattern, classes, rule.name).replace(" ", _GAP)
    try:
        return Matcher(
            rule=rule, order=order, regex=re.compile(rf"(?<![\w$€£])(?<!\w-)(?:{whole})(?!\w)", re.IGNORECASE)
        )
    except re.error as exc:
        raise LexiconError(f"lexicons/time.toml: rule {rule.name!r}: {exc}. Correct the file.") from exc


def compile_time(tables: TimeTables) -> TimeLexicon:
    """The lexicon of these tables; raises LexiconError when a pattern names an unknown class or is malformed."""
    classes = _classes(tables)
    matchers = [_compile(rule, order, classes) for order, rule in enumerate(tables.rules)]
    triggers = "|".join(
        f"(?P<{name}>{_expand(words, classes, name, depth=1)})" for name, words in tables.triggers.items()
    )
    relations = {words: relation for relation, every in tables.cues.items() for words in every}
    plain = re.IGNORECASE
    return TimeLexicon(
        tables=tables,
        trigger=re.compile(rf"(?<!\w)(?:{triggers})".replace(" ", _GAP), plain),
        needs={name: tuple(m for m in matchers if name in m.rule.needs) for name in tables.triggers},
        cue=re.compile(rf"(?<![\w-])(?:{_words(relations)}) $".replace(" ", _GAP), plain),
        relations=relations,
        lean=re.compile(rf"\b(?:(?P<future>{'|'.join(tables.future)})|(?P<past>{'|'.join(tables.past)}))(?!\w)", plain),
        limit=re.compile(
            rf"(?<![\w-])(?:(?P<by>by)|{'|'.join(tables.limits)}|(?P<past>{'|'.join(tables.past_limits)})) (?:the )?$",
            plain,
        ),
        settled=re.compile(rf"(?:{'|'.join(tables.settled)})\b", plain),
        lasting=re.compile(rf"(?:{'|'.join(tables.lasting)})\b", plain),
        happened=re.compile(rf"(?:['’]s)? (?:[a-z]+ )?(?:{'|'.join(tables.past_events)})\b", plain),
        negation=re.compile(rf"(?:{'|'.join(tables.negations)})[^.;:,\n]*$", plain),
        month_context=re.compile(
            rf"(?<!\w)(?:{'|'.join(tables.month_contexts)})(?: |(?<=-))$".replace(" ", _GAP), plain
        ),
        counted=re.compile(rf" ?(?:{'|'.join(tables.counted)})\b", plain),
        label=re.compile(rf"\b(?:{'|'.join(tables.labels)}) ?$", plain),
        subordinate=re.compile(rf"\b(?:{'|'.join(tables.subordinators)})\b", plain),
        openers=frozenset(tables.openers),
        so_far=re.compile(rf"\b(?:{'|'.join(tables.so_far)})\b", plain),
        whole_unit=re.compile(rf"(?<!\w)(?:{'|'.join(tables.unit_contexts)}) $".replace(" ", _GAP), plain),
        ended=re.compile(
            _expand(tables.ended, classes, "ended").replace(" ", _GAP),
            plain,
        ),
        range_end=re.compile(_expand(tables.range_end, classes, "range_end").replace(" ", _GAP), plain),
        range_link=re.compile(
            rf"\s?(?:{_words(dict.fromkeys(tables.range_links, 0))}|(?P<both>and))\s?".replace(" ", _GAP), plain
        ),
        over=re.compile(r"over ", plain),
        above=re.compile(rf"(?<!\w)(?:{'|'.join(tables.above)}) $", plain),
        capital_unit=re.compile(rf"\b(?:{_words({w.title(): 0 for w in tables.units})})\b"),
        capital_day=re.compile(rf"(?:{_words({w.title(): 0 for w in tables.days})})\b"),
        blows=frozenset(tables.blows),
    )


def load_time() -> TimeLexicon:
    """The lexicon as shipped; raises LexiconError when its file does not validate."""
    return compile_time(load_toml("time.toml", TimeTables))
