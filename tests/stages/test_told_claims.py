"""What whole reports of invented stories hold, read as a report is: who says, denies, orders and plans what.

A row gives the text, what kind of claim is looked for, words of its evidence, and what is to be true of it.
"""

from datetime import date
from functools import cache

import pytest

from evaluation.predict.constructions import installed_analysers
from evaluation.reader import weights_folder
from onrecord.lexicons import load_lexicons
from onrecord.models.loading import AnalyserKind, load_analyser
from onrecord.pipeline.plan import claim_report, compose_reading, date_alone, hear_report, parse_report
from onrecord.records import (
    Claim,
    ClaimType,
    Clock,
    Commitment,
    CommitmentKind,
    Confidence,
    Interval,
    Metadata,
    Modality,
    Publication,
    Report,
    report_id,
    sha256_hex,
)

pytestmark = pytest.mark.skipif(AnalyserKind.MODEL not in installed_analysers(), reason="no weights")
LEXICONS = load_lexicons()
DAY = date(2031, 5, 5)


@cache
def analyser():
    return load_analyser(AnalyserKind.MODEL, LEXICONS, weights_folder())


@cache
def claims(text: str) -> tuple[Claim, ...]:
    whole = text.replace(" | ", "\n\n")
    report = Report(
        id=report_id("a", None, whole), key="a", sha256=sha256_hex(whole.encode()), text=whole, metadata=Metadata()
    )
    parsed = parse_report(report, analyser(), LEXICONS)
    heard = hear_report(report, parsed, LEXICONS)
    clock = Clock(interval=Interval(lo=DAY, hi=DAY), reason="given")
    reading = compose_reading(report, parsed, heard, date_alone(report, parsed, LEXICONS))
    found = claim_report(reading, Publication(clock=clock), LEXICONS)
    return tuple(c for c in found if c.confidence is not Confidence.LOW)


def of_kind(text: str, kind: ClaimType, words: str = "") -> list[Claim]:
    whole = text.replace(" | ", "\n\n")
    return [c for c in claims(text) if c.type is kind and words in c.evidence.of(whole)]


SAID = [
    # Denials and admissions without a clause.
    ("The Orrin Front denied the accusation.", "denied the accusation", "Orrin Front", Modality.DENIED),
    ("The supplier, Lumidesk, denied any knowledge of the theft.", "knowledge", "Lumidesk", Modality.DENIED),
    ("Edgar Vane denies poisoning his partner.", "poisoning", "Edgar Vane", Modality.DENIED),
    ("Edgar Vane has admitted arson.", "arson", "Edgar Vane", Modality.ASSERTED),
    ("Norland rejects the findings.", "rejects the findings", "Norland", Modality.DENIED),
    (
        "A porter, Jim Hale, said he was there. | He denied that he had been drinking.",
        "drinking",
        "Jim Hale",
        Modality.DENIED,
    ),
    # Who speaks, and not who saw the paper, got the letter, or was named before.
    (
        "The union had hidden its losses, according to a letter to the Quay Board seen by the Orlo Herald.",
        "hidden its losses",
        "letter to the Quay Board",
        Modality.ASSERTED,
    ),
    ("A rival, Sorrel Ferries, said the deal was unfair.", "unfair", "Sorrel Ferries", Modality.ASSERTED),
    (
        "One of them, the Pilots' Guild, said it was still reading the text.",
        "reading",
        "Pilots' Guild",
        Modality.ASSERTED,
    ),
    ("The defence says that the pilot was asleep.", "asleep", "defence", Modality.ASSERTED),
    ("The club had broken the rules, the league said.", "broken the rules", "league", Modality.ASSERTED),
    (
        "“Not one shot was fired by us,” its spokesman, Adem Dahl, said, and accused the army of delay.",
        "Not one shot",
        "Adem Dahl",
        Modality.ASSERTED,
    ),
    (
        "Bram Eck said his party remained ready to negotiate and that it had never asked for the ministry.",
        "it had never asked",
        "Bram Eck",
        Modality.ASSERTED,
    ),
]


@pytest.mark.parametrize(("text", "words", "speaker", "modality"), SAID)
def test_who_said_what(text, words, speaker, modality):
    (claim,) = of_kind(text, ClaimType.STATEMENT, words)
    assert (claim.attribution.speaker, claim.modality) == (speaker, modality)


BOUND = [
    # The kind, the actor and the act.
    (
        "Ms Orlen, who officials said would step down in June, has left for Norland.",
        ("step down", CommitmentKind.PLAN, "Orlen"),
    ),
    (
        "The Quay Board approved the purchase on Monday but ordered Sorrel Ferries to sell its dock within six months.",
        ("sell", CommitmentKind.ORDER, "Sorrel Ferries"),
    ),
    ("The Quay Board approved the purchase but ordered it to sell the dock.", ("sell", CommitmentKind.ORDER, None)),
    ("The president, Armin Vale, must name a prime minister by 15 June.", ("name", CommitmentKind.ORDER, "Armin Vale")),
    (
        "Norhall Rail must pay Toll Freight 90 million crowns if the purchase is abandoned.",
        ("pay", CommitmentKind.ORDER, "Norhall Rail"),
    ),
    (
        "Two of the ministers have threatened to resign if the accord is signed.",
        ("resign", CommitmentKind.THREAT, "Two of the ministers"),
    ),
    ("The council warned residents not to drink the water.", ("drink", CommitmentKind.ORDER, "residents")),
    # What others foretell, fear or hope is no plan.
    ("Analysts said the bank would cut its dividend.", ("cut", CommitmentKind.EXPECTATION, "bank")),
    (
        "“They will ask for the dock,” said Piet Lann, who follows the firm.",
        ("ask", CommitmentKind.EXPECTATION, None),
    ),
    ("Norhall said it was confident that the sale would be cleared.", ("clear", CommitmentKind.EXPECTATION, None)),
]


@pytest.mark.parametrize(("text", "bound"), BOUND)
def test_who_is_bound_to_what(text, bound):
    contents = [c.content for c in of_kind(text, ClaimType.COMMITMENT)]
    assert bound in [(c.action, c.kind, c.actor) for c in contents if isinstance(c, Commitment)]


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Aldo Fell called the vote historic.",
        "The strike closed the country's biggest port for nearly three weeks.",
        "Keith Lom said there was no truth in reports that the stadium would be sold.",
        "He dismissed as rumours reports that the talks had been put off.",
        "London has a great deal to lose from the war.",
        "The law requires ministries to show that they asked others first.",
        "Breach rules require companies to inform the watchdog within 72 hours.",
        "It will allow them to breathe again.",
        "The union said the dispute would be over before the new dock is opened.",
        "The pilot was sentenced to life in prison, and ordered to serve at least 22 years.",
    ],
)
def test_what_binds_nobody(text):
    assert not of_kind(text, ClaimType.COMMITMENT)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The truce takes effect at dawn on Friday.", "truce"),
        ("The law takes effect on 1 January 2034.", "law"),
        ("The bill goes to parliament next week.", "bill"),
        ("The league's board meets on 12 May.", "league's board"),
        ("The exhibition opens on 12 June.", "exhibition"),
    ],
)
def test_the_present_tense_tells_what_is_set(text, what):
    (claim,) = of_kind(text, ClaimType.EVENT)
    assert claim.content.what == what


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The union wants a pay rise of 9 per cent.", Modality.POSSIBLE),
        ("The union is demanding 300 extra jobs.", Modality.POSSIBLE),
        ("Norhall has offered 300 million crowns for Toll.", Modality.POSSIBLE),
        ("Of the crews, 40 had voted to stay out.", Modality.ASSERTED),
        ("The firm paid 300 million crowns for Toll.", Modality.ASSERTED),
    ],
)
def test_what_is_asked_for_is_no_amount_yet(text, modality):
    (claim,) = of_kind(text, ClaimType.QUANTITY)
    assert claim.modality is modality


def test_a_caption_states_nothing():
    assert not of_kind("Captain Jo Parr of the coast guard describes the rescue.", ClaimType.STATEMENT)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Edgar Vane was convicted by a majority of 10 to two after 19 hours of debate.", "Edgar Vane was convicted"),
        ("The Quay Board approved Norhall's purchase of Toll Freight on Monday.", "The Quay Board approved"),
    ],
)
def test_a_fact_stands_beside_an_amount_and_what_nobody_says(text, words):
    assert of_kind(text, ClaimType.FACT, words)
