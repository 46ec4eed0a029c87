"""Commitments and scheduled events on invented sentences.

`[words]{kind}` marks the evidence of a commitment; other fields are compared where a case gives them.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser
from onrecord.records import (
    Claim,
    Clock,
    Commitment,
    Confidence,
    Event,
    Metadata,
    Passage,
    PassageKind,
    Publication,
    Reading,
    Report,
    Span,
    TimeExpression,
    on,
    report_id,
)
from onrecord.stages.attribute import find_attributions
from onrecord.stages.commit import find_commitments
from onrecord.stages.mention import find_mentions
from onrecord.stages.split import split_sentences
from onrecord.stages.times import find_times

LEXICONS = load_lexicons()
PUBLISHED = on(date(2031, 3, 12))
MARKED = re.compile(r"\[([^]]*)\]\{([^}]*)\}")


@cache
def analyser() -> RuleAnalyser:
    return RuleAnalyser(LEXICONS.syntax, LEXICONS.names)


def read(text: str, kind: PassageKind = PassageKind.BODY) -> tuple[Reading, tuple[TimeExpression, ...]]:
    """A one-paragraph report of Wednesday 12 March 2031."""
    report = Report(id=report_id("r", None, text), key="r", sha256="0", text=text, metadata=Metadata())
    span = Span(start=0, end=len(text))
    passages = (Passage(index=0, span=span, kind=kind, paragraph=1, reason="text"),)
    analyses = analyser().analyse(text, split_sentences(report, passages, LEXICONS.sentences))
    entities, mentions = find_mentions(text, analyses, LEXICONS.names)
    reading = Reading(
        report=report,
        passages=passages,
        analyses=analyses,
        entities=entities,
        mentions=mentions,
        attributions=find_attributions(text, analyses, entities, mentions, LEXICONS.speech),
        publication=Publication(clock=Clock(interval=PUBLISHED, reason="test")),
    )
    return reading, find_times(text, analyses, PUBLISHED, LEXICONS.time)


def claims_of(text: str, kind: PassageKind = PassageKind.BODY) -> list[Claim]:
    reading, times = read(text, kind)
    return list(find_commitments(reading, times, LEXICONS))


@dataclass(frozen=True)
class Case:
    """A marked text and the fields its commitment has."""

    marked: str
    fields: dict[str, object] = field(default_factory=dict)


def case(marked: str, **fields: object) -> Case:
    return Case(marked, fields)


CASES = [
    # 63: kinds that must not be mixed
    case("[Norland agreed to open its archives]{agreement}.", actor="Norland", action="open"),
    case("[The ministers pledged to rebuild the bridge]{promise}.", action="rebuild", object="the bridge"),
    case("[The rebels vowed to hold the town]{promise}.", modality="planned"),
    case("[The council promised to publish the figures by June 2031]{promise}.", deadline="by"),
    case("[The government is committed to ending the ban]{promise}.", action="end"),
    case("[The mission is set to conclude by September 2031]{plan}.", hi=date(2031, 9, 30)),
    case("[Coalition troops are scheduled to leave the airfield]{plan}.", action="leave", object="the airfield"),
    case("[The bank plans to cut 3,000 jobs]{plan}.", object="3,000 jobs"),
    case("[The ministry aims to vaccinate all nurses]{plan}.", action="vaccinate"),
    case("[The company is expected to sell two mines]{expectation}.", modality="expected"),
    case("[The court ordered the closure of three mines by June]{order}.", actor="court"),
    case("[The governor ordered the bridge closed until May 6]{order}.", action="close", deadline="until"),
    case("The court [ordered the firm to pay its workers]{order}.", actor="firm", action="pay"),
    case("[Norland threatened to cut off gas supplies]{threat}.", action="cut off", object="gas supplies"),
    case("[The army refused to leave the base]{refusal}.", modality="denied", negated=True),
    case("[The mayor has proposed to move the market]{proposal}.", action="move"),
    case("[Sudria will send 200 nurses to Norland]{plan}.", scope="Norland", modality="planned"),
    case("[Orland is to triple its aid]{plan}.", action="triple"),
    case("[Sudria is sending two ships to Orland]{plan}.", action="send"),
    # the noun before the verb is not always its subject
    case("[Families who fled to the coast will return to their farms]{plan}.", action="return"),
    case("[People who were moved out of the valley will be paid 900 crowns]{plan}.", action="pay"),
    # 64: conditions
    case("[Norland threatened to leave the pact unless Sudria pays]{threat}.", condition="unless Sudria pays"),
    case("[The clans pledged their support should the war spread]{promise}.", condition="should the war spread"),
    case("If the talks fail, [Norland will close the border]{plan}.", condition="If the talks fail"),
    # 65: revised, extended, delayed, brought forward, dropped, met
    case("[The curfew has been extended until 4 May]{plan}.", promise="slipped", deadline="until"),
    case("[Norland scrapped plans for a dam]{plan}.", promise="withdrawn"),
    case("[The plan to close the mine was scrapped]{plan}.", promise="withdrawn", action="close"),
    case("[Orland brought forward the election]{plan}.", promise="brought_forward"),
    case("[Orland missed the deadline to disarm]{plan}.", outcome="not_met", modality="asserted"),
    case("[Norland has completed the withdrawal of its troops]{plan}.", outcome="met"),
    case("Norland reaffirmed [its commitment to protecting the envoys]{promise}.", promise="reaffirmed"),
    case("[The board agreed to postpone the vote until May]{agreement}.", promise="slipped", deadline="until"),
    case(
        "The war [prompted Norland to revise that plan]{plan}.", actor="Norland", promise="revised", object="that plan"
    ),
    case("[A number of troops will remain in Norland]{plan}.", action="remain", scope="Norland"),
    case("[The court will not release the files]{refusal}.", negated=True),
    # 66: reported by someone else than the one who made it
    case("The envoy said [Norland would open two camps]{plan}.", actor="Norland"),
    # 68: negated
    case("Orland said [it will not serve as a base]{refusal}.", negated=True, modality="denied"),
    case("[The company no longer plans to sell its mines]{refusal}.", negated=True),
    case("The minister denied that [troops would leave Sudria]{refusal}.", negated=True, modality="denied"),
    # the whole and its parts
    case("Norland announced [a plan to repair the dam by June 2032]{plan}.", hi=date(2032, 6, 30)),
    case("[The mission of the Orland army is set to end in May]{plan}.", actor="Orland army"),
    case("The talks led to [a deal to end the strike]{agreement}.", action="end"),
    case("[Sudria’s patrols will carry on until at least September 2032]{plan}.", deadline="until_at_least", hi=None),
    case("[Sudria’s patrols are unlikely to be over until October]{expectation}.", deadline="not_before"),
    case("[The army will leave the base]{plan} and reduce its staff.", action="leave"),
    case("The army will leave the base and [reduce its staff]{plan}.", action="reduce"),
    case(
        "Some units may leave by May 2031, with [the rest departing by June 2032]{expectation}.", hi=date(2032, 6, 30)
    ),
    case("[Aid worth 20 million euros was promised by Orland]{promise}.", actor="Orland"),
    # slips of acts that a noun names
    case(
        "[The dredging of Port Sorrel has been delayed until 30 September]{plan}, the ministry said.",
        action="dredge",
        object="Port Sorrel",
        promise="slipped",
        deadline="until",
    ),
    case("[The closure of the mine was put off until June]{plan}.", action="close", object="the mine"),
    # kept up, given up, failed
    case(
        "Orland Energy said [it remained committed to reopening the line by the end of September]{promise}.",
        actor="Orland Energy",
        promise="reaffirmed",
        hi=date(2031, 9, 30),
    ),
    case("[The bank still plans to sell its mines]{plan}.", promise="reaffirmed"),
    case("[The envoy had been due to visit Norland]{plan}, but fell ill.", promise="withdrawn"),
    case("[The firm failed to open the bridge by the end of February]{plan}.", outcome="not_met", hi=date(2031, 2, 28)),
    # duties with a day
    case("[The pit must be closed by the end of June]{order}.", action="close", deadline="by"),
    case("[The firm has to leave the valley by May]{order}, officials said.", actor="firm"),
    case("[The towers would be taken down over the next 12 months]{plan}, the mayor said.", deadline="within"),
    # how long a state is kept up
    case("[The school will be closed for a week]{plan}.", deadline="until", hi=date(2031, 3, 26)),
    case("[The school will remain closed for another week]{plan}.", deadline="until"),
    case("[The bridge will be closed for at least two weeks]{plan}, police said.", deadline="until_at_least", hi=None),
    # no sooner than a day, and given up
    case("[The bridge will not be open before Saturday]{expectation}.", deadline="not_before", negated=True),
    case("Vale said [the recount would not be finished before March 25]{expectation}.", deadline="not_before"),
    case("[The museum will not reopen before May]{expectation}, its head said.", deadline="not_before"),
    case("[The board no longer expects to finish by March 22]{expectation}.", promise="withdrawn", negated=True),
    case("[The firm no longer plans to close the mine]{refusal}.", promise="withdrawn"),
    # done by a word given before
    case("[The mayor removed the dam, as she had promised]{promise}.", outcome="met", modality="asserted"),
    case("[The union called off the strike on Tuesday, as it had agreed]{agreement} with the firm.", outcome="met"),
    case("[The bridge reopened on Monday as planned]{plan}.", outcome="met", action="reopen"),
    # the day on which someone bound himself is no deadline
    case("[The board ordered a recount of all ballots on Wednesday]{order}.", deadline=None),
    case("[The council pledged 5 million crowns on Wednesday]{promise}.", deadline=None),
    case("[The council postponed the vote to Wednesday]{plan}.", deadline="on"),
    # a day of what went before is no deadline
    case("[The rebels will resume talks following the fall of the capital in May]{plan}.", deadline=None),
]


def value(claim: Claim, name: str, text: str) -> object:
    """A field of a commitment, in the short form the cases use."""
    content = claim.content
    assert isinstance(content, Commitment)
    if name in {"modality", "negated"}:
        return getattr(claim, name)
    if name == "deadline":
        return content.deadline and content.deadline.relation
    if name == "hi":
        assert content.deadline
        return content.deadline.interval.hi
    if name == "condition":
        return content.condition and content.condition.of(text)
    return getattr(content, name)


@pytest.mark.parametrize("one", CASES, ids=lambda c: c.marked)
def test_commitment(one: Case) -> None:
    match = MARKED.search(one.marked)
    assert match
    text = MARKED.sub(lambda m: m.group(1), one.marked)
    found = [c for c in claims_of(text) if isinstance(c.content, Commitment)]
    claim = next((c for c in found if c.evidence.start == match.start()), None)
    assert claim is not None, [c.evidence.of(text) for c in found]
    assert claim.evidence.of(text) == match.group(1)
    assert isinstance(claim.content, Commitment)
    assert claim.content.kind == match.group(2)
    assert {name: value(claim, name, text) for name in one.fields} == one.fields


NONE = [
    "The storm is expected to reach Norland on Friday.",
    "Inflation will rise to 4% next year.",
    "She will be remembered for her novels.",
    "Orland will need more doctors.",
    "The troops who will remain were not named.",
    "The firm paid its workers in full.",
    "Will the army leave the base?",
    "It has no plans to raise the price.",
    "The two sides have yet to finalise any formal agreement.",
    "A declaration would send a signal to the markets.",
    "The spokesman declined to comment.",
    "He closed the door in order to keep warm.",
    "The council should consider moving the market.",
    "The proposed law is long.",
    "The proposed law would bar ministers from owning shares.",
    "The government must listen to its people.",
    "The team failed to score.",
    "Fifty people are still missing at the Orland mission.",
    "The affair is threatening to overshadow the summit.",
    "The talks are not going to happen.",
    "Vale is leaving behind a legacy of reform.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_commitment(text: str) -> None:
    assert [c.evidence.of(text) for c in claims_of(text)] == []


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Lake Orrin to be drained by end of June", "drain"),
        ("Norland to close two mines", "close"),
        ("Bid to save the Orrin mill", None),
        ("Norland plan to close mines angers miners", None),
    ],
)
def test_headline(text: str, action: str | None) -> None:
    found = claims_of(text, PassageKind.HEADLINE)
    acts = [c.content.action for c in found if isinstance(c.content, Commitment) and c.confidence is not Confidence.LOW]
    assert acts == ([action] if action else [])


def test_what_an_event_tells_is_no_commitment_too() -> None:
    found = claims_of("An inquiry into the flood is due to open in Norland on 2 April.")
    assert [type(c.content) for c in found] == [Event]


def test_a_decision_only_mentioned_is_none() -> None:
    assert claims_of("The decision to keep foreign advisers stems from fears of unrest.") == []


def test_a_pledge_mentioned_in_another_plan_is_unsure() -> None:
    found = claims_of("Norland may extend the presence of its troops despite its pledge to leave Sudria.")
    assert [c.confidence is Confidence.LOW for c in found] == [False, True]


EVENTS = [
    ("[The election will be held on 4 May]{election}.", False),
    ("Ana Orel leads the polls before [parliamentary elections next month]{parliamentary elections}.", False),
    ("[The trial of the banker has been postponed until September]{trial}.", False),
    ("[The summit on 20 March was cancelled]{summit}.", True),
    ("[An inquiry is to begin on 2 April]{inquiry}.", False),
    ("[The new mayor takes office on July 1]{new mayor}.", False),
]


@pytest.mark.parametrize(("marked", "dropped"), EVENTS)
def test_event(marked: str, dropped: bool) -> None:
    match = MARKED.search(marked)
    assert match
    text = MARKED.sub(lambda m: m.group(1), marked)
    events = [c for c in claims_of(text) if isinstance(c.content, Event)]
    assert [c.evidence.of(text) for c in events] == [match.group(1)]
    assert isinstance(events[0].content, Event)
    assert (events[0].content.what, events[0].content.dropped) == (match.group(2), dropped)


WORDS = [
    "Norland", "will", "not", "send", "to", "agreed", "plans", "a", "plan", "troops", ",", "and", "“", "”", "by",
    "May", "2031", "if", "ordered", "the", "closure", "said", "who", "is", "set", "leave", "been", "no", "longer", "'s",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_evidence_lies_in_the_sentence(words: list[str]) -> None:
    text = " ".join(words) + "."
    for claim in claims_of(text):
        assert 0 <= claim.evidence.start < claim.evidence.end <= len(text)
        assert all(claim.evidence.covers(words) for words in claim.own_words)
        assert claims_of(text)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert claims_of(text) == claims_of(text)
