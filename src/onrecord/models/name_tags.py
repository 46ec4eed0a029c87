"""Names as BIO tags over words that are already apart, the form in which entity corpora come."""

from collections.abc import Sequence

from onrecord.lexicons.names import NameLexicon
from onrecord.models.naming import find_names
from onrecord.records import NameKind, PassageKind, Sentence, Span, Token

_LABELS = {
    NameKind.PERSON: "Person",
    NameKind.ORGANISATION: "Organization",
    NameKind.PLACE: "Location",
    NameKind.FACILITY: "Facility",
    NameKind.NATIONALITY: "NORP",
    NameKind.DOCUMENT: "Misc",
    NameKind.LAW: "Misc",
    NameKind.EVENT: "Misc",
}


def tag_names(words: Sequence[str], tags: Sequence[str], lexicon: NameLexicon) -> list[str]:
    """One BIO tag a word, titles left out.

    `tags` are the words' Universal parts of speech. `tag_names(["Mr", "Belo", "left"], ["PROPN", "PROPN", "VERB"],
    lexicon)` is `["O", "B-Person", "O"]`.
    """
    text, tokens = _set_out(words, tags)
    sentence = Sentence(index=0, passage=0, paragraph=1, span=Span(start=0, end=len(text)), kind=PassageKind.BODY)
    labels = ["O"] * len(words)
    for name in find_names(text, sentence, tokens, lexicon):
        if label := _LABELS.get(name.kind):
            inside = [i for i, t in enumerate(tokens) if t.span.overlaps(name.span)]
            labels[inside[0]] = f"B-{label}"
            for i in inside[1:]:
                labels[i] = f"I-{label}"
    return labels


def _set_out(words: Sequence[str], tags: Sequence[str]) -> tuple[str, tuple[Token, ...]]:
    """The words as running text, hyphens closed up, with a token for each."""
    text, tokens, closed = "", [], True
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        hyphen = word == "-" and 0 < i < len(words) - 1
        if not (closed or hyphen or word.startswith(("'s", "’s"))):
            text += " "
        tokens.append(
            Token(span=Span(start=len(text), end=len(text) + len(word)), text=word, lemma=word.lower(), tag=tag)
        )
        text += word
        closed = hyphen
    return text, tuple(tokens)
