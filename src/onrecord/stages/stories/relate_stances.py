"""Sources that pull apart on one matter though both may be right: one calls a thing a success and another a failure,
one speaks for an act and another against it, one finds fault where another spares no effort.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons import StoryLexicon
from onrecord.records import (
    Claim,
    Commitment,
    Event,
    Fact,
    Modality,
    Quantity,
    Reading,
    RelationType,
    ReportId,
    Span,
    Statement,
)
from onrecord.stages.stories.acts import kind_of_act
from onrecord.stages.stories.elaborations import Elaborations
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.stance_words import ClaimWords, Thing
from onrecord.stages.stories.terms import words_of

_SHARED = 3  # content words that two wordings of one act share
_NEAR = 10  # sentences within which one report sets one side against the other
_COMPARED = 12
_ABOUT = 4  # content words on either side of a curb that say what is curbed
_SAFETY = "safety"
_RARE = 0.06  # the share of reports that may have a word by which an outcome is known again
_STANDING = frozenset({"would"})  # `it would welcome` the act, and speaks for it
_UNREAL = frozenset({Modality.DENIED, Modality.POSSIBLE, Modality.UNDISCLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stance:
    """One side: `favour` says which; `thing` is what is judged, `words` what the act or the clause is told by."""

    claim: Claim
    favour: bool
    speaker: frozenset[str]
    thing: Thing | None = None
    words: tuple[str, ...] = ()
    kind: str = ""
    paced: bool = False
    spelt_out: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claim, and those by which the same side spells it out."""
        return (self.claim, *self.spelt_out)


_Stances = dict[str, list[_Stance]]
_Matcher = Callable[[_Stance, _Stance], bool]


def relate_stances(readings: Sequence[Reading], claims: Sequence[Claim], lexicon: StoryLexicon) -> Iterator[Finding]:
    """Findings `tension` between stances of two sources on one matter of one time, and `position_change` between those
    of one source at two times.
    """
    texts = {r.report.id: r.text for r in readings}
    found = _Reader(texts, ClaimWords(readings, lexicon.function_words), lexicon).read(claims)
    told = Elaborations(claims, lexicon.function_words, lexicon.positions.roles)
    acts = [replace(s, spelt_out=told.of(s.claim, s.speaker)) for s in found.get("act", ())]
    found |= {"act": acts} if acts else {}
    yield from _turned(acts)
    for question in sorted(found):
        matches: _Matcher = _MATCHERS.get(question, _same_thing)
        days = lexicon.stances.lasting_days if matches is _kept_from else lexicon.stances.days
        yield from _opposed(question, found[question], matches, days)
    for stance in found.get("hope", ()):
        if not stance.favour and stance.words:
            yield from _despite(stance, claims, texts, lexicon)


class _Reader:
    """Reads the stances of claims."""

    def __init__(self, texts: Mapping[ReportId, str], words: ClaimWords, lexicon: StoryLexicon) -> None:
        stances = lexicon.stances
        self._texts = texts
        self._words = words
        self._lexicon = lexicon
        self._judged = [
            (question, good, _judgement(stances.between, cues))
            for question, sides in sorted(stances.judgements.items())
            for good, cues in zip((True, False), sides, strict=True)
        ]
        self._should_not = re.compile(lexicon.positions.should_not)
        self._acts = [(True, re.compile(stances.favour)), (False, re.compile(stances.against))]
        self._hopes = [(True, re.compile(stances.hopeful)), (False, re.compile(stances.hopeless))]
        self._efforts = [(True, re.compile(stances.effort)), (False, re.compile(stances.fault))]

    def read(self, claims: Sequence[Claim]) -> _Stances:
        """The stances of each question, in the order of the claims."""
        found: _Stances = defaultdict(list)
        for claim in claims:
            if isinstance(claim.content, Quantity | Event):
                continue
            text = claim.evidence.of(self._texts[claim.report]).lower()
            if len(text) != claim.evidence.end - claim.evidence.start:
                continue  # letters that change their length in lower case: no span would hold
            for question, stance in self._stances(claim, text):
                found[question].append(stance)
        return found

    def _stances(self, claim: Claim, text: str) -> Iterator[tuple[str, _Stance]]:
        speaker = self._speaker(claim)
        if claim.modality not in _UNREAL:
            yield from self._judgements(claim, text, speaker)
        for favour, pattern in self._acts:
            if (match := pattern.search(text)) and not self._negated(text[: match.start()], _STANDING):
                words = self._content(claim, match.span("act"))
                kind = next((k for w in words[:2] if (k := kind_of_act(w, self._lexicon.acts))), "")
                yield "act", _Stance(claim=claim, favour=favour, speaker=speaker, words=tuple(words), kind=kind)
        for favour, pattern in self._hopes:
            if match := pattern.search(text):
                words = self._content(claim, match.span("act"))
                yield "hope", _Stance(claim=claim, favour=favour, speaker=speaker, words=tuple(words))
        for favour, pattern in self._efforts:
            if (match := pattern.search(text)) and claim.modality is not Modality.DENIED:
                words = self._content(claim, (0, len(text)))
                own = set(self._content(claim, match.span()))
                told = tuple(w for w in words if w not in own and w not in speaker)
                paced = bool(self._lexicon.stances.pace & {*words_of(text[match.start() :])})
                yield "effort", _Stance(claim=claim, favour=favour, speaker=speaker, words=told, paced=paced)
        yield from self._curbs(claim, text, speaker)
        if (match := self._should_not.search(text)) and self._curb(claim, match.span("verb")):
            words = self._content(claim, match.span("rest"))
            yield "restraint", _Stance(claim=claim, favour=True, speaker=speaker, words=tuple(words[-1:]))

    def _judgements(self, claim: Claim, text: str, speaker: frozenset[str]) -> Iterator[tuple[str, _Stance]]:
        for question, good, pattern in self._judged:
            if not (match := pattern.search(text)):
                continue
            thing = self._words.thing(claim, self._span(claim, match.span("subject")))
            if thing is not None and not self._negated(match.group("subject")):
                favour = good is not bool(match.group("not"))
                yield question, _Stance(claim=claim, favour=favour, speaker=speaker, thing=thing)
                if question == _SAFETY and favour:
                    words = tuple(sorted(thing.nouns))
                    yield "curbed", _Stance(claim=claim, favour=True, speaker=speaker, thing=thing, words=words)

    def _curbs(self, claim: Claim, text: str, speaker: frozenset[str]) -> Iterator[tuple[str, _Stance]]:
        """What people are kept from: the words about a verb or noun of such an act."""
        words = self._content(claim, (0, len(text)))
        at = next((n for n, word in enumerate(words) if word in self._lexicon.stances.curbs), None)
        undone = bool(self._lexicon.stances.undone & {*words, *words_of(text)})
        if at is not None and not undone and claim.modality not in _UNREAL:
            about = tuple(words[max(0, at - _ABOUT) : at + _ABOUT + 1])
            stance = _Stance(claim=claim, favour=False, speaker=speaker, words=about)
            yield from (("curbed", stance), ("restraint", stance))

    def _curb(self, claim: Claim, within: tuple[int, int]) -> bool:
        return bool(self._lexicon.stances.curbs & set(self._content(claim, within)))

    def _speaker(self, claim: Claim) -> frozenset[str]:
        speaker = claim.attribution.speaker or ""
        if isinstance(claim.content, Commitment) and not speaker:
            speaker = claim.content.actor or ""
        return frozenset(words_of(speaker)) - self._lexicon.function_words - self._lexicon.positions.roles

    def _content(self, claim: Claim, within: tuple[int, int]) -> list[str]:
        heads = self._lexicon.synonyms_by_word
        return [heads.get(word, word) for word in self._words.content(claim, self._span(claim, within))]

    def _span(self, claim: Claim, within: tuple[int, int]) -> Span:
        return Span(start=claim.evidence.start + within[0], end=claim.evidence.start + within[1])

    def _negated(self, before: str, standing: frozenset[str] = frozenset()) -> bool:
        """Whether a negation or a condition stands before a cue, but for the words under which it stands."""
        words = [word for word in words_of(before) if word not in standing]
        unreal = self._lexicon.stances.unreal
        return any(w in self._lexicon.negators or w in unreal or w.endswith(("n't", "n’t")) for w in words)


def _judgement(between: str, cues: Sequence[str]) -> re.Pattern[str]:
    """A thing and one of the judgements, with what may stand between them."""
    longest = sorted(cues, key=lambda cue: (-len(cue), cue))
    said = "|".join(re.escape(cue) for cue in longest)
    return re.compile(rf"(?P<subject>[^,;:.“”\"]{{2,80}}?){between} (?P<cue>{said})(?![\w-])")


def _opposed(question: str, stances: Sequence[_Stance], matches: _Matcher, days: int) -> Iterator[Finding]:
    """Each stance with the nearest opposite one of another source."""
    for index, later in enumerate(stances):
        for earlier in reversed(stances[max(0, index - _COMPARED) : index]):
            if earlier.favour is not later.favour and _apart(earlier, later, days) and matches(earlier, later):
                good, bad = (earlier, later) if earlier.favour else (later, earlier)
                yield _tell(question, good, bad)
                break


def _apart(one: _Stance, two: _Stance, days: int) -> bool:
    """Whether two sources speak at one time; the narrator counts as one."""
    if one.speaker & two.speaker or not (one.speaker or two.speaker) or one.claim.id == two.claim.id:
        return False
    if one.claim.report == two.claim.report:
        return True
    first, second = one.claim.clocks.published.interval, two.claim.clocks.published.interval
    if not (first.known and second.known):
        return False
    return (max(first.low, second.low) - min(first.high, second.high)).days <= days


def _turned(stances: Sequence[_Stance]) -> Iterator[Finding]:
    """Each stance with the last opposite one that its source took of one act before."""
    for index, one in enumerate(stances):
        later = [two for two in stances[index + 1 :][:_COMPARED] if one.favour is not two.favour]
        before = [two for two in stances[max(0, index - _COMPARED) : index] if one.favour is not two.favour]
        own = [
            two for two in (*before, *later) if one.speaker & two.speaker and _later(two, one) and _same_act(one, two)
        ]
        if own:
            two = max(own, key=lambda s: s.claim.clocks.published.interval.low)
            yield Finding(
                type=RelationType.POSITION_CHANGE,
                rule="position.turned",
                left=two.claims,
                right=(one.claim,),
                reason=f"{_named(one)} spoke {_FOR[two.favour]} it before, and {_FOR[one.favour]} it later.",
            )


def _later(one: _Stance, two: _Stance) -> bool:
    """Whether the second stance was published after the first."""
    first, second = one.claim.clocks.published.interval, two.claim.clocks.published.interval
    return first.known and second.known and first.high < second.low


def _despite(
    hopeless: _Stance, claims: Sequence[Claim], texts: Mapping[ReportId, str], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """That what somebody gave up hope of has come about after all, told soon after: a man was found `alive`."""
    outcome = hopeless.words[-1]
    if lexicon.common_words.get(outcome, 0.0) > _RARE:
        return
    came = re.compile(lexicon.stances.came_about.format(outcome=re.escape(outcome)))
    day = hopeless.claim.clocks.published.interval
    later = [
        claim
        for claim in claims
        if isinstance(claim.content, Fact | Statement) and claim.modality is Modality.ASSERTED and not claim.negated
        if claim.report != hopeless.claim.report and claim.clocks.published.interval.known and day.known
        if 0 <= (claim.clocks.published.interval.low - day.high).days <= lexicon.stances.days
        if came.search(claim.evidence.of(texts[claim.report]).lower())
    ]
    if later:
        yield Finding(
            type=RelationType.TENSION,
            rule="tension.despite",
            left=(hopeless.claim,),
            right=(min(later, key=lambda c: c.clocks.published.interval.low),),
            reason=f"{_named(hopeless)} had given up hope of it; soon after it came about.",
        )


def _same_thing(one: _Stance, two: _Stance) -> bool:
    return one.thing is not None and two.thing is not None and one.thing.same(two.thing)


def _same_act(one: _Stance, two: _Stance) -> bool:
    """Whether both tell one act: by half of the words, or by its kind, most of the words and two of them at least."""
    shared = len(set(one.words) & set(two.words))
    fewer = min(len(set(one.words)), len(set(two.words)))
    if shared >= _SHARED:
        return 2 * shared >= fewer
    return 2 * shared > fewer and shared > 1 and bool(one.kind) and one.kind == two.kind


def _same_hope(one: _Stance, two: _Stance) -> bool:
    """Whether what one hopes for ends in what the other gave up: `alive`."""
    return bool(one.words and two.words) and len(set(one.words) & set(two.words)) > 1


def _same_work(one: _Stance, two: _Stance) -> bool:
    """Whether the fault is found with what the effort goes to, as far as the words tell."""
    shared = len(set(one.words) & set(two.words))
    near = one.claim.report == two.claim.report and abs(one.claim.sentence - two.claim.sentence) <= _NEAR
    if not (one.speaker and two.speaker):
        return False
    return shared > 1 or (near and (shared > 0 or (one.paced and two.paced)))


def _kept_from(one: _Stance, two: _Stance) -> bool:
    """Whether people are kept from the very thing that another calls safe."""
    return bool(set(one.words) & set(two.words))


_MATCHERS: Mapping[str, _Matcher] = {
    "act": _same_act,
    "hope": _same_hope,
    "effort": _same_work,
    "curbed": _kept_from,
    "restraint": _kept_from,
}
_TOLD = {
    "act": "{one} spoke for it, {two} against it.",
    "hope": "{one} had hopes of it, {two} gave them up.",
    "curbed": "{one} called the {thing} safe, but {two} told of people kept from it.",
    "restraint": "{one} held that people should not be kept from it, but {two} told that they were.",
    "effort": "{one} told of every effort, {two} found fault with what was done.",
}
_FOR = {True: "for", False: "against"}
_JUDGED = "{one} spoke well of the {thing}, {two} badly."


def _tell(question: str, good: _Stance, bad: _Stance) -> Finding:
    thing = good.thing.head if good.thing else ""
    reason = _TOLD.get(question, _JUDGED).format(one=_who(good), two=_who(bad), thing=thing)
    return Finding(
        type=RelationType.TENSION,
        rule=f"tension.{question}",
        left=good.claims,
        right=bad.claims,
        reason=reason[0].upper() + reason[1:],
    )


def _named(stance: _Stance) -> str:
    who = _who(stance)
    return who[0].upper() + who[1:]


def _who(stance: _Stance) -> str:
    narrated = "the report" if isinstance(stance.claim.content, Fact) else "one side"
    return (stance.claim.attribution.speaker or narrated).replace("anonymous ", "unnamed ", 1)
