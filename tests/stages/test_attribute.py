"""Who is said to have said what: the forty constructions of news English, on invented sentences.

`[words]{c}` marks content, `[words]{s}` the source. A case looks at the attribution whose content overlaps the first
marked content and compares content (punctuation at the ends aside), source and the named fields.
"""

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.records import (
    Attribution,
    Confidence,
    CueSense,
    Mode,
    PassageKind,
    SourceType,
    Span,
)
from onrecord.stages.attribute import find_attributions
from onrecord.stages.mention import find_mentions
from onrecord.stages.voice import voice_at
from tests.stages.made_sentences import analyse

LEXICONS = load_lexicons()
_MARK = re.compile(r"\[([^\[\]]*)\]\{([cs])\}")
_EDGE = " \n.,;:“”‘’\"'—–-!?"


def attribute(text: str, kind: PassageKind = PassageKind.BODY) -> tuple[Attribution, ...]:
    analyses = analyse(text, kind)
    entities, mentions = find_mentions(text, analyses, LEXICONS.names)
    return find_attributions(text, analyses, entities, mentions, LEXICONS.speech)


@dataclass
class Case:
    number: int
    marked: str
    want: dict[str, object] = field(default_factory=dict)
    kind: PassageKind = PassageKind.BODY
    known_failure: str | None = None

    def __str__(self) -> str:
        return f"{self.number}-{self.marked[:40]}"


def case(number: int, marked: str, *, kind: PassageKind = PassageKind.BODY, fails: str | None = None, **want: object):
    marks = [pytest.mark.xfail(strict=True, reason=fails)] if fails else []
    made = Case(number=number, marked=marked, want=want, kind=kind)
    return pytest.param(made, id=str(made), marks=marks)


def unmark(marked: str) -> tuple[str, dict[str, list[str]]]:
    found: dict[str, list[str]] = {"c": [], "s": []}
    for match in _MARK.finditer(marked):
        found[match[2]].append(match[1])
    return _MARK.sub(r"\1", marked), found


def strip(words: str) -> str:
    return words.strip(_EDGE)


QUOTE, PARTIAL, INDIRECT = Mode.DIRECT_QUOTE, Mode.PARTIAL_QUOTE, Mode.INDIRECT
HEARSAY, DOCUMENT = Mode.HEARSAY, Mode.DOCUMENT

CASES = [
    # 1. “…,” said X
    case(1, "[“The dam is safe,”]{c} said [Mayor Ilse Brandt]{s}.", speaker="Ilse Brandt", mode=QUOTE),
    case(1, "[“We lost the harvest,”]{c} said [Tomas Rell, a farmer in Vasto]{s}.", speaker="Tomas Rell", mode=QUOTE),
    # 2. X said (that) …
    case(2, "[Governor Petra Lund]{s} said on Monday that [the bridge would stay closed]{c}.", speaker="Petra Lund"),
    case(2, "[Oskar Dahl]{s} said [the talks had failed]{c}.", speaker="Oskar Dahl", mode=INDIRECT),
    # 3. according to X
    case(3, "[The fire began in a store room]{c}, according to [Captain Lena Ostrov]{s}.", speaker="Lena Ostrov"),
    case(3, "According to [the Harbour Authority]{s}, [two piers collapsed]{c}.", speaker="Harbour Authority"),
    # 4. “A,” X said. “B.”
    case(
        4,
        "[“Nobody warned us,”]{c} [Ana Morel]{s} said. [“We learned it from the radio.”]{c}",
        speaker="Ana Morel",
        mode=QUOTE,
    ),
    case(
        4,
        "[“The strike goes on,”]{c} [union leader Karl Weiss]{s} told reporters. [“There is no new offer.”]{c}",
        speaker="Karl Weiss",
    ),
    # 5. a quote over several paragraphs
    case(
        5,
        "[“The court was clear.]{c}\n[“It will not hear the case again,”]{c} [Judge Nora Platt]{s} said.",
        speaker="Nora Platt",
    ),
    case(
        5,
        "[Judge Nora Platt]{s} said: [“The court was clear.]{c}\n[“It will not hear the case again.”]{c}",
        speaker="Nora Platt",
    ),
    # 6. partial and mixed quotes
    case(6, "[Finance chief Rolf Amsel]{s} called [the plan “a fantasy on stilts”]{c}.", mode=PARTIAL),
    case(6, "[Rolf Amsel]{s} said [the budget was “beyond repair” and should go]{c}.", mode=PARTIAL),
    # 7. an indirect statement, then a bare quote
    case(
        7,
        "[Ingrid Sole]{s} said [the clinic had run out of beds]{c}. [“We are treating people in the hall.”]{c}",
        speaker="Ingrid Sole",
    ),
    case(
        7,
        "Ingrid Sole said the clinic had run out of beds.\n[“We are treating people in the hall.”]{c}",
        speaker="Ingrid Sole",
    ),
    # 8. he added
    case(
        8,
        "“It is over,” said coach Dario Penn. [“We played badly,”]{c} [he]{s} added.",
        speaker="Dario Penn",
    ),
    case(
        8,
        "Marta Quill said the vote was fair. [She]{s} added that [no box had been opened]{c}.",
        speaker="Marta Quill",
    ),
    # 9. free indirect speech
    case(
        9,
        "The ministry defended itself. [The money had gone to schools]{c}, [it]{s} said.",
        speaker="ministry",
    ),
    case(9, "[The road would reopen by noon]{c}, [the police]{s} said.", mode=INDIRECT),
    # 10. aside between source and cue
    case(
        10,
        "[Hanna Voss, who has led the bank since May,]{s} said [rates would fall]{c}.",
        speaker="Hanna Voss",
    ),
    case(
        10, "[Pavel Orlin, the city's chief engineer,]{s} warned that [the tower could fall]{c}.", speaker="Pavel Orlin"
    ),
    # 11. X, who said
    case(11, "The film was shot by [Emil Grau]{s}, who said [he had slept in a tent]{c}.", speaker="Emil Grau"),
    case(11, "Police held [a man]{s} who claimed [he was the owner]{c}.", sense=CueSense.ALLEGES),
    # 12. participles
    case(
        12,
        "The firm rejected the bid on Friday, saying [it undervalued the business]{c}.",
        type=SourceType.ORGANISATION,
    ),
    case(12, "“No,” said Vera Hale, adding that [the matter was closed]{c}.", speaker="Vera Hale"),
    # 13. nested
    case(
        13,
        "The Daily Lantern quoted [an unnamed diplomat]{s} who claimed [the envoy had resigned]{c}.",
        speaker="anonymous diplomat",
        chain=("Daily Lantern",),
        mode=HEARSAY,
    ),
    case(
        13,
        "The Morning Post cited [two officials]{s} who said [the port was mined]{c}.",
        chain=("Morning Post",),
    ),
    # 14. double hop
    case(
        14,
        "Aide Sonia Park told the Tribune that [the minister]{s} had said [the law was dead]{c}.",
        chain=("Sonia Park",),
    ),
    case(
        14,
        "Sonia Park told the Tribune that [Minister Adam Locke]{s} had said [the law was dead]{c}.",
        speaker="Adam Locke",
        chain=("Sonia Park",),
    ),
    # 15. outlet as addressee
    case(
        15,
        "[“They fired first,”]{c} [Corporal Stig Mesk]{s} told the Northern Echo.",
        speaker="Stig Mesk",
        told="the Northern Echo",
    ),
    case(15, "[A resident]{s} told Radio Sund [the shelling lasted all night]{c}.", speaker="anonymous resident"),
    # 18. declined to say (asserted proposition: none; see test_state)
    case(18, "[The airline]{s} declined to say [how many seats were sold]{c}.", sense=CueSense.DECLINES),
    case(18, "[Clara Benn]{s} refused to say [whether she would run]{c}.", sense=CueSense.DECLINES),
    # 19. denied that P
    case(
        19, "[Viktor Hald]{s} denied that [he had met the lobbyist]{c}.", sense=CueSense.DENIES, speaker="Viktor Hald"
    ),
    case(19, "[The company]{s} has denied [it dumped the waste]{c}.", sense=CueSense.DENIES),
    # 20. would not confirm
    case(20, "[The Army]{s} would not confirm that [the base was hit]{c}.", sense=CueSense.DECLINES),
    case(20, "[Prosecutor Lia Moss]{s} did not say [when the trial would start]{c}.", sense=CueSense.DECLINES),
    # 21. joint
    case(
        21,
        "[Chile and Peru]{s} said in a statement that [the border would reopen]{c}.",
        speaker="Chile and Peru",
    ),
    case(
        21,
        "[Doctors and nurses]{s} say [the ward is full]{c}.",
        speaker="anonymous doctors and nurses",
    ),
    # 22. documents
    case(22, "[The report]{s} found that [the valve had rusted]{c}.", mode=DOCUMENT, type=SourceType.DOCUMENT),
    case(22, "[Inspectors had been there in March]{c}, [the audit]{s} said.", mode=DOCUMENT),
    # 23. polls and figures
    case(23, "[Figures from the statistics office]{s} showed [exports had doubled]{c}.", mode=DOCUMENT),
    case(23, "[A poll]{s} showed that [voters trusted neither side]{c}.", type=SourceType.POLL),
    # 24. anonymous with a reason
    case(
        24,
        "[“The deal is off,”]{c} said [a senior aide, who spoke on condition of anonymity]{s}.",
        speaker="anonymous senior aide",
        anonymity="on condition of anonymity",
    ),
    case(
        24,
        "[An official who was not authorized to discuss it]{s} said [the files were lost]{c}.",
        type=SourceType.UNNAMED_PERSON,
    ),
    # 25. collective
    case(25, "[The pipeline has burst again]{c}, [officials and witnesses]{s} say.", type=SourceType.COLLECTIVE),
    case(25, "[Health authorities]{s} said [the water was safe]{c}.", speaker="anonymous health authorities"),
    # 26. metonymy
    case(26, "[Moscow]{s} said [the ships had turned back]{c}.", speaker="Russia", type=SourceType.ORGANISATION),
    case(26, "[Tokyo]{s} said [it would join the talks]{c}.", speaker="Japan"),
    # 27. agentless passive
    case(27, "[The captain is believed to have left the ship]{c}.", mode=HEARSAY, speaker=None),
    case(27, "[It is feared that the mine has flooded]{c}.", mode=HEARSAY, speaker=None),
    # 28. nominal cue
    case(28, "[The mayor]{s}'s claim that [the park was sold legally]{c} is before the court.", cue="claim"),
    case(28, "Lawyers rejected [her]{s} allegation that [the judge had slept]{c}.", cue="allegation"),
    # 29. colon and Q&A
    case(29, "[Mayor Ilse Brandt]{s}: [“We will rebuild every house.”]{c}", speaker="Ilse Brandt"),
    case(
        29,
        "[Ilse Brandt]{s}: [Dam is safe]{c}",
        kind=PassageKind.HEADLINE,
        speaker="Ilse Brandt",
    ),
    # 30. allegedly, reportedly
    case(30, "[The driver allegedly ran a red light]{c}.", mode=HEARSAY, speaker=None),
    case(30, "[The chain is reportedly closing forty shops]{c}.", mode=HEARSAY, hedges=("reportedly",)),
    # 31. conditional or future speech
    case(31, "[The court]{s} may say [the law is void]{c}.", hypothetical=True),
    case(31, "[Critics]{s} will say [the tax is too low]{c}.", hypothetical=True),
    # 32. same surname
    case(
        32,
        "Anna Reuss and Max Reuss run it. “It is old,” said Max Reuss. [“We will sell,”]{c} said [Anna Reuss]{s}.",
        speaker="Anna Reuss",
    ),
    case(
        32,
        "Anna Reuss and her husband Max Reuss run the mill.\n[“We will sell,”]{c} [Reuss]{s} said.",
        speaker=None,
        fails="a bare surname that two persons share is given to one of them",
    ),
    # 33. former
    case(33, "[Former president Hugo Salas]{s} said [the charge was false]{c}.", speaker="Hugo Salas"),
    case(33, "[Hugo Salas, then the president,]{s} said [the charge was false]{c}.", speaker="Hugo Salas"),
    # 34. the official
    case(
        34,
        "A senior customs official said the gate was shut. [“Nothing moves,”]{c} [the official]{s} said.",
        speaker="anonymous senior customs official",
    ),
    case(
        34,
        "A spokeswoman for Orbis Bank said the sale was off. [“We wish them well,”]{c} [the spokeswoman]{s} said.",
        speaker="anonymous Orbis Bank spokeswoman",
    ),
    # 35. social posts
    case(35, "[Senator Bela Kern]{s} tweeted: [“This is not who we are.”]{c}", speaker="Bela Kern"),
    case(35, "[“See you in court,”]{c} [the singer Mina Roth]{s} wrote on Instagram.", speaker="Mina Roth"),
    # 36. first-person reporter
    case(36, "[He]{s} told me [the well was dry]{c}.", told="me"),
    case(36, "[“Come back tomorrow,”]{c} [the guard]{s} told us.", told="us"),
    # 37. quote inside quote
    case(
        37,
        "[“My son shouted ‘run’ and I ran,”]{c} [Olga Stern]{s} said.",
        speaker="Olga Stern",
        quotes=1,
    ),
    case(
        37,
        "[“The sign says ‘No entry’ in red,”]{c} said [Jon Vale]{s}.",
        speaker="Jon Vale",
    ),
    # 38. retraction
    case(38, "[The agency]{s} retracted [its claim of a second gunman]{c}.", sense=CueSense.RETRACTS),
    case(38, "[The paper]{s} withdrew [the allegation]{c}.", sense=CueSense.RETRACTS),
    # 39. attribution in the headline only
    case(39, "[Dam is safe]{c}, says [mayor]{s}", kind=PassageKind.HEADLINE),
    case(39, "[Harbour to close in June]{c}, [officials]{s} say", kind=PassageKind.HEADLINE),
    # 40. was quoted as saying
    case(40, "[Deputy minister Raul Cano]{s} was quoted as saying [the vote was rigged]{c}.", speaker="Raul Cano"),
    case(40, "[Raul Cano]{s} was quoted as saying: [“The vote was rigged.”]{c}", speaker="Raul Cano", mode=QUOTE),
]


@pytest.mark.parametrize("wanted", CASES)
def test_construction(wanted: Case) -> None:
    text, marks = unmark(wanted.marked)
    found = attribute(text, wanted.kind)
    first = text.index(marks["c"][0])
    place = Span(start=first, end=first + len(marks["c"][0]))
    over = [a for a in found if any(s.overlaps(place) for s in a.content)]
    assert over, f"nothing over the content: {[(a.cue and a.cue.of(text), a.content) for a in found]}"
    best = min(over, key=lambda a: abs(sum(map(len, a.content)) - sum(map(len, marks["c"]))))
    got = [strip(piece) for s in best.content for piece in s.of(text).split("\n")]
    assert [g for g in got if g] == [strip(m) for m in marks["c"]]
    if marks["s"] and best.cue is not None:
        assert best.source is not None
        assert strip(best.source.of(text)) == strip(marks["s"][0])
    for name, value in wanted.want.items():
        match name:
            case "type":
                assert best.source_type is value
            case "cue":
                assert best.cue is not None
                assert best.cue.of(text) == value
            case "quotes":
                assert len(best.quoted) == value
            case _:
                assert getattr(best, name) == value


@pytest.mark.parametrize(
    "text",
    [
        # 16. scare quotes
        "The so-called “peace plan” was shelved in spring.",
        "He runs a “boutique” hotel by the lake.",
        # 17. titles and names in quotes
        "Her novel “The Long Ferry” won two prizes.",
        "The storm, nicknamed “Big Otto”, reached the coast.",
    ],
)
def test_quoted_words_that_nobody_says(text: str) -> None:
    assert attribute(text) == ()


def test_unclear_pronoun_has_no_speaker() -> None:
    text = "Omar Bly met Ivo Strand and Petr Kos at the gate. “We agreed,” he said."
    (attribution,) = attribute(text)
    assert attribution.speaker is None or attribution.confidence is Confidence.LOW


def test_quote_far_from_any_speaker_is_nobodys() -> None:
    text = (
        "Oskar Dahl said the talks had failed.\nThe town lies on a lake.\nIts fair is old.\n“The water is cold today.”"
    )
    quoted = [a for a in attribute(text) if a.mode is Mode.DIRECT_QUOTE]
    assert [a.speaker for a in quoted] == [None]
    assert quoted[0].confidence is Confidence.LOW


def test_voice_is_the_narrators_outside_content() -> None:
    text = "Oskar Dahl said the talks had failed. The town lies on a lake."
    found = attribute(text)
    inside, outside = text.index("failed"), text.index("lake")
    assert voice_at(found, Span(start=inside, end=inside + 6)).speaker == "Oskar Dahl"
    assert voice_at(found, Span(start=outside, end=outside + 4)).mode is Mode.NARRATOR


words = st.sampled_from(
    [
        "the",
        "mayor",
        "said",
        "“",
        "”",
        '"',
        ",",
        ".",
        "that",
        "he",
        "told",
        "Reuters",
        "according",
        "to",
        '"We',
        'go,"',
        "claimed",
        "who",
        "quoted",
        "denied",
        "\n",
        "Ana",
        "Moss",
        "and",
        ":",
        "—",
    ]
)


@given(st.lists(words, max_size=30).map(" ".join) | st.text(max_size=80))
def test_offsets_lie_inside_any_text(text: str) -> None:
    for attribution in attribute(text):
        spans = [*attribution.content, *attribution.quoted, *filter(None, (attribution.source, attribution.cue))]
        assert all(s.end <= len(text) and s.start < s.end for s in spans)
        assert all(any(c.covers(q) for c in attribution.content) for q in attribution.quoted)


@given(st.lists(words, max_size=30).map(" ".join))
def test_order_is_that_of_the_text(text: str) -> None:
    starts = [(a.cue or a.content[0]).start for a in attribute(text) if a.cue or a.content]
    assert starts == sorted(starts)


SILENT = [
    "The changes announced yesterday are an answer to the strike.",
    "Many of the 40 towns touched by the flood urged nobody.",
    "A slide from a talk that Mr Vale gives to political leaders shows what the dam would cost.",
    "The two firms told the board to overrule its inspectors, declare a loss and sell.",
    "The plan's critics writing for the press were many.",
]


@pytest.mark.parametrize("text", SILENT)
def test_nobody_speaks_where_a_verb_of_saying_is_no_predicate(text: str):
    assert [a.speaker for a in attribute(text) if a.speaker and a.confidence is not Confidence.LOW] == []


def test_a_topic_before_a_headlines_colon_is_no_speaker():
    assert attribute("Storm Ada: rescue work goes on", PassageKind.HEADLINE) == ()
    assert [a.speaker for a in attribute("Nora Linden: port is safe", PassageKind.HEADLINE)] == ["Nora Linden"]


HEADS = [
    ("The Vale campaign said the count was wrong.", "Vale campaign"),
    ("Vale spokesman Peter Marlow said the count was wrong.", "Peter Marlow"),
    ("Members led by Nora Linden demanded a study.", None),
]


@pytest.mark.parametrize(("text", "speaker"), HEADS)
def test_a_name_that_only_modifies_is_no_speaker(text: str, speaker: str | None):
    assert next((a.speaker for a in attribute(f"Ann Vale ran. {text}") if a.cue), None) == speaker


PRONOUNS = [
    ("Nora Linden said the town was lost. “It is gone,” she said. “It was a show,” he said.", None),
    ("Peter Marlow fell on Friday. Peter Marlow's wife came at once. “Do not go,” she said.", None),
    ("Nora Linden said the town was lost. “It is gone,” she said.", "Nora Linden"),
]


@pytest.mark.parametrize(("text", "speaker"), PRONOUNS)
def test_a_pronoun_stands_for_nobody_of_the_other_gender(text: str, speaker: str | None):
    assert attribute(text)[-1].speaker == speaker


def test_a_second_deed_of_the_speaker_is_not_what_was_said():
    text = "Ana Morel has said the road would reopen and lifted the ban."
    found = attribute(text)
    assert [c.of(text) for c in found[0].content] == ["the road would reopen"]


def test_a_relative_clause_keeps_what_it_reports():
    text = "In Velmar, which reported two cases last week, church officials banned singing."
    assert all("banned" not in c.of(text) for a in attribute(text) for c in a.content)


def test_one_body_is_never_two_speakers() -> None:
    """`The company` and `the union` are not both the one body that was named."""
    found = attribute("Orvik Motors cut 40 jobs. The company and the union said in a note that talks would go on.")
    assert "Orvik Motors and Orvik Motors" not in {a.speaker for a in found}
