"""Mentions of one form agree on what it stands for."""

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.models.encoder.agreement import Agreement, Marked

TAGS = ("O", "B-Location", "I-Location", "B-Person", "I-Person")
NONE, B_LOC, I_LOC, B_PER, I_PER = range(5)


def scores(*rows: dict[int, float]) -> NDArray[np.float32]:
    table = np.zeros((len(rows), len(TAGS)), dtype=np.float32)
    for number, row in enumerate(rows):
        for tag, score in row.items():
            table[number, tag] = score
    return table


def settle(text: str, table: NDArray[np.float32], *names: Marked) -> list[tuple[int, int, str]]:
    """A bar parts sentences."""
    words = [word for sentence in text.split("|") for word in sentence.split()]
    numbers = [number for number, sentence in enumerate(text.split("|")) for _ in sentence.split()]
    return [(n.first, n.end, n.type) for n in Agreement(TAGS).settle(words, numbers, table, names)]


def test_a_plain_mention_settles_a_doubtful_one() -> None:
    table = scores({B_PER: 9}, {NONE: 9}, {B_LOC: 1, B_PER: 0.5}, {NONE: 9})
    names = (Marked(first=0, end=1, type="Person"), Marked(first=2, end=3, type="Location"))
    assert settle("Venn left Venn there", table, *names) == [(0, 1, "Person"), (2, 3, "Person")]


def test_a_form_marked_once_is_marked_where_it_was_missed() -> None:
    table = scores({B_LOC: 9}, {NONE: 9}, {NONE: 1})
    assert settle("Orlan to Orlan", table, Marked(first=0, end=1, type="Location")) == [
        (0, 1, "Location"),
        (2, 3, "Location"),
    ]


def test_mentions_that_are_plainly_no_names_outweigh_one_that_seemed_so() -> None:
    table = scores({B_LOC: 0.5}, {NONE: 9}, {NONE: 9})
    assert settle("Council to Council", table, Marked(first=0, end=1, type="Location")) == []


def test_small_letters_are_not_taken_for_a_form() -> None:
    table = scores({B_LOC: 9}, {NONE: 9}, {NONE: 1})
    assert settle("Reading a reading", table, Marked(first=0, end=1, type="Location")) == [(0, 1, "Location")]


def test_a_last_name_is_helped_by_the_full_name() -> None:
    table = scores({B_PER: 9}, {I_PER: 9}, {NONE: 9}, {B_LOC: 1})
    names = (Marked(first=0, end=2, type="Person"), Marked(first=3, end=4, type="Location"))
    assert settle("Ada Marsh saw Marsh", table, *names) == [(0, 2, "Person"), (3, 4, "Person")]


def test_no_name_is_found_across_the_end_of_a_sentence() -> None:
    table = scores({B_PER: 9}, {I_PER: 9}, {NONE: 9}, {B_PER: 1}, {I_PER: 1})
    name = Marked(first=0, end=2, type="Person")
    assert settle("Ada Marsh saw | Ada | Marsh", table, name) == [(0, 2, "Person")]


def test_initials_are_of_the_type_of_the_name_they_stand_for() -> None:
    table = scores({B_LOC: 9}, {I_LOC: 9}, {I_LOC: 9}, {I_LOC: 9}, {B_PER: 1})
    names = (Marked(first=0, end=4, type="Location"), Marked(first=4, end=5, type="Person"))
    found = settle("Port District of Rull | PDR", table, *names)
    assert found == [(0, 4, "Location"), (4, 5, "Location")]


def test_initials_that_two_names_share_are_left() -> None:
    table = scores({B_LOC: 9}, {I_LOC: 9}, {I_LOC: 9}, {B_LOC: 9}, {I_LOC: 9}, {I_LOC: 9}, {B_PER: 1})
    names = [Marked(first=0, end=3, type="Location"), Marked(first=3, end=6, type="Location")]
    found = settle("Port District Rull | Pell Down Reach | PDR", table, *names, Marked(first=6, end=7, type="Person"))
    assert found[-1] == (6, 7, "Person")


def test_parts_of_a_name_marked_whole_elsewhere_are_made_whole() -> None:
    table = scores({B_LOC: 9}, {I_LOC: 9}, {I_LOC: 9}, {NONE: 9}, {B_PER: 1}, {NONE: 1}, {B_LOC: 1})
    names = [Marked(first=0, end=3, type="Location"), Marked(first=4, end=5, type="Person")]
    found = settle("Bay of Orlan | saw | Bay of Orlan", table, *names, Marked(first=6, end=7, type="Location"))
    assert found == [(0, 3, "Location"), (4, 7, "Location")]


def test_no_name_is_grown_to_cut_another() -> None:
    table = scores({B_LOC: 9}, {I_LOC: 9}, {NONE: 9}, {B_LOC: 9}, {B_PER: 9}, {I_PER: 9})
    names = [Marked(first=0, end=2, type="Location"), Marked(first=3, end=4, type="Location")]
    found = settle("Port Ada | saw | Port Ada Marsh", table, *names, Marked(first=4, end=6, type="Person"))
    assert found == [(0, 2, "Location"), (3, 4, "Location"), (4, 6, "Person")]


@pytest.mark.parametrize("words", ["", "a", "A B A B"])
def test_nothing_marked_gives_nothing(words: str) -> None:
    table = np.zeros((len(words.split()), len(TAGS)), dtype=np.float32)
    assert settle(words, table) == []
