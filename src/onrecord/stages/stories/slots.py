"""The canonical key of what an amount is an amount of: head noun and its marks, place, holder, kind, status."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from onrecord.lexicons.stories import StoryLexicon
from onrecord.records import (
    Claim,
    ClaimId,
    ClaimType,
    CountStatus,
    Modality,
    Quantity,
    QuantityKind,
    Reading,
    ReportId,
    Slot,
)
from onrecord.stages.stories.canon import Canon, sorted_key
from onrecord.stages.stories.terms import stem, terms_of, words_of

_TOPIC_SHARE = 0.6
_RELATIVE = frozenset({"of", "in", "at", "among", "with", "for", "from", "on", "by", "to", "who", "that", "linked"})
_KINDS = {QuantityKind.STOCK: "level", QuantityKind.CUMULATIVE: "level"}
_PART = re.compile(r"\W*(?:including|among them|of whom|of which|of these|of them|of the)\b", re.IGNORECASE)
_SETTLED = frozenset({CountStatus.UNSPECIFIED, CountStatus.CONFIRMED})
_PERSON = "person"
_WORLD = "world"
_MOST = Decimal("0.6")  # a place that so many of the reports name is where the others count too
_OWN_HEAD = frozenset({"case", "death"})  # units that say by themselves what is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    head: str
    marks: tuple[str, ...]
    holder: str


def topic_terms(readings: Sequence[Reading], lexicon: StoryLexicon) -> frozenset[str]:
    """The stems that most reports of a story have: they name its topic and tell no two counts apart."""
    counts = Counter(t for r in readings for t in set(terms_of(r.text, lexicon.function_words)))
    return frozenset(t for t, n in counts.items() if n >= max(2, _TOPIC_SHARE * len(readings)))


def quantity_slots(
    claims: Sequence[Claim],
    texts: Mapping[ReportId, str],
    topic: frozenset[str],
    canon: Canon,
    lexicon: StoryLexicon,
    states: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[ClaimId, Slot]:
    """The slots of the amounts that can be compared, with places and holders left out filled in where the story
    knows only one. `states` are phrases that say what became of people.
    """
    slots: dict[ClaimId, Slot] = {}
    fates: dict[tuple[ReportId, int], str] = {}
    for claim in claims:
        content = claim.content
        if not isinstance(content, Quantity):
            continue
        clause = claim.evidence.of(texts[claim.report])
        fate = _fate(content, clause, states, lexicon)
        if content.unit == _PERSON and _plain_people(content, states, lexicon):
            # `the aid group counted 2,750` is of the people that the paragraph spoke of.
            if not fate and content.elided:
                fate = fates.get((claim.report, claim.paragraph), "")
            fates[claim.report, claim.paragraph] = fate
        if slot := _quantity_slot(claim, content, clause, fate, topic, canon, lexicon):
            slots[claim.id] = slot
    reports = {claim.id: claim.report for claim in claims}
    return _fill_actor(_fill_where(_join_places(slots), reports, canon))


def _plain_people(quantity: Quantity, states: Mapping[str, Sequence[str]], lexicon: StoryLexicon) -> bool:
    """Whether the counted are people and nothing more, but for what became of them: residents, people missing."""
    vague = {stem(v) for v in lexicon.slots.vague}
    fates = {stem(phrase) for state in states for phrase in states[state]}
    return all(w in lexicon.function_words or stem(w) in vague | fates for w in words_of(quantity.what))


def _fate(quantity: Quantity, clause: str, states: Mapping[str, Sequence[str]], lexicon: StoryLexicon) -> str:
    """What the clause says became of plain people: displaced, missing, without power; the first thing named after
    the number counts.
    """
    if quantity.unit != _PERSON or not _plain_people(quantity, states, lexicon):
        return ""
    words = f" {' '.join(words_of(clause))} "
    found = [
        (words.index(f" {phrase} "), state) for state in states for phrase in states[state] if f" {phrase} " in words
    ]
    return min(found)[1] if found else ""


def _quantity_slot(
    claim: Claim,
    quantity: Quantity,
    clause: str,
    fate: str,
    topic: frozenset[str],
    canon: Canon,
    lexicon: StoryLexicon,
) -> Slot | None:
    if quantity.part_of_total or claim.modality is Modality.DENIED or _PART.match(clause):
        return None
    counted = (
        _Counted(head=fate, marks=(), holder="") if fate else _read_counted(quantity, clause, topic, canon, lexicon)
    )
    if counted is None:
        return None
    # A count over the whole world is of no other place, unlike one whose place is left out.
    where = _WORLD if quantity.where == _WORLD else canon.place(quantity.where)
    if where == counted.holder and quantity.where and quantity.where in quantity.what:
        where = ""
    holder = counted.holder or canon.actor(quantity.holder)
    kind = "level" if fate and not quantity.change else _kind(quantity, clause, lexicon)
    if claim.modality in {Modality.PLANNED, Modality.EXPECTED, Modality.POSSIBLE}:
        kind = f"{kind}, {claim.modality.value}"
    return Slot(
        type=ClaimType.QUANTITY,
        what=(counted.head, *counted.marks),
        where=where,
        actor="" if counted.head in _OWN_HEAD else holder,
        kind=kind,
        status="" if quantity.status in _SETTLED else quantity.status.value,
    )


def _kind(quantity: Quantity, clause: str, lexicon: StoryLexicon) -> str:
    """Level, flow, rate or change; a count of cases or deaths is a flow only where it is called new."""
    if quantity.change:
        return "change"
    kind = _KINDS.get(quantity.kind, quantity.kind.value)
    if kind == "flow" and quantity.unit in _OWN_HEAD and not lexicon.slots.fresh & set(words_of(clause)):
        return "level"
    return kind


def _read_counted(
    quantity: Quantity, clause: str, topic: frozenset[str], canon: Canon, lexicon: StoryLexicon
) -> _Counted | None:
    """Head, distinguishing words and holder of what is counted; None where it is too vague to compare."""
    heads = lexicon.slots.heads
    words = [(word, canon.country(word) or canon.country(word.strip(",."))) for word in quantity.what.split()]
    holders = [country for _, country in words if country]
    plain = list(words_of(" ".join(word for word, country in words if not country)))
    cut = next((k for k, w in enumerate(plain) if w in _RELATIVE and k), len(plain))
    named = [w for w in plain[:cut] if w not in lexicon.function_words]
    last = named[-1] if named else quantity.unit
    head = quantity.unit if quantity.unit in _OWN_HEAD else heads.get(quantity.unit, heads.get(last, stem(last)))
    unmarked = lexicon.function_words | lexicon.slots.unmarked
    bodies = {w.lower() for w in quantity.what.split() if canon.is_body(w)}
    before = [w for w in named[:-1] if stem(w) not in topic or w in bodies]
    if head in _OWN_HEAD and last not in heads and stem(last) not in topic:
        before.append(last)
    # What follows `of` names the matter itself; what follows `in`, `among` or `linked to` narrows it.
    after = [w for w in plain[cut:] if stem(w) not in topic or plain[cut] != "of"]
    marks = sorted_key(stem(w) for w in (*before, *after) if w not in unmarked and heads.get(w) != head)
    if head in _OWN_HEAD and holders and holders[0] != canon.place(quantity.where):
        marks = sorted_key((*marks, f"[{holders[0]}]"))
    if quantity.kind is QuantityKind.DURATION or quantity.unit == "time" or head == "age":
        return None
    if head in {stem(v) for v in lexicon.slots.vague} and not marks:
        states = {heads[w] for w in words_of(clause) if w in heads and heads[w] in lexicon.slots.states}
        if len(states) != 1:
            return None
        head = states.pop()
    if quantity.unit not in {"person", "item", head} and quantity.unit != stem(last):
        marks = sorted_key((*marks, f"[{quantity.unit}]")) if quantity.unit not in heads else marks
    return _Counted(head=head, marks=marks, holder=holders[0] if holders else "")


def _join_places(slots: Mapping[ClaimId, Slot]) -> dict[ClaimId, Slot]:
    """The slots with a shortened place (`Lund`) under its full name (`Lund air base`) where only one is so called."""
    names = sorted({slot.where for slot in slots.values() if slot.where})
    longer = {name: [other for other in names if other.startswith(f"{name} ")] for name in names}
    full = {name: found[0] for name, found in longer.items() if len(found) == 1 and len(found[0].split()) <= 4}
    return {claim: replace(slot, where=full.get(slot.where, slot.where)) for claim, slot in slots.items()}


def _fill_where(
    slots: Mapping[ClaimId, Slot], reports: Mapping[ClaimId, ReportId], canon: Canon
) -> dict[ClaimId, Slot]:
    """The slots with a place that is left out filled in where claims on the same thing name only one, or nearly all
    of them one country and places within it. What one report places and most do not is no place's.
    """
    named: dict[Slot, dict[str, set[ReportId]]] = defaultdict(lambda: defaultdict(set))
    for claim, slot in slots.items():
        named[_bare(slot)][slot.where].add(reports[claim])
    home = {bare: _home(places, canon) for bare, places in named.items()}
    filled = {}
    for claim, slot in slots.items():
        places = {place: own for place, own in named[_bare(slot)].items() if place}
        placed, every = (set().union(*group.values()) for group in (places, named[_bare(slot)]))
        if len(places) == 1 and 3 * len(placed) < len(every):
            filled[claim] = replace(slot, where="")
        elif not slot.where and (place := home[_bare(slot)]):
            filled[claim] = replace(slot, where=place)
        else:
            filled[claim] = slot
    return filled


def _home(places: Mapping[str, set[ReportId]], canon: Canon) -> str:
    """The one place, or the country, that most reports which name a place name; empty where there is none."""
    counts: Counter[str] = Counter()
    for place, own in places.items():
        if place:
            counts[canon.within(place) or place] += len(own)
    if not counts:
        return ""
    home, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if most < _MOST * counts.total():
        return ""
    inside = sorted(place for place in places if place and home in {place, canon.within(place)})
    if home in inside:
        return home
    return inside[0] if len(inside) == 1 else ""


def _fill_actor(slots: Mapping[ClaimId, Slot]) -> dict[ClaimId, Slot]:
    """The same for the holder, place by place."""
    named: dict[tuple[Slot, str], set[str]] = defaultdict(set)
    for slot in slots.values():
        if slot.actor:
            named[_bare(slot), slot.where].add(slot.actor)
    filled = {}
    for claim, slot in slots.items():
        holders = named[_bare(slot), slot.where]
        filled[claim] = replace(slot, actor=min(holders)) if len(holders) == 1 and not slot.actor else slot
    return filled


def _bare(slot: Slot) -> Slot:
    """What is counted, alone."""
    return replace(slot, where="", actor="", status="", kind="")
