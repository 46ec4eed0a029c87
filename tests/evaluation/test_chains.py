"""Sources of speech out of a treebank with coreference, and how they are scored."""

from pathlib import Path

import pytest

from evaluation.chains import read_documents, sources_of_speech
from evaluation.files import read_rows, write_rows
from evaluation.score.speakers import score_speakers

# Number, word, tag, head, relation, what opens or closes a mention.
WORDS = (
    ("Ina", "PROPN", 3, "nsubj", "(1-person-new-s-cf1-1,2-coref"),
    ("Pell", "PROPN", 1, "flat", "1)"),
    ("left", "VERB", 0, "root", ""),
    (".", "PUNCT", 3, "punct", ""),
)
MORE = (
    ("She", "PRON", 2, "nsubj", "(1-person-giv-s-cf1-1-ana)"),
    ("said", "VERB", 0, "root", ""),
    ("Pell", "PROPN", 4, "nsubj", "(1-person-giv-s-cf1-1-coref)"),
    ("added", "VERB", 2, "conj", ""),
    ("an", "DET", 6, "det", "(2-person-new-s-cf2-2-sgl"),
    ("aide", "NOUN", 7, "nsubj", "2)"),
    ("said", "VERB", 2, "conj", ""),
    (".", "PUNCT", 2, "punct", ""),
)
LEMMAS = {"said": "say", "added": "add"}


def _lines(words: tuple[tuple[str, str, int, str, str], ...]) -> str:
    rows = []
    for number, (form, tag, head, relation, entity) in enumerate(words, 1):
        misc = f"Entity={entity}" if entity else "_"
        rows.append(f"{number}\t{form}\t{LEMMAS.get(form, form)}\t{tag}\t_\t_\t{head}\t{relation}\t_\t{misc}")
    return "\n".join(rows) + "\n\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    treebank = tmp_path / "t.conllu"
    treebank.write_text(
        f"# newdoc id = G_news_dam\n# newpar\n{_lines(WORDS)}# newpar\n{_lines(MORE)}", encoding="utf-8"
    )
    return sources_of_speech(list(read_documents(treebank)), tmp_path, "a set").gold


def test_sources_of_a_treebank(gold: Path) -> None:
    (row,) = read_rows(gold)
    assert row["text"] == "Ina Pell left .\n\nShe said Pell added an aide said ."
    found = [(row["text"][slice(*s["span"])], s["kind"], s["chain"], s["named"]) for s in row["sources"]]
    assert found == [
        ("She", "he, she", "1", True),
        ("Pell", "short name", "1", True),
        ("aide", "description", "2", False),
    ]
    assert [row["text"][slice(*n["span"])] for n in row["names"]] == ["Ina Pell", "Pell"]


@pytest.mark.parametrize(
    ("names", "figures"),
    [
        ([[0, 8]], (1, 1, 2)),
        ([], (0, 0, 2)),
        ([[30, 35]], (0, 1, 2)),
    ],
)
def test_a_source_is_right_when_its_names_are_of_its_chain(
    gold: Path, names: list[list[int]], figures: tuple[int, int, int], tmp_path: Path
) -> None:
    predicted = tmp_path / "p.jsonl"
    write_rows(predicted, [{"id": "G_news_dam", "sources": [{"span": [17, 20], "names": names}], "pronouns": []}])
    scores = score_speakers(predicted, gold)
    assert tuple(scores["all sources"][key] for key in ("right", "resolved", "all")) == figures
    assert scores["sources without a name"] == {"left open": 1, "all": 1}
