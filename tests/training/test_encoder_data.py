"""What the encoder learns from keeps its labels through hyphens, windows and cuts."""

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.encoder.wordpieces import Break, Vocabulary, read_quoting, shape_of
from training.encoder.attributions import SPEECH, read_article
from training.encoder.card import write_card
from training.encoder.document import Document
from training.encoder.entities import read_entities
from training.encoder.labels import Labels
from training.encoder.sets import Sets
from training.encoder.teach import read_taught, write_taught
from training.encoder.treebanks import read_treebank
from training.encoder.windows import batches, cut_windows, pass_windows, prepare

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *"abcdefghijklmnopqrstuvwxyz.,“”",
    *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"),
]
TREEBANK = """\
# newdoc id = made
# newpar
1\tThe\tthe\tDET\tDT\t_\t4\tdet\t_\t_
2\tdam\tdam\tNOUN\tNN\t_\t4\tcompound\t_\tSpaceAfter=No
3\t-\t-\tPUNCT\tHYPH\t_\t2\tpunct\t_\tSpaceAfter=No
4\tkeeper\tkeeper\tNOUN\tNN\t_\t5\tnsubj\t_\t_
5\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_

1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\t_

"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(PIECES)


@pytest.fixture
def treebank(tmp_path: Path) -> str:
    path = tmp_path / "made.conllu.gz"
    path.write_bytes(gzip.compress(TREEBANK.encode()))
    return str(path)


def test_treebank_gives_one_document_with_heads_over_it(treebank: str) -> None:
    (document,) = read_treebank(treebank, "made", hyphens=False)
    assert document.words == ("The", "dam", "-", "keeper", "left", "He", "ran")
    assert document.heads == (3, 3, 1, 4, -1, 6, -1)
    assert document.sentences == (0, 0, 0, 0, 0, 1, 1)
    assert document.breaks == (Break.PARAGRAPH, 0, 0, 0, 0, Break.SENTENCE, 0)


def test_hyphenated_words_come_in_one_piece(treebank: str) -> None:
    (document,) = read_treebank(treebank, "made", hyphens=True)
    assert document.words == ("The", "dam-keeper", "left", "He", "ran")
    assert document.heads == (1, 2, -1, 4, -1)


def test_cut_counts_heads_from_its_own_start(treebank: str) -> None:
    (document,) = read_treebank(treebank, "made", hyphens=False)
    assert document.cut(5, 7).heads == (1, -1)
    assert document.cut(5, 7).sentences == (0, 0)


def test_entity_lines_keep_their_tags_and_find_their_sentences(tmp_path: Path) -> None:
    row = {"words": ["Orla", "Venn", "left", ".", "Brel", "slept", "."], "tags": ["B-Person", "I-Person", *["O"] * 5]}
    path = tmp_path / "names.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(row).encode()))
    (document,) = read_entities(str(path))
    assert document.sentences == (0, 0, 0, 0, 1, 1, 1)
    assert document.names[:2] == ("B-Person", "I-Person")


def test_article_gives_anchor_and_roles_by_word() -> None:
    text = "The dam is safe, engineer Orla Venn has repeatedly said."
    spans = {"source": [[17, 35]], "cue": [[36, 55]], "content": [[0, 15]]}
    document, places = read_article({"id": "made", "text": text, "attributions": [spans]}, load_lexicons())
    (saying,) = document.sayings
    assert document.words[saying.anchor] == "said"
    named = {document.words[word]: SPEECH[role] for word, role in saying.roles.items()}
    assert named["engineer"] == "B-source"
    assert named["Venn"] == "I-source"
    assert named["The"] == "B-content"
    assert named["safe"] == "I-content"
    assert named["repeatedly"] == "I-cue"
    assert [text[start:end] for start, end in places] == list(document.words)


@given(
    lengths=st.lists(st.integers(1, 30), min_size=1, max_size=20),
    aim=st.integers(1, 60),
)
def test_windows_hold_every_short_sentence_once(lengths: list[int], aim: int) -> None:
    sentences = tuple(number for number, length in enumerate(lengths) for _ in range(length))
    document = Document(source="made", words=("a",) * len(sentences), sentences=sentences, breaks=(0,) * len(sentences))
    vocabulary = Vocabulary(PIECES)
    windows = list(cut_windows(prepare(document, vocabulary), vocabulary, aim))
    assert [w.start for w in windows] == sorted({w.start for w in windows})
    assert sum(len(w.document.words) for w in windows) == len(sentences)
    assert all(len(w.pieces.firsts) == len(w.document.words) for w in windows)


def test_batches_keep_every_window(vocabulary: Vocabulary) -> None:
    documents = [
        prepare(Document(source="made", words=("ab",) * n, sentences=(0,) * n, breaks=(0,) * n), vocabulary)
        for n in range(1, 40)
    ]
    windows = pass_windows(documents, vocabulary, random.Random(3))
    found = batches(windows, 60, random.Random(4))
    assert sum(map(len, found)) == len(windows)
    assert all(len(b) == 1 or len(b) * max(len(w.pieces.ids) for w in b) <= 60 for b in found)


def test_pieces_begin_where_their_words_do(vocabulary: Vocabulary) -> None:
    words = ["Dam", "́", "ok"]
    cut = vocabulary.cut(words)
    assert [len(pieces) for pieces in cut] == [3, 1, 2]
    window = vocabulary.window(cut, [int(shape_of(w)) for w in words], [0, 0, 0], [2, 0, 0])
    assert window.firsts == (1, 4, 5)
    assert len(window.ids) == len(window.shapes) == len(window.quotes) == len(window.breaks) == 8


def test_a_quotation_goes_on_where_a_paragraph_opens_with_a_mark() -> None:
    words = ["“", "We", "wait", ".", "“", "We", "hope", ".", "”", "He", "left", "."]
    breaks = [2, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0]
    assert read_quoting(words, breaks) == [2, 1, 1, 1, 2, 1, 1, 1, 2, 0, 0, 0]


def test_taught_marks_come_back_with_their_documents(tmp_path: Path) -> None:
    plain = Document(source="made", words=("Ada", "Marsh", "left"), sentences=(0, 0, 0), breaks=(2, 0, 0), speech=True)
    taught = replace(plain, names=("B-Person", "I-Person", ""))
    write_taught([taught], tmp_path / "marks.jsonl")
    assert list(read_taught([plain], tmp_path / "marks.jsonl")) == [taught]


def test_marks_of_other_documents_are_refused(tmp_path: Path) -> None:
    plain = Document(source="made", words=("Ada", "left"), sentences=(0, 0), breaks=(2, 0))
    write_taught([replace(plain, names=("B-Person", "O"))], tmp_path / "marks.jsonl")
    with pytest.raises(SystemExit, match="2 tags for 1 words"):
        list(read_taught([plain.cut(0, 1)], tmp_path / "marks.jsonl"))


def test_a_coarse_tag_may_stand_for_any_finer_one_with_its_mark() -> None:
    finer = Document(
        source="made", words=("a",) * 5, sentences=(0,) * 5, breaks=(0,) * 5,
        names=("B-Person", "B-Location", "I-Facility", "B-Date", "O"),
    )  # fmt: skip
    coarse = replace(finer, names=("B-LOC", "I-LOC", "B-PER", "O", "O"))
    labels = Labels.of((), (finer,), (coarse,), ())
    allowed = {
        tag: {name for name, may in zip(labels.names, row, strict=True) if may}
        for tag, row in zip(labels.open_names, labels.may_stand_for, strict=True)
    }
    assert allowed["B-LOC"] == {"B-Location", "B-Facility"}
    assert allowed["I-PER"] == {"I-Person"}
    assert allowed["O"] == {"O", "B-Date", "I-Date"}


def test_names_of_open_sets_alone_are_read_in_the_words_of_the_newswire_set() -> None:
    coarse = Document(
        source="made", words=("a",) * 3, sentences=(0,) * 3, breaks=(0,) * 3, names=("B-PER", "I-PER", "B-MISC")
    )
    open_only = Labels.of((), (), (coarse,), ())
    assert not open_only.named
    assert set(open_only.read_names) == {"O", "B-Misc", "I-Misc", "B-Person", "I-Person"}
    finer = replace(coarse, names=("B-NORP", "I-NORP", "O"))
    assert Labels.of((), (finer,), (coarse,), ()).read_names == Labels.of((), (finer,), (), ()).names


def test_the_card_says_what_open_weights_leave_to_the_rules(tmp_path: Path) -> None:
    tagged = Document(source="crossner", words=("a",), sentences=(0,), breaks=(0,), names=("B-PER",))
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps({"step": 7, "scores": {"names": {"all": 50.0}}}) + "\n", encoding="utf-8")
    write_card(tmp_path / "CARD.md", Sets(syntax=(), open_names=(tagged,)), log, name="made-1")
    card = (tmp_path / "CARD.md").read_text(encoding="utf-8")
    assert "attributions are left to the rules" in card
    assert "names of nine types" not in card
