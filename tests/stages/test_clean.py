"""Dividing a page into passages: what each is for, and that nothing of the text is lost.

In the cases `[words]{kind}` marks a passage; what stands outside brackets is body.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicons.page import PageFile, Patterns, compile_page, load_page
from onrecord.records import CLAIM_BEARING, Metadata, Passage, PassageKind, RawReport, Report, report_id
from onrecord.stages.clean import label_passages, make_report

LEXICON = load_page()
MARK = re.compile(r"\[([^\[\]]*)\]\{(\w+)\}")
FIRST = "The council of Orlen voted on Monday to keep the old bridge shut until June, its clerk said."
SECOND = "Engineers had found cracks in two of the piers, and the river is still rising after a week of rain."
THIRD = "“We will not open it before it is safe,” said the mayor, Ina Holt, who lives across the river herself."
BODY = f"{FIRST}\n{SECOND}\n{THIRD}"


def report(text: str, title: str | None = None) -> Report:
    return Report(id=report_id("k", None, text), key="k", sha256="", text=text, metadata=Metadata(title=title))


def passages(text: str, title: str | None = None) -> tuple[Passage, ...]:
    return label_passages(report(text, title), LEXICON)


def kinds(text: str, title: str | None = None) -> list[str]:
    return [passage.kind.value for passage in passages(text, title)]


def check(marked: str, title: str | None = None) -> None:
    """The passages that are not body are those that the marks name, to the letter."""
    text, wanted, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        wanted.append((mark.group(2), mark.group(1)))
        text += mark.group(1)
        at = mark.end()
    text += marked[at:]
    found = [(p.kind.value, p.span.of(text)) for p in passages(text, title) if p.kind is not PassageKind.BODY]
    assert found == wanted


HEADS = [
    f"[Bridge shut until June]{{headline}}\n{BODY}",
    f"[World]{{promo}}\n[Bridge Shut Until June]{{headline}}\n{BODY}",
    f"[Home > News > Europe]{{promo}}\n[Bridge shut until June]{{headline}}\n{BODY}",
    f"[Bridge shut until June]{{headline}}\n[By Ada Brook and Bo Lind]{{credit}}\n{BODY}",
    f"[Bridge shut until June]{{headline}}\n[Ada Brook in Orlen]{{credit}}\n{BODY}",
    f"[Bridge shut until June]{{headline}}\n[Ada Brook, Transport Correspondent]{{credit}}\n{BODY}",
    f"[Bridge shut until June]{{headline}}\n[Cracks in two piers worry engineers]{{headline}}\n{BODY}",
    f"[Bridge shut until June]{{headline}}\n[Published 6 May 2024, 10:15 GMT]{{dateline}}\n{BODY}",
    f"[Bridge shut until June]{{headline}}\n[Mon 6 May 2024]{{dateline}}\n[5 min read]{{promo}}\n{BODY}",
    f"[# Bridge shut until June]{{headline}}\n{BODY}",
    f"[ORLEN, Lyra (Vale News) _]{{dateline}}\n{BODY}",
    f"[Orlen VNN —]{{dateline}} {BODY}",
    f"[ORLEN, May 6 (Vale News) -]{{dateline}} {BODY}",
    f"[ORLEN (Vale News) —]{{dateline}} {BODY}",
    f"[ORLEN, Lyra, May 6 –]{{dateline}} {BODY}",
    f"[Orlen —]{{dateline}} {BODY}",
    f"[New Orlen, Lyra —]{{dateline}} {BODY}",
    f"[Bridge shut until June]{{headline}} [ORLEN, May 6 (Vale News) -]{{dateline}} {BODY}",
    f"[Bridge shut until June]{{headline}} [Orlen, Lyra (VNN) --]{{dateline}} {BODY}",
    f"[6 May 2024 -]{{dateline}} {BODY}",
    f"[May 6, 2024 (Vale News) —]{{dateline}} {BODY}",
    f"[Page last updated at 16:51 GMT, Monday, 6 May 2024]{{dateline}} {BODY}",
    f"[ORLEN | Mon May 6, 2024 12:49 pm EDT]{{dateline}} [ORLEN (Vale News) -]{{dateline}} {BODY}",
    f"[Bridge shut until June]{{headline}} [Monday 6 May 2024 14.27 BST]{{dateline}} {BODY}",
    f"[A woman walks past the old bridge May 5, 2024.]{{caption}}\n[ORLEN, May 6 (Vale News) -]{{dateline}} {BODY}",
]


@pytest.mark.parametrize("marked", HEADS)
def test_what_stands_before_the_body(marked: str) -> None:
    check(marked)


TAILS = [
    "[READ MORE: Ferry to Lyra Runs Again]{related}",
    "[Also read: Ferry to Lyra runs again]{related}",
    "[Read the rest here.]{related}",
    "[Related stories]{related}\n[Ferry to Lyra runs again]{related}\n[School at Tarn reopens]{related}",
    "[Subscribe to our newsletter for a daily digest.]{promo}",
    "[Sign up here for our morning briefing, free in your inbox]{promo}",
    "[Follow us on Twitter and Facebook]{promo}",
    "[Share this on WhatsApp]{promo}",
    "[Advertisement]{promo}",
    "[Reading time: 4 minutes]{promo}",
    "[0:00 / 1:32]{promo}",
    "[Tags: bridges, Orlen]{related}",
    "[list 1 of 3Ferry to Lyra runs again]{related}",
    "[Ada Brook is a freelance reporter in Orlen.]{credit}",
    "[We use cookies to improve this site; see our privacy policy.]{promo}",
    "[© 2024 Vale Post. All rights reserved.]{promo}",
    "[Copyright 2024 Vale News. This material may not be published or rewritten.]{promo}",
    "[https://vale.example/bridge]{promo}",
    "[Have you been affected by the closure?]{promo}\n[Send us your comments using the form below.]{promo}",
    "[The Vale Post may edit your comments and not all emails will be published.]{promo}",
    "[To play this video JavaScript must be turned on.]{promo}",
    "[Photograph: Ada Brook/Vale Images]{caption}",
    "[The old bridge in April. (Photo by Ada Brook/Vale Images)]{caption}",
    "[Image caption The bridge has been shut since April]{caption}",
    "[FILE - The old bridge in Orlen is seen in April.]{caption}",
    "[Ada Brook contributed to this report.]{credit}",
    "[Reporting by Ada Brook; editing by Bo Lind]{credit}",
    "[(Additional reporting by Ada Brook in Lyra)]{credit}",
    "[The Associated Press]{credit}",
    "[With agencies]{credit}",
    "[This article was amended on 7 May 2024.]{correction}\n[An earlier version gave the wrong name.]{correction}",
    "[Correction: An earlier version of this story misspelled the mayor's name.]{correction}",
    "[This story has been updated with a comment from the mayor.]{correction}",
    "[Ferry to Lyra Runs Again]{related}\n[School at Tarn Reopens]{related}\n[Mill Workers End Strike]{related}",
    "[-]{related}\n[World4 days ago]{related}\n[Ferry Runs Again]{related}\n[-]{related}\n[Sport2 hours ago]{related}",
    "[Ferry to Lyra runs again - 2 hrs ago]{related}",
    "[A faster way to trade]{promo} [A safer way to store goods]{promo} [Our new platform for lawyers]{promo}",
]


@pytest.mark.parametrize("tail", TAILS)
def test_what_is_not_the_report_s_own_account(tail: str) -> None:
    check(f"{BODY}\n{tail}")


STAYS = [
    "The mayor said readers should subscribe to the town's newsletter to learn when the bridge opens again in June.",
    "“Follow us to the bridge,” the clerk told reporters.",
    "Have the cracks grown since the winter, when the first of them were found by divers?",
    "The company sold its newsletter and its podcast to a rival for 3 million crowns.",
    "Heavy rain contributed to the damage, the engineers wrote in their report to the council.",
    "He was 75.",
    "#Orlen was the word of the day, the mayor said with a smile.",
    "Injured: 74",
    "Police in Tarn said they had told The Vale Post the same.",
    "The minister joined the board of The Orlen Bridge Company in 2019 and left it last year.",
    "Four days ago the ferry to Lyra stopped running because of the high water.",
]


@pytest.mark.parametrize("sentence", STAYS)
def test_sentences_of_the_report_stay_body(sentence: str) -> None:
    assert kinds(f"{BODY}\n{sentence}\n{SECOND[:-1]} in the north.") == ["body"] * 5


def test_a_closing_list_of_facts_stays_body() -> None:
    check(f"{BODY}\n- Fares have gone up since March\n- The harbour handles 30 ships\n- The bridge was built in 1911")


def test_subheadings_carry_no_claims() -> None:
    check(f"{FIRST}\n[Cracks in the Piers]{{subhead}}\n{SECOND}\n[What comes next]{{subhead}}\n{THIRD}")
    check(f"[# Bridge shut]{{headline}}\n{FIRST}\n[## Two cracked piers]{{subhead}}\n{SECOND}\n{THIRD}")
    assert PassageKind.SUBHEAD not in CLAIM_BEARING


def test_a_page_without_stops_has_no_subheadings() -> None:
    text = "\n".join(f"The council of Orlen met again on day {day} and it decided nothing" for day in range(9))
    assert set(kinds(f"{text}\nNo vote")[1:]) == {"body"}


def test_a_headline_run_into_the_first_line_is_cut_off() -> None:
    check(
        f"[Bridge shut after the storm]{{headline}} The mayor of Orlen has asked the state for help.\n{SECOND}\n{THIRD}"
    )


def test_the_report_s_title_is_cut_off_wherever_it_ends() -> None:
    text = f"Bridge shut after the storm, says Holt Council members met late. {FIRST}\n{SECOND}"
    title = "Bridge shut after the storm, says Holt"
    assert passages(text, title)[0].span.of(text) == title
    assert kinds(text, title)[:2] == ["headline", "body"]


def test_a_box_run_into_a_line_is_cut_out() -> None:
    check(
        f"{FIRST}\n[The town has set up a fund to help those who live by the river]{{promo}} "
        "[There are four charities involved including the Orlen Food Bank]{promo} "
        "[Donate via the town website or by telephoning 0555 12 34 56]{promo} “We need help now,” the mayor said.\n"
        f"{SECOND}"
    )
    check(
        f"{FIRST}\nThe number of people who had to leave their homes rose to 40 "
        "[FLOOD WATER - WHAT TO DO River water is dirty and can make people ill]{promo} "
        "[If you feel ill after touching it, you should seek medical advice]{promo} "
        f"In Lyra, 12 people were taken to a school.\n{SECOND}"
    )


def test_a_picture_s_credit_and_the_line_before_it_inside_a_line() -> None:
    check(
        "[Bridge shut until June]{headline} [Monday 6 May 2024 14.27 BST]{dateline} "
        "[The old bridge in Orlen seen from the mill.]{caption}\n"
        f"[Photograph: Ada Brook/PA]{{caption}} {FIRST}\n{SECOND}"
    )


def test_a_correction_inside_a_line() -> None:
    check(f"{BODY}\n[tail]{{correction}} [This article was amended on 7 May 2024.]{{correction}}")


INLINE = [
    f"{FIRST} [Read more: Ferry to Lyra runs again.]{{related}} {SECOND}",
    f"{FIRST} {SECOND} [Ada Brook contributed to this report.]{{credit}}",
    f"{FIRST} {SECOND} [Sign up for our newsletter here.]{{promo}}",
    f"{FIRST} [This article was amended on 7 May 2024.]{{correction}}",
    f"{FIRST} {SECOND} [© 2024 Vale Post.]{{promo}}",
    f"{FIRST} “Follow me. Sign up for our newsletter here. Read more: nothing.” {SECOND}",
]


@pytest.mark.parametrize("line", INLINE)
def test_a_notice_within_a_line_is_cut_out(line: str) -> None:
    check(f"{SECOND}\n{line}\n{THIRD}")


def test_readers_comments_and_all_that_follows() -> None:
    tail = "Views expressed in the comments do not represent those of the Vale Post.\nI saw it fall.\nMe too!"
    found = passages(f"{BODY}\n{tail}")
    assert [p.kind.value for p in found] == ["body"] * 3 + ["promo"] * 3


SIGNED = "| May 7, 2024 6:08 PM | Report abuse"


def test_comments_are_known_by_the_marks_around_them() -> None:
    closing = "By Orla Venn | May 7, 2024; 6:32 AM"
    said = ("It was always going to break.", f"Posted by: dune7 {SIGNED} No it was not.", f"Posted by: mo {SIGNED}")
    tail = "\n".join((closing, *said, f"Two walls! Posted by: k {SIGNED}"))
    text = f"{BODY}\n{tail}"
    found = passages(text)
    begin = text.index("It was always")
    assert [p.kind.value for p in found if p.span.start < len(BODY)] == ["body"] * 3
    assert {p.kind.value for p in found if p.span.start >= begin} == {"promo"}


def test_one_mark_of_a_comment_makes_no_comments() -> None:
    assert kinds(f"Posted by: Orla Venn | May 7, 2024\n{BODY}\nPosted by: desk | May 7, 2024").count("body") >= 3


def test_a_live_page_is_no_sidebar() -> None:
    text = f"{FIRST}\n___\n6:05 p.m.\nShe says: “It will hold.”\n___\n5:40 p.m.\n{SECOND}\n{THIRD}"
    assert kinds(text).count("body") >= 4


def test_a_paragraph_printed_twice_points_to_the_first() -> None:
    found = passages(f"{FIRST}\n{SECOND}\n{FIRST}")
    assert [p.repeats for p in found] == [None, None, 0]
    assert [p.paragraph for p in found] == [1, 2, 3]


def test_a_pulled_quote_points_to_where_it_was_taken_from() -> None:
    fused = "We will not open it before it is safe The mayor said engineers had found two more cracks."
    text = f"{FIRST}\n{fused}\n{SECOND}\n{THIRD}"
    found = passages(text)
    assert [p.repeats for p in found] == [None, 4, None, None, None]
    assert found[1].span.of(text) == "We will not open it before it is safe"


def test_paragraphs_count_the_lines_of_the_body() -> None:
    text = f"Bridge shut until June\n{FIRST}\nCracks in the Piers\n{SECOND}\nRead more: Ferry runs\n{THIRD}"
    assert [(p.kind.value, p.paragraph) for p in passages(text)] == [
        ("headline", 0),
        ("body", 1),
        ("subhead", 1),
        ("body", 2),
        ("related", 2),
        ("body", 3),
    ]


def test_a_raw_report_becomes_a_report_with_an_id_of_its_content() -> None:
    raw = RawReport(key="a.txt", location="/x/a.txt", sha256="00", data=b"Text.", text="Text.", metadata=Metadata())
    made = make_report(raw)
    assert (made.id, made.text, made.key) == (report_id("a.txt", None, "Text."), "Text.", "a.txt")


def test_a_pattern_that_does_not_compile_is_named() -> None:
    import cattrs

    from onrecord.errors import LexiconError
    from onrecord.lexicons.loader import load_toml

    file = load_toml("page.toml", PageFile)
    broken = cattrs.structure({**cattrs.unstructure(file), "ages": {"patterns": ["(ago"]}}, PageFile)
    assert broken.ages == Patterns(patterns=("(ago",))
    with pytest.raises(LexiconError, match="is no pattern"):
        compile_page(broken)


PIECES = st.sampled_from([
    "The mayor said", "READ MORE:", "-", "4 days ago", "World", "(Photo by A/AP)", "ORLEN (Vale) - ", "\n", " ", "\t",
    "6 May 2024 14.27 BST", "Donate via the site", "This article was amended on Monday", "a", "#", "\u00a0", "\u2028",
    "No. 5", "The", "Views expressed in the comments do not represent us", "Photograph: A B/PA", "it was 12", "?", "é",
    "\ud7ff", "|", "You", "\x0c", "“", "”", ".", "(Reporting by A)", "SYMPTOMS - WHAT TO DO", "2 hrs ago",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=200)),
    title=st.none() | st.text(max_size=9),
)
def test_passages_hold_all_of_the_text_in_order_and_never_overlap(text: str, title: str | None) -> None:
    found = passages(text, title)
    assert [p.index for p in found] == list(range(len(found)))
    at = 0
    for passage in found:
        assert text[at : passage.span.start].strip() == ""
        assert passage.span.of(text) == passage.span.of(text).strip() != ""
        assert "\n" not in passage.span.of(text)
        at = passage.span.end
    assert text[at:].strip() == ""
    assert all(p.repeats is None or found[p.repeats].repeats is None or p.repeats < p.index for p in found)
