"""Amounts: how much of what, where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.lexicons import Lexicons
from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import (
    CLAIM_BEARING,
    Bound,
    Claim,
    ClaimType,
    PassageKind,
    PlaceBasis,
    Quantity,
    Reading,
    Span,
    TimeExpression,
    claim_id,
)
from onrecord.stages.amounts.bearing import judge_bearing
from onrecord.stages.amounts.circumstance import is_change, judge_kind, judge_status
from onrecord.stages.amounts.continued import goes_on_list, same_stuff
from onrecord.stages.amounts.counted import add_rate, read_counted
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.elided import POPULATION, Earlier, fill_elided
from onrecord.stages.amounts.extent import Kernel, find_extents
from onrecord.stages.amounts.hedges import Amount, read_amounts
from onrecord.stages.amounts.indices import of_index
from onrecord.stages.amounts.inferred_land import infer_land
from onrecord.stages.amounts.locus import find_holder, name_of
from onrecord.stages.amounts.matter import name_matter
from onrecord.stages.amounts.numbered import is_numbered
from onrecord.stages.amounts.numeral import times
from onrecord.stages.amounts.numerals import may_hold_number
from onrecord.stages.amounts.pieces import Line, read_line
from onrecord.stages.amounts.placing import find_place
from onrecord.stages.amounts.scene import find_scenes
from onrecord.stages.amounts.scene_land import Lands, find_lands
from onrecord.stages.amounts.scene_told import Scene, read_told
from onrecord.stages.amounts.solitary import is_idle
from onrecord.stages.amounts.toll import join_toll, judge_toll
from onrecord.stages.amounts.trust import judge_confidence
from onrecord.stages.amounts.votes import judge_voters, read_votes
from onrecord.stages.sentence_view import SentenceView, Views, view_sentences
from onrecord.stages.voice import voice_at

_MEMORY = 6
_AGAINST = frozenset({"up from", "down from"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where the sentences of a report are set, each by its own words and those before, and the report as a whole."""

    scenes: Mapping[int, Scene]
    lands: Lands


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An amount together with what it counts; an `elided` one stands without its noun."""

    amount: Amount
    counted: Counted
    elided: bool = False


def find_quantities(
    reading: Reading, times: Sequence[TimeExpression], lexicons: Lexicons, views: Views | None = None
) -> tuple[Claim, ...]:
    """One claim for each number about the world, in the order of the text; `views` where they are made already."""
    views = view_sentences(reading, times, lexicons.commitments) if views is None else views
    found: list[Claim] = []
    earlier: list[Earlier] = []
    told = tuple(read_told(reading, lexicons.names, lexicons.amounts.scene, lexicons.amounts.nouns.months))
    ground = Ground(
        scenes=find_scenes(told, lexicons.names, lexicons.amounts),
        lands=find_lands(reading, told, lexicons.names, lexicons.amounts),
    )
    for view in views.values():
        if view.analysis.sentence.kind not in CLAIM_BEARING:
            continue
        if may_hold_number(reading.text, view.analysis.sentence.span, lexicons.amounts):
            line = read_line(reading.text, view.analysis)
            measured = measure_line(line, view, earlier, lexicons.amounts)
            found += _claims(reading, view, line, measured, ground, lexicons)
        earlier = [replace(e, age=e.age + 1) for e in earlier[-_MEMORY:]]
    return tuple(found)


def measure_line(line: Line, view: SentenceView, earlier: list[Earlier], lexicon: AmountLexicon) -> list[Measured]:
    """The amounts of one sentence with what they count; `earlier` grows by them."""
    found: list[Measured] = []
    amounts = read_amounts(line, lexicon)
    for index, amount in enumerate(amounts):
        swallowed = found and amount.first < found[-1].counted.last
        listed = bool(found) and goes_on_list(line, amount, found[-1].counted, lexicon)
        beside = amounts[index - 1] if index else None, amounts[index + 1] if index + 1 < len(amounts) else None
        votes = read_votes(line, amount, *beside, lexicon)
        if swallowed or (not listed and not votes and is_numbered(line, amount, view.times, lexicon)):
            continue
        counted = votes or read_counted(line, amount, lexicon)
        if counted and found and _converted(line, found[-1], amount, counted, lexicon):
            continue
        counted = of_index(line, amount, counted, lexicon) if counted else None
        elided = counted is not None and counted.sort is Sort.BARE
        if counted and elided and (other := _noun_ahead(line, amount, amounts[index + 1 :], lexicon)):
            counted = replace(other, last=counted.last, factor=counted.factor)
        elif counted and elided:
            counted = fill_elided(line, amount, counted, earlier, lexicon)
            counted = add_rate(line, counted, lexicon) if counted and not counted.rated else counted
        if counted is None or is_idle(line, amount, counted, lexicon):
            continue
        if found:
            counted = join_toll(line, amount, counted, found[-1].counted, lexicon)
        counted = judge_voters(line, counted, lexicon)
        last = counted = of_index(line, amount, counted, lexicon)
        before = next((m.counted for m in reversed(found) if m.counted.sort is last.sort), None)
        counted = name_matter(line, amount, judge_toll(line, amount, counted, lexicon), view, lexicon, before)
        counted = same_stuff(counted, [e.counted for e in earlier])
        found.append(Measured(amount=amount, counted=counted, elided=elided))
        earlier.append(Earlier(counted=counted, age=0))
    return found


def _noun_ahead(line: Line, amount: Amount, later: Sequence[Amount], lexicon: AmountLexicon) -> Counted | None:
    """What the next number counts, where both share what stands behind it: `from 1,000 to 5,000 soldiers`, `by 5 and 10
    percent`.
    """
    between = line.phrase(amount.last, later[0].first) if later else ""
    rising = between == "to" and line.lower(amount.first - 1) == "from"
    if not rising and between not in {"and", "or"}:
        return None
    counted = read_counted(line, later[0], lexicon)
    sorts = {Sort.NOUN, Sort.MEASURE, Sort.SHARE} if rising else {Sort.MEASURE, Sort.SHARE}
    return replace(counted, borrowed=True) if counted and counted.sort in sorts and not counted.guessed else None


def _converted(line: Line, before: Measured, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> bool:
    """Whether the number only says the one before in another unit: `400m euros (£354m)`, `7 km (4 miles)`, `72 pence
    ($1.16)`.
    """
    last = max(before.amount.last, before.counted.last)
    other = before.counted.unit != counted.unit
    if (
        other
        and before.counted.sort is counted.sort is Sort.MONEY
        and line.phrase(last, amount.first) in {"or", ", or"}
    ):
        return True
    if line.lower(amount.first - 1) != "(" or not before.amount.last <= amount.first - 1 <= last:
        return False
    money, sorts = {Sort.MONEY, Sort.MEASURE}, {before.counted.sort, counted.sort}
    coins = sorts == money and bool({before.counted.unit, counted.unit} & lexicon.units.coins)
    return other and (coins or sorts in ({Sort.MONEY}, {Sort.MEASURE}))


def _claims(
    reading: Reading,
    view: SentenceView,
    line: Line,
    measured: Sequence[Measured],
    ground: Ground,
    lexicons: Lexicons,
) -> list[Claim]:
    kernels = [_kernel(line, m) for m in measured]
    found: list[Claim] = []
    for one, extent in zip(measured, find_extents(line, kernels, view, lexicons.amounts.extent), strict=True):
        claim = _claim(reading, view, line, one, extent, ground, lexicons)
        claim = _inherit(claim, found[-1]) if one.counted.borrowed and found else claim
        beside = found and line.phrase(measured[len(found) - 1].counted.last, one.amount.first) == "and"
        claim = _at_same_place(claim, found[-1]) if beside else claim
        against = line.phrase(one.amount.first - 2, one.amount.first) in _AGAINST
        found.append(_of_same_kind(claim, found[-1]) if found and against else claim)
    return found


def _of_same_kind(claim: Claim, before: Claim) -> Claim:
    """The claim with the kind of the one it is set against: `2,400 people are missing, up from | 1,800`."""
    own, other = claim.content, before.content
    if not isinstance(own, Quantity) or not isinstance(other, Quantity) or own.unit != other.unit:
        return claim
    return replace(claim, content=replace(own, kind=other.kind))


def _at_same_place(claim: Claim, before: Claim) -> Claim:
    """The claim with the place of the one it is joined to: `a hospital in Orle has 80 beds and | 310 patients`."""
    own, other = claim.content, before.content
    if not isinstance(own, Quantity) or not isinstance(other, Quantity) or own.where or not other.where:
        return claim
    if own.kind is not other.kind or own.unit.isupper():
        return claim
    return replace(claim, content=replace(own, where=other.where, where_from=PlaceBasis.SENTENCE, land=None))


def _inherit(claim: Claim, before: Claim) -> Claim:
    """The claim with the holder of the one before, whose noun it shares."""
    own, other = claim.content, before.content
    if not isinstance(own, Quantity) or not isinstance(other, Quantity) or own.holder or own.unit != other.unit:
        return claim
    return replace(claim, content=replace(own, holder=other.holder))


def _kernel(line: Line, measured: Measured) -> Kernel:
    amount, counted = measured.amount, measured.counted
    first = amount.first if counted.first is None else min(amount.first, counted.first)
    last = max(amount.last, counted.last)
    if line.lower(first - 1) == "(" and line.lower(last) == ")":
        first, last = first - 1, last + 1
        while first > 0 and line.pieces[first - 1].capital:
            first -= 1
    if counted.sort is Sort.AGE and line.lower(first - 1) == ",":
        first -= 1
        while first > 0 and line.pieces[first - 1].capital:
            first -= 1
    return Kernel(
        first=first,
        last=last,
        narrow=counted.sort is Sort.AGE or counted.dated or counted.what == POPULATION or line.lower(last - 1) == ")",
        brief=counted.sort is Sort.TIME,
        joined=counted.borrowed,
        cover=counted.cover,
    )


def _claim(
    reading: Reading,
    view: SentenceView,
    line: Line,
    measured: Measured,
    extent: Span,
    ground: Ground,
    lexicons: Lexicons,
) -> Claim:
    amount, counted, clues = measured.amount, measured.counted, lexicons.amounts.clues
    sentence, number, mentions = view.analysis.sentence, line.span(amount.first, amount.last), view.mentions
    kernel = line.span(amount.first, max(amount.last, counted.last))
    voice = voice_at(view.attributions, kernel)
    modality, negated = judge_bearing(line, view, amount, counted, extent, voice, lexicons.amounts)
    scene = ground.scenes.get(sentence.index)
    where, basis = find_place(line, extent, kernel, counted, mentions, scene, reading.entities, lexicons)
    quantity = Quantity(
        amount=_scaled(amount.bound, counted.factor),
        hedge=amount.hedge or "exact",
        unit=counted.unit,
        what=counted.what or counted.unit,
        where=where,
        where_from=basis,
        land=None if where else infer_land(line, kernel, counted, scene, ground.lands, lexicons),
        holder=name_of(find_holder(line, amount, counted, view, lexicons.amounts), reading.entities, reading.text),
        kind=judge_kind(line, amount, counted, extent, lexicons.amounts),
        status=judge_status(line, counted, extent, clues),
        number=number,
        part_of_total=counted.part,
        elided=counted.borrowed or counted.guessed,
        change=is_change(line, amount, counted, lexicons.amounts),
    )
    return Claim(
        id=claim_id(reading.report.id, ClaimType.QUANTITY, extent),
        report=reading.report.id,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        evidence=extent,
        attribution=voice,
        modality=modality,
        negated=negated,
        in_headline=sentence.kind is PassageKind.HEADLINE,
        content=quantity,
        confidence=judge_confidence(
            line,
            amount,
            counted,
            elided=measured.elided,
            headline=sentence.kind is PassageKind.HEADLINE,
        ),
    )


def _scaled(bound: Bound, factor: Decimal) -> Bound:
    ends = [None if end is None else times(end, factor) for end in (bound.low, bound.high)]
    return Bound(low=ends[0], high=ends[1])
