"""Somebody's case before a court, as reports tell of it: charged, denied, on trial, convicted or cleared, sentenced."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import StoryLexicon
from onrecord.records import Claim, Commitment, Fact, Modality, Reading, RelationType, Span, Statement
from onrecord.stages.stories.case_stages import CaseStages
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.stance_words import ClaimWords
from onrecord.stages.stories.terms import stem, words_of

_COMPARED = 12
_NEAR = 3  # words before a stage that say whether it came
_MOST = 3  # claims of the stage before
_UNREAL = frozenset({Modality.POSSIBLE, Modality.EXPECTED, Modality.PLANNED})
_DENIED = "denied"
_OWNS = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A claim that tells how a case stands: the stage, whose case by surname, and of what; `loose` where a denial names
    no offence, which is no plea.
    """

    claim: Claim
    stage: str
    person: str
    offences: frozenset[str]
    loose: bool = False

    def one_case(self, other: "_Step") -> bool:
        """Whether both may be of one case: the same person, and one offence where both name any."""
        offences = bool(self.offences & other.offences) or not (self.offences and other.offences)
        return self.person == other.person and offences


def relate_proceedings(
    readings: Sequence[Reading], claims: Sequence[Claim], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """Findings between claims on one case: `corroborates` for one stage in two reports, `updates` for a later stage in
    a later report, `tension` between the charge and its denial.
    """
    by_person: dict[str, list[_Step]] = defaultdict(list)
    for step in _Reader(readings, lexicon).read(claims):
        by_person[step.person].append(step)
    order = {stage: n for n, stage in enumerate(lexicon.proceedings.stages)}
    for person in sorted(by_person):
        steps = sorted(by_person[person], key=_age)
        for index, step in enumerate(steps):
            before = [s for s in steps[:index] if s.one_case(step)]
            yield from _same(step, before)
            yield from _later(step, before, order, lexicon.proceedings.ends)
        yield from _answered(steps, lexicon.proceedings.charges)


def _age(step: _Step) -> tuple[str, str, int, str]:
    published = step.claim.clocks.published.interval
    return (published.high.isoformat(), step.claim.report, step.claim.evidence.start, step.claim.id)


class _Reader:
    """Reads how cases stand off claims."""

    def __init__(self, readings: Sequence[Reading], lexicon: StoryLexicon) -> None:
        self._texts = {r.report.id: r.text for r in readings}
        self._words = ClaimWords(readings, lexicon.function_words)
        self._lexicon = lexicon
        self._stages = CaseStages(lexicon.proceedings)

    def read(self, claims: Sequence[Claim]) -> Iterator[_Step]:
        """The steps of cases that claims tell, each claim's last stage, where it names the person."""
        for claim in claims:
            if not isinstance(claim.content, Fact | Statement | Commitment) or claim.modality in _UNREAL:
                continue
            text = claim.evidence.of(self._texts[claim.report])
            found = self._stages.last(text)
            if found and not self._unreal(text[: found[1].start()]):
                stage, match = found
                person = self._person(claim, match, stage)
                offences = {stem(w) for w in words_of(text)} & self._lexicon.proceedings.offences
                loose = not self._lexicon.proceedings.loosely_denied.isdisjoint(words_of(match.group()))
                if person:
                    yield _Step(claim=claim, stage=stage, person=person, offences=frozenset(offences), loose=loose)

    def _unreal(self, before: str) -> bool:
        """Whether a stage is only asked for or possible, or has not come: `should be charged`, `was never tried`."""
        near = {*[*words_of(before)][-_NEAR:]}
        return bool(near & (self._lexicon.proceedings.unreal | self._lexicon.negators))

    def _person(self, claim: Claim, match: re.Match[str], stage: str) -> str:
        """The surname of whose case it is: the name that the words of the stage enclose or that stands last before
        them; for a denial without one, the speaker's.
        """
        whose = match.groupdict().get("who")
        within = match.span("who") if whose else (0, match.start())
        start = claim.evidence.start
        tokens = self._words.within(claim, Span(start=start + within[0], end=start + within[1]))
        last = max((n for n, t in enumerate(tokens) if t.tag == "PROPN" and t.text[0].isupper()), default=-1)
        if any(t.tag == "NOUN" or t.text in _OWNS for t in tokens[last + 1 :]):
            return ""  # `Harn's doctor was charged`
        if last >= 0:
            return tokens[last].text.lower()
        return " ".join([*words_of(claim.attribution.speaker or "")][-1:]) if stage == _DENIED else ""


def _same(step: _Step, before: Sequence[_Step]) -> Iterator[Finding]:
    """The same stage in other reports."""
    alike = (s for s in before if s.stage == step.stage and s.loose == step.loose)
    same = [s.claim for s in alike if s.claim.report != step.claim.report]
    if same:
        yield Finding(
            type=RelationType.CORROBORATES,
            rule="case.same",
            left=tuple(same[-_COMPARED:]),
            right=(step.claim,),
            reason=f"Both tell that {step.person.capitalize()} {_TOLD.get(step.stage, step.stage)}.",
        )


def _later(step: _Step, before: Sequence[_Step], order: Mapping[str, int], ends: frozenset[str]) -> Iterator[Finding]:
    """A stage at which a case ends, with what was told before of the stages that come before it."""
    if step.stage not in ends:
        return
    earlier = [
        s.claim
        for s in before
        if order[s.stage] < order[step.stage] and s.stage != _DENIED
        if s.claim.clocks.published.interval.high < step.claim.clocks.published.interval.low
    ]
    if earlier:
        yield Finding(
            type=RelationType.UPDATES,
            rule="case.later",
            left=tuple(earlier[-_MOST:]),
            right=(step.claim,),
            reason=f"The case went on: {step.person.capitalize()} {_TOLD.get(step.stage, step.stage)}.",
        )


def _answered(steps: Sequence[_Step], charges: frozenset[str]) -> Iterator[Finding]:
    """Each denial with the charge of its own report, or else with the last one before it."""
    for index, step in enumerate(steps):
        if step.stage != _DENIED:
            continue
        charged = [
            (n, s.claim)
            for n, s in enumerate(steps)
            if s.stage in charges and s.one_case(step) and not _overlap(s.claim, step.claim)
        ]
        own = [claim for _, claim in charged if claim.report == step.claim.report]
        before = [claim for n, claim in charged if n < index][-1:]
        if own or before:
            yield Finding(
                type=RelationType.TENSION,
                rule="case.denied",
                left=tuple(own[:_MOST] or before),
                right=(step.claim,),
                reason=f"{step.person.capitalize()} denies it.",
            )


def _overlap(one: Claim, two: Claim) -> bool:
    return one.report == two.report and one.evidence.overlaps(two.evidence)


_TOLD = {
    "charged": "is charged",
    "denied": "denies the charge",
    "tried": "is on trial",
    "admitted": "admitted it",
    "convicted": "was found guilty",
    "cleared": "was cleared",
    "sentenced": "was sentenced",
}
