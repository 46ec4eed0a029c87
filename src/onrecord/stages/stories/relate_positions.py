"""Sides that answer one another: what one says is rejected, held to be too early or unplanned, or called no such thing
by another.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import StoryLexicon
from onrecord.records import (
    Claim,
    ClaimId,
    Commitment,
    CommitmentKind,
    Fact,
    Modality,
    Quantity,
    Reading,
    RelationType,
    ReportId,
    SourceType,
    Span,
    Statement,
)
from onrecord.stages.stories.acts import kind_of_act
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.terms import stem, terms_of, words_of

_NEAR = 2  # sentences between what is said and its rejection
_REPLY = 10  # sentences between an accusation and the reply
_DAYS = 7
_WEEKS = 28
_MOST = 4  # claims on one side
_RARE = 0.06  # the share of reports that may have a word which shows that two claims are on one matter


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A claim as a side: its words, the rare ones among them, and who speaks."""

    claim: Claim
    text: str
    words: frozenset[str]
    rare: frozenset[str]
    speaker: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """What a side speaks of: the rare words, the kinds of acts, and the last two words: what is done, and to what."""

    rare: frozenset[str]
    kinds: frozenset[str]
    act: frozenset[str]


def relate_positions(readings: Sequence[Reading], claims: Sequence[Claim], lexicon: StoryLexicon) -> Iterator[Finding]:
    """Findings `disputed`, where one answers the other within a report, and `tension`, where claims of two speakers
    pull apart on one matter.
    """
    texts = {r.report.id: r.text for r in readings}
    sides = [_read(claim, texts, lexicon) for claim in claims]
    by_report: dict[ReportId, list[_Side]] = defaultdict(list)
    for side in sides:
        by_report[side.claim.report].append(side)
    for reading in readings:
        own = sorted(by_report[reading.report.id], key=lambda s: (s.claim.evidence, s.claim.id))
        yield from _rejections(reading, own, lexicon)
        yield from _replies(own, lexicon)
    spans = {(r.report.id, a.sentence.index): a.sentence.span for r in readings for a in r.analyses}
    around = {c.id: span.of(texts[c.report]) for c in claims if (span := spans.get((c.report, c.sentence)))}
    yield from _tensions(sides, around, lexicon)
    yield from _unplanned(sides, lexicon)


def _read(claim: Claim, texts: Mapping[ReportId, str], lexicon: StoryLexicon) -> _Side:
    text = claim.evidence.of(texts[claim.report])
    terms = set(terms_of(text, lexicon.function_words))
    speaker = claim.attribution.speaker or ""
    if isinstance(claim.content, Commitment) and not speaker:
        speaker = claim.content.actor or ""
    kinds = {kind for word in words_of(text) if (kind := _kind(word, lexicon))}
    if isinstance(claim.content, Commitment) and (kind := kind_of_act(claim.content.action, lexicon.acts)):
        kinds.add(kind)
    return _Side(
        claim=claim,
        text=" ".join(text.split()),
        words=frozenset(words_of(text)),
        rare=_rare(terms, lexicon),
        speaker=frozenset(words_of(speaker)) - lexicon.function_words - lexicon.positions.roles,
        kinds=frozenset(kinds),
    )


def _kind(word: str, lexicon: StoryLexicon) -> str:
    """The kind of act of a word in any of its regular forms."""
    forms = (
        word,
        word.removesuffix("s"),
        word.removesuffix("ed"),
        word.removesuffix("d"),
        f"{word.removesuffix('ing')}",
    )
    return next((kind for form in forms if (kind := lexicon.acts.by_word.get(form))), "")


def _rejections(reading: Reading, own: Sequence[_Side], lexicon: StoryLexicon) -> Iterator[Finding]:
    """A sentence that rejects what was said just before, with what its speaker says next."""
    pattern = re.compile(lexicon.positions.reject)
    statements = [s for s in own if isinstance(s.claim.content, Statement) and s.speaker]
    for analysis in reading.analyses:
        index, span = analysis.sentence.index, analysis.sentence.span
        sentence = span.of(reading.text)
        if not (match := pattern.search(sentence)):
            continue
        who = frozenset(words_of(sentence[: match.start()]))
        before = [s for s in statements if 0 < index - s.claim.sentence <= _NEAR and not s.speaker & who]
        after = [
            s for s in statements if 0 <= s.claim.sentence - index <= 1 and _after(s, span, match) and s.speaker & who
        ]
        if before and after and not before[-1].speaker & after[0].speaker:
            yield _finding(RelationType.DISPUTED, "position.rejected", before[-1], after[0], _rejected)


def _after(side: _Side, sentence: Span, match: re.Match[str]) -> bool:
    return side.claim.evidence.start >= sentence.start + match.start()


def _replies(own: Sequence[_Side], lexicon: StoryLexicon) -> Iterator[Finding]:
    """An accusation against a speaker whose own statement in the report speaks of the same act."""
    for charge in own:
        if not isinstance(charge.claim.content, Statement) or not lexicon.positions.accuse & charge.words:
            continue
        replies = [
            (len(matter), -gap, reply)
            for reply in own
            if (gap := abs(reply.claim.sentence - charge.claim.sentence)) <= _REPLY and _answers(reply, charge)
            if (matter := (charge.rare & reply.rare) - {stem(w) for w in reply.speaker})
        ]
        if replies:
            yield _finding(
                RelationType.DISPUTED, "position.reply", charge, max(replies, key=lambda r: r[:2])[2], _replied
            )


def _answers(reply: _Side, charge: _Side) -> bool:
    """Whether the accused speaks, of himself or with a denial."""
    own = bool({"we", "our", "us", "i", "my"} & reply.words) or reply.claim.negated
    accused = len(reply.speaker) > 1 and reply.speaker <= charge.words and not reply.speaker & charge.speaker
    return own and accused and isinstance(reply.claim.content, Statement)


def _unplanned(sides: Sequence[_Side], lexicon: StoryLexicon) -> Iterator[Finding]:
    """Reports of about one time that there are no plans for one kind of act: each with the one before it."""
    pattern = re.compile(lexicon.positions.no_plans)
    before: dict[str, _Side] = {}
    for side in sorted(sides, key=lambda s: (s.claim.clocks.published.interval.high, s.claim.report, s.claim.id)):
        if isinstance(side.claim.content, Quantity) or not (match := pattern.search(side.text)):
            continue
        for kind in sorted({k for w in words_of(match.group("rest")) if (k := _kind(w, lexicon))}):
            other = before.get(kind)
            before[kind] = side
            if other and other.claim.report != side.claim.report and _at_one_time(other.claim, side.claim):
                yield Finding(
                    type=RelationType.CORROBORATES,
                    rule="position.no-plans",
                    left=(other.claim,),
                    right=(side.claim,),
                    reason="Both say that there are no plans for it.",
                )
                break


def _asked(rest: str, side: _Side, around: str, lexicon: StoryLexicon) -> _Matter:
    """The matter of some words of a side; where they name an act alone (`a further rise`), that of the sentence."""
    named = terms_of(rest, lexicon.function_words)
    kinds = {word: kind for word in words_of(rest) if (kind := _kind(word, lexicon))}
    rare = frozenset(named) & side.rare
    if kinds and set(named) <= {stem(word) for word in kinds}:
        rare = _rare(terms_of(around, lexicon.function_words), lexicon)
    return _Matter(rare=rare, kinds=frozenset(kinds.values()), act=frozenset(named[-2:]))


def _rare(terms: Iterable[str], lexicon: StoryLexicon) -> frozenset[str]:
    return frozenset(t for t in terms if t.isalpha() and lexicon.common_words.get(t, 0.0) <= _RARE)


def _tensions(sides: Sequence[_Side], around: Mapping[ClaimId, str], lexicon: StoryLexicon) -> Iterator[Finding]:
    """Claims that pull apart on one matter though both can hold; `around` are the sentences they stand in."""
    having: dict[str, list[_Side]] = defaultdict(list)
    counts = Counter(term for side in sides for term in side.rare)
    for side in sides:
        for term in sorted(side.rare):
            having[term].append(side)
    rules = (
        ("tension.no-plans", re.compile(lexicon.positions.no_plans), _wants),
        ("tension.too-early", re.compile(lexicon.positions.too_early), _foretells),
        ("tension.should-not", re.compile(lexicon.positions.should_not), _does),
        ("tension.not-so", re.compile(lexicon.positions.not_a), _calls),
    )
    told: dict[tuple[str, tuple[str, ...]], tuple[list[_Side], list[_Side], str]] = {}
    for side in sides:
        if isinstance(side.claim.content, Quantity | Fact) or not side.speaker:
            continue
        for rule, pattern, opposes in rules:
            if not (match := pattern.search(side.text)):
                continue
            rest = " ".join(filter(None, match.groupdict().values()))
            asked = _asked(rest, side, around.get(side.claim.id, ""), lexicon)
            near = {o.claim.id: o for t in sorted(asked.rare) if counts[t] <= 60 for o in having[t]}
            others = [
                other
                for _, other in sorted(near.items())
                if other.speaker != side.speaker or other.claim.report != side.claim.report
                if other is not side and not other.claim.negated and opposes(side.claim, other, asked)
            ]
            key = (rule, tuple(o.claim.id for o in others[:_MOST]))
            if others:
                told.setdefault(key, ([], others[:_MOST], rest.split(" ")[0]))[0].append(side)
    for (rule, _), (same, others, named) in told.items():
        yield _several(rule, same[:_MOST] if rule == "tension.no-plans" else same[:1], others, named)


def _wants(one: Claim, other: _Side, asked: _Matter) -> bool:
    """A plan or expectation, told at the time, of the act that one has no plans for."""
    content = other.claim.content
    ahead = isinstance(content, Commitment) and content.kind is not CommitmentKind.REFUSAL
    if not ahead or other.claim.modality is Modality.DENIED or not _at_one_time(one, other.claim):
        return False
    return bool(asked.kinds & other.kinds) and bool(asked.rare & other.rare)


def _does(one: Claim, other: _Side, asked: _Matter) -> bool:
    """That another did, or means to do, the very thing that one says should not be done."""
    if isinstance(other.claim.content, Quantity) or other.claim.modality in {Modality.DENIED, Modality.POSSIBLE}:
        return False
    stems = {stem(word) for word in other.words}
    against = {"not", "no", "never", "should", "against", "if", "without", "lift", "lifted"} & other.words
    another = other.claim.attribution.speaker != one.attribution.speaker
    same = len(asked.act) == 2 and asked.act <= stems
    return another and not against and same and _at_one_time(one, other.claim, _WEEKS)


def _at_one_time(one: Claim, two: Claim, days: int = _DAYS) -> bool:
    """Whether both were published within so many days, as far as is known."""
    first, second = one.clocks.published.interval, two.clocks.published.interval
    if not (first.known and second.known):
        return False
    return first.overlaps(second) or (max(first.low, second.low) - min(first.high, second.high)).days <= days


def _foretells(one: Claim, other: _Side, asked: _Matter) -> bool:
    """A figure that is foretold of what one holds to be too early to foretell."""
    if not isinstance(other.claim.content, Quantity) or not _at_one_time(one, other.claim):
        return False
    ahead = other.claim.modality in {Modality.EXPECTED, Modality.PLANNED}
    ahead = ahead or bool({"predict", "predicted", "predicts", "would", "will", "forecast"} & other.words)
    return ahead and other.claim.attribution.source_type is not SourceType.NARRATOR and bool(asked.rare & other.rare)


def _calls(one: Claim, other: _Side, asked: _Matter) -> bool:
    """That another calls the thing what one says it is not."""
    if not asked.kinds or isinstance(other.claim.content, Quantity) or other.claim.modality is Modality.DENIED:
        return False
    return (
        other.claim.attribution.speaker != one.attribution.speaker
        and bool(asked.rare & other.rare)
        and not {"not", "no", "declining"} & other.words
    )


def _rejected(one: str, two: str) -> str:
    return f"{two} rejects what {one} said."


def _replied(one: str, two: str) -> str:
    return f"{one} accuses {two}, who answers that."


_TOLD = {
    "tension.no-plans": "There are no plans for it, by the word of {one}, but another source expects it.",
    "tension.too-early": "It is too early to say, by the word of {one}, but another source gives a figure.",
    "tension.should-not": "It should not be done, by the word of {one}, but another source says that it is.",
    "tension.not-so": "It is no {rest}, by the word of {one}, but other sources speak of one.",
}


def _finding(kind: RelationType, rule: str, one: _Side, two: _Side, tell: Callable[[str, str], str]) -> Finding:
    names = ((s.claim.attribution.speaker or "one side").replace("anonymous ", "an unnamed ", 1) for s in (one, two))
    return Finding(type=kind, rule=rule, left=(one.claim,), right=(two.claim,), reason=tell(*names))


def _several(rule: str, sides: Sequence[_Side], others: Sequence[_Side], rest: str) -> Finding:
    who = sides[0].claim.attribution.speaker or "one side"
    return Finding(
        type=RelationType.TENSION,
        rule=rule,
        left=tuple(s.claim for s in sides),
        right=tuple(o.claim for o in others),
        reason=_TOLD[rule].format(one=who.replace("anonymous ", "unnamed ", 1), rest=rest),
    )
