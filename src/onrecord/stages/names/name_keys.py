"""Names reduced to what two spellings of one name share."""

from onrecord.lexicons import NameLexicon
from onrecord.lexicons.folding import name_key

__all__ = ["body_key", "initials", "name_key", "person_key"]

_BRITISH = (
    ("isation", "ization"),
    ("our", "or"),
    ("programme", "program"),
    ("centre", "center"),
    ("defence", "defense"),
)


def person_key(name: str, lexicon: NameLexicon) -> tuple[str, ...]:
    """The words of a person's name without particles and without a closing `Jr`.

    >>> from onrecord.lexicons import load_lexicons
    >>> person_key("Ana al-Bela", load_lexicons().names)
    ('ana', 'bela')
    """
    words = name_key(name)
    kept = tuple(w for w in words if w not in lexicon.words.name_particles and w not in lexicon.words.name_suffixes)
    return kept or words


def body_key(name: str) -> tuple[str, ...]:
    """The words of a body's name with British and American spelling made one and small words left out.

    >>> body_key("World Trade Organisation") == body_key("World Trade Organization")
    True
    """
    folded = []
    for word in name_key(name):
        spelling = word
        for british, american in _BRITISH:
            spelling = spelling.replace(british, american)
        folded.append(spelling)
    return tuple(folded)


def initials(name: str, lexicon: NameLexicon) -> frozenset[str]:
    """The initials a body's name may go by, with and without its small words.

    >>> from onrecord.lexicons import load_lexicons
    >>> sorted(initials("Bureau of Sea Trade", load_lexicons().names))
    ['bost', 'bst']
    """
    words = name_key(name)
    large = [w for w in words if w not in lexicon.words.function_words]
    return frozenset({"".join(w[0] for w in words), "".join(w[0] for w in large)})
