"""Speakers whom a report sets against each other: `But the mayor said`, or one who calls another's account untrue."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import StoryLexicon
from onrecord.records import Claim, Reading, RelationType, ReportId, Span, Statement
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.terms import terms_of, words_of

_NEAR = 2  # sentences between what is said and the rejoinder
_BACK = 12  # sentences between an account and what another calls it
_COMPARED = 24
_MOST = 3
_QUOTES = "\"“‘'«"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    """A statement: its words, what it is about, who makes it."""

    claim: Claim
    text: str
    terms: frozenset[str]
    speaker: frozenset[str]
    body: str


def relate_rejoinders(
    readings: Sequence[Reading], claims: Sequence[Claim], canon: Canon, lexicon: StoryLexicon
) -> Iterator[Finding]:
    """Findings `tension` between statements of two speakers in one report."""
    by_report: dict[ReportId, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.content, Statement) and claim.attribution.speaker:
            by_report[claim.report].append(claim)
    for reading in readings:
        own = sorted(by_report[reading.report.id], key=lambda c: (c.evidence, c.id))
        sayings = [_read(claim, reading.text, canon, lexicon) for claim in own]
        sentences = {a.sentence.index: a.sentence.span for a in reading.analyses}
        yield from _answers(sayings, reading.text, sentences, lexicon)
        yield from _disbelief(sayings, canon, lexicon)


def _read(claim: Claim, text: str, canon: Canon, lexicon: StoryLexicon) -> _Saying:
    words = claim.evidence.of(text)
    heads = lexicon.synonyms_by_word
    speaker = frozenset(words_of(claim.attribution.speaker or "")) - lexicon.function_words - lexicon.positions.roles
    return _Saying(
        claim=claim,
        text=" ".join(words.split()),
        terms=frozenset(heads.get(t, t) for t in terms_of(words, lexicon.function_words) if t.isalpha()),
        speaker=speaker,
        body=canon.actor(claim.attribution.speaker),
    )


def _answers(
    sayings: Sequence[_Saying], text: str, sentences: Mapping[int, Span], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """Each first statement after a `but` of the report's own, with what another speaker said just before."""
    opening, between = re.compile(lexicon.positions.but_opens), re.compile(lexicon.positions.but_between)
    for index, later in enumerate(sayings):
        before = [
            s for s in sayings[max(0, index - _COMPARED) : index] if later.claim.sentence - s.claim.sentence <= _NEAR
        ]
        last = before[-1] if before else None
        if last is None or last.speaker & later.speaker or not (last.speaker and later.speaker):
            continue
        if last.claim.sentence == later.claim.sentence:
            gap = text[last.claim.evidence.end : later.claim.evidence.start].lower()
            turns = between.search(gap)
            answers = turns is not None and (turns.group("turn") == "but" or _one_matter(last, later))
        else:
            sentence = sentences.get(later.claim.sentence, later.claim.evidence)
            head = sentence.of(text)
            opens = None if head[:1] in _QUOTES else opening.search(head)
            answers = opens is not None and (bool(opens.group("even")) or _one_matter(last, later))
        if answers:
            same = [s for s in before if s.claim.sentence == last.claim.sentence and s.speaker == last.speaker]
            yield _tension("rejoinder.but", same, later, "{two} is set against {one} by the report itself.")


def _one_matter(one: _Saying, two: _Saying) -> bool:
    """Whether a rejoinder takes up a word of what it answers, or names who said it."""
    return bool(one.terms & two.terms) or bool(one.speaker & set(words_of(two.text)))


def _disbelief(sayings: Sequence[_Saying], canon: Canon, lexicon: StoryLexicon) -> Iterator[Finding]:
    """Each judgement on somebody's account, with what that one is reported to have said before."""
    pattern = re.compile(lexicon.positions.disbelief)
    for index, later in enumerate(sayings):
        if not (match := pattern.search(later.text)):
            continue
        who = frozenset(words_of(match.group("who"))) - lexicon.function_words
        country = {canon.country(word) for word in match.group("who").split()} - {None, ""}
        near = [
            s
            for s in sayings[:index]
            if later.claim.sentence - s.claim.sentence <= _BACK and not s.speaker & later.speaker
            if who & s.speaker or any(s.body.startswith(c) for c in sorted(filter(None, country)))
        ]
        matter = [s for s in near if s.terms & later.terms]
        if near:
            yield _tension(
                "rejoinder.account", (matter or near)[:_MOST], later, "What {one} said is not believed by {two}."
            )


def _tension(rule: str, before: Sequence[_Saying], later: _Saying, reason: str) -> Finding:
    names = (s.claim.attribution.speaker or "" for s in (before[0], later))
    one, two = (name.replace("anonymous ", "unnamed ", 1) for name in names)
    told = reason.format(one=one, two=two)
    return Finding(
        type=RelationType.TENSION,
        rule=rule,
        left=tuple(s.claim for s in before[:_MOST]),
        right=(later.claim,),
        reason=told[0].upper() + told[1:],
    )
