"""Why a claim counts what its track counts, in plain sentences, where its own words say it otherwise."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicons import StoryLexicon
from onrecord.records import Claim, ClaimId, Quantity, Slot
from onrecord.stages.stories.canon import Canon
from onrecord.stages.stories.slot_places import WORLD
from onrecord.stages.stories.terms import stem, words_of


def tell_keys(
    claims: Sequence[Claim], slots: Mapping[ClaimId, Slot], canon: Canon, lexicon: StoryLexicon
) -> dict[ClaimId, tuple[str, ...]]:
    """For each amount whose key is not what its own words say, the steps from the one to the other."""
    found = {}
    for claim in claims:
        if claim.id in slots and isinstance(claim.content, Quantity):
            slot = slots[claim.id]
            reasons = (
                *_reviewed(claim),
                *_tell_what(claim.content, slot, lexicon),
                *_tell_where(claim.content, slot, canon),
                *_tell_holder(claim.content, slot, canon),
            )
            if reasons:
                found[claim.id] = reasons
    return found


def _reviewed(claim: Claim) -> Iterator[str]:
    if claim.joined:
        yield "A reviewer put it with the claim it was merged with."


def _tell_what(quantity: Quantity, slot: Slot, lexicon: StoryLexicon) -> Iterator[str]:
    head = slot.what[0]
    own = [w for w in words_of(quantity.what) if w not in lexicon.function_words]
    if not own or head in {*own, quantity.unit} or any(stem(w) == head for w in own):
        return
    named = " ".join(own[-2:]) if " ".join(own[-2:]) in lexicon.slots.heads else own[-1]
    if lexicon.slots.heads.get(named, lexicon.slots.loose.get(named)) == head:
        yield f"“{named}” counts the same as “{head}”."
    else:
        yield f"The sentence says what became of them: “{head}”."


def _tell_where(quantity: Quantity, slot: Slot, canon: Canon) -> Iterator[str]:
    own = WORLD if quantity.where == WORLD else canon.place(quantity.where)
    if not slot.where and own:
        yield f"Most reports give no place, so “{quantity.where}” tells no other count."
    elif slot.where == WORLD and not own:
        yield "It names no place, and is larger than the count of any one place: it is of all of them."
    elif slot.where and not own:
        yield f"It names no place; the reports that name one say {show_key(slot.where)}."
    elif quantity.where and slot.where not in {quantity.where.lower(), own}:
        yield f"“{quantity.where}” is short for {show_key(slot.where)}."
    elif quantity.where and slot.where != quantity.where.lower():
        yield f"“{quantity.where}” is {show_key(slot.where)}."
    if quantity.where and not quantity.stated_where and slot.where:
        yield f"The place is not said with the number, but taken from its {quantity.where_from.value}."


def _tell_holder(quantity: Quantity, slot: Slot, canon: Canon) -> Iterator[str]:
    if not slot.actor:
        return
    forms = [word.strip(",.") for word in quantity.what.split() if canon.country(word.strip(",.")) == slot.actor]
    if forms:
        if forms[0].lower() != slot.actor:
            shown = f"{forms[0]}." if "." in forms[0] else forms[0]
            yield f"“{shown}” stands for {show_key(slot.actor)}."
    elif canon.actor(quantity.holder) != slot.actor:
        yield f"Whose they are is not said; the claims that say it name {show_key(slot.actor)}."
    elif quantity.holder and quantity.holder.lower() != slot.actor:
        yield f"“{quantity.holder}” is {show_key(slot.actor)}."


def show_key(key: str) -> str:
    """A key of names as names are written: `united states` is `United States`."""
    return " ".join(word if word in {"of", "the", "and", "in"} else word[:1].upper() + word[1:] for word in key.split())
