"""What a check is made on: the sentence asked about as it was read, and a story's records and sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.lexicons import Lexicons
from onrecord.lexicons.checking import CheckingLexicon
from onrecord.records import (
    Account,
    Analysis,
    Attribution,
    Claim,
    ClaimId,
    Confidence,
    Interval,
    Mention,
    Quantity,
    Reading,
    RelationType,
    ReportId,
    Slot,
    Span,
    TimeExpression,
)
from onrecord.stages.align import find_slots, make_canon
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.slots import topic_terms
from onrecord.stages.stories.terms import words_of

_MARKS = ".,;:()'’\"“”‘"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The sentence asked about, read as reports are; `day` is the one it is taken to be said on."""

    reading: Reading
    claims: tuple[Claim, ...]
    times: tuple[TimeExpression, ...]
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report's sentence with what stands in it."""

    report: ReportId
    analysis: Analysis
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    headline: bool = False


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A story's account, the texts of its reports, and the sentences that share words with the one asked about.

    `sentences` are the spans of all sentences, by report and number; `known` are the reports that take part: those
    published by the day the question is asked for.
    """

    account: Account
    readings: tuple[Reading, ...]
    told: tuple[Told, ...]
    sentences: Mapping[tuple[ReportId, int], Span]
    known: frozenset[ReportId]
    lexicons: Lexicons
    words: CheckingLexicon

    @cached_property
    def canon(self) -> Canon:
        """The canonical keys of the story's names."""
        return make_canon(self.readings, self.account.claims, self.account.entities, self.lexicons)

    @cached_property
    def texts(self) -> Mapping[ReportId, str]:
        """The text of every report."""
        return {r.report.id: r.text for r in self.readings}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that take part, those of low confidence among them."""
        return tuple(c for c in self.account.claims if c.report in self.known and not c.rejected)

    @cached_property
    def done(self) -> frozenset[ClaimId]:
        """The commitments and events of which a report that takes part tells as done."""
        met = (r for r in self.account.relations if r.type is RelationType.MET and r.rule != "commitment.partly-met")
        return frozenset(c for r in met if self.known.issuperset(r.reports) for c in r.left)

    @cached_property
    def topic(self) -> frozenset[str]:
        """The stems that most reports of the story have, and that tell no two of its matters apart."""
        return topic_terms(self.readings, self.lexicons.stories)

    @cached_property
    def by_sentence(self) -> Mapping[tuple[ReportId, int], tuple[Claim, ...]]:
        """The claims of each sentence."""
        found: dict[tuple[ReportId, int], list[Claim]] = {}
        for claim in self.claims:
            found.setdefault((claim.report, claim.sentence), []).append(claim)
        return {key: tuple(own) for key, own in found.items()}

    def names_at(self, told: Told) -> dict[Span, frozenset[str]]:
        """The keys of what is named at each span of a report's sentence, pronouns and descriptions among them."""
        names = {e.id: e.name for e in self.account.entities}
        linked = {k.index: names[k.entity] for k in self.account.links if k.report == told.report and k.entity in names}
        text = self.texts[told.report]
        found = {}
        for mention in told.mentions:
            told_as = mention.span.of(text)
            known = linked.get(mention.entity) if mention.entity is not None else None
            sure = mention.confidence is not Confidence.LOW
            keys = {self.key(known)} if known and sure else set()
            if not mention.pronoun:
                keys.add(self.key(told_as))
            found[mention.span] = frozenset(keys - {""})
        return found

    def sentence_of(self, claim: Claim) -> str:
        """The whole sentence that a claim stands in."""
        span = self.sentences.get((claim.report, claim.sentence), claim.evidence)
        return span.of(self.texts[claim.report])

    def names_asked(self, asked: Asked) -> dict[Span, frozenset[str]]:
        """The keys of what is named at each span of the asked sentence."""
        text = asked.reading.text
        named = [m.span for m in asked.reading.mentions if not m.pronoun]
        return {span: frozenset({self.key(span.of(text))} - {""}) for span in named}

    def keys_in(self, claim: Claim) -> frozenset[str]:
        """The keys of what the claim's sentence names, what its pronouns and descriptions stand for among them."""
        words = self.sentence_of(claim).split()
        runs = (" ".join(words[k : k + n]).strip(_MARKS) for n in (1, 2, 3, 4) for k in range(len(words)))
        found = {self.key(re.sub(r"['’]s$", "", run)) for run in runs if run[:1].isupper()}
        told = self._told.get((claim.report, claim.sentence))
        return frozenset(found).union(*self.names_at(told).values()) if told else frozenset(found)

    @cached_property
    def _told(self) -> Mapping[tuple[ReportId, int], Told]:
        return {(t.report, t.analysis.sentence.index): t for t in self.told}

    def is_named(self, speaker: str) -> bool:
        """Whether the speaker goes by a name that the story knows, not by what he is."""
        return any(speaker in {e.name, *e.aliases} for e in self.account.entities)

    def key(self, name: str) -> str:
        """The key of a name, whoever or whatever it names; of a body that may be another elsewhere (`the army`), its
        own words.
        """
        own = (word for word in words_of(name) if word not in self.lexicons.stories.function_words)
        return self.canon.country(name) or self.canon.actor(name) or " ".join(own)

    def slots(self, asked: Asked) -> Mapping[ClaimId, Slot]:
        """The slots of the story's claims and of the asked ones, under the same keys."""
        return find_slots(
            (*self.readings, asked.reading), (*self.account.claims, *asked.claims), self.account.entities, self.lexicons
        )


def stated_time(claim: Claim) -> Interval | None:
    """The time that a claim's own words or their surroundings give; None where it is only the report's own day."""
    clock = claim.clocks.as_of
    return clock.interval if clock.interval.known and clock.confidence is not Confidence.LOW else None


def told_time(claim: Claim) -> Interval:
    """The time that a claim speaks of, or else its report's publication."""
    spoken = claim.clocks.as_of.interval
    return spoken if spoken.known else claim.clocks.published.interval


def amounts_of(claims: Sequence[Claim]) -> tuple[tuple[Claim, Quantity], ...]:
    """Those of the claims that state an amount, with it."""
    return tuple((c, c.content) for c in claims if isinstance(c.content, Quantity))
