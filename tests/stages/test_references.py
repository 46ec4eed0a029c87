"""Speakers whom no report introduces."""

from dataclasses import replace

import pytest

from onrecord.records import NameKind, ReportEntity
from onrecord.stages.stories.relate_references import find_unresolved
from tests.stages.made_account import make_reading, saying

WORDS = "the bridge will stand for another hundred years"


def unresolved(name, reports=1):
    readings, claims = [], []
    for n in range(reports):
        reading = make_reading(f"{name} said {WORDS}.", key=str(n))
        entity = ReportEntity(index=0, name=name, kind=NameKind.PERSON, introduced=False)
        readings.append(replace(reading, entities=(entity,)))
        claims.append(saying(readings[-1], WORDS, name, quoted=False))
    return list(find_unresolved(readings, claims, {"bridge": 0.1}))


@pytest.mark.parametrize("name", ["Vossberg", "al-Vossani", "McTarn", "Voss-Orr"])
def test_a_bare_surname_is_found(name):
    (finding,) = unresolved(name)
    assert name in finding.reason


@pytest.mark.parametrize("name", ["Voss_Orr", "VossTarn2", "TarnAid", "NVP", "Norlandians"])
def test_what_is_not_written_as_a_surname_is_passed_over(name):
    assert unresolved(name) == []


def test_a_name_that_many_reports_give_bare_needs_no_introduction():
    assert unresolved("Vossberg", reports=3) == []
