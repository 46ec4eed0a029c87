"""Near copies: a rewrite is found; two reports of one statement, and a shared footer, are not."""

from onrecord.lexicons import load_lexicons
from onrecord.records import RelationType
from onrecord.stages.copies import find_copies
from onrecord.stages.stories.quoting import same_quote
from tests.stages.made_account import make_reading

STORIES = load_lexicons().stories

# Invented reports of one matter: a report, a rewrite of it, and another outlet's own.
FIRST = """Harbour pilots in Ostmere walked out on Tuesday over a new rota that doubles their night shifts.
Forty ferries were left at the quay and 2,300 passengers slept in the terminal, the port company said.
“We cannot steer ships safely after eighteen hours awake,” union leader Marta Quill said.
The company introduced the rota in March after two rival terminals opened across the bay.
Mediators appointed by the transport ministry will meet both sides in Lund Hall on Friday.
A strike in 2019 lasted nine days and cost exporters of timber and salt some 40 million crowns."""
REWRITE = """Ferry traffic at Ostmere stopped on Tuesday as harbour pilots walked out over a rota doubling night shifts.
The port company said forty ferries stayed at the quay, while 2,300 passengers had to sleep in the terminal.
“We cannot steer ships safely after 18 hours awake,” Marta Quill, who leads the union, said.
After two rival terminals opened across the bay, the company brought in the rota in March.
Both sides will meet mediators from the transport ministry on Friday in Lund Hall.
Exporters of salt and timber lost some 40 million crowns in a nine-day strike in 2019."""
OTHER = """The government of the province said it would not call in the navy to replace striking pilots at Ostmere.
Shops in the old town complained of a lost weekend, and hotels cut their prices.
“We cannot steer ships safely after eighteen hours awake,” union leader Marta Quill told local radio.
About 2,300 passengers were put up in school halls on the second night.
Economists expect little damage to the region unless timber exports are held up until the autumn.
Fishing crews used the empty fairway to race their boats past the lighthouse."""
FOOTER = "Sign up for the morning letter from our newsroom and never miss a story from the coast again."


def links(*texts: str) -> list[tuple[str, str]]:
    readings = [make_reading(text, key=f"{n}.txt") for n, text in enumerate(texts)]
    names = {r.report.id: r.report.key for r in readings}
    return sorted(tuple(sorted((names[x.left], names[x.right]))) for x in find_copies(readings, STORIES))


def test_a_rewrite_is_a_near_copy_and_a_report_of_the_same_statement_is_not():
    assert links(FIRST, REWRITE, OTHER) == [("0.txt", "1.txt")]


def test_shared_numbers_and_a_shared_quote_alone_do_not_suffice():
    assert links(FIRST, OTHER) == []


def test_a_shared_footer_does_not_count():
    readings = [
        make_reading(f"{FIRST}\n©{FOOTER}", key="0.txt"),
        make_reading(f"{OTHER}\n©{FOOTER}", key="1.txt"),
    ]
    assert find_copies(readings, STORIES) == ()


def test_every_sign_is_shown_with_its_background():
    readings = [make_reading(text, key=f"{n}.txt") for n, text in enumerate((FIRST, REWRITE, OTHER))]
    (link,) = find_copies(readings, STORIES)
    assert link.relation is RelationType.NEAR_COPY
    signs = {m.name: m for m in link.measures}
    assert set(signs) == set(STORIES.copies.prior)
    assert signs["chain"].value > 0.6 > signs["chain"].background
    texts = {r.report.id: r.text for r in readings}
    assert link.aligned
    for left, right in link.aligned:
        assert left.of(texts[link.left]).split()
        assert right.of(texts[link.right]).split()


def test_the_order_of_the_reports_does_not_matter():
    assert links(OTHER, REWRITE, FIRST) == [("1.txt", "2.txt")]


def test_none_and_one_report_have_no_copies():
    assert find_copies([], STORIES) == ()
    assert find_copies([make_reading(FIRST)], STORIES) == ()


def test_quotes_are_the_same_despite_small_changes():
    quote = ["we", "put", "the", "valley", "first", "today"]
    assert same_quote(quote, ["we", "put", "our", "valley", "first", "today"])
    assert not same_quote(quote, ["they", "will", "sell", "the", "forest", "next", "year"])
    assert not same_quote(["yes"], ["yes"])


def test_two_reports_of_one_affair_in_other_sentences_are_no_copies():
    first = (
        "The board agreed to drain Lake Orrin by June after the wall cracked.\n"
        "Ida Voss said the valley came first for the Orrin board.\n"
        "The Orrin company will open two gates and rebuild the Tarn bridge.\n"
        "Shelters for the valley will cost four million crowns, the board said.\n"
        "The mayor of Lower Orrin heard of the plan on the radio."
    )
    second = (
        "The draining of Lake Orrin has been put off, the board told the valley.\n"
        "Ida Voss put it down to rain over the Orrin hills.\n"
        "The company still wants to rebuild the Tarn bridge before winter comes.\n"
        "People of the valley get nine hundred crowns while shelters stay open.\n"
        "The mayor called the delay a broken promise to Lower Orrin."
    )
    assert find_copies([make_reading(first, key="a"), make_reading(second, key="b")], STORIES) == ()


PRESS_ROOM = """“We cannot steer ships safely after eighteen hours awake,” union leader Marta Quill said on 4 May.
The port company said that 2,300 passengers slept in the terminal.
Pilots will stay out until 9 May, the union announced.
Exporters of timber and salt have lost 40 million crowns, the port company said."""
ONE_PAPER = f"""{PRESS_ROOM}
A brass band played for the stranded travellers in the evening.
Fishing crews used the empty fairway to race their boats past the lighthouse.
Shopkeepers on the hill lent out their camp beds and their kettles."""
ANOTHER = f"""{PRESS_ROOM}
Grain waits in the silos because no barge can leave the inner harbour.
The museum of clocks has opened its cellar to families with children.
Veterans of the merchant fleet recall a winter without any pilots at all."""


def test_a_text_cut_to_a_few_sentences_is_a_copy():
    assert links("\n".join(FIRST.split("\n")[:3]), FIRST, OTHER) == [("0.txt", "1.txt")]


def test_two_reports_of_one_press_conference_are_no_copies():
    assert links(ONE_PAPER, ANOTHER) == []
    assert links(ONE_PAPER, ONE_PAPER.replace("A brass band", "A small band")) == [("0.txt", "1.txt")]
