"""Telling English reports from others."""

import pytest

from onrecord.lexicons.page import load_page
from onrecord.records import Metadata, Report, report_id
from onrecord.stages.language import check_language, looks_english

LEXICON = load_page()
ENGLISH = "The council voted on Monday to keep the old bridge shut until June, and it asked the state for help. " * 3

OTHERS = [
    "Der Rat der Stadt hat am Montag beschlossen, die Brücke bis Juni zu sperren und das Land um Hilfe zu bitten. ",
    "Le conseil a décidé lundi de garder le pont fermé jusqu’en juin et de demander de l’aide à la région voisine. ",
    "De raad heeft maandag besloten de oude brug tot juni gesloten te houden en om hulp van de provincie te vragen. ",
    "El consejo decidió el lunes mantener cerrado el puente viejo hasta junio y pedir ayuda a la región vecina. ",
    "Городской совет решил в понедельник не открывать старый мост до июня и попросить помощи у области. ",
]


def report(text: str, language: str | None = None) -> Report:
    return Report(
        id=report_id("a", None, text), key="a.txt", sha256="", text=text, metadata=Metadata(language=language)
    )


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_named(text: str) -> None:
    message = check_language(report(text * 4), LEXICON)
    assert message is not None
    assert message.startswith("a.txt: not in English.")


def test_english_passes_whatever_the_page_says_of_itself() -> None:
    assert check_language(report(ENGLISH, "fr"), LEXICON) is None


def test_what_the_page_says_is_told() -> None:
    message = check_language(report(OTHERS[1] * 4, "fr-FR"), LEXICON)
    assert message is not None
    assert "(the page says 'fr-FR')" in message


@pytest.mark.parametrize("text", ["", "Orlen", "Lyra beat Tarn 3-1 in Orlen", "12 34 56"])
def test_a_text_too_short_to_tell_passes(text: str) -> None:
    assert looks_english(text, LEXICON)


def test_a_short_text_in_another_script_does_not() -> None:
    assert not looks_english(OTHERS[4], LEXICON)
