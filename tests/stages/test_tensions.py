"""Claims that pull apart without contradicting each other: invented stories, with the relations written down first."""

import pytest

from tests.stages.test_outcomes import account

STRIKE = (
    """The tram drivers of Veldmark walked out on Monday over pay, and the tram network came to a halt.

The walkout has been a complete success, said Mara Quist, who leads the Guild of Drivers.

The tram company should open talks about the new timetable, said Jon Bree, a lawyer for the guild.

The League of Passengers complained about delays in bringing replacement buses to the suburbs.

"My evening was a success," said Ida Fenn, a nurse.""",
    """The tram drivers of Veldmark stayed at home for a second day on Tuesday, in a dispute over pay.

The walkout was a failure, said Otto Lind, the head of the tram company.

The Tram Company of Veldmark said it was doing everything in its power to bring replacement buses to the suburbs.

Karl Munt, the mayor of Veldmark, said he was opposed to opening talks about the new timetable.""",
)
FLOOD = (
    """The River Ansa burst its banks at Telmar on Monday and flooded the lower town, and six ferrymen were missing.

The tap water was safe to drink, said Ruda Pell, the governor of Telmar.

"It would be a miracle to find any of the ferrymen alive," said Ben Ostrow, a rescuer.

The pumping of the lower town is under control, Ruda Pell said.

The evacuation has been slow, said Nils Aber, a doctor.""",
    """The River Ansa kept rising at Telmar on Tuesday, and the lower town was still flooded.

The Health Office of Telmar urged residents to boil their tap water.

Lena Roth, a captain of the fire brigade, said there was still hope that three ferrymen could be found alive.

The pumping of the lower town is failing, said Dana Holm, who leads the relief crews.

The harvest has been slow, said Per Aker, a farmer.""",
)
TRIAL = (
    """The trial of the banker Karel Voss opened in Brennick on Monday under heavy guard.

The Lantern Society criticised the decision of Judge Amelie Stroud to clear the gallery.

"The indictment is a shambles," said Tove Lang, a lawyer for Karel Voss.

The hearing was fair, said Ina Tall, the minister of justice.""",
    """The trial of the banker Karel Voss went on in Brennick on Tuesday.

The Brennick Bar Association welcomed the decision of Judge Amelie Stroud to clear the gallery.

"The indictment is working well," said Hugo Marsh, the prosecutor.

The hearing was deeply unfair, said Tove Lang, a lawyer for Karel Voss.

The verdict of the football league was unfair, said Bo Ek, a goalkeeper.""",
)


def tensions(*texts, days=("2031-05-05", "2031-05-06")):
    story = account(*zip(days, texts, strict=False))
    by_id = {c.id: c for c in story.claims}
    return {
        (r.rule.removeprefix("tension."), *sorted({str(by_id[c].attribution.speaker) for c in (*r.left, *r.right)}))
        for r in story.relations
        if r.type.value == "tension"
    }


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(
            STRIKE,
            {
                ("course", "Mara Quist", "Otto Lind"),
                ("act", "Jon Bree", "Karl Munt"),
                ("effort", "League of Passengers", "Tram Company of Veldmark"),
            },
            id="strike",
        ),
        pytest.param(
            FLOOD,
            {
                ("course", "Dana Holm", "Ruda Pell"),
                ("hope", "Ben Ostrow", "Lena Roth"),
                ("curbed", "Health Office of Telmar", "Ruda Pell"),
            },
            id="flood",
        ),
        pytest.param(
            TRIAL,
            {
                ("act", "Brennick Bar Association", "Lantern Society"),
                ("course", "Hugo Marsh", "Tove Lang"),
                ("fairness", "Ina Tall", "Tove Lang"),
            },
            id="trial",
        ),
    ],
)
def test_the_tensions_of_an_invented_story(texts, expected):
    assert tensions(*texts) == expected


@pytest.mark.parametrize("texts", [STRIKE, FLOOD, TRIAL])
def test_half_a_year_later_it_is_another_state_and_no_tension(texts):
    assert tensions(*texts, days=("2031-05-05", "2031-11-06")) == set()


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("A ferryman has been pulled alive from the River Ansa at Telmar, Lena Roth said.", {"despite"}),
        ("No ferryman was found alive in the River Ansa at Telmar, Lena Roth said.", set()),
        ("The rescuers go on with their search for ferrymen in the River Ansa at Telmar, Lena Roth said.", set()),
    ],
)
def test_what_somebody_gave_up_hope_of_has_come_about(later, expected):
    hopeless = (
        'The River Ansa flooded Telmar.\n\n"It would be a miracle to find any of the ferrymen alive," Ben Ostrow said.'
    )
    assert {rule for rule, *_ in tensions(hopeless, f"The River Ansa flooded Telmar.\n\n{later}")} == expected
