"""Whether two names are spellings of one person's name."""

from collections.abc import Collection, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.lexicons import NameLexicon
from onrecord.stages.names.name_keys import name_key

Key = tuple[str, ...]
_SOUNDS = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("ch", "s"), ("sh", "s"), ("ck", "k"), ("x", "ks"))
_LIKE = str.maketrans({"q": "k", "c": "k", "g": "k", "z": "s", "v": "f", "j": "y"})
_SILENT = frozenset("aeiouyhw")
_HEARD, _CONSONANTS = 4, 3  # shorter names, and names of fewer consonants, sound alike by chance
_SPELT = 6  # so many letters, and one of them may be wrong


def same_person(left: Key, right: Key, offices: tuple[Sequence[str], Sequence[str]], lexicon: NameLexicon) -> bool:
    """Whether two full names, as `person_key` gives them, may be one person's.

    Different first names are never one person's; a surname that only sounds alike needs offices that do not clash.
    """
    if not _first_names(left[0], right[0], lexicon):
        return False
    if left[-1] == right[-1]:
        return _middle(left[1:-1], right[1:-1])
    if not _sound_alike(left[-1], right[-1]):
        return False
    return _offices_agree(*offices) and _middle(left[1:-1], right[1:-1])


def spellings(surname: str) -> tuple[str, ...]:
    """Forms of a surname; two surnames that `same_person` may take for one have a form in common.

    They are the name itself, its sound, and for a long name what is left without any one of its letters.
    """
    forms = {surname}
    if len(surname) >= _HEARD and len(heard := sound(surname)) >= _CONSONANTS:
        forms.add(f"~{heard}")
    if len(surname) >= _SPELT:
        forms |= {surname[:i] + surname[i + 1 :] for i in range(len(surname))}
    return tuple(sorted(forms))


def sound(word: str) -> str:
    """The consonants of a name, spellings of one sound made one.

    >>> sound("mohammed") == sound("muhamad")
    True
    """
    folded = word
    for spelling, plain in _SOUNDS:
        folded = folded.replace(spelling, plain)
    out = ""
    for letter in folded.translate(_LIKE):
        if letter not in _SILENT and not out.endswith(letter):
            out += letter
    return out


def _first_names(left: str, right: str, lexicon: NameLexicon) -> bool:
    if left == right or (1 in {len(left), len(right)} and left[0] == right[0]):
        return True
    if any({left, right} <= set(group.split(":")) for group in lexicon.words.nickname_groups):
        return True
    genders = {lexicon.genders.get(n.title(), "u") for n in (left, right)} - {"u"}
    if len(genders) > 1:
        return False
    both_known = all(n.title() in lexicon.genders for n in (left, right))
    return not both_known and _sound_alike(left, right)


def _sound_alike(left: str, right: str) -> bool:
    if min(len(left), len(right)) < _HEARD:
        return False
    if sound(left) == sound(right) and len(sound(left)) >= _CONSONANTS:
        return True
    return min(len(left), len(right)) >= _SPELT and DamerauLevenshtein.distance(left, right, score_cutoff=1) <= 1


def _middle(left: Key, right: Key) -> bool:
    """Whether one name's middle words may be among the other's."""
    short, long = sorted((left, right), key=lambda k: (len(k), k))
    return all(any(a == b or a[0] == b or b[0] == a or _sound_alike(a, b) for b in long) for a in short)


def _offices_agree(left: Sequence[str], right: Sequence[str]) -> bool:
    if not left or not right:
        return True
    return bool(_words(left) & _words(right))


def _words(offices: Collection[str]) -> set[str]:
    return {w for office in offices for w in name_key(office) if len(w) > 3}
