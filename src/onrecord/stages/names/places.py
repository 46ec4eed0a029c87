"""Places folded to one key each, and which lie in which."""

from collections.abc import Sequence

from onrecord.lexicons import NameLexicon
from onrecord.stages.names.name_keys import name_key

WORLD = "world"


def place_key(where: str | None, lexicon: NameLexicon) -> str:
    """One key for all ways to write a place: demonyms and short names of countries fold to the country.

    The empty key stands for no place. `place_key("across the U.S.", lexicon)` and `place_key("American", lexicon)`
    are both `united states`; `place_key("worldwide", lexicon)` is `world`. A region of its own stays what it is:
    `place_key("North America", lexicon)` is `north america`.
    """
    if where is None:
        return ""
    bare = _bare(where, lexicon)
    if (known := _known(bare, lexicon)) is not None:
        return known
    # `Bela, Norvania` is Bela.
    head, comma, _ = bare.partition(",")
    if comma and head.strip():
        return place_key(head, lexicon)
    words = name_key(bare)
    if words and all(w in lexicon.words.world_words or w in lexicon.words.place_fillers for w in words):
        return WORLD if any(w in lexicon.words.world_words for w in words) else " ".join(words)
    return " ".join(words)


def lies_within(inner: str, outer: str, lexicon: NameLexicon) -> bool:
    """Whether the place of one key lies in that of another, as far as the tables tell; everything lies in the world.

    `lies_within("paris", "france", lexicon)` is true; no place lies within itself.
    """
    if not inner or not outer or inner == outer:
        return False
    if outer == WORLD:
        return True
    country = _country_of_key(inner, lexicon)
    return country is not None and country == outer


def _bare(where: str, lexicon: NameLexicon) -> str:
    words = where.strip(" \t\n;:").split()
    while len(words) > 1 and words[0].lower() in lexicon.words.place_fillers and not _whole(words, lexicon):
        words = words[1:]
    name = " ".join(words)
    # A full stop ends a sentence unless it ends initials.
    name = name.removesuffix(".") if name.count(".") == 1 else name
    return name.removesuffix("'s").removesuffix("’s")


def _whole(words: Sequence[str], lexicon: NameLexicon) -> bool:
    """Whether the words are a place or a people of the tables: `North` and `West` are then part of the name."""
    name = " ".join(words).rstrip(".,").removesuffix("'s").removesuffix("’s")
    return _known(name, lexicon) is not None or lexicon.place(name) or lexicon.nationality(name)


def _known(name: str, lexicon: NameLexicon) -> str | None:
    singular = name.removesuffix("s")
    country = lexicon.countries.get(name) or lexicon.demonyms.get(name) or lexicon.demonyms.get(singular)
    return " ".join(name_key(country)) if country is not None else None


def _country_of_key(key: str, lexicon: NameLexicon) -> str | None:
    country = lexicon.seats.get(key)
    return " ".join(name_key(country)) if country is not None else None
