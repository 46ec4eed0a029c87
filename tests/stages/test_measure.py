"""What numbers count, on invented sentences: amounts found, amounts refused, and what is said of each."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import (
    NO_CLOCK,
    Claim,
    Mention,
    Metadata,
    NameKind,
    PassageKind,
    Publication,
    Quantity,
    Reading,
    Report,
    ReportId,
    Sentence,
    Span,
)
from onrecord.stages.measure import find_quantities

LEXICONS = load_lexicons()


@cache
def analyser() -> RuleAnalyser:
    return RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def read(*sentences: str, kind: PassageKind = PassageKind.BODY) -> Reading:
    text = " ".join(sentences)
    analyses, start = [], 0
    for index, words in enumerate(sentences):
        span = Span(start=start, end=start + len(words))
        sentence = Sentence(index=index, passage=0, paragraph=1, span=span, kind=kind)
        analyses += analyser().analyse(text, [sentence])
        start = span.end + 1
    return Reading(
        report=Report(id=ReportId("r"), key="k", text=text, metadata=Metadata(), sha256="0"),
        passages=(),
        analyses=tuple(analyses),
        entities=(),
        mentions=(),
        attributions=(),
        publication=Publication(clock=NO_CLOCK),
    )


def claims(*sentences: str) -> tuple[Claim, ...]:
    return find_quantities(read(*sentences), (), LEXICONS)


def amounts(*sentences: str) -> list[Quantity]:
    found = [c.content for c in claims(*sentences)]
    assert all(isinstance(q, Quantity) for q in found)
    return [q for q in found if isinstance(q, Quantity)]


FOUND = [
    ("The flood killed 12 people in Orle.", [(12, 12, "death")]),
    ("At least 40 villagers died when the dam broke.", [(40, None, "death")]),
    ("Up to 30 miners are feared dead.", [(None, 30, "death")]),
    ("Nine children were injured in the crash.", [(9, 9, "person")]),
    ("Nobody is missing any longer, the mayor said.", [(0, 0, "person")]),
    ("No parcels are lost any more.", [(0, 0, "parcel")]),
    ("Nobody was hurt.", []),
    ("Police arrested 14 demonstrators near the harbour.", [(14, 14, "person")]),
    ("The blast killed 7 soldiers and wounded 22.", [(7, 7, "death"), (22, 22, "person")]),
    ("Some 3,000 residents have been evacuated.", [(3000, 3000, "person")]),
    ("Doctors in Velm have confirmed 61 cases of the fever.", [(61, 61, "case")]),
    ("About 90 people tested positive for the fever.", [(90, 90, "case")]),
    ("The fever has infected 250 people.", [(250, 250, "case")]),
    ("The death toll rose to 31.", [(31, 31, "death")]),
    ("It was the island's fourth death from the fever.", [(4, 4, "death")]),
    ("The number of confirmed cases rose from 8 to 12.", [(8, 8, "case"), (12, 12, "case")]),
    (
        "Norland keeps around 2,500 troops in Velm, alongside approximately 900 in Orle.",
        [(2500, 2500, "person"), (900, 900, "person")],
    ),
    ("The firm will close four sites.", [(4, 4, "site")]),
    ("The navy sent three frigates and two helicopters.", [(3, 3, "ship"), (2, 2, "aircraft")]),
    ("The union says 150 of the 800 workers walked out.", [(150, 150, "person"), (800, 800, "person")]),
    ("Between 250 and 350 advisers will stay.", [(250, 350, "person")]),
    ("Rents fell 3.5 percent in May.", [(Decimal("3.5"), Decimal("3.5"), "percent")]),
    ("Some 40% of adults voted.", [(40, 40, "percent")]),
    ("A third of the voters stayed at home.", [(Decimal("33.3"), Decimal("33.3"), "percent")]),
    ("One in five adults smokes.", [(20, 20, "percent")]),
    ("One of every five adults smokes.", [(20, 20, "percent")]),
    ("The bank agreed to pay $2-3 billion in fines.", [(2000000000, 3000000000, "USD")]),
    ("Norland pledged 400m euros (# 354m) in aid.", [(400000000, 400000000, "EUR")]),
    ("Oil cost close to $50 a barrel.", [(50, 50, "USD/barrel")]),
    ("The field yields 12,000 barrels a day.", [(12000, 12000, "barrel/day")]),
    ("The talks followed nine months of silence.", [(9, 9, "month")]),
    ("The strike lasted for two decades.", [(20, 20, "year")]),
    ("The mill opened more than a century ago.", [(100, None, "year")]),
    ("A 25-year-old clerk was questioned.", [(25, 25, "year")]),
    ("Ada Moran, 47, lost her house.", [(47, 47, "year")]),
    ("A man in his 60s was rescued.", [(60, 69, "year")]),
    ("A quake of magnitude 6.1 shook the valley.", [(Decimal("6.1"), Decimal("6.1"), "magnitude")]),
    ("The 7.2-magnitude quake struck at dawn.", [(Decimal("7.2"), Decimal("7.2"), "magnitude")]),
    ("Norland raised the alert level from 3 to 4.", [(3, 3, "level"), (4, 4, "level")]),
    ("The lorry carried 100 tonnes of flour.", [(100, 100, "tonne")]),
    ("The fire burnt 300 hectares of forest.", [(300, 300, "hectare")]),
    ("The border lies 12 miles away.", [(12, 12, "mile")]),
    ("Traders work in a town of 20,000.", [(20000, 20000, "person")]),
    ("The 9,000-strong force guards the port.", [(9000, 9000, "person")]),
    ("Dozens of homes were damaged.", [(24, None, "home")]),
    ("Several hundred families lost their homes.", [(200, 999, "family")]),
    ("Two million meals were handed out.", [(2000000, 2000000, "meal")]),
]


@pytest.mark.parametrize(("sentence", "wanted"), FOUND)
def test_found(sentence: str, wanted: list[tuple[Decimal | int | None, Decimal | int | None, str]]) -> None:
    assert [(q.amount.low, q.amount.high, q.unit) for q in amounts(sentence)] == wanted


REFUSED = [
    "Flight 370 never landed.",
    "Flight 88 passengers waited at the gate.",
    "The council adopted Resolution 2254.",
    "Lorries queued on Route 9.",
    "Leaders of the G20 met in Velm.",
    "An F-16 crossed the border.",
    "He drives an A4.",
    "A vaccine against Covid-19 was found.",
    "The accident happened on 12 May.",
    "The accident happened on May 12.",
    "The vote of June 3, 2011, was annulled.",
    "It was founded in 1968.",
    "Since 2004 the party has governed alone.",
    "The 2009 election was postponed.",
    "The late 1990s were prosperous.",
    "Polls open at 7 am.",
    "Polls close at 10.30 pm.",
    "The train left at 12:49.",
    "The bells rang at nine o'clock.",
    "The siren sounded at 0910 local time.",
    "They won 3-2.",
    "It was a 4-1 victory for Orle.",
    "Section 230 protects such sites.",
    "Article 5 was invoked.",
    "He was charged under Chapter 11.",
    "Call 555-0199 for details.",
    "Ring 0370 60 60 900.",
    "He lives at No. 10.",
    "She sat in Room 12.",
    "One of the most popular singers fell ill.",
    "One official said the talks had failed.",
    "One day the river will return.",
    "No one was hurt.",
    "They praised one another.",
    "On the one hand it is cheap.",
    "The two sides met again.",
    "The two countries signed a treaty.",
    "The talks between the two leaders failed.",
    "It was the second time.",
    "The third quarter was weak.",
    "It is the third biggest port.",
    "He was the 44th president.",
    "She came first.",
    "The shop is open 24/7.",
    "After 9/11 the rules changed.",
    "The chances are 50-50.",
    "He must reply within 30 days.",
    "The bridge will open in two weeks.",
    "Work will go on over the next 12 months.",
    "The school will be shut for another week.",
    "Windows 10 is no longer sold.",
    "A Boeing 737 skidded off the runway.",
    "Type 2 diabetes is common.",
    "It is the number one problem.",
    "1. Wash your hands.",
    "Version 2.0 is out.",
    "Day 3 of the trial began.",
    "World War 2 ended there.",
    "The first victim was buried.",
    "The 21st century began badly.",
    "He came in second.",
    "A few of them left.",
    "The half-hearted reply angered her.",
    "The scores were level.",
    "On page 14 the report says so.",
    "The Group of 20 rich powers met.",
    "They praised the one virtue of the plan.",
    "In Velm $1 = 0.73 crowns.",
    "A clerk who takes a handful of $20s is dismissed.",
]


@pytest.mark.parametrize("sentence", REFUSED)
def test_refused(sentence: str) -> None:
    assert [q.what for q in amounts(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("The hospital reported 14 confirmed cases.", "confirmed cases"),
        ("The flood killed 12 people.", "deaths"),
        ("The mine blast killed 12 rescue workers.", "deaths among rescue workers"),
        ("House prices fell 4 percent.", "House prices"),
        ("The council launched an appeal for £5m.", "appeal"),
        ("Norland will provide £2m for new roads.", "new roads"),
        ("He was trapped for six days.", "time trapped"),
        ("The pact followed three years of talks.", "talks"),
        ("Dozens of small shops closed.", "small shops"),
        ("A 19-year-old student drowned.", "age of student"),
    ],
)
def test_what(sentence: str, what: str) -> None:
    assert [q.what for q in amounts(sentence)] == [what]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Norland has 2,500 troops in Velm.", "stock"),
        ("Nine new cases were reported on Monday.", "flow"),
        ("The death toll has reached 31.", "cumulative"),
        ("So far 300 people have been rescued.", "cumulative"),
        ("Some 40 percent of adults voted.", "rate"),
        ("The siege lasted nine weeks.", "duration"),
        ("A 19-year-old student waited.", "stock"),
        ("Norland pledged $3 million in aid.", "flow"),
        ("The appeal has raised $3 million so far.", "cumulative"),
        ("Norland ordered 500 tents.", "flow"),
        ("About 70 people are missing.", "stock"),
    ],
)
def test_kind(sentence: str, kind: str) -> None:
    assert [q.kind for q in amounts(sentence)] == [kind]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Velm has 14 confirmed cases.", "confirmed"),
        ("Velm has 14 suspected cases.", "suspected"),
        ("Velm has 14 probable cases.", "probable"),
        ("There are 14 probable and confirmed cases in Velm.", "probable_and_confirmed"),
        ("Velm has 14 cases.", "unspecified"),
    ],
)
def test_status(sentence: str, status: str) -> None:
    assert [q.status for q in amounts(sentence)] == [status]


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        (
            "Ada Moran counted 260 cases in Orle, up from 26 on Wednesday.",
            ["Ada Moran counted 260 cases in Orle", "up from 26 on Wednesday"],
        ),
        ("The tally rose from 8 cases to 12 cases.", ["The tally rose from 8 cases", "to 12 cases"]),
        ("The clinic, which had eight confirmed cases, was shut.", ["which had eight confirmed cases"]),
    ],
)
def test_evidence(sentence: str, evidence: list[str]) -> None:
    assert [c.evidence.of(sentence) for c in claims(sentence)] == evidence


def test_changes_and_parts() -> None:
    by, part = amounts("Fares rose by 20 percent.")[0], amounts("Only 150 of the 800 workers left.")[0]
    assert (by.change, by.part_of_total) == (True, False)
    assert (part.change, part.part_of_total) == (False, True)


def test_noun_from_the_sentence_before() -> None:
    found = amounts("Nine new cases were found in Velm.", "Eight of them were children.")
    assert [(q.amount.low, q.unit) for q in found] == [(9, "case"), (8, "case")]


@pytest.mark.parametrize("kind", [PassageKind.PROMO, PassageKind.CAPTION, PassageKind.CREDIT, PassageKind.RELATED])
def test_only_headline_and_body(kind: PassageKind) -> None:
    reading = read("The flood killed 12 people.", kind=kind)
    assert find_quantities(reading, (), LEXICONS) == ()


SALAD = (
    "the 12 people of Orle and killed $5 m 3.5 percent , . ( ) - more than dozens one two from to in 1968 May year old "
    "cases new a million troops was were by at least ' s “ ” # 20"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SALAD.split()), min_size=1, max_size=25))
def test_evidence_lies_inside_and_apart(words: list[str]) -> None:
    sentence = " ".join(words)
    end = 0
    for claim in claims(sentence):
        assert end <= claim.evidence.start < claim.evidence.end <= len(sentence)
        end = claim.evidence.end


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60).map(str.strip).filter(bool))
def test_any_text_is_read(text: str) -> None:
    claims(text)


MORE_FOUND = [
    (
        "Net profit fell 16% to $123.1 million.",
        [(16, 16, "percent"), (Decimal(123100000), Decimal(123100000), "USD")],
    ),
    ("Nearly half said they had lost work.", [(50, 50, "percent")]),
    ("Six in 10 voters stayed away.", [(60, 60, "percent")]),
    ("The judge was shot seven times.", [(7, 7, "time")]),
    ("They met twice in May.", [(2, 2, "time")]),
    ("She was 18 when she left.", [(18, 18, "year")]),
    ("Ada Moran, 15 days, was the youngest.", [(15, 15, "day")]),
    ("Some 40 Texans crossed the border.", [(40, 40, "person")]),
    ("The fever kills between 250 and 500 people every year.", [(250, 500, "death/year")]),
    ("The company has two dozen plants.", [(24, 24, "plant")]),
    ("The law affects 21 member states.", [(21, 21, "country")]),
    ("It cost over half a million dollars.", [(500000, None, "USD")]),
    ("Millions of dollars went missing.", [(2000000, None, "USD")]),
    ("The tour lasted five-and-a-half months.", [(Decimal("5.5"), Decimal("5.5"), "month")]),
]


@pytest.mark.parametrize(("sentence", "wanted"), MORE_FOUND)
def test_more_found(sentence: str, wanted: list[tuple[Decimal | int, Decimal | int | None, str]]) -> None:
    assert [(q.amount.low, q.amount.high, q.unit) for q in amounts(sentence)] == wanted


MORE_REFUSED = [
    "It costs three times the price.",
    "It is ten times as long.",
    "The two-party system is old.",
    "He held a 9mm pistol.",
    "Police received 911 calls all night.",
    "The bridge is less than a year away.",
    "It was a plan of the Gang of Eight.",
    "He spent half his life abroad.",
    "A Category 4 storm is coming.",
    "They won it in a 52-47 vote.",
]


@pytest.mark.parametrize("sentence", MORE_REFUSED)
def test_more_refused(sentence: str) -> None:
    assert [q.what for q in amounts(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Velm counted 30 cases of river fever.", "cases of river fever"),
        ("Velm counted one confirmed case.", "confirmed cases"),
        ("It was the country's third death.", "deaths"),
        ("A record turnout of 37% was set.", "record turnout"),
        ("Some 45 percent supported it.", "share who supported it"),
    ],
)
def test_more_what(sentence: str, what: str) -> None:
    assert [q.what for q in amounts(sentence)] == [what]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("A quake with a magnitude of 5.6 shook Velm.", [(Decimal("5.6"), "magnitude")]),
        ("The town was hit by a 6.1 quake.", [(Decimal("6.1"), "magnitude")]),
        ("It struck seven km (4 miles) east of Orle.", [(7, "km")]),
        ("They found 300 pounds of hay.", [(300, "pound")]),
        ("One in 500 users was exposed.", [(Decimal("0.2"), "percent")]),
        ("She landed 178 of 369 punches.", [(178, "punch"), (369, "punch")]),
    ],
)
def test_measured(sentence: str, wanted: list[tuple[Decimal | int, str]]) -> None:
    assert [(q.amount.low, q.unit) for q in amounts(sentence)] == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "They spoke at the Web 2.0 Summit in Velm.",
        "He played in the Three Tailors for years.",
        "He was found guilty of second-degree murder.",
        "It was a zero-day flaw.",
        "She lives at 405 Willow Ave.",
        "Traffic stopped on the I - 75 for hours.",
    ],
)
def test_named(sentence: str) -> None:
    assert [q.what for q in amounts(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "what", "kind"),
    [
        ("The quake injured at least 50 people.", "people injured", "cumulative"),
        ("Nine wounded soldiers were flown home.", "wounded soldiers", "cumulative"),
        ("Some 70 villagers are missing.", "villagers missing", "stock"),
    ],
)
def test_harm(sentence: str, what: str, kind: str) -> None:
    assert [(q.what, q.kind, q.unit) for q in amounts(sentence)] == [(what, kind, "person")]


def test_holder_is_shared_by_what_shares_the_noun() -> None:
    text = "Norland maintains 2,500 troops in Velm, alongside approximately 900 in Orle."
    reading = read(text)
    mention = Mention(span=Span(start=0, end=7), sentence=0, kind=NameKind.PLACE, entity=None)
    velm = Mention(span=Span(start=34, end=38), sentence=0, kind=NameKind.PLACE, entity=None)
    orle = Mention(span=Span(start=71, end=75), sentence=0, kind=NameKind.PLACE, entity=None)
    found = find_quantities(replace(reading, mentions=(mention, velm, orle)), (), LEXICONS)
    held = [(c.content.holder, c.content.where) for c in found if isinstance(c.content, Quantity)]
    assert held == [("Norland", "Velm"), ("Norland", "Orle")]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The blast killed 224 people, including 12 Texans.", [(224, "death"), (12, "death")]),
        ("Eleven people, none of them guests, died in the blast.", [(11, "death")]),
        ("Injured: 4,877", [(4877, "person")]),
        ("They kept killing one another.", []),
    ],
)
def test_toll(sentence: str, wanted: list[tuple[int, str]]) -> None:
    assert [(q.amount.low, q.unit) for q in amounts(sentence)] == wanted


def test_a_year_earlier_is_no_rate() -> None:
    sentence = "Profit rose to 6 million euros from 4 million euros a year earlier."
    found = claims(sentence)
    assert [c.content.unit for c in found if isinstance(c.content, Quantity)] == ["EUR", "EUR"]
    assert all(a.evidence.end <= b.evidence.start for a, b in pairwise(found))
