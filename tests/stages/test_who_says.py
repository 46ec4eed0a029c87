"""Who says what in whole reports of invented stories, above all of courts: a row gives the text, words of a
statement's evidence, who says it, how it is passed on and how far it commits; `None` for nobody named.
"""

from functools import cache

import pytest

from evaluation.predict.constructions import installed_analysers
from evaluation.reader import weights_folder
from onrecord.lexicons import load_lexicons
from onrecord.models.loading import AnalyserKind, load_analyser
from onrecord.pipeline.plan import claim_report, read_report
from onrecord.records import Claim, ClaimType, Confidence, Metadata, Modality, Mode, RawReport

pytestmark = pytest.mark.skipif(AnalyserKind.MODEL not in installed_analysers(), reason="no weights")
LEXICONS = load_lexicons()


@cache
def claims(text: str) -> tuple[Claim, ...]:
    raw = RawReport(key="a.txt", location="a", sha256="0", data=b"", text=text, metadata=Metadata())
    reading = read_report(raw, load_analyser(AnalyserKind.MODEL, LEXICONS, weights_folder()), LEXICONS)
    return claim_report(reading, reading.publication, LEXICONS)


def told(text: str, words: str, *kinds: ClaimType) -> list[Claim]:
    """The statements, or claims of other kinds, on these words that are no guesses."""
    wanted = kinds or (ClaimType.STATEMENT,)
    sure = (c for c in claims(text) if c.confidence is not Confidence.LOW and c.type in wanted)
    return [c for c in sure if words in c.evidence.of(text)]


HEARD = [
    # What a court hears, of which the report does not say from whom.
    ("The court heard that Mr Sorge had spent the money on a yacht.", "on a yacht", None, Mode.HEARSAY),
    ("The jury was told that the ferry's captain had been drinking.", "drinking", None, Mode.HEARSAY),
    ("Jurors have been told the trader flew to Norland a day later.", "flew", None, Mode.HEARSAY),
    ("The captain was drunk, a court in Orlan has heard.", "was drunk", None, Mode.HEARSAY),
    # Documents, by what they are; `the statement` is its author's.
    ("According to court documents, the suspect bought the knife in Marn.", "knife", "court documents", Mode.DOCUMENT),
    ("The affidavit says that officers ignored the alarm.", "ignored", "affidavit", Mode.DOCUMENT),
    (
        "A study published last week found that the wells were dirty.",
        "wells",
        "study published last week",
        Mode.DOCUMENT,
    ),
    ("A Norish report contends that the pilot was never warned.", "warned", "Norish report", Mode.DOCUMENT),
    # Names beside the source.
    ("The harbour minister, Ada Quill, warned that the quay was unsafe.", "unsafe", "Ada Quill", Mode.INDIRECT),
    ("Two cousins, Ann and Ida Vell, said the song was stolen.", "stolen", "Ann and Ida Vell", Mode.INDIRECT),
    (
        "Odo Brand, 44, runs the quay.\nThe 44-year-old trader said he had trusted his accountant.",
        "trusted",
        "Odo Brand",
        Mode.INDIRECT,
    ),
    (
        "Odo Brand runs the quay.\nMr Brand's lawyers claim the police lost the film.",
        "lost",
        "anonymous lawyers of Odo Brand",
        Mode.INDIRECT,
    ),
    ("A paramedic has testified that the door was locked.", "locked", "anonymous paramedic", Mode.INDIRECT),
    # Going on, and who does not speak.
    (
        "Members also discussed a new toll, Ada Quill said, adding, “It is not going to be cheap.”",
        "cheap",
        "Ada Quill",
        Mode.DIRECT_QUOTE,
    ),
    (
        "A doctor said Ida Vell did not inform her that he had left the ward.",
        "did not inform her",
        "anonymous doctor",
        Mode.INDIRECT,
    ),
    (
        "Critics said the council, in trying to mend the dam, is repeating the same mistakes it made before.",
        "is repeating",
        "anonymous critics",
        Mode.INDIRECT,
    ),
    # Acts done by speaking stay in.
    ("Odo Brand asked the jury to “use your common sense”.", "asked the jury", "Odo Brand", Mode.PARTIAL_QUOTE),
    ("The defence characterised Odo Brand as “a small fish”.", "characterised", "defence", Mode.PARTIAL_QUOTE),
    # A saying may be short, and a day in it is no amount.
    ("Norland, a backer of the deal, said it was optimistic.", "optimistic", "Norland", Mode.INDIRECT),
    ("Ada Quill told the court that she found the letter on 4 March.", "4 March", "Ada Quill", Mode.INDIRECT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker", "mode"), HEARD)
def test_who_says_it_and_how(text, words, speaker, mode):
    (claim,) = told(text, words)
    assert (claim.attribution.speaker, claim.attribution.mode) == (speaker, mode)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Residents heard that the dam had burst.", "the dam had burst"),
        ("The jury heard an appeal from the family.", "an appeal"),
        ("Residents fled after a clamour for the mayor to acknowledge that the dam was weak.", "was weak"),
        ("Shares fell sharply, and fears spread that other lenders could fail.", "other lenders"),
        ("Orrin Foods officials did not return calls for comment.", "return calls"),
        ("Paula Brand, meanwhile, defended herself before the committee.", "defended"),
        ("The union said 12 docks had closed.", "12 docks"),
        ("The strike will go on, the union said, but the company denied it.", "the company denied it"),
    ],
)
def test_who_says_nothing(text, words):
    assert told(text, words) == []


@pytest.mark.parametrize(
    "text",
    [
        "Orrin Foods agreed to pay 3m crowns for its rival.",
        "The dockers vowed to fight the closure of the quay.",
        "Orrin Foods promised to limit its losses at the mill.",
    ],
)
def test_a_promise_that_is_told_of_is_the_narrators(text):
    for claim in told(text, "", ClaimType.COMMITMENT, ClaimType.QUANTITY):
        assert claim.attribution.mode is Mode.NARRATOR
    assert told(text, "", ClaimType.STATEMENT) == []


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("Odo Brand pleaded not guilty to two counts of fraud.", "pleaded", Modality.DENIED),
        ("Odo Brand pleaded guilty to forgery.", "pleaded", Modality.ASSERTED),
        ("Ada Quill said the slump that has hit the ports could ruin the town.", "slump", Modality.POSSIBLE),
        ("“There is no doubt that the price will rise,” Ada Quill said.", "price", Modality.EXPECTED),
        ("“There is no doubt that he knew,” Ada Quill said.", "he knew", Modality.ASSERTED),
        ("Ada Quill said the council would have to approve a sale.", "approve", Modality.ASSERTED),
        ("Ada Quill said a second vote would be necessary.", "second vote", Modality.ASSERTED),
        ("Ada Quill said the winter would be harder than most people thought.", "winter", Modality.EXPECTED),
        ("“If the rain stays away, they are not going to plant,” Ada Quill said.", "rain", Modality.EXPECTED),
        ("“We are not sure that it happened,” Ada Quill said.", "not sure", Modality.POSSIBLE),
        ("“They were not careless, so mind how you deal with them,” Ada Quill said.", "careless", Modality.ASSERTED),
    ],
)
def test_how_far_it_commits(text, words, modality):
    (claim,) = told(text, words)
    assert claim.modality is modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The council debated a 40m crown plan to mend the dam.", Modality.PLANNED),
        ("The council paid 40m crowns to mend the dam.", Modality.ASSERTED),
    ],
)
def test_the_size_of_a_plan_is_planned(text, modality):
    (claim,) = told(text, "40m crown", ClaimType.QUANTITY)
    assert claim.modality is modality


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Ada Quill said that the dam was badly built and that nobody had looked at it.",
            ["the dam was badly built", "nobody had looked at it"],
        ),
        (
            "Ada Quill said the pipe fed the town and the damage would slow the mills.",
            ["the pipe fed the town", "the damage would slow the mills"],
        ),
        (
            "The mayor of Marn, Ada Quill, said the dam had held but warned that more rain was coming.",
            ["the dam had held", "more rain was coming"],
        ),
        ("Ada Quill said the boy fell and broke his arm.", ["the boy fell and broke his arm"]),
        ("They acknowledged, as they had to, that the plan was late.", []),
    ],
)
def test_what_a_paraphrase_joins(text, parts):
    assert [c.evidence.of(text) for c in told(text, "")] == parts


def test_one_who_just_spoke_goes_on():
    text = (
        "Senator Odo Brand predicted that the speech would not save Ada Quill, who trails Bo Ferris.\n"
        "“People are smarter than that,” he said."
    )
    (claim,) = told(text, "smarter")
    assert claim.attribution.speaker == "Odo Brand"


def test_shares_after_a_bodys_figures_are_its_too():
    text = (
        "Exports fell 4 percent in January, the Statistics Bureau reported.\n"
        "The report also names the worst-hit trades.\n"
        "Steel was down 9 percent.\nA fire killed two men on Monday.\n"
    )
    (steel,) = told(text, "9 percent", ClaimType.QUANTITY)
    assert steel.attribution.speaker == "Statistics Bureau"
    assert all(c.attribution.mode is Mode.NARRATOR for c in told(text, "two men", ClaimType.QUANTITY))
