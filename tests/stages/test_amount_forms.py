"""Amounts as news writes them, constructions 41 to 52: bounds and unit of each amount of invented sentences."""

from decimal import Decimal

import pytest

from evaluation.amounts import read_marks
from evaluation.predict.amounts import judge_numbers
from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.stages.amounts.numeral import times
from onrecord.stages.amounts.phrases import plural

LEXICONS = load_lexicons()
ANALYSER = RuleAnalyser(LEXICONS.syntax, LEXICONS.names)

FORMS = [
    # ranges
    "Growth will slow [by half a percentage point]{0.5 percentage point}.",
    "Output rose [by 0.1 percentage points]{0.1 percentage point} [to 4.2 percent]{4.2 percent}.",
    "My office had [200 or 300]{200..300 visit} visits in May.",
    "[A third to a half]{33.3..50 percent} of the wells are dry.",
    "The well costs [$12 to $14]{12..14 USD}.",
    "Students between the ages of [17 and 20]{17..20 year} may vote.",
    # vague
    "The ruin is [hundreds of years]{200.. year} old.",
    "The rebels are [thousands of miles]{2000.. mile} from the coast.",
    "The raid came [a couple of days]{2 day} after the vote.",
    "It has shops in [a half dozen]{6 town} towns.",
    "Bells rang in [half a dozen]{6 town} towns.",
    # hedges
    "The loan can be paid back over [three years]{3 year}.",
    "He was held for [over three years]{3.. year}.",
    # rises and falls
    "The fund shrank by [more than a third]{33.3.. percent}.",
    "Costs were cut in [half]{50 percent}.",
    "Prices are up by [a quarter]{25 percent}.",
    "The garrison grew from [1,000]{1000 person} to [5,000]{5000 person} soldiers.",
    "Turnout rose from [30]{30 percent} to [45 percent]{45 percent}.",
    "The slick grew from [9]{9 km} to [14 kilometres]{14 km}.",
    "The two trailed by [5]{5 percent} and [10 percent]{10 percent}, respectively.",
    # shares and ratios
    "[Nearly eight of 10]{80 percent} voters will watch.",
    "The group is [less than half of 1 percent]{..0.5 percent} of the town.",
    # what goes on from the sentence before
    "[Twelve cases]{12 case} were confirmed. A further [22]{22 case} were suspected.",
    "The enclave holds [3,800 people]{3800 person}. The agency expects another [500]{500 person} to leave.",
    "The town plans a camp for [25,000]{25000 person} at the lake.",
    "The council agreed to raise inspections to [24 a year]{24 inspection/year}.",
    "He said [three]{3 death} were killed from his garrison of [about 1,500]{1500 person}.",
    # makes and names
    "The line ordered [30]{30 aircraft} Averon 747 airplanes and [12]{12 aircraft} additional 747 planes.",
    "The firm has [26,000]{26000 order} orders to fill.",
    "[Less than one ninth]{..11.1 percent} of the money was spent.",
    # the dead side by side
    "The blast killed [40 villagers]{40 death} and [12 soldiers]{12 death}.",
    "The blast killed [40 villagers]{40 death} and [12 soldiers]{12 person} were wounded.",
    # rates and units
    "Pickers on [$12-an-hour]{12 USD/hour} contracts struck.",
    "The firm earned [23 cents a share]{23 cent/share}.",
    "The court rose by [two point five percent]{2.5 percent}.",
    "The plan is part of a [one point six billion dollar]{1600000000 USD} cut.",
    "Keep a distance of [2m]{2 m} from the fence.",
    "The slope is [30m]{30 m} high.",
    "The mine lies [12 nautical miles]{12 nautical mile} off Velm.",
    "It was [31C]{31 celsius} in Velm.",
    "The dam makes [400 kilowatt-hours]{400 kWh}.",
    "The shares rose [7 points]{7 point}.",
    "Some [1,500]{1500 plant} coal- and gas-fired plants will close.",
    "The choir sang for [14]{14 person} Catholics and [six]{6 person} Orthodox.",
    "The bond pays [12 3/4%]{12.75 percent}.",
    "He was held for [2 1/2 years]{2.5 year}.",
    "The bill has the votes of [40]{40 person} MPs.",
    "The town has [12]{12 taxi} taxis.",
    "Aid went to [30]{30 ngo} NGOs.",
    "The mill owes [274,500]{274500 DEM} deutsche marks.",
    "Output rose by [100 percent]{100 percent}.",
    "A [12-member]{12 person} panel will rule.",
    "They led by [less than one-half of 1 percent]{..0.5 percent}.",
    "Rates rose by [three-quarters of a percentage point]{0.75 percentage point}.",
    "The mood stands at [-11 points]{-11 point}.",
    "It was [-4C]{-4 celsius} in Velm.",
    "The firm handed over [$25 million]{25000000 USD}.",
    "The bills add up to [more than $8 million]{8000000.. USD}.",
    "She won by [six]{6 point} points.",
    "The party has [five]{5 person} superdelegates.",
    "The shell holds [30 grams]{30 g} (1oz) of powder.",
    # parts and owners
    "Only [two]{2 mine} of [10]{10 mine} mines are open.",
    "[Two-thirds]{66.7 percent} of the town's [300,000]{300000 person} residents fled.",
    "[36,000]{36000 home} of the town's [50,000]{50000 home} homes were lost.",
    "The flood claimed [40]{40 death} lives.",
    "Rebels claimed [between 600 and 900]{600..900 person} soldiers were holed up there.",
    "[Thousands and thousands]{2000.. person} of farmers marched.",
    "She asked for [26 million]{26000000 meal} ready-to-eat meals.",
    "The fund took in [24 million pounds]{24000000 GBP}.",
    # no amounts
    "Songs of the Harbour [Five] albums were played.",
    "He was given the drug between [1040] and [1050], the guard said.",
    "The toll stood at [1040]{1040 death}, and deaths are rising.",
    "I carry it in case of rain, but I do not wear [one].",
    "The number of cases rose to [one]{1 case}.",
    "In Orle [48]{48 death} were killed, and in Velm [nine]{9 death}.",
    "The firm serves the Lower [48], and the islands.",
    "Flights to Orle [48] were late.",
    "They are [100 percent] wrong, she said.",
    "She may pick up a delegate or [two].",
    "The pump runs [24] hours a day.",
    "In [one] case, police used gas.",
    "He flew on the Soyuz [6] spacecraft.",
    "The [three] countries' entry was delayed.",
    "She held office in the last [half] of the decade.",
    "Zero [Hedge] was wrong.",
    "It was passed by a [3] to [1] margin.",
    "The father of [seven] was fined.",
    "She stopped to high-[five] the guards.",
]


@pytest.mark.parametrize("sentence", FORMS)
def test_form(sentence: str) -> None:
    rows = list(judge_numbers(read_marks("forms", sentence), ANALYSER, LEXICONS))
    assert rows
    assert all(row["right"] for row in rows), [row for row in rows if not row["right"]]


def test_products_are_exact_and_plain() -> None:
    assert str(times(Decimal("2.40"), Decimal(1_000_000_000))) == "2400000000"
    assert str(times(Decimal("7.0"), Decimal(1))) == "7.0"
    assert times(Decimal("0.1"), Decimal(3)) == Decimal("0.3")


@pytest.mark.parametrize(
    ("one", "many"), [("man", "men"), ("country", "countries"), ("bay", "bays"), ("seat", "seats")]
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one, LEXICONS.amounts.nouns) == many
