"""Sentence boundaries: `|` stands where one sentence ends and the next begins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons.sentences import load_sentences
from onrecord.records import Metadata, Passage, PassageKind, Report, Span, report_id
from onrecord.stages.split import LONGEST, sentence_spans, split_sentences

LEXICON = load_sentences()

CASES = [
    "The ferry sank.| Nobody was hurt.",
    "Mr. Orda left with Dr. Hale.| They ran.",
    "Gen. A. B. Orda spoke.| He was brief.",
    "J. Orda and K.L. Hale agree.| Others do not.",
    "It cost 3.5 million.| It was late.",
    "Officials in the U.S. said no.| That was all.",
    "He lives in the U.S.| The house is new.",
    "The U.S. Embassy is shut.| It rained.",
    "She left at 5 p.m. on Friday.",
    "She left at 5 p.m.| The hall was empty.",
    "See No. 5 on the list.| It is short.",
    "“We are ready.”| He sat down.",
    "“Are you ready?” he asked.| No one spoke.",
    "“Never!” said the mayor.| She left.",
    "He waited ... and waited.| Then he went.",
    "He waited ...| Nobody came.",
    "It was over (at last.)| They slept.",
    "The plan failed.| (Nobody knows why.)| It was dropped.",
    "Acme Corp. will close.| Its staff of 40 will go.",
    "They met on Jan. 4 in Orlo.| It snowed.",
    "It is raining!| Is it?| Yes.",
    "A line without a stop\n| Another line.",
    "The vote of Sept. 3 stands.",
    "Prices rose 4.| 5 more firms failed.",
    "1. Close the valve.| 2. Call the office.",
    "Orlo, Del. Hale said, is small.",
    "They sell pens, paper, etc.| The shop is small.",
    "The fund has 31.5 m.| Meanwhile the rain goes on.",
    "Orlo asks for more tents| The acting head of the mission has said so.",
    "He called it “The best of all the worlds we have” again and again.",
    "She works in The Hague and told The Orlo Times nothing of it at all.",
    "The ferry Tern at the quay in Orlo| Photo: Nils Brandt.",
    "A crane lifts the gate in Orlo D.C.| Image: Orlo Port.",
    "The gate failed in June.[4]| It was never mended.[citation needed]| Nobody asked.",
    "The claim was dropped. 7| The board met again.",
    "Police counted the dead.| 20 Orlen men were named.",
    "Figure 3.2| Rainfall in the Orlo valley since 1990.",
    "Figure 3. Rainfall in the Orlo valley.| It has doubled.",
    "2.1. Rain and snow",
    "Monday, May 4, 2020| Orlo shut its harbour today.",
    "4 May 2020 Orlo shut its harbour.",
    "We're late.| It is 9 p.m.| We've a boat to catch.",
    "It ran in the U.S. (and in Orlo) for years.",
    "His play Who Knows? (a farce) closed.",
    "The rule was made by C.| There was no vote.",
    "Nils Brandt (b. March 1950) and Tove Hale (d. 1990) founded it.",
    "He writes for eBoat.| eBoat pays well.",
    "“We lost the boats.| We kept the men.” — Tove Hale",
    "He sold Yahoo! shares.| Then he left.",
    "Orlo mayor on what comes after the flood| We're asking for boats, not for words.",
    "Small shops along the quay are still shut| In the north, roads are open again.",
    "They filled sacks, bags, etc.| Orlo was ready.",
]


@pytest.mark.parametrize("marked", CASES)
def test_boundaries(marked: str) -> None:
    wanted = [piece.strip() for piece in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in sentence_spans(text, 0, len(text), LEXICON)] == wanted


def test_no_sentence_crosses_a_passage() -> None:
    text = "Flood hits Orlo The river rose. It fell.\nRead more here."
    kinds = (PassageKind.HEADLINE, PassageKind.BODY, PassageKind.PROMO)
    bounds = ((0, 15), (16, 40), (41, 56))
    passages = tuple(
        Passage(index=i, span=Span(start=a, end=b), kind=kind, paragraph=1, reason="test")
        for i, (kind, (a, b)) in enumerate(zip(kinds, bounds, strict=True))
    )
    report = Report(id=report_id("k", None, text), key="k", sha256="", text=text, metadata=Metadata())
    found = split_sentences(report, passages, LEXICON)
    assert [(s.index, s.passage, s.span.of(text)) for s in found] == [
        (0, 0, "Flood hits Orlo"),
        (1, 1, "The river rose."),
        (2, 1, "It fell."),
    ]


@given(st.text(alphabet=st.sampled_from("abAI .?!…\n“”\"')(1,[]:—"), max_size=60))
def test_sentences_keep_every_word_once_and_in_order(text: str) -> None:
    spans = list(sentence_spans(text, 0, len(text), LEXICON))
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "piece",
    ["the gate and ", "one gate, ", "one gate; ", "1,200 ", "gate", ",", "a ", "“Gate ", "(the ", "... ", "…a"],
)
def test_no_sentence_is_longer_than_the_bound(piece: str) -> None:
    text = "Orlo shut " + piece * (4000 // len(piece)) + "at last."
    spans = list(sentence_spans(text, 0, len(text), LEXICON))
    assert all(0 < end - start <= LONGEST for start, end in spans)
    assert all(text[left[1] : right[0]].strip() == "" for left, right in pairwise(spans))
    assert (spans[0][0], spans[-1][1]) == (0, len(text))


@pytest.mark.parametrize("mark", ["; ", ", ", " "])
def test_long_sentences_are_cut_at_a_mark_or_else_a_blank(mark: str) -> None:
    text = mark.join(["gates were made"] * 200)
    first, *_ = sentence_spans(text, 0, len(text), LEXICON)
    assert text[first[1] - len(mark.strip()) : first[1] + 1] == mark
    assert first[1] > LONGEST - 40
