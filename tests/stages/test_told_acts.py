"""Acts told and denied, speakers set against each other, cases before a court: invented stories of two reports."""

import pytest

from tests.stages.test_outcomes import account

STORM = "The storm Ilsa struck Port Tessel on Sunday and sank the ferry Marten."
TRIAL = "The banker Edda Lorne is before the court of Tessel over the ruin of the Marten Bank."
STRIKE = "The dockers of Port Tessel want higher wages from the Marten Line, the owner of the docks."


def related(first, second, about, days=("2031-05-05", "2031-05-06")):
    story = account((days[0], f"{about}\n\n{first}"), (days[1], f"{about}\n\n{second}"))
    return {(r.rule, r.type.value) for r in story.relations}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            "Harbour police fired warning shots at the looters, said Jan Brod, a warden.",
            "No warning shots were fired, said Mia Sund, a nurse.",
            True,
            id="no shots",
        ),
        pytest.param(
            "Jan Brod, a warden, said the captain closed the bow doors.",
            "The captain never closed the bow doors, said Mia Sund, a nurse.",
            True,
            id="never",
        ),
        pytest.param(
            "Jan Brod, a warden, said the captain warned the passengers of the storm.",
            "The captain failed to warn the passengers, said Mia Sund, a nurse.",
            True,
            id="failed to",
        ),
        pytest.param(
            "Jan Brod, a warden, said the captain closed the bow doors.",
            "The captain did not close all the doors, said Mia Sund, a nurse.",
            False,
            id="not all of them",
        ),
        pytest.param(
            "Jan Brod, a warden, said the captain closed the bow doors.",
            "The captain would not close the bow doors in such weather, said Mia Sund, a nurse.",
            False,
            id="would not",
        ),
        pytest.param(
            "Jan Brod, a warden, said the captain gave the crew brandy.",
            "The captain did not give the crew anything harmful, said Mia Sund, a nurse.",
            False,
            id="nothing of that sort",
        ),
        pytest.param(
            "Jan Brod, a warden, said the captain closed the bow doors.",
            "The mate did not close the bow doors, said Mia Sund, a nurse.",
            False,
            id="another did not",
        ),
        pytest.param(
            "The ferry had three lifeboats, said Jan Brod, a warden.",
            "The ferry did not reach the harbour, said Mia Sund, a nurse.",
            False,
            id="another act",
        ),
    ],
)
def test_an_act_told_and_denied(first, second, expected):
    assert (("predication.denied", "contradicts") in related(first, second, STORM)) is expected


def test_what_came_about_after_a_denial_does_not_clash_with_it():
    first = "The owners did not pay the widows, said Mia Sund, a nurse."
    second = "The owners paid the widows on Tuesday."
    assert "predication.denied" not in {rule for rule, _ in related(first, second, STORM)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "The rescue was swift, said the harbour office of Tessel. But Mia Sund said the rescue came late.",
            "rejoinder.but",
        ),
        ("The harbour office said the pier was sound, but Mia Sund said it swayed for weeks.", "rejoinder.but"),
        ("The harbour office said the pier was sound. But Mia Sund said the schools would open on Monday.", None),
        ("The pier was sound, the harbour office said. It said the lamps were lit.", None),
        (
            "The pier was sound, said Olaf Renk, the mayor. Mia Sund said Mr Renk's account of the pier was nonsense.",
            "rejoinder.account",
        ),
        ("The pier was sound, said Olaf Renk, the mayor. Mia Sund said the soup was nonsense.", None),
    ],
)
def test_speakers_whom_a_report_sets_against_each_other(text, rule):
    found = {found for found, _ in related(text, "The ferry lies in nine fathoms.", STORM)}
    assert {r for r in found if r.startswith("rejoinder")} == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Edda Lorne is charged with fraud.", "Ms Lorne is charged with fraud and theft.", {"same"}),
        ("Edda Lorne is charged with fraud.", "Edda Lorne denies fraud.", {"denied"}),
        ("Edda Lorne is charged with fraud.", "Edda Lorne was found guilty of fraud.", {"later"}),
        ("Edda Lorne has pleaded not guilty to fraud.", "Edda Lorne denies the charges.", {"same"}),
        ("Edda Lorne has denied any wrongdoing.", "Edda Lorne has pleaded not guilty to fraud.", set()),
        ("Edda Lorne is charged with fraud.", "Karl Ruve is charged with fraud.", set()),
        ("Edda Lorne is charged with fraud.", "Edda Lorne's brother was convicted of fraud.", set()),
        ("Edda Lorne is charged with fraud.", "Edda Lorne should be convicted of fraud, Mia Sund said.", set()),
        ("Edda Lorne is charged with fraud.", "Edda Lorne could be convicted of fraud.", set()),
    ],
)
def test_a_case_before_a_court(first, second, expected):
    found = {rule for rule, _ in related(first, second, TRIAL, days=("2031-05-05", "2031-06-16"))}
    assert {r.removeprefix("case.") for r in found if r.startswith("case.")} == expected


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        (
            "The Marten Line plans a $400 million dock at Tessel.",
            'Dana Roth, an engineer, said: "It is not going to be $400 million."',
            ("quantity.denied", "tension"),
        ),
        (
            "The Tessel Shipping Index fell by 312 points on Monday.",
            "The Tessel Shipping Index lost 311.64 points on Monday.",
            ("quantity.rounded", "refines"),
        ),
    ],
)
def test_a_figure_denied_and_a_figure_rounded(first, second, rule):
    assert rule in related(first, second, STRIKE)


def test_a_source_that_turns_and_what_spells_its_stand_out():
    first = (
        'The Marten Line objected to limits on night work, saying limits would ruin the port. "Ships cannot wait," said'
        " Marten Line spokesman Per Aker."
    )
    second = "The Marten Line would drop its opposition to limits on night work, it said."
    story = account(("2031-05-05", f"{STRIKE}\n\n{first}"), ("2031-05-12", f"{STRIKE}\n\n{second}"))
    turned = [r for r in story.relations if r.rule == "position.turned"]
    assert [len(r.left) for r in turned] == [3]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "The ferry Marten sank off Port Tessel in heavy winter seas.",
            "The old ferry Marten sank in heavy winter seas off Port Tessel.",
            True,
        ),
        (
            "The ferry Marten sank off Port Tessel in heavy seas with the loss of her crew.",
            "The ferry Marten was built at Port Tessel by the Lund yard.",
            False,
        ),
    ],
)
def test_facts_told_in_nearly_the_same_words(first, second, expected):
    found = related(first, second, "The harbour museum of Port Tessel opens on Friday.")
    assert (("fact.same", "corroborates") in found) is expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("They are gambling with the lives of dockers, and they know it", True),
        ("They are gambling away the docks, and they know it", False),
    ],
)
def test_a_leads_quote_that_the_report_gives_at_length(quote, expected):
    lead = "Union leaders accused the Marten Line of “gambling with the lives of dockers”."
    text = f"{lead}\n\nThe Line denied it.\n\n“{quote},” said Tora Lind, who leads the union."
    found = related(text, "The docks lie idle.", STRIKE)
    assert (("quote.restated", "same_quote_variant") in found) is expected
