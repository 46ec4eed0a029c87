"""How much: an asked amount against the amounts of the reports, what is counted first, then where, value, time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import (
    Bearing,
    Bound,
    Claim,
    ClaimId,
    Confidence,
    CountStatus,
    Interval,
    Meeting,
    Modality,
    Quantity,
    QuantityKind,
    RelationType,
    Slot,
    Span,
    tell_days,
)
from onrecord.stages.align import describe_bound
from onrecord.stages.checking.ground import Asked, Ground, amounts_of, stated_time, told_time
from onrecord.stages.stories.closeness import agree, at_limit, middle
from onrecord.stages.stories.terms import stem, words_of

_SETTLED = frozenset({CountStatus.UNSPECIFIED, CountStatus.CONFIRMED})
_APART = frozenset({"place", "scope", "kind", "holder"})
_BY_CHANCE = 20
_CLOSE = 4  # days: a figure of one day denies none of a month
_AGREED = frozenset(
    {RelationType.UPDATES, RelationType.SOFT_DISCREPANCY, RelationType.REFINES, RelationType.SCOPE_DIFFERENCE}
)


@dataclass(frozen=True, kw_only=True)
class AskedAmount:
    """An amount of the asked sentence with its slot, the time its words give, and the words it must be met by."""

    claim: Claim
    amount: Quantity
    slot: Slot | None
    time: Interval | None
    speaker: str
    terms: Mapping[str, str]
    figures: frozenset[str]
    names: tuple[tuple[frozenset[str], str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """A record of the same thing, how it differs besides value and time, and whether the values agree. It is `sure` to
    be of the asked place, or even `named` so by both.
    """

    claim: Claim
    amount: Quantity
    doubt: tuple[str, str] | None
    equal: bool
    sure: bool
    named: bool


def read_amounts(asked: Asked, ground: Ground, slots: Mapping[ClaimId, Slot]) -> tuple[AskedAmount, ...]:
    """The amounts of the asked sentence, but for lengths of time and what is no count."""
    lexicon = ground.lexicons.stories
    found = []
    names = tuple(
        (frozenset(stem(w) for w in words_of(name)), ground.key(name))
        for name in (m.span.of(asked.reading.text) for m in asked.reading.mentions if not m.pronoun)
    )
    for claim, amount in amounts_of(asked.claims):
        if claim.confidence is Confidence.LOW or claim.id not in slots:
            continue
        left_out = [amount.number, *(t.span for t in asked.times)]
        if claim.attribution.cue:
            left_out.append(claim.attribution.cue)
        left_out += [claim.attribution.source] if claim.attribution.source else []
        words = _words_outside(asked.reading.text, left_out)
        terms = {stem(w): w for w in words if w not in lexicon.function_words and not w[0].isdigit()}
        found.append(
            AskedAmount(
                claim=claim,
                amount=amount,
                slot=slots[claim.id],
                time=stated_time(claim),
                speaker=ground.key(claim.attribution.speaker) if claim.attribution.speaker else "",
                terms=terms,
                names=names,
                figures=frozenset(w for w in words_of(amount.number.of(asked.reading.text)) if w[0].isdigit()),
            )
        )
    return tuple(found)


def _words_outside(text: str, left_out: Sequence[Span]) -> Iterator[str]:
    at = 0
    for span in sorted(left_out):
        yield from words_of(text[at : max(at, span.start)])
        at = max(at, span.end)
    yield from words_of(text[at:])


def check_amount(asked: AskedAmount, ground: Ground, slots: Mapping[ClaimId, Slot]) -> tuple[Meeting, ...]:
    """What the story's amounts do to an asked one."""
    met = list(_meet(asked, ground, slots))
    equal = [m for m in met if m.equal]
    others = [m for m in met if not m.equal and m.doubt is None]
    meetings = [_overtaken(asked, m, equal, others) or _agreeing(asked, m) for m in equal]
    meetings += _differing(asked, equal, others, ground)
    return tuple(meetings)


def _overtaken(asked: AskedAmount, met: _Met, equal: Sequence[_Met], others: Sequence[_Met]) -> Meeting | None:
    """A record with the asked value that is no longer the last: a sentence that gives no time speaks of now."""
    told = told_time(met.claim)
    if asked.time or met.doubt or asked.amount.kind is QuantityKind.FLOW:
        return None
    after = [o for o in others if all(told_time(m.claim).before(told_time(o.claim)) for m in equal)]
    if not (later := [o for o in after if o.named]):
        return None
    last = max(later, key=lambda o: (told_time(o.claim).low, o.claim.id))
    reason = f"The same figure, as of {tell_days(told)}; since then {_value(last.amount)}, as of"
    return _meeting(met, Bearing.QUALIFIES, "overtaken", f"{reason} {tell_days(told_time(last.claim))}.", agrees=True)


def _meet(asked: AskedAmount, ground: Ground, slots: Mapping[ClaimId, Slot]) -> Iterator[_Met]:
    for claim, amount in amounts_of(ground.claims):
        slot = slots.get(claim.id)
        if slot is None or asked.slot is None or slot.what[:1] != asked.slot.what[:1]:
            continue
        sentence = ground.sentence_of(claim)
        equal = _equal(asked, amount, ground)
        doubt = _doubt(asked, claim, amount, slot, sentence, ground)
        same = amount.amount == asked.amount.amount and (doubt is None or doubt[0] not in _APART or _telling(amount))
        if same or (doubt is None and (equal or not _holds_number(asked, sentence))):
            yield _Met(
                claim=claim,
                amount=amount,
                doubt=doubt,
                equal=equal,
                sure=_placed(asked, amount, slot),
                named=_named(asked, claim, amount, sentence, ground),
            )


def _telling(amount: Quantity) -> bool:
    """Whether the number is one that two counts hardly share by chance."""
    return middle(amount.amount) >= _BY_CHANCE


def _holds_number(asked: AskedAmount, sentence: str) -> bool:
    """Whether the sentence has the asked number elsewhere: its other numbers are then of something else."""
    return any(w in asked.figures for w in words_of(sentence))


def _equal(asked: AskedAmount, told: Quantity, ground: Ground) -> bool:
    """Whether the values agree: the same, within the hedge of one, or the one the limit that the other gives."""
    one, two = asked.amount.amount, told.amount
    if one == two or at_limit(one, two):
        return True
    if not one.exact:
        return two.inside(one) and _near(one, two)
    if not two.exact:
        return one.inside(two) and _near(one, two)
    hedged = asked.amount.hedge not in {None, "exact"} or told.hedge not in {None, "exact"}
    return hedged and agree(one, two, ground.lexicons.stories.comparing)


def _near(one: Bound, two: Bound) -> bool:
    """Whether the smaller is at least half of the larger: far below a limit, something else is counted."""
    low, high = sorted((middle(one), middle(two)))
    return 2 * low >= high


def _doubt(
    asked: AskedAmount, claim: Claim, told: Quantity, slot: Slot, sentence: str, ground: Ground
) -> tuple[str, str] | None:
    """The first thing in which the record is not of what was asked: rule and reason."""
    assert asked.slot is not None
    if slot.what != asked.slot.what:
        return "scope", f"Of another set: ‘{told.what}’."
    if place := _other_place(asked, told, slot, sentence, ground):
        return place
    holders = (ground.canon.actor(asked.amount.holder), ground.canon.actor(told.holder))
    if all(holders) and holders[0] != holders[1]:
        return "holder", f"Of another holder: {told.holder}."
    if _level(slot.kind) != _level(asked.slot.kind):
        return "kind", f"As a {slot.kind.partition(',')[0]}, not as a {asked.slot.kind.partition(',')[0]}."
    if told.status is not asked.amount.status and not {told.status, asked.amount.status} <= _SETTLED:
        return "status", f"As {told.status.value.replace('_', ' ')}."
    return _weaker(asked, claim, told, sentence, ground)


def _level(kind: str) -> str:
    return kind.partition(",")[0]


def _other_place(
    asked: AskedAmount, told: Quantity, slot: Slot, sentence: str, ground: Ground
) -> tuple[str, str] | None:
    assert asked.slot is not None
    wanted, own = ground.canon.place(asked.amount.where), ground.canon.place(told.where)
    if not wanted:
        same = slot.where == asked.slot.where
        return None if same else ("place", f"Of one place: {told.where or slot.where}.")
    if own and own != wanted:
        return "place", f"Of another place: {told.where}."
    if not own and slot.where != wanted and not _names(sentence, wanted, ground):
        return "no-place", "It does not say where."
    return None


def _names(sentence: str, place: str, ground: Ground) -> bool:
    """Whether the sentence names the place."""
    words = sentence.split()
    runs = (" ".join(words[k : k + n]).strip(".,;:()'’\"“”") for n in (1, 2, 3) for k in range(len(words)))
    return any(ground.canon.place(run) == place for run in runs if run[:1].isupper())


def _placed(asked: AskedAmount, told: Quantity, slot: Slot) -> bool:
    """Whether the record surely is of the asked place: it names it itself, or the story counts it in no other."""
    assert asked.slot is not None
    return bool(told.where) or slot.where == asked.slot.where


def _named(asked: AskedAmount, claim: Claim, told: Quantity, sentence: str, ground: Ground) -> bool:
    """Whether both name the place, the record in the clause itself, or neither names any."""
    wanted, own = ground.canon.place(asked.amount.where), ground.canon.place(told.where)
    clause = claim.evidence.of(ground.texts[claim.report])
    return own == wanted and (_names(clause, own, ground) if own else not ground.canon.places_in(sentence))


def _weaker(asked: AskedAmount, claim: Claim, told: Quantity, sentence: str, ground: Ground) -> tuple[str, str] | None:
    """How far the record commits to it, whose word it is, and whether it has the asked words."""
    if claim.negated != asked.claim.negated:
        return "negated", "It is denied here." if claim.negated else "It is not denied here."
    if claim.modality is not asked.claim.modality:
        return "modality", f"Told as {claim.modality.value}, not as {asked.claim.modality.value}."
    if asked.speaker and (found := _other_speaker(asked, claim, ground)):
        return found
    if claim.confidence is Confidence.LOW:
        return "low", "Read with low confidence."
    if lost := _uncovered(asked, claim, told, sentence, ground):
        return "words", f"Nothing here of {', '.join(f'‘{w}’' for w in lost)}."
    return None


def _other_speaker(asked: AskedAmount, claim: Claim, ground: Ground) -> tuple[str, str] | None:
    """Whose word the figure is, where it is not surely the asked speaker's."""
    by = claim.attribution.speaker
    if by and ground.key(by) == asked.speaker:
        return None
    named = asked.speaker in ground.keys_in(claim)
    if by is None:
        return None if named else ("speaker", "Given by the report itself, not by that speaker.")
    by = by.removeprefix("anonymous ")
    if named:
        return "speaker", f"Read as given by {by}; the speaker asked about is named beside."
    return "speaker", f"Given by {by}, not by that speaker."


def _uncovered(asked: AskedAmount, claim: Claim, told: Quantity, sentence: str, ground: Ground) -> tuple[str, ...]:
    """The asked words that the sentence has in no form: but for verbs that only give a figure, words for how it is
    counted, and names of the place and what is counted, which were compared by themselves.
    """
    lexicon = ground.lexicons.stories
    heads = lexicon.slots.heads
    said = list(words_of(sentence))
    kinds = {heads[w] for w in said if w in heads} | {asked.amount.unit} | set(asked.slot.what if asked.slot else ())
    own = ground.words.units.get(asked.amount.unit, frozenset())
    idle = {stem(w) for w in ground.words.figures | lexicon.slots.unmarked | lexicon.slots.vague | own} | ground.topic
    covered = {stem(w) for w in said} | idle | kinds | {stem(asked.amount.unit)}
    keys = ground.keys_in(claim)
    keys |= {ground.canon.place(told.where), ground.canon.actor(told.holder), ground.canon.place(asked.amount.where)}
    for words, key in asked.names:
        covered |= words if key in keys else frozenset()
    named = frozenset(term for words, _ in asked.names for term in words)
    return tuple(
        word
        for term, word in asked.terms.items()
        if term not in covered and (term in named or heads.get(word) not in kinds)
    )


def _agreeing(asked: AskedAmount, met: _Met) -> Meeting:
    """A record with the asked value: support, unless something else differs."""
    told = told_time(met.claim)
    if met.doubt:
        rule, reason = met.doubt
        return _meeting(met, Bearing.QUALIFIES, rule, reason, agrees=rule == "no-place")
    if asked.time and not asked.time.overlaps(told):
        return _meeting(met, Bearing.QUALIFIES, "time", f"The same figure, of another time: {tell_days(told)}.")
    if met.amount.amount != asked.amount.amount:
        if asked.amount.amount.exact or not met.amount.amount.inside(asked.amount.amount):
            return _meeting(met, Bearing.QUALIFIES, "limit", f"It gives {_value(met.amount)}.", agrees=True)
    elif (met.amount.hedge or "exact") != "exact" and (asked.amount.hedge or "exact") == "exact":
        reason = f"The same figure, but not as exact: ‘{met.amount.hedge}’."
        return _meeting(met, Bearing.QUALIFIES, "hedge", reason, agrees=True)
    if not met.sure:
        return _meeting(met, Bearing.QUALIFIES, "place-unsure", "The figure itself is given no place.", agrees=True)
    source = f", by the word of {met.claim.attribution.speaker}" if met.claim.attribution.speaker else ""
    same = met.amount.amount == asked.amount.amount
    figure = "The same figure" if same else f"It gives {_value(met.amount)}"
    return _meeting(met, Bearing.SUPPORTS, "equal", f"{figure}, as of {tell_days(told)}{source}.")


def _value(amount: Quantity) -> str:
    hedge = f"{amount.hedge} " if amount.hedge not in {None, "exact", "range"} and amount.amount.exact else ""
    return f"{hedge}{describe_bound(amount.amount)}"


def _differing(asked: AskedAmount, equal: Sequence[_Met], others: Sequence[_Met], ground: Ground) -> Iterator[Meeting]:
    """Other values of the same thing: those of the asked time against it, the last of other times beside it.

    Where the sentence gives no time, it is that of a record with its value, else any: then only the latest figure
    counts, and a running total is contradicted by it only where it never came so far.
    """
    timely = [m for m in equal if asked.time is None or asked.time.overlaps(told_time(m.claim))]
    supports = [m for m in timely if m.doubt is None]
    exact = [m for m in supports if m.amount.amount == asked.amount.amount]
    wanted = asked.time or (told_time((exact or supports)[-1].claim) if supports else None)
    latest = max((told_time(m.claim).low for m in others), default=None)
    for met in sorted(others, key=lambda m: (told_time(m.claim).low, m.claim.id)):
        told = told_time(met.claim)
        then = f"{_value(met.amount)} as of {tell_days(told)}"
        if wanted is not None and not wanted.overlaps(told):
            if told.low == latest or not supports:
                word = "A later" if wanted.before(told) else "An earlier"
                yield _meeting(met, Bearing.QUALIFIES, "other-time", f"{word} figure: {then}.")
        elif wanted is None and told.low != latest:
            continue
        elif reason := _related(met, supports, frozenset({RelationType.CONTRADICTS}), ground):
            yield _meeting(met, Bearing.CONTRADICTS, "related", reason)
        elif reason := _related(met, supports, _AGREED, ground):
            yield _meeting(met, Bearing.QUALIFIES, "explained", reason)
        elif not met.named or not _clear(asked, met) or (wanted is None and (equal or _passed(asked, others))):
            yield _meeting(met, Bearing.QUALIFIES, "other-figure", f"It gives {then}.")
        else:
            yield _meeting(met, Bearing.CONTRADICTS, "value", f"It gives {then}.")


def _passed(asked: AskedAmount, others: Sequence[_Met]) -> bool:
    """Whether a running total went past the asked value, which it then had at some time."""
    most = max(middle(m.amount.amount) for m in others)
    return asked.amount.kind is QuantityKind.CUMULATIVE and middle(asked.amount.amount) <= most


def _clear(asked: AskedAmount, met: _Met) -> bool:
    """Whether both are plain figures, so that one excludes the other."""
    plain = asked.claim.modality is Modality.ASSERTED
    close = asked.time is None or (asked.time.days or _CLOSE + 1) <= _CLOSE
    return plain and close and not met.amount.part_of_total and not met.amount.change


def _related(met: _Met, supports: Sequence[_Met], types: frozenset[RelationType], ground: Ground) -> str:
    """What the ledger's own relations of these types say of the difference from a record with the asked value."""
    own = {m.claim.id for m in supports}
    for relation in ground.account.relations:
        sides = (frozenset(relation.left), frozenset(relation.right))
        across = any(met.claim.id in a and own & b for a, b in (sides, sides[::-1]))
        if relation.type in types and across and relation.confidence is not Confidence.LOW:
            return f"{relation.reason} {relation.explained_by or ''}".strip()
    return ""


def _meeting(met: _Met, bearing: Bearing, rule: str, reason: str, *, agrees: bool = False) -> Meeting:
    return Meeting(
        bearing=bearing,
        rule=f"check.{rule}",
        reason=reason,
        report=met.claim.report,
        paragraph=met.claim.paragraph,
        span=met.claim.evidence,
        claim=met.claim.id,
        agrees=agrees,
    )
