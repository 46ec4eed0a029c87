"""The clocks of claims: said on, speaks of, promised for.

In a case `<words>` is the claim's evidence, `{words}` what was said where that is more, `|cue|` the verb of saying and
`#number#` the number of an amount. Reports appear on Wednesday 10 March 2021.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from onrecord.lexicons.clocks import load_clocks
from onrecord.lexicons.time import load_time
from onrecord.records import (
    NARRATOR,
    NO_CLOCK,
    Analysis,
    Attribution,
    Bound,
    Claim,
    ClaimId,
    Clock,
    Commitment,
    CommitmentKind,
    Confidence,
    Content,
    Deadline,
    Event,
    Fact,
    Interval,
    Metadata,
    Mode,
    PassageKind,
    Publication,
    Quantity,
    QuantityKind,
    Reading,
    Report,
    ReportId,
    Sentence,
    SourceType,
    Span,
    Statement,
    TimeRelation,
    Token,
    on,
    tell_time,
)
from onrecord.stages.clocks import place_clocks
from onrecord.stages.times import find_times

LEXICON, WORDS = load_time(), load_clocks()
PUBLISHED = Publication(clock=Clock(interval=on(date(2021, 3, 10)), reason="given", confidence=Confidence.HIGH))
UNDATED = Publication(clock=NO_CLOCK)
MARKS = re.compile(r"[<>{}|#~]")
PAIRS = {"<": ">", "{": "}", "|": "|", "#": "#", "~": "~"}


@dataclass(frozen=True)
class Case:
    """A text without its marks, and the spans that the marks gave, by mark."""

    text: str
    spans: dict[str, Span]


def read_marks(marked: str) -> Case:
    text, spans, opened, at = "", {}, {}, 0
    for mark in MARKS.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        sign = mark.group()
        start = next((k for k, end in PAIRS.items() if end == sign and k in opened), None)
        if start is not None:
            spans[start] = Span(start=opened.pop(start), end=len(text))
        else:
            opened[sign] = len(text)
    return Case(text=text + marked[at:], spans=spans)


def place(marked: str, content: Content | None = None, publication: Publication = PUBLISHED, tags: str = "") -> Claim:
    case = read_marks(marked)
    text, spans = case.text, case.spans
    report = Report(id=ReportId("r"), key="k", sha256="", text=text, metadata=Metadata())
    ends = [m.end() for m in re.finditer(r"\. |\.$", text)]
    analyses = tuple(
        Analysis(
            sentence=Sentence(index=i, passage=0, paragraph=1, span=Span(start=a, end=b), kind=PassageKind.BODY),
            tokens=tuple(
                Token(
                    span=Span(start=w.start(), end=w.end()), text=w.group(), lemma=w.group().removesuffix("ed"), tag=t
                )
                for w, t in zip(re.finditer(r"\w+", text), tags.split(), strict=False)
            ),
        )
        for i, (a, b) in enumerate(zip([0, *ends], ends, strict=False))
    )
    reading = Reading(
        report=report,
        passages=(),
        analyses=analyses,
        entities=(),
        mentions=(),
        attributions=(),
        publication=publication,
    )
    evidence = spans["<"]
    attribution = NARRATOR
    if "|" in spans:
        attribution = Attribution(
            source=spans.get("~"),
            cue=spans["|"],
            content=(spans.get("{", evidence),),
            quoted=tuple(Span(start=q.start(), end=q.end()) for q in re.finditer("“[^”]*”", text)),
            mode=Mode.INDIRECT,
            source_type=SourceType.NAMED_PERSON,
            speaker="Ina Holt",
        )
    number = spans.get("#", evidence)
    amount = Quantity(
        amount=Bound(low=Decimal(2), high=Decimal(2)),
        unit="person",
        what="people",
        kind=QuantityKind.CUMULATIVE,
        number=number,
    )
    claim = Claim(
        id=ClaimId("c"),
        report=report.id,
        sentence=next(a.sentence.index for a in analyses if a.sentence.span.overlaps(evidence)),
        paragraph=1,
        evidence=evidence,
        attribution=attribution,
        content=content or amount,
    )
    times = find_times(text, analyses, publication.clock.interval, LEXICON)
    (placed,) = place_clocks((claim,), reading, times, publication, LEXICON, WORDS)
    return placed


def say(interval: Interval) -> str:
    lo, hi = (d.isoformat() if d else "-" for d in (interval.lo, interval.hi))
    return lo if lo == hi and lo != "-" else f"{lo}..{hi}"


DEFAULT = "2021-03-09..2021-03-10"
SAID = [
    ("~Ina Holt~ |said| on Monday that <the dam will hold>.", "2021-03-08"),
    ("On Monday, ~Ina Holt~ |said| <the dam will hold>.", "2021-03-08"),
    ("<The dam will hold>, ~Ina Holt~ |told| reporters on Sunday.", "2021-03-07"),
    ("~Ina Holt~ |said| <the dam broke on Monday>.", DEFAULT),
    ("~Ina Holt~, who took office on Monday, |said| <the dam will hold>.", DEFAULT),
    ("~Ina Holt~ |said| <the dam will hold>.", DEFAULT),
    ("<The dam held>.", DEFAULT),
]


@pytest.mark.parametrize(("marked", "wanted"), SAID)
def test_said_on(marked: str, wanted: str) -> None:
    assert say(place(marked, Statement()).clocks.said_on.interval) == wanted


AS_OF = [
    ("<#Two# people died on Monday>.", "2021-03-08"),
    ("By yesterday <there were #two# cases>.", "2021-03-09"),
    ("<A flood in 1968 killed #two# people>.", "1968-01-01..1968-12-31"),
    ("<#Two# people have died> so far.", DEFAULT),
    ("So far this year, <#two# people have died>.", DEFAULT),
    ("<#Two# people have died since Monday>.", DEFAULT),
    ("<#Two# people are held>, a man who fled last week told a court.", DEFAULT),
    ("~Ina Holt~ |said| on Sunday that <#two# people had died>.", "2021-03-07"),
    ("<#Two# people died in the flood, which began on Monday>.", DEFAULT),
    ("<#Two# people will be held next month>.", DEFAULT),
    ("<#Two# people are held>. A third fled on Monday.", DEFAULT),
    ("<#Two# people drowned in the past week>.", "2021-03-03..2021-03-10"),
    ("<#Two# people drowned>.", DEFAULT),
    ("<#Two# people died in the earthquake on 12 January>.", DEFAULT),
    ("<#Two# people died on 12 January>.", "2021-01-12"),
    ("<The bank earned #2# crowns from 2010 to 2015>.", "2010-01-01..2015-12-31"),
    ("Between May and July <#two# people drowned>.", "2020-05-01..2020-07-31"),
    ("<#Two# people, who came from Orlo, drowned on Monday>.", "2021-03-08"),
    ("<#Two# ferries will be built over the next three years>.", DEFAULT),
    ("<#Two# people fear another flood of 1968>.", DEFAULT),
    ("<#Two# people drowned around 12 January>.", "2021-01-09..2021-01-15"),
    ("<The dam had #two# gates> when it broke in 2009.", "2009-01-01..2009-12-31"),
    ("<The dam was valued at #two# crowns> (4 talers) in 2010.", "2010-01-01..2010-12-31"),
    ("Last month, <it mended #two# gates that failed last year>.", "2021-02-01..2021-02-28"),
    ("<#Two# people drowned, as many as in half of last year>.", DEFAULT),
    ("<Boats drew #two# per cent more on last year>.", DEFAULT),
    ("Shares are half what they were in May, <erasing #two# crowns>.", DEFAULT),
    ("<The fund had sold #two# boats since its ruin last year>.", DEFAULT),
    ("Guards shot at a boat last night, <killing #two# people>.", "2021-03-09"),
    ("A boat sank on Monday, <bringing the toll to #two#>.", DEFAULT),
    ("Orlo has five boats, the port said on Monday, <against #two# boats on Friday>.", "2021-03-05"),
    ("Orlo has five boats, the port said on Monday, <up from #two#>.", DEFAULT),
    ("<The firm, which began in 2018, has #two# boats>.", DEFAULT),
    ("<The firm, founded in 2018, has #two# boats>.", DEFAULT),
    ("<Boats rose #two# per cent on the previous year>.", DEFAULT),
    ("In May it had five boats; <now there are #two#>.", DEFAULT),
    ("“<#Two# boats left today>,” ~Ina Holt~ |said| on Monday.", "2021-03-08"),
    ("“<#Two# boats left yesterday>,” ~Ina Holt~ |said| on Monday.", "2021-03-07"),
    ("<#Two# boats left yesterday>, ~Ina Holt~ |said| on Monday.", "2021-03-09"),
]


@pytest.mark.parametrize(("marked", "wanted"), AS_OF)
def test_as_of(marked: str, wanted: str) -> None:
    assert say(place(marked).clocks.as_of.interval) == wanted


@pytest.mark.parametrize(
    ("marked", "assumed"),
    [
        ("<#Two# people drowned>.", True),
        ("<#Two# people have died> so far.", False),
        ("<#Two# people died on Monday>.", False),
    ],
)
def test_only_an_assumed_window_is_low(marked: str, *, assumed: bool) -> None:
    assert (place(marked).clocks.as_of.confidence is Confidence.LOW) == assumed


def test_a_deadline_in_what_was_said_is_not_its_day() -> None:
    marked = "~Ina Holt~ |said| <it remained committed to mending the dam by the end of March>."
    assert say(place(marked, Statement()).clocks.said_on.interval) == DEFAULT


def test_a_limit_is_not_the_time_spoken_of() -> None:
    placed = place("~Ina Holt~ |said| <they had agreed to leave by the end of March>.", Statement())
    assert say(placed.clocks.as_of.interval) == DEFAULT


def test_a_fact_speaks_of_its_own_time() -> None:
    placed = place("<The dam was opened in 1968>.", Fact(subject="dam", predicate="opened"))
    assert say(placed.clocks.as_of.interval) == "1968-01-01..1968-12-31"
    assert placed.clocks.as_of.reason == "speaks of “in 1968”"


def test_without_publication_relative_clocks_stay_unknown_and_say_so() -> None:
    clocks = place("<#Two# people drowned>.", publication=UNDATED).clocks
    assert not clocks.as_of.interval.known
    assert clocks.as_of.reason == "no time named, and publication is not known"
    assert not clocks.published.interval.known


def test_without_publication_a_named_year_stays_known() -> None:
    assert say(place("<#Two# people drowned in 1968>.", publication=UNDATED).clocks.as_of.interval).startswith("1968")


def test_a_commitments_deadline_is_its_own() -> None:
    deadline = Deadline(
        interval=Interval(lo=None, hi=date(2021, 9, 30)), relation=TimeRelation.BY, text=Span(start=19, end=36)
    )
    content = Commitment(kind=CommitmentKind.PROMISE, actor="Orlen", action="leave", deadline=deadline)
    clock = place("<Orlen will leave by September 2021>.", content).clocks.deadline
    assert say(clock.interval) == "-..2021-09-30"


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("<Orlen will stay for the time being>.", "no day: “for the time being”"),
        ("<Orlen will stay until further notice>.", "no day: “until further notice”"),
        ("<Orlen will stay>.", "names none"),
    ],
)
def test_a_commitment_without_a_day_says_what_stands_for_one(marked: str, reason: str) -> None:
    clock = place(marked, Commitment(kind=CommitmentKind.PROMISE, actor="Orlen", action="stay")).clocks.deadline
    assert (clock.reason, clock.interval.known) == (reason, False)


def test_what_is_said_may_look_ahead() -> None:
    marked = "~Ina Holt~ |said| <they had agreed to leave by the end of June 2021>."
    clock = place(marked, Statement()).clocks.deadline
    assert (say(clock.interval), clock.reason) == ("-..2021-06-30", "looks ahead to “by the end of June 2021”")
    assert clock.confidence is Confidence.LOW


def test_a_deadline_in_a_quote_counts_from_when_it_was_said() -> None:
    marked = "“<We will leave by tomorrow>,” ~Ina Holt~ |said| on Monday."
    deadline = Deadline(interval=on(date(2021, 3, 11)), relation=TimeRelation.BY, text=Span(start=15, end=26))
    content = Commitment(kind=CommitmentKind.PROMISE, actor="Ina Holt", action="leave", deadline=deadline)
    assert say(place(marked, content).clocks.deadline.interval) == "2021-03-09"


def test_a_day_around_another_is_not_sharp() -> None:
    clock = place("<#Two# people drowned around 12 January>.").clocks.as_of
    assert tell_time(clock.interval, fuzz=clock.fuzz) == "around 12 Jan 2021"
    assert clock.reason == "speaks of “around 12 January”"


@pytest.mark.parametrize(
    ("marked", "tags", "wanted"),
    [
        ("<They #2# are paid by a fund opened in 1968>.", "PRON NUM AUX VERB ADP DET NOUN VERB ADP NUM", DEFAULT),
        ("<The #2# funds opened in 1968>.", "DET NUM NOUN VERB ADP NUM", "1968-01-01..1968-12-31"),
        ("<The #2# funds were opened in 1968>.", "DET NUM NOUN AUX VERB ADP NUM", "1968-01-01..1968-12-31"),
    ],
)
def test_a_participle_after_a_noun_has_its_own_time(marked: str, tags: str, wanted: str) -> None:
    assert say(place(marked, tags=tags).clocks.as_of.interval) == wanted


def test_next_month_is_ahead_whenever_the_report_appeared() -> None:
    wide = Publication(clock=Clock(interval=Interval(lo=date(2021, 1, 1), hi=date(2021, 12, 31)), reason="guessed"))
    marked = "With <a vote set for next month>, #two# parties split."
    clocks = place(marked, Fact(subject="vote", predicate="set"), wide).clocks
    assert say(clocks.as_of.interval) == "2020-12-31..2021-12-31"
    assert clocks.deadline.reason == "looks ahead to “next month”"


def test_an_events_day_is_its_deadline() -> None:
    assert say(place("<The fair opens on 4 May>.", Event(what="fair")).clocks.deadline.interval) == "2021-05-04"
    assert not place("<The fair opens>.", Event(what="fair")).clocks.deadline.interval.known
