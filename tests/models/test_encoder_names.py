"""Ranges that the encoder marks become names: bare of titles and articles, of the kinds of the records."""

import pytest

from onrecord.lexicons import load_lexicons
from onrecord.models.encoder.agreement import Marked
from onrecord.models.encoder.names import make_names
from onrecord.models.tokens import tokenise
from onrecord.records import Name, Span, Token

LEXICONS = load_lexicons()


def names_of(marked: str, probability: float = 1.0) -> tuple[str, list[Name]]:
    """Names of a sentence with `[Person Ina Pell]` and the like in it."""
    text, ranges, kinds = "", [], []
    for piece in marked.replace("]", "[").split("["):
        kind, _, rest = piece.partition(" ")
        if kind in {"Person", "Organization", "Location", "Facility", "NORP", "Misc", "Product", "Date", "Money"}:
            ranges.append((len(text), len(text) + len(rest)))
            kinds.append(kind)
            text += rest
        else:
            text += piece
    cut = tokenise(text, 0, len(text), LEXICONS.syntax.words.tokens)
    tokens = [
        Token(
            span=Span(start=s, end=e),
            text=text[s:e],
            lemma=text[s:e].lower(),
            tag="PROPN" if text[s].isupper() else "X",
        )
        for s, e in cut
    ]
    found = []
    for (start, end), kind in zip(ranges, kinds, strict=True):
        inside = [i for i, (s, e) in enumerate(cut) if s < end and e > start]
        found.append(Marked(first=inside[0], end=inside[-1] + 1, type=kind, probability=probability))
    return text, list(make_names(text, tokens, found, LEXICONS.names))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Person Ina Pell] left.", ["Ina Pell person"]),
        ("Groups that are pro-[NORP Iran] met.", ["Iran place"]),
        ("[NORP Iranian] groups met.", ["Iranian nationality"]),
        ("The [Location World Bank] lent money.", ["World Bank organisation"]),
        ("[Person Mayor Ina Pell] left.", ["Ina Pell person (Mayor)"]),
        ("[Person Dr. Pell] left.", ["Pell person (Dr)"]),
        ("[Person Prime Minister Tol Brandt] left.", ["Tol Brandt person (Prime Minister)"]),
        ("[Person Ina Pell], the mayor of [Location Orlo], left.", ["Ina Pell person (mayor of Orlo)", "Orlo place"]),
        ("[Person President] left.", []),
        ("[Organization The Orlo Water Board] met.", ["Orlo Water Board organisation"]),
        ("They met in [Location The Hague].", ["The Hague place"]),
        ("[Location Orlo]'s harbour", ["Orlo place"]),
        ("A [NORP Norlandic] ship left the [Facility Kelp Bridge].", ["Norlandic nationality", "Kelp Bridge facility"]),
        ("It broke the [Misc Clean Harbours Act].", ["Clean Harbours Act law"]),
        ("It read the [Misc Kelp Harbour Report].", ["Kelp Harbour Report document"]),
        ("It bought a [Product Velo Nine].", ["Velo Nine other"]),
        ("It paid [Money 5 million crowns] on [Date Monday].", []),
        ("The WHO left.", ["WHO organisation"]),
        ("The [Organization WHO] left.", ["WHO organisation"]),
        ("WHO LEFT", []),
    ],
)
def test_names(marked: str, expected: list[str]) -> None:
    text, names = names_of(marked)
    told = [f"{n.span.of(text)} {n.kind.value}" + (f" ({n.title})" if n.title else "") for n in names]
    assert told == expected


@pytest.mark.parametrize(
    ("name", "probability", "confidence"),
    [("Xelo", 0.95, "high"), ("Xelo", 0.7, "medium"), ("Xelo", 0.3, "low"), ("France", 0.3, "high")],
)
def test_confidence(name: str, probability: float, confidence: str) -> None:
    _, (found,) = names_of(f"They met in [Location {name}] again.", probability)
    assert found.confidence.value == confidence
