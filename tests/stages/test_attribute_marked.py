"""Attributions read off spans that a trained model marked, on invented sentences.

`[words]{s1}`, `[words]{q1}` and `[words]{c1}` mark source, cue and content of the first attribution, and so on; a
source or content may stand in another sentence than its cue.
"""

import re
from bisect import bisect_right
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.records import (
    Analysis,
    Attribution,
    Confidence,
    CueSense,
    Mode,
    SourceType,
    Span,
    SpeechSpan,
)
from onrecord.stages.attribute import find_attributions
from onrecord.stages.mention import find_mentions
from onrecord.stages.voice import voice_at
from tests.stages.made_sentences import analyse

LEXICONS = load_lexicons()
_MARK = re.compile(r"\[([^\[\]]*)\]\{([sqc])(\d)\}")


def unmark(marked: str) -> tuple[str, dict[str, dict[str, list[Span]]]]:
    text, at = "", 0
    found: dict[str, dict[str, list[Span]]] = {}
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        span = Span(start=len(text), end=len(text) + len(match[1]))
        found.setdefault(match[3], {"s": [], "q": [], "c": []})[match[2]].append(span)
        text += match[1]
        at = match.end()
    return text + marked[at:], found


def marked_analyses(text: str, spans: list[SpeechSpan]) -> tuple[Analysis, ...]:
    analyses = analyse(text)
    starts = [a.sentence.span.start for a in analyses]
    held: dict[int, list[SpeechSpan]] = {}
    for span in spans:
        held.setdefault(max(0, bisect_right(starts, span.cue.start) - 1), []).append(span)
    return tuple(replace(a, speech=tuple(held.get(n, ()))) for n, a in enumerate(analyses))


def attribute(text: str, spans: list[SpeechSpan]) -> tuple[Attribution, ...]:
    analyses = marked_analyses(text, spans)
    entities, mentions = find_mentions(text, analyses, LEXICONS.names)
    return find_attributions(text, analyses, entities, mentions, LEXICONS.speech)


def read(marked: str) -> tuple[str, tuple[Attribution, ...]]:
    text, found = unmark(marked)
    spans = [
        SpeechSpan(source=parts["s"][0] if parts["s"] else None, cue=parts["q"][0], content=tuple(parts["c"]))
        for _, parts in sorted(found.items())
    ]
    return text, attribute(text, spans)


QUOTE, PARTIAL, INDIRECT, HEARSAY = Mode.DIRECT_QUOTE, Mode.PARTIAL_QUOTE, Mode.INDIRECT, Mode.HEARSAY

ONE = [
    ("[Mayor Ilse Brandt]{s1} [said]{q1} [that the dam was safe]{c1}.", {"speaker": "Ilse Brandt", "mode": INDIRECT}),
    ("[“The dam is safe,”]{c1} [said]{q1} [Mayor Ilse Brandt]{s1}.", {"speaker": "Ilse Brandt", "mode": QUOTE}),
    ("[Petra Lund]{s1} [denied]{q1} [that the fund was empty]{c1}.", {"sense": CueSense.DENIES}),
    ("[Petra Lund]{s1} [has not said]{q1} [when the road will open]{c1}.", {"sense": CueSense.DECLINES}),
    ("[Petra Lund]{s1} [declined]{q1} [to say how many were hurt]{c1}.", {"sense": CueSense.DECLINES}),
    ("[The council]{s1} [vowed]{q1} [to rebuild the pier]{c1}.", {"sense": CueSense.PROMISES, "spoken": False}),
    ("[The union]{s1} [wants]{q1} [a rise that beats inflation]{c1}.", {"spoken": False}),
    ("[Petra Lund]{s1} [was aware]{q1} [that the pier was rotten]{c1}.", {"spoken": False}),
    ("[The college]{s1} [was informed]{q1} [that a pupil had died]{c1}.", {"spoken": False}),
    ("[The dam is safe]{c1}, its [director]{s1} [said]{q1}. Director Ilse Brandt left.", {"speaker": "Ilse Brandt"}),
    ("[The bank]{s1} [pledged]{q1} [two million crowns]{c1}.", {"spoken": False}),
    ("[Petra Lund]{s1} [let slip]{q1} [that the pier was rotten]{c1}.", {"spoken": True}),
    ("[Oskar Dahl]{s1} [may say]{q1} [that the talks failed]{c1}.", {"hypothetical": True}),
    ("[Oskar Dahl]{s1} [told]{q1} Vasto Radio [the talks had failed]{c1}.", {"told": "Vasto Radio"}),
    ("[Two piers collapsed]{c1}, [according to]{q1} [the Harbour Authority]{s1}.", {"speaker": "Harbour Authority"}),
    ("[Oskar Dahl]{s1}[:]{q1} [“We will rebuild the pier.”]{c1}", {"speaker": "Oskar Dahl", "mode": QUOTE}),
    ("Dr. Oskar Dahl, [who]{s1} [warned]{q1} [that the pier was rotten]{c1}, left.", {"speaker": "Oskar Dahl"}),
    (
        "[An official, who spoke on condition of anonymity as talks go on]{s1}, [said]{q1} [the fund was empty]{c1}.",
        {"anonymity": "on condition of anonymity as talks go on", "source_type": SourceType.UNNAMED_PERSON},
    ),
    ("[Petra Lund]{s1} [called]{q1} [the plan “a sad joke”]{c1}.", {"mode": PARTIAL}),
]


@pytest.mark.parametrize(("marked", "want"), ONE, ids=[m[:50] for m, _ in ONE])
def test_what_a_marked_attribution_is(marked: str, want: dict[str, object]):
    text, found = read(marked)
    _, parts = unmark(marked)
    assert len(found) == 1
    assert list(found[0].content) == parts["1"]["c"], [c.of(text) for c in found[0].content]
    assert {name: getattr(found[0], name) for name in want} == want


CONTENTS = [
    # the subject of a passive, marked as said
    ("[Deputy mayor Ilse Brandt]{c1} [was quoted as saying]{q1} [the dam was safe]{c1}.", ["the dam was safe"]),
    # who says it after the words, marked the other way round
    ("[Marn]{s1} bridge may fall, [says]{q1} [engineer]{c1}", ["Marn bridge may fall"]),
    # an aside between dashes, which is another source's
    (
        "[The board]{s1} [said]{q1} [the number of ships -- at 40]{c1}, according to the union -- [was normal]{c1}.",
        ["the number of ships -- at 40, according to the union -- was normal"],
    ),
    # what nobody is named for
    ("[The chain]{c1} has [reportedly]{q1} [sold its store]{c1}.", ["The chain has reportedly sold its store"]),
    # a quotation that the model cut short, over sentences
    (
        "[Ana Morel]{s1} [said]{q1}: [“Nobody warned us.]{c1} We learned it from the radio. We ran.”",
        ["“Nobody warned us. We learned it from the radio. We ran.”"],
    ),
    # a bare quotation that goes on
    (
        "[“Nobody warned us,”]{c1} [Ana Morel]{s1} [said]{q1}. “We learned it from the radio.”",
        ["“Nobody warned us,”", "“We learned it from the radio.”"],
    ),
    # over paragraphs, the first left open
    (
        "[Ana Morel]{s1} [said]{q1}: [“Nobody warned us. We heard it on the radio.]{c1}\n“Then we ran to the hill.”",
        ["“Nobody warned us. We heard it on the radio.", "“Then we ran to the hill.”"],
    ),
    # words that a content only runs into
    (
        "[Tomas Rell]{s1} [said]{q1} [it would not. “Not]{c1} one of us who live there believes it,” Ana Morel said.",
        ["it would not."],
    ),
    # lifted words are not cut either
    ("[Ana Morel]{s1} [called]{q1} [the plan “a sad]{c1} joke” on Monday.", ["the plan “a sad joke”"]),
]


@pytest.mark.parametrize(("marked", "want"), CONTENTS, ids=[m[:50] for m, _ in CONTENTS])
def test_contents_agree_with_the_quotation_marks(marked: str, want: list[str]):
    text, found = read(marked)
    got = [c.of(text).strip() for c in found[0].content]
    assert got == want


def test_a_cue_inside_another_content_gives_a_chain():
    marked = "[Oskar Dahl]{s2} [said]{q2} [the talks had failed]{c2}, [Vasto Radio]{s1} [reported]{q1}."
    text, parts = unmark(marked)
    outer = SpeechSpan(
        source=parts["1"]["s"][0],
        cue=parts["1"]["q"][0],
        content=(Span(start=0, end=parts["2"]["c"][0].end),),
    )
    inner = SpeechSpan(source=parts["2"]["s"][0], cue=parts["2"]["q"][0], content=tuple(parts["2"]["c"]))
    said, reported = attribute(text, [inner, outer])
    assert (said.speaker, said.chain, said.mode) == ("Oskar Dahl", ("Vasto Radio",), HEARSAY)
    assert (reported.speaker, reported.chain) == ("Vasto Radio", ())


def test_who_speaks_last_says_the_saying_that_comes_first_too():
    marked = "[The board]{s1} [never said]{q1} [that it would open]{c1}, [its chairman]{s2} [said]{q2}."
    text, parts = unmark(marked)
    content = tuple(parts["1"]["c"])
    spans = [SpeechSpan(source=parts[n]["s"][0], cue=parts[n]["q"][0], content=content) for n in ("1", "2")]
    (inner,) = [a for a in attribute(text, spans) if a.negated]
    (outer,) = [a for a in attribute(text, spans) if not a.negated]
    assert [c.of(text) for c in outer.content] == ["The board never said that it would open"]
    assert inner.chain == (outer.speaker,)


def test_one_who_speaks_of_oneself_in_a_quotation_is_who_speaks():
    text = "“I think the dam will hold,” said Ilse Brandt."
    outer = SpeechSpan(source=Span(start=34, end=45), cue=Span(start=29, end=33), content=(Span(start=0, end=28),))
    inner = SpeechSpan(source=Span(start=1, end=2), cue=Span(start=3, end=8), content=(Span(start=9, end=26),))
    thinks, _ = attribute(text, [inner, outer])
    assert (thinks.speaker, thinks.chain) == ("Ilse Brandt", ())


def test_what_somebody_only_wants_is_in_the_narrators_voice():
    text, found = read("[The union]{s1} [wants]{q1} [300 jobs kept]{c1}.")
    assert voice_at(found, Span(start=text.index("300"), end=text.index("300") + 3)).speaker is None


def test_a_source_in_the_sentence_before():
    _, found = read("There was [Ilse Brandt]{s1}. [Quoting]{q1} a poet, with a smile: [“All is well.”]{c1}")
    assert [a.speaker for a in found] == ["Ilse Brandt"]


def test_what_is_believed_by_nobody_named_is_hearsay_as_a_whole():
    text, found = read("[It]{s1} [is feared]{q1} [that the vault is empty]{c1}.")
    assert [(a.mode, a.source, [c.of(text) for c in a.content]) for a in found] == [(HEARSAY, None, [text[:-1]])]


def test_a_second_verb_of_the_speaker_ends_what_was_said():
    marked = "[Oskar Dahl]{s1} [warned]{q1} [the board of a strike and {}]{c1}."
    text = marked.replace("{}", "called for a vote")
    text, found = unmark(text)
    at = text.index("called for")
    second = SpeechSpan(
        source=found["1"]["s"][0],
        cue=Span(start=at, end=at + 10),
        content=(Span(start=at + 11, end=at + 17),),
    )
    first = SpeechSpan(source=found["1"]["s"][0], cue=found["1"]["q"][0], content=tuple(found["1"]["c"]))
    got = [[c.of(text) for c in a.content] for a in attribute(text, [first, second])]
    assert got == [["the board of a strike"], ["a vote"]]


PHRASES = [
    ("[Oskar Dahl]{s1} [said]{q1} [the tower had stood for]{c1} forty years.", "the tower had stood for forty years"),
    ("[Oskar Dahl]{s1} [said]{q1} [the tower had stood]{c1}, and he smiled.", "the tower had stood"),
]


@pytest.mark.parametrize(("marked", "want"), PHRASES)
def test_a_content_ends_where_a_phrase_does(marked: str, want: str):
    text, found = read(marked)
    assert [c.of(text) for c in found[0].content] == [want]


SOURCES = [
    ("[Oskar]{s1} Dahl [said]{q1} [that the tower fell]{c1}.", "Oskar Dahl"),
    ("Police chief [Oskar Dahl]{s1}, who led the search, [said]{q1} [that the tower fell]{c1}.", None),
    ("Oskar Dahl [said]{q1} [that the tower fell]{c1}.", "Oskar Dahl"),
    ("The driver, who [police]{s1} [say]{q1} [is safe]{c1}, left.", "police"),
]


@pytest.mark.parametrize(("marked", "want"), SOURCES)
def test_a_source_is_a_whole_phrase(marked: str, want: str | None):
    text, found = read(marked)
    source = found[0].source
    assert source is not None
    assert source.of(text) == want if want else "Oskar Dahl" in source.of(text)


def test_a_quotation_is_left_to_the_nearest_cue():
    marked = "[“I am glad,”]{c1} [Ana Morel]{s1} [said]{q1}. [“I am not,”]{c2} [Tomas Rell]{s2} [said]{q2}."
    text, parts = unmark(marked)
    spans = [
        SpeechSpan(
            source=parts[n]["s"][0],
            cue=parts[n]["q"][0],
            content=(*parts["1"]["c"], *parts["2"]["c"]) if n == "1" else tuple(parts[n]["c"]),
        )
        for n in ("1", "2")
    ]
    got = [[c.of(text) for c in a.content] for a in attribute(text, spans)]
    assert got == [["“I am glad,”"], ["“I am not,”"]]


def test_who_speaks_in_a_passive_stands_after_by():
    _, found = read("[Two cases]{s1} [were reported]{q1} by the Velmar Institute [in the north]{c1}.")
    assert found[0].speaker == "Velmar Institute"


@pytest.mark.parametrize(
    ("certainty", "want"),
    [
        (Confidence.HIGH, Confidence.HIGH),
        (Confidence.MEDIUM, Confidence.MEDIUM),
        (Confidence.LOW, Confidence.MEDIUM),
    ],
)
def test_no_attribution_is_surer_than_the_model(certainty: Confidence, want: Confidence):
    text, parts = unmark("Mayor [Ilse Brandt]{s1} [said]{q1} [that the dam was safe]{c1}.")
    found = parts["1"]
    span = SpeechSpan(source=found["s"][0], cue=found["q"][0], content=tuple(found["c"]), confidence=certainty)
    assert attribute(text, [span])[0].confidence is want


def test_an_addressee_is_not_part_of_what_was_said():
    text, found = read("[Oskar Dahl]{s1} [told]{q1} [the council that the pier fell]{c1}.")
    assert (found[0].told, [c.of(text) for c in found[0].content]) == ("the council", ["that the pier fell"])


def test_hedges_are_found_beside_what_the_model_marks():
    _, found = read("[Ana Morel]{s1} [said]{q1} [the pier fell]{c1}. Two divers reportedly drowned.")
    assert [a.hedges for a in found] == [(), ("reportedly",)]


def test_a_model_that_marks_nothing_leaves_nothing_to_the_rules():
    assert attribute("Ana Morel said the pier fell.", []) == ()


TEXT = "“The dam is safe,” said Ilse Brandt.\n“Not so,” Tomas Rell said. “It leaks,” he added, and told her “it” fell."
PLACES = st.integers(min_value=0, max_value=len(TEXT))
SPANS = st.builds(lambda a, b: Span(start=min(a, b), end=max(a, b)), PLACES, PLACES)
MARKS = st.builds(
    lambda source, cue, content: SpeechSpan(source=source, cue=cue, content=tuple(content)),
    st.none() | SPANS,
    SPANS,
    st.lists(SPANS, max_size=3),
)


@given(st.lists(MARKS, max_size=6))
def test_any_spans_at_all_give_sound_attributions(marks: list[SpeechSpan]):
    for found in attribute(TEXT, marks):
        for span in filter(None, (found.source, found.cue, *found.content, *found.quoted)):
            assert 0 <= span.start < span.end <= len(TEXT)
        assert isinstance(found.confidence, Confidence)
