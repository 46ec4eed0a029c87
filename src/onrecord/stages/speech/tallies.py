"""Whose count an amount is where nobody is said to say it: `The ministry's tally rose to 40: Orlan (12), Brel (7)`."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.lexicons import SpeechLexicon
from onrecord.records import (
    Analysis,
    Attribution,
    Claim,
    Confidence,
    Mode,
    NameKind,
    PassageKind,
    Quantity,
    Reading,
    SourceType,
    Span,
)
from onrecord.stages.speech.cast import Cast, Speaker
from onrecord.stages.speech.cues import verb_group
from onrecord.stages.speech.resolve import resolve_source
from onrecord.stages.speech.sources import Range, phrase_after, phrase_before
from onrecord.stages.speech.wording import Wording, word_sentence

_VOUCHING = frozenset({SourceType.ORGANISATION, SourceType.COLLECTIVE, SourceType.DOCUMENT, SourceType.OUTLET})
_ISSUING = frozenset({SourceType.ORGANISATION, SourceType.DOCUMENT, SourceType.POLL})
_FEW = 2  # acts of speech in a sentence, of which one may give figures that go on in the next
_OWNING = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """That amounts of the sentence from `start` on are the count of whoever `voice` is."""

    start: int
    voice: Attribution
    listing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """Shares that a body or a poll gives: in what units, and who vouches for them."""

    voice: Attribution
    units: frozenset[str | None]


def vouch_amounts(reading: Reading, claims: Sequence[Claim], lexicon: SpeechLexicon) -> tuple[Claim, ...]:
    """The claims of amounts in the order of the text, each amount of a body's own count given to that body.

    Only amounts on the narrator's word are given to somebody; a list that goes on in the next sentence stays with
    whoever the list is from.
    """
    cast = Cast(entities=reading.entities, mentions=reading.mentions, lexicon=lexicon)
    by_sentence: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.sentence].append(claim)
    said = _by_cue(reading)
    given: dict[str, Attribution] = {}
    going_on: _Count | None = None
    figures: _Figures | None = None
    for analysis in reading.analyses:
        here = by_sentence[analysis.sentence.index]
        figures = _figures(analysis, here, said[analysis.sentence.index], figures, lexicon)
        if analysis.sentence.kind is PassageKind.HEADLINE or not here:
            going_on = None
            continue
        words = word_sentence(reading.text, analysis, (), (), lexicon)
        spoken = said[analysis.sentence.index]
        counts = _counts(words, spoken, cast)
        if not counts and not spoken and going_on is not None and _only_lists(words, here):
            counts = [replace(going_on, start=analysis.sentence.span.start)]
        for claim in here:
            if (voice := _voice(words, claim, counts, reading.attributions)) is not None:
                given[claim.id] = replace(voice, content=(claim.evidence,), quoted=())
        if figures is not None and not spoken:
            voiced = (c for c in here if c.attribution.mode is Mode.NARRATOR and c.id not in given)
            given |= {c.id: replace(figures.voice, content=(c.evidence,), quoted=()) for c in voiced}
        going_on = next((c for c in reversed(counts) if c.listing), None)
    return tuple(replace(c, attribution=given.get(c.id, c.attribution)) for c in claims)


def _figures(
    analysis: Analysis,
    here: Sequence[Claim],
    spoken: Sequence[Attribution],
    before: _Figures | None,
    lexicon: SpeechLexicon,
) -> _Figures | None:
    """Whose figures a sentence gives: of whom it says so, or of whoever gave those before where it gives more of their
    units and nobody speaks: `Exports fell 4 percent, the bureau said. | Steel was down 9 percent.`
    """
    shares = lexicon.tallies.shares
    units = {c.content.unit for c in here if isinstance(c.content, Quantity)}
    if spoken and before is not None and not here and all(a.source_type is SourceType.DOCUMENT for a in spoken):
        return before  # "The report revealed weaknesses."
    if spoken:
        polls = [a for a in spoken if a.source_type is SourceType.POLL and a.speaker is not None]
        given = [c.attribution for c in here if c.attribution.source_type in _ISSUING and not c.attribution.chain]
        voice = next((a for a in (*given, *reversed(polls)) if a.speaker is not None and not a.quoted), None)
        told = frozenset(units & shares if given else shares)
        return _Figures(voice=voice, units=told) if voice is not None and told and len(spoken) <= _FEW else None
    lows = [t.text.lower() for t in analysis.tokens]
    noted = any(
        low == "the" and then in lexicon.nouns.document | lexicon.nouns.poll for low, then in pairwise(lows)
    )  # "The report also names the worst-hit trades."
    return before if before is not None and (units & before.units or (noted and not here)) else None


def _by_cue(reading: Reading) -> Mapping[int, list[Attribution]]:
    """The attributions by the sentence of their cues."""
    found: dict[int, list[Attribution]] = defaultdict(list)
    starts = [a.sentence.span.start for a in reading.analyses]
    for attribution in reading.attributions:
        if attribution.cue is not None and attribution.spoken:
            at = bisect_right(starts, attribution.cue.start) - 1
            found[reading.analyses[at].sentence.index].append(attribution)
    return found


def _voice(
    words: Wording, claim: Claim, counts: Sequence[_Count], attributions: Sequence[Attribution]
) -> Attribution | None:
    """Who vouches for the amount, where that is another than the attributions say."""
    assert isinstance(claim.content, Quantity)
    if claim.attribution.chain:
        return _who_passes_on(words, claim, attributions)
    if claim.attribution.mode is not Mode.NARRATOR or claim.content.unit in words.lexicon.tallies.won:
        return None
    before = [c for c in counts if c.start <= claim.content.number.start]
    return before[-1].voice if before and not _parted(words, before[-1].start, claim.content.number) else None


def _parted(words: Wording, start: int, number: Span) -> bool:
    return ";" in words.text[start : number.start]


def _who_passes_on(words: Wording, claim: Claim, attributions: Sequence[Attribution]) -> Attribution | None:
    """Who said that a place reported so many, which only says where they are: `the agency said Orlan reported 40`."""
    inner = claim.attribution
    verb = "" if inner.cue is None else inner.cue.of(words.text).lower().split()[-1]
    place = inner.source is not None and inner.source_type is SourceType.ORGANISATION and _is_place(words, inner.source)
    if verb not in words.lexicon.tallies.giving or not place:
        return None
    return next(
        (
            a
            for a in attributions
            if a.speaker == inner.chain[0] and any(inner.cue and c.covers(inner.cue) for c in a.content)
        ),
        None,
    )


def _is_place(words: Wording, source: Span) -> bool:
    return any(n.kind is NameKind.PLACE and n.span.overlaps(source) for n in words.analysis.names)


def _only_lists(words: Wording, claims: Sequence[Claim]) -> bool:
    """Whether the sentence is nothing but items with their numbers: `Orlan (12), Brel (7) and Marn (1).`"""
    bracketed = [c for c in claims if isinstance(c.content, Quantity) and _bracketed(words.text, c.content.number)]
    return len(bracketed) > 1 and not words.has_clause(0, len(words))


def _bracketed(text: str, number: Span) -> bool:
    return text[number.start - 1 : number.start] == "(" and text[number.end : number.end + 1] == ")"


def _counts(words: Wording, spoken: Sequence[Attribution], cast: Cast) -> list[_Count]:
    """The counts that the sentence gives, in order."""
    tallies = words.lexicon.tallies
    found: list[_Count] = []
    for at in range(len(words)):
        word, listing = words.word(at), False
        voice: Attribution | None = None
        if word in tallies.nouns:
            voice, listing = _of_noun(words, at, spoken, cast), True
        elif word in tallies.raising and _mentions_total(words, at):
            if not word.endswith("ing"):
                voice = _of_verb(words, at, cast)
            elif words.word(at - 1) == ",":
                voice = _of_result(words, at, spoken, found)
        elif word in tallies.giving:
            listing = _follows(words, at) or words.word(at + 1) in {"by", "in"}
            voice = _of_giving(words, at, cast)
        if voice is not None:
            found.append(_Count(start=words.tokens[at].span.start, voice=voice, listing=listing))
    return found


def _of_noun(words: Wording, at: int, spoken: Sequence[Attribution], cast: Cast) -> Attribution | None:
    """Whose the count is: `the ministry's tally`, `figures from the agency`, `a count by the union`."""
    start = at
    while start > 0 and words.tag(start - 1) in {"ADJ", "NOUN", "ADV"} and words.word(start - 1) not in _OWNING:
        start -= 1
    own = words.word(start - 1)
    if own in _OWNING and (owner := phrase_before(words, start - 1)) is not None:
        return _attribution(words, owner, (at, at + 1), cast)
    if own in {"its", "their"}:
        return next((a for a in reversed(spoken) if a.source_type in _VOUCHING), None) if len(spoken) == 1 else None
    bodies = (words.words_in(n.span) for n in words.analysis.names if n.kind is NameKind.ORGANISATION)
    named = next((body for body in bodies if body is not None and _leads_to(words, body, at)), None)
    if named is not None:
        return _attribution(words, named, (at, at + 1), cast)
    link = at + 1
    while words.word(link) in words.lexicon.tallies.issued or words.tag(link) == "ADV":
        link += 1
    if words.word(link) in ({"by"} if link > at + 1 else {"by", "from"}):
        owner = phrase_after(words, link + 1, words.end, asides=False)
        return None if owner is None else _attribution(words, owner, (at, at + 1), cast)
    return None


def _leads_to(words: Wording, name: Range, at: int) -> bool:
    """Whether only words of the same phrase stand between the name and the noun at `at`."""
    return name[1] <= at and all(words.tag(i) in {"NOUN", "ADJ"} for i in range(name[1], at))


def _mentions_total(words: Wording, at: int) -> bool:
    """Whether what the verb at `at` moves is a count."""
    return any(words.word(i) in words.lexicon.tallies.totals for i in range(at + 1, min(at + 7, len(words))))


def _of_result(words: Wording, at: int, spoken: Sequence[Attribution], counts: Sequence[_Count]) -> Attribution | None:
    """`The ministry reported 12 deaths, bringing the toll to 40`: the result is from whoever gave what led to it."""
    here = words.tokens[at].span.start
    told = [a for a in spoken if a.cue is not None and a.cue.start < here and not a.chain and not a.quoted]
    if len(spoken) == 1 and told and told[0].source_type in _VOUCHING:
        return told[0]
    return counts[-1].voice if counts and not spoken else None


def _of_verb(words: Wording, at: int, cast: Cast) -> Attribution | None:
    """`The ministry raised the number of dead to 40.`"""
    start, passive, _ = verb_group(words, at)
    source = None if passive else phrase_before(words, start)
    return None if source is None else _attribution(words, source, (at, at + 1), cast)


def _of_giving(words: Wording, at: int, cast: Cast) -> Attribution | None:
    """`The ministry has also confirmed 40 cases`, `cases confirmed by the ministry`."""
    if words.word(at + 1) in {"by", "in"}:
        source = phrase_after(words, at + 2, words.end, asides=False)
        if source is not None and words.word(at + 1) == "in":
            source = _body_in(words, source)
        return None if source is None else _attribution(words, source, (at, at + 1), cast)
    counted = _follows(words, at) or _numbered(words, at + 1)
    return _of_verb(words, at, cast) if counted else None


def _follows(words: Wording, at: int) -> bool:
    """Whether the verb at `at` announces a list: `has counted strikers in the following ports`."""
    return any(words.phrase(i, ("the", "following")) for i in range(at + 1, min(at + 7, len(words))))


def _numbered(words: Wording, start: int) -> bool:
    """Whether a number stands among the first words of the phrase at `start`."""
    for at in range(start, min(start + 5, len(words))):
        if words.tag(at) == "NUM":
            return True
        if words.tag(at) not in {"DET", "ADJ", "ADV", "ADP", "SCONJ"}:
            return False
    return False


def _body_in(words: Wording, phrase: Range) -> Range | None:
    """The body whose laboratories or offices the phrase names; no place where something only happened."""
    for name in words.analysis.names:
        at = words.words_in(name.span)
        inside = at is not None and phrase[0] <= at[0] and at[1] < phrase[1]
        if (
            inside
            and name.kind is NameKind.ORGANISATION
            and words.word(phrase[1] - 1) in words.lexicon.tallies.premises
        ):
            return at
    return None


def _attribution(words: Wording, source: Range, cue: Range, cast: Cast) -> Attribution | None:
    """The attribution to a body; None where the source is nobody known, a place or one person."""
    speaker: Speaker = resolve_source(words, source, cast)
    if speaker.name is None or speaker.type not in _VOUCHING or speaker.confidence is Confidence.LOW:
        return None
    place = speaker.entity is not None and cast.entities[speaker.entity].kind in {NameKind.PLACE, NameKind.FACILITY}
    if place:
        return None
    return Attribution(
        source=words.span(*source),
        cue=words.span(*cue),
        content=(),
        mode=Mode.INDIRECT,
        source_type=speaker.type,
        speaker=speaker.name,
        entity=speaker.entity,
        confidence=Confidence.MEDIUM,
    )
