"""Statements: what named or unnamed speakers say, beyond an amount or a commitment."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from onrecord.lexicons import Lexicons
from onrecord.records import (
    Attribution,
    Claim,
    ClaimType,
    Confidence,
    CueSense,
    Modality,
    Mode,
    PassageKind,
    Quantity,
    Reading,
    SourceType,
    Span,
    Statement,
    claim_id,
    hull,
)
from onrecord.stages.commitments.ground import Ground
from onrecord.stages.modality import read_modality, read_taken_back
from onrecord.stages.sentence_view import SentenceView, Views, indices_touched, view_sentences
from onrecord.stages.speech.propositions import Proposition, propositions_of
from onrecord.stages.speech.topics import FEWEST_SHARED, shared, topic_of

Places: TypeAlias = dict[tuple[str, bool, str], list[int]]

_RETOLD = 0.6
_LIFTED = 8
_LOOSE = " .,“”\"‘’'"
_NEARLY_ALL = 0.75
_ALL, _HEAD = 0.9, 50
_MUCH = 0.3
_BINDING = frozenset({ClaimType.COMMITMENT, ClaimType.EVENT})
_ASKING = frozenset({"who", "what", "why", "how", "when", "where", "which", "whose"})
_RELATIVES = frozenset({"who", "which", "whose", "that"})
_ANAPHORS = frozenset({"that", "this", "it", "they", "we", "you", "he", "she", "i"})


def find_statements(
    reading: Reading, lexicons: Lexicons, views: Views | None = None, taken: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """One claim for each proposition that an attribution relays beyond what the claims in `taken` say; `views` where
    they are made already.

    What a report paraphrases and quotes of one utterance is one claim; its words in quotation marks are the evidence.
    """
    views = view_sentences(reading, (), lexicons.commitments) if views is None else views
    found: list[Claim] = []
    speaking = [a for a in reading.attributions if _puts_forward(a)]
    beside = _by_sentence(reading, speaking)
    for attribution in speaking:
        others = (other for index in _touched(reading, attribution) for other in beside[index])
        if any(_tells(attribution, other) or _tells_itself(other, attribution) for other in others):
            continue
        claims = [
            _claim(reading, attribution, proposition, views, lexicons)
            for proposition in propositions_of(reading, attribution, lexicons.speech)
            if proposition.act or _puts(reading.text, proposition, views)
        ]
        found += _join_asides(reading, claims)
    promised, counted = _promised(taken), _counted(taken)
    kept = _without_overlap(_merge_retold(reading.text, [c for c in found if _beyond(c)]))
    told = (
        c if not _is_told(c, promised[c.sentence]) else _untold(reading, c, promised[c.sentence], views) for c in kept
    )
    return tuple(_weighed(c) for c in told if c is not None and not _is_counted(c, counted[c.sentence]))


def _untold(reading: Reading, claim: Claim, promised: Sequence[Span], views: Views) -> Claim | None:
    """What is said beside a promise: `said it would pay | and that it had never been asked before`."""
    view = views[claim.sentence]
    inside = view.ground.tokens_covered(claim.evidence)
    lows = view.ground.lows
    joints = [
        i for i in inside[:-2] if lows[i] in {"and", "but"} and lows[i + 1] == "that" and not _in(promised, view, i)
    ]
    if not joints or claim.own_words:
        return None
    span = Span(start=view.ground.tokens[joints[-1] + 2].span.start, end=claim.evidence.end)
    if any(span.overlaps(p) for p in promised):
        return None
    modality, negated = read_modality(reading.text, view, span)
    return replace(
        claim,
        id=claim_id(claim.report, ClaimType.STATEMENT, span),
        evidence=span,
        more_evidence=(),
        modality=modality,
        negated=negated,
    )


def _in(spans: Sequence[Span], view: SentenceView, at: int) -> bool:
    return any(s.covers(view.ground.tokens[at].span) for s in spans)


def _weighed(claim: Claim) -> Claim:
    """The claim with high confidence only for words in quotation marks: where a paraphrase ends, and whether it says
    more than a figure, is less sure than who speaks.
    """
    if claim.modality is Modality.PLANNED:
        claim = replace(claim, modality=Modality.EXPECTED)  # what is planned is a commitment, told of here
    quoted = claim.attribution.mode in {Mode.DIRECT_QUOTE, Mode.PARTIAL_QUOTE}
    if quoted or claim.confidence is not Confidence.HIGH:
        return claim
    return replace(claim, confidence=Confidence.MEDIUM)


def _promised(taken: Sequence[Claim]) -> Mapping[int, Sequence[Span]]:
    """Where in each sentence someone is bound to something, or an event is set, as far as that is not a guess."""
    found: dict[int, list[Span]] = defaultdict(list)
    for claim in taken:
        if claim.type in _BINDING and claim.confidence is not Confidence.LOW:
            found[claim.sentence].append(claim.evidence)
    return found


def _counted(taken: Sequence[Claim]) -> Mapping[int, Sequence[tuple[Span, Span]]]:
    """Where in each sentence an amount is told, and its number."""
    found: dict[int, list[tuple[Span, Span]]] = defaultdict(list)
    for claim in taken:
        if isinstance(claim.content, Quantity):
            found[claim.sentence].append((claim.evidence, claim.content.number))
    return found


def _is_counted(claim: Claim, counted: Sequence[tuple[Span, Span]]) -> bool:
    """Whether what is said is an amount, its number near the head of the clause, and nothing beyond it."""
    cue, start = claim.attribution.cue, claim.evidence.start
    act = cue is not None and claim.evidence.covers(cue)
    led = any(0 <= number.start - start <= _HEAD for _, number in counted)
    covered = _covered(claim.evidence, [evidence for evidence, _ in counted])
    return led and not act and claim.modality is Modality.ASSERTED and covered >= _ALL


def _is_told(claim: Claim, promised: Sequence[Span]) -> bool:
    """Whether nearly all that is said is a commitment or an event already; a denial is kept as one."""
    told = any(s.covers(claim.evidence) for s in claim.attribution.content)
    if claim.attribution.sense is CueSense.DENIES and told:
        return False
    plan = claim.modality is Modality.PLANNED and claim.attribution.mode is not Mode.DIRECT_QUOTE
    return _covered(claim.evidence, promised) >= (_MUCH if plan else _NEARLY_ALL)


def _covered(whole: Span, parts: Sequence[Span]) -> float:
    """How much of `whole` lies in the parts together."""
    reached, covered = whole.start, 0
    for part in sorted(parts):
        covered += max(0, min(whole.end, part.end) - max(reached, part.start))
        reached = max(reached, min(whole.end, part.end))
    return covered / max(1, len(whole))


def _puts(text: str, proposition: Proposition, views: Views) -> bool:
    """Whether the words put something: no question, and no clause that only leans on another (`Since it is late`)."""
    ground = views[proposition.analysis.sentence.index].ground
    inside = ground.tokens_covered(proposition.span)
    if not inside:
        return True
    first = ground.tokens[inside[0]]
    rest = text[proposition.span.end - 1 : proposition.span.end + 2]
    asking = ground.lows[inside[0]] in _ASKING and len(inside) > 1 and ground.tokens[inside[1]].tag == "AUX"
    if "?" in rest and (first.tag == "AUX" or asking):
        return False
    tops = [i for i in inside if ground.tokens[i].head not in inside and ground.tree.bases[i] != "punct"]
    if not proposition.quoted and ground.lows[inside[0]] in _ASKING and _asks(ground, inside, tops):
        return False  # "explained | what they will be doing"
    if len(tops) != 1 or first.tag not in {"SCONJ", "PRON", "ADV"} or proposition.quoted:
        return True
    leaning = {"advcl"} if first.tag == "SCONJ" else {"acl"} if ground.lows[inside[0]] in _RELATIVES else set()
    return ground.tree.bases[tops[0]] not in leaning


def _asks(ground: Ground, inside: range, tops: Sequence[int]) -> bool:
    """Whether a word that asks leads the whole clause: `what they will do`, not `what is needed is aid`."""
    word = ground.tokens[inside[0]]
    return list(tops) == [inside[0]] or (word.head in tops and ground.tree.bases[inside[0]] != "nsubj")


def _by_sentence(reading: Reading, speaking: Sequence[Attribution]) -> Mapping[int, Sequence[Attribution]]:
    """The attributions that stand in each sentence."""
    found: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in speaking:
        for index in _touched(reading, attribution):
            found[index].append(attribution)
    return found


def _touched(reading: Reading, attribution: Attribution) -> Iterator[int]:
    """The sentences in which the attribution stands, and all between its parts."""
    return indices_touched(reading.analyses, (_whole(attribution),))


def _whole(attribution: Attribution) -> Span:
    """From the first of its parts to the last."""
    return hull([*filter(None, (attribution.source, attribution.cue)), *attribution.content])


def _beyond(claim: Claim) -> bool:
    """Whether the claim is more than a nameless worry."""
    worry = claim.attribution.sense in {CueSense.BELIEVES, CueSense.EXPECTS}
    return not (worry and claim.attribution.source_type is SourceType.COLLECTIVE)


def _puts_forward(attribution: Attribution) -> bool:
    """Whether the attribution itself puts a proposition forward."""
    if attribution.source_type is SourceType.NARRATOR or attribution.hypothetical or not attribution.content:
        return False
    if attribution.source is None and attribution.mode is Mode.INDIRECT:
        return False  # "none of the fires reported so far": nobody is heard
    if attribution.negated and attribution.told is not None:
        return False  # "did not tell her that it had closed": that it had is another's word
    return attribution.spoken and attribution.sense not in {CueSense.ASKS, CueSense.PROMISES}


def _tells(outer: Attribution, inner: Attribution) -> bool:
    """Whether nearly all that one says is what another says: then it is the other's statement."""
    return bool(inner.chain) and inner.chain[0] == outer.speaker and _mostly(outer, inner)


def _tells_itself(outer: Attribution, inner: Attribution) -> bool:
    """Whether the one stands in the words of the other, and both are one speaker's: `“I think so,” she said`."""
    same = inner is not outer and not inner.chain and inner.speaker is not None and inner.speaker == outer.speaker
    return same and inner.cue is not None and any(span.covers(inner.cue) for span in outer.content)


def _mostly(outer: Attribution, inner: Attribution) -> bool:
    whole = sum(len(s) for s in outer.content)
    clause = _whole(inner)
    covered = sum(min(o.end, clause.end) - max(o.start, clause.start) for o in outer.content if o.overlaps(clause))
    return covered >= 0.5 * whole


def _claim(
    reading: Reading, attribution: Attribution, proposition: Proposition, views: Views, lexicons: Lexicons
) -> Claim:
    sentence = proposition.analysis.sentence
    modality, negated = _modality(reading, attribution, proposition, views)
    if proposition.act and any(plea in proposition.span.of(reading.text).lower() for plea in lexicons.speech.pleas):
        modality, negated = Modality.DENIED, True
    return Claim(
        id=claim_id(reading.report.id, ClaimType.STATEMENT, proposition.span),
        report=reading.report.id,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        evidence=proposition.span,
        own_words=_own_words(attribution, proposition.span),
        attribution=replace(attribution, mode=_mode(attribution, proposition)),
        modality=modality,
        negated=negated,
        in_headline=sentence.kind is PassageKind.HEADLINE,
        content=Statement(topic=topic_of(proposition.analysis, proposition.span, lexicons.speech)),
        confidence=attribution.confidence if attribution.speaker or _in_court(attribution) else Confidence.LOW,
    )


def _in_court(attribution: Attribution) -> bool:
    """Whether it is told what a court heard, from whom the report leaves out."""
    return attribution.source_type is SourceType.COURT and attribution.mode is Mode.HEARSAY


def _modality(
    reading: Reading, attribution: Attribution, proposition: Proposition, views: Views
) -> tuple[Modality, bool]:
    if attribution.sense is CueSense.DECLINES:
        return Modality.UNDISCLOSED, False
    own_act = proposition.act and attribution.sense is not CueSense.DENIES
    if not own_act and (taken_back := read_taken_back(attribution)) is not None:
        return taken_back
    view = views[proposition.analysis.sentence.index]
    modality, negated = read_modality(reading.text, view, proposition.span)
    if proposition.act:
        return Modality.ASSERTED, negated
    if attribution.sense is CueSense.EXPECTS and modality is Modality.ASSERTED:
        return Modality.EXPECTED, negated
    said = proposition.span.of(reading.text).lower()
    if modality is Modality.EXPECTED and any(duty in said for duty in view.lexicon.modality.duties):
        return Modality.ASSERTED, negated  # "regulators would have to agree": nobody expects it yet
    return modality, negated


def _join_asides(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with short remarks about the sentence before (`That is why we are here.`) joined to it."""
    kept: list[Claim] = []
    for claim in claims:
        assert isinstance(claim.content, Statement)
        opening = claim.evidence.of(reading.text).lower().split()[:1]
        aside = bool(opening) and opening[0].split("'")[0].split("’")[0] in _ANAPHORS and len(claim.content.topic) <= 2
        if kept and aside and claim.attribution.mode is kept[-1].attribution.mode is Mode.DIRECT_QUOTE:
            kept[-1] = replace(kept[-1], more_evidence=(*kept[-1].more_evidence, claim.evidence))
        else:
            kept.append(claim)
    return kept


def _mode(attribution: Attribution, proposition: Proposition) -> Mode:
    """The mode of this proposition: a quotation may follow a paraphrase under one cue."""
    if attribution.mode in {Mode.HEARSAY, Mode.DOCUMENT}:
        return attribution.mode
    if proposition.quoted:
        return Mode.DIRECT_QUOTE
    return Mode.PARTIAL_QUOTE if _own_words(attribution, proposition.span) else Mode.INDIRECT


def _own_words(attribution: Attribution, span: Span) -> tuple[Span, ...]:
    return tuple(
        Span(start=max(q.start, span.start), end=min(q.end, span.end)) for q in attribution.quoted if q.overlaps(span)
    )


def _merge_retold(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Claims of which one paraphrases what another quotes become one; the quotation is its evidence."""
    kept: list[Claim] = []
    places: Places = defaultdict(list)
    for claim in claims:
        met = Counter(place for key in _keys(claim, quoted=not _is_quoted(claim)) for place in places[key])
        twin = next((n for n in sorted(met) if _same_words(text, claim, kept[n])), None)
        if twin is None:
            twin = next((n for n in sorted(met) if met[n] >= FEWEST_SHARED and _retells(claim, kept[n])), None)
        if twin is None:
            _note(places, claim, len(kept))
            kept.append(claim)
            continue
        other = kept[twin]
        main, rest = (claim, other) if _is_quoted(claim) else (other, claim)
        more = (*main.more_evidence, rest.evidence, *rest.more_evidence)
        kept[twin] = replace(main, more_evidence=tuple(sorted(more)))
        if main is claim:
            _note(places, claim, twin)
    return kept


def _note(places: Places, claim: Claim, place: int) -> None:
    for key in _keys(claim, quoted=_is_quoted(claim)):
        places[key].append(place)


def _is_quoted(claim: Claim) -> bool:
    return claim.attribution.mode is Mode.DIRECT_QUOTE


def _keys(claim: Claim, *, quoted: bool) -> Iterator[tuple[str, bool, str]]:
    """Under what claims are found that share words with this one and have its speaker; nothing without a speaker."""
    assert isinstance(claim.content, Statement)
    if claim.attribution.speaker is not None:
        for word in claim.content.topic:
            yield claim.attribution.speaker, quoted, word


def _same_words(text: str, claim: Claim, other: Claim) -> bool:
    """Whether the words in quotation marks of the one stand in the full quotation that the other is."""
    if _is_quoted(claim) == _is_quoted(other) or claim.attribution.speaker != other.attribution.speaker:
        return False
    whole, part = (claim, other) if _is_quoted(claim) else (other, claim)
    said = whole.evidence.of(text).lower()
    lifted = [s.of(text).strip(_LOOSE).lower() for s in part.own_words]
    return any(len(words) >= _LIFTED and words in said for words in lifted)


def _retells(claim: Claim, other: Claim) -> bool:
    if _is_quoted(claim) == _is_quoted(other) or claim.attribution.speaker != other.attribution.speaker:
        return False
    assert isinstance(claim.content, Statement)
    assert isinstance(other.content, Statement)
    return claim.attribution.speaker is not None and shared(claim.content.topic, other.content.topic) >= _RETOLD


def _without_overlap(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in the order of the text; of two on overlapping words the surer, then the earlier found."""
    rank = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
    kept: list[Claim] = []
    taken: dict[int, list[Span]] = {}
    for _, claim in sorted(enumerate(claims), key=lambda pair: (rank[pair[1].confidence], pair[0])):
        beside = taken.setdefault(claim.sentence, [])
        if any(span.overlaps(claim.evidence) for span in beside):
            continue
        beside.append(claim.evidence)
        kept.append(claim)
    return sorted(kept, key=lambda c: (c.evidence.start, c.evidence.end))
