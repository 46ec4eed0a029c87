"""What a single claim says it goes back to: a document, a press event, an interview, a speaker."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import StoryLexicon
from onrecord.records import (
    NO_CLOCK,
    Claim,
    Interval,
    Mode,
    OriginKind,
    Quantity,
    Reading,
    ReportId,
    SourceType,
    Span,
)
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.outlets import is_outlet, outlet_key
from onrecord.stages.stories.terms import words_of

_DOCUMENTS = frozenset({SourceType.DOCUMENT, SourceType.POLL, SourceType.COURT})
_UNNAMED = frozenset({SourceType.UNNAMED_PERSON, SourceType.COLLECTIVE})
_TOLD = re.compile(
    r"\b(?:told|interview with|interview published by|remarks to|speaking to|spoke to)\s+"
    r"(?:(?:the|[A-Z][\w.]*['’]s|[A-Z][a-z]+ newspaper|the newspaper|newspaper|daily|broadcaster|[a-z]+ newspaper)\s+)*"
    r"((?:[A-Z][\w’'-]*)(?:\s+[A-Z][\w’'-]*){0,3})"
)

_ASIDE = re.compile(r",|\s(?:who|which|that)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """What one claim goes back to. `who` is the canonical speaker or issuer, `what` the outlet spoken to or the
    document's head; `private` sources cannot be told to be one across reports.
    """

    claim: Claim
    kind: OriginKind
    who: str
    what: str
    name: str
    said: Interval
    quotes: tuple[tuple[str, ...], ...]
    figure: str
    private: bool
    evidence: Span


def name_source(
    claim: Claim, reading: Reading, sentences: Mapping[int, Span], canon: Canon, lexicon: StoryLexicon
) -> NamedSource | None:
    """The source of a claim as its sentence names it; None for the narrator's own."""
    attribution = claim.attribution
    if attribution.source_type is SourceType.NARRATOR or attribution.mode is Mode.NARRATOR:
        return None
    text, span = reading.text, sentences.get(claim.sentence, claim.evidence)
    sentence = span.of(text)
    speaker = attribution.speaker or (_ASIDE.split(attribution.source.of(text))[0] if attribution.source else "")
    if not speaker:
        return None
    kind, what, name = _kind(claim, speaker, sentence, lexicon)
    private = attribution.source_type in _UNNAMED or speaker.startswith("anonymous")
    said = claim.clocks.said_on if claim.clocks.said_on is not NO_CLOCK else claim.clocks.published
    return NamedSource(
        claim=claim,
        kind=kind,
        who=canon.actor(speaker) if kind is not OriginKind.DOCUMENT else "",
        what=what,
        name=name,
        said=said.interval,
        quotes=tuple(q for own in claim.own_words if len(q := tuple(words_of(own.of(text)))) >= 4),
        figure=_figure(claim),
        private=private and kind is not OriginKind.INTERVIEW,
        evidence=span,
    )


def _kind(claim: Claim, speaker: str, sentence: str, lexicon: StoryLexicon) -> tuple[OriginKind, str, str]:
    words, lower = lexicon.origins, sentence.lower()
    head = next((w for w in words_of(speaker) if w in words.documents), "")
    bodys = claim.attribution.source_type is SourceType.DOCUMENT and not head  # figures by a body: it issues many
    if not bodys and (
        claim.attribution.source_type in _DOCUMENTS or (claim.attribution.mode is Mode.DOCUMENT and head)
    ):
        return OriginKind.DOCUMENT, head or "document", speaker
    relay = next((name for name in claim.attribution.chain if is_outlet(name, lexicon)), None)
    if relay:
        return OriginKind.INTERVIEW, outlet_key(relay), f"{speaker}, quoted by {relay}"
    if claim.attribution.source_type is SourceType.OUTLET and is_outlet(speaker, lexicon):
        return OriginKind.DOCUMENT, outlet_key(speaker), f"a report by {speaker}"
    outlet = claim.attribution.told or next((m.group(1) for m in _TOLD.finditer(sentence)), None)
    if outlet and _is_name(outlet) and outlet_key(outlet).split(" in ")[0] not in words.audiences:
        return OriginKind.INTERVIEW, outlet_key(outlet), f"{speaker} to {outlet}"
    if event := next((phrase for phrase in words.press_events if phrase in lower), None):
        return OriginKind.PRESS_EVENT, "press event", f"{speaker}, {event}"
    return OriginKind.SPEAKER, "", speaker


def _is_name(outlet: str) -> bool:
    """Whether an addressee is named: `the Ostmere Courier`, not `me` or `the school`."""
    return any(word[:1].isupper() for word in outlet.removeprefix("The ").split())


def _figure(claim: Claim) -> str:
    """The claim's number where it is so exact that two reports hardly have it by chance."""
    content = claim.content
    if isinstance(content, Quantity) and content.amount.exact and content.amount.low is not None:
        digits = f"{content.amount.low.normalize():f}".rstrip("0").replace(".", "")
        return digits if len(digits) >= 3 else ""
    return ""


def sentence_spans(readings: Sequence[Reading]) -> dict[ReportId, dict[int, Span]]:
    """The sentences of each report by their index."""
    return {r.report.id: {a.sentence.index: a.sentence.span for a in r.analyses} for r in readings}
