"""What an amount counts, as a key: the noun that stands for all of its kind, the words that narrow it, whose it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.lexicons.stories import SlotWords, StoryLexicon
from onrecord.records import Quantity, QuantityKind
from onrecord.stages.stories.canon import Canon, sorted_key
from onrecord.stages.stories.terms import stem, words_of

OWN_HEAD = frozenset({"case", "death"})  # units that say by themselves what is counted
_RELATIVE = frozenset({"of", "in", "at", "among", "with", "for", "from", "on", "by", "to", "who", "that", "linked"})
_PERSON = "person"
_LEVELS = frozenset({QuantityKind.STOCK, QuantityKind.CUMULATIVE, QuantityKind.FLOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Head, distinguishing words and holder of what is counted, and whether it lasts, so that the count is a level."""

    head: str
    marks: tuple[str, ...]
    holder: str
    lasts: bool = False


def plain_people(quantity: Quantity, states: Mapping[str, Sequence[str]], lexicon: StoryLexicon) -> bool:
    """Whether the counted are people and nothing more, but for what became of them: residents, people missing."""
    vague = {stem(v) for v in lexicon.slots.vague}
    fates = {stem(phrase) for state in states for phrase in states[state]}
    return all(w in lexicon.function_words or stem(w) in vague | fates for w in words_of(quantity.what))


def read_fate(quantity: Quantity, clause: str, states: Mapping[str, Sequence[str]], lexicon: StoryLexicon) -> str:
    """What the clause says became of plain people: displaced, missing, without power; the first thing named after
    the number counts.
    """
    if quantity.unit != _PERSON or not plain_people(quantity, states, lexicon):
        return ""
    words = f" {' '.join(words_of(clause))} "
    found = [
        (words.index(f" {phrase} "), state) for state in states for phrase in states[state] if f" {phrase} " in words
    ]
    return min(found)[1] if found else ""


def read_people(quantity: Quantity, fate: str, lexicon: StoryLexicon) -> Counted:
    """Plain people of whom the clause says what became; children and women are a set of their own."""
    words = set(words_of(quantity.what))
    some = [group for group, forms in lexicon.slots.ages.items() if words & set(forms)]
    return Counted(head=fate, marks=sorted_key(some), holder="")


def read_counted(
    quantity: Quantity, clause: str, topic: frozenset[str], canon: Canon, lexicon: StoryLexicon
) -> Counted | None:
    """Head, distinguishing words and holder of what is counted; None where it is too vague to compare."""
    slots = lexicon.slots
    words = [(word, canon.country(word) or canon.country(word.strip(",."))) for word in quantity.what.split()]
    holders = [country for _, country in words if country]
    owner = _owner(quantity, canon)
    plain = [w for w in words_of(" ".join(word for word, country in words if not country)) if w not in owner]
    cut = next((k for k, w in enumerate(plain) if w in _RELATIVE and k), len(plain))
    named = [w for w in plain[:cut] if w not in lexicon.function_words]
    last = named[-1] if named else quantity.unit
    head, width = _head(quantity, named, slots, owned=bool(holders or owner))
    bodies = {w.lower() for w in quantity.what.split() if canon.is_body(w)}
    before = [w for w in named[:-width] if stem(w) not in topic or w in bodies]
    if head in OWN_HEAD and slots.heads.get(last, last) != head and stem(last) not in topic:
        before.append(last)
    # What follows `of` names the matter itself; what follows `in`, `among` or `linked to` narrows it.
    after = [w for w in plain[cut:] if stem(w) not in topic or plain[cut] != "of"]
    unmarked = lexicon.function_words | slots.unmarked | frozenset(slots.plain.get(head, ()))
    marks = sorted_key(
        stem(w) for w in (*before, *after) if len(w) > 1 and w not in unmarked and slots.heads.get(w) != head
    )
    whose = holders[0] if holders else canon.actor(quantity.holder) if owner else ""
    if head in OWN_HEAD and whose and whose != canon.place(quantity.where):
        marks = sorted_key((*marks, f"[{whose}]"))
    if quantity.kind is QuantityKind.DURATION or quantity.unit == "time" or head in slots.singular:
        return None
    if head in {stem(v) for v in slots.vague} and not marks:
        states = {slots.heads[w] for w in words_of(clause) if w in slots.heads and slots.heads[w] in slots.states}
        if len(states) != 1:
            return None
        head = states.pop()
    if quantity.unit not in {_PERSON, "item", head} and quantity.unit != stem(last):
        marks = sorted_key((*marks, f"[{quantity.unit}]")) if quantity.unit not in slots.heads else marks
    narrowed = _narrowed(quantity, clause, slots) if quantity.unit in {_PERSON, *OWN_HEAD} else ()
    if condition := _condition(quantity, head, clause, slots):
        if quantity.unit == _PERSON and condition in slots.heads:
            # `2,180 drivers stopped work` and `2,180 strikers` are one count where the story is of drivers.
            marks = sorted_key((*marks, head)) if stem(head) not in topic and head != condition else marks
            head = condition
        else:
            marks = sorted_key((*marks, f"[{condition}]"))
    return Counted(
        head=head,
        marks=sorted_key((*marks, *narrowed)),
        holder=holders[0] if holders else "",
        lasts=condition in slots.lasting,
    )


def _condition(quantity: Quantity, head: str, clause: str, slots: SlotWords) -> str:
    """What the clause says became of the things or of the people counted, the first that it names."""
    if quantity.unit in {*OWN_HEAD, "percent"} or quantity.kind not in _LEVELS or head in slots.conditions:
        return ""
    words = f" {' '.join(words_of(clause))} "
    found = [
        (words.index(f" {phrase} "), -len(phrase), condition)
        for condition in sorted(slots.conditions)
        for phrase in slots.conditions[condition]
        if f" {phrase} " in words
    ]
    return min(found)[2] if found else ""


def _owner(quantity: Quantity, canon: Canon) -> frozenset[str]:
    """The words of what is counted that name whose they are (`27,000 Boelund workers`)."""
    holder = quantity.holder or ""
    if not holder or holder not in quantity.what or canon.country(holder):
        return frozenset()
    return frozenset(words_of(holder))


def _head(quantity: Quantity, named: Sequence[str], slots: SlotWords, *, owned: bool) -> tuple[str, int]:
    """The noun that stands for what is counted, and how many words name it (`military personnel`).

    `forces` and `personnel` are troops only where a country's, and where no word says of what kind they are.
    """
    heads = slots.heads
    last = named[-1] if named else quantity.unit
    if quantity.unit in OWN_HEAD:
        return quantity.unit, 1
    if (pair := " ".join(named[-2:])) in heads and len(named) > 1:
        return heads[pair], 2
    if last in slots.loose:
        kind = slots.loose[last]
        bare = all(w in slots.plain.get(kind, ()) or w in slots.unmarked for w in named[:-1])
        return (kind if owned and bare else stem(last)), 1
    return heads.get(quantity.unit, heads.get(last, stem(last))), 1


def _narrowed(quantity: Quantity, clause: str, slots: SlotWords) -> Sequence[str]:
    """What else the clause says of those counted that sets them apart: `at home`, `without leaving`."""
    words = list(words_of(clause))
    text = f" {' '.join(words)} "
    found = [f"[{phrase}]" for phrase in slots.narrowing if f" {phrase} " in text]
    for word, then in pairwise(words):
        if word == "without" and then.endswith("ing") and stem(then) not in quantity.what:
            found.append(f"[without {stem(then)}]")
    return found
