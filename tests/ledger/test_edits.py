"""Fields as reviewers write them: read back as they were written, and refused where they say nothing."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SettingsError
from onrecord.ledger.additions import find_place
from onrecord.ledger.edits import (
    choices,
    current_fields,
    edit_claim,
    editable,
    read_amount,
    read_fields,
    read_interval,
    spell_fields,
)
from onrecord.ledger.query import Ledger
from onrecord.records import ClaimType, Metadata, Report, Span, Target, report_id


def test_every_claim_takes_its_own_fields_and_stays_as_it_is(example_db: Path) -> None:
    with Ledger(example_db) as ledger:
        claims = [c for s in ledger.stories() for c in ledger.account(s.id).claims]
    assert {c.type for c in claims} == set(ClaimType)
    for claim in claims:
        fields = current_fields(claim)
        assert tuple(fields) == editable(claim.type)
        assert all(fields[n] in choices(claim.type, n) for n in fields if choices(claim.type, n))
        told = {n: v for n, v in fields.items() if v}
        assert current_fields(edit_claim(claim, told)) == fields


NAMES = st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=8)
VALUES = st.text(max_size=30).filter(lambda v: "\n" not in v and "\r" not in v)


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_fields_are_read_as_they_were_spelt(fields: dict[str, str]) -> None:
    assert read_fields(spell_fields(fields)) == {n: v.strip() for n, v in fields.items()}


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_amounts_are_read(one: Decimal, two: Decimal) -> None:
    low, high = sorted((one, two))
    bound = read_amount(f"{low}..{high}")
    assert (bound.low, bound.high) == (low, high)
    assert read_amount(f">={low}").high is None
    assert read_amount(f"<= {high}").low is None
    assert read_amount(f"{low:,f}").exact


@given(st.text(max_size=20))
def test_any_words_are_an_amount_and_a_time_or_refused(words: str) -> None:
    for read in (read_amount, read_interval):
        with suppress(SettingsError):
            read(words)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-03..2024-05", "2024-03-01", "2024-05-31"),
        ("..2024-05-09", None, "2024-05-09"),
        ("2024..", "2024-01-01", None),
        ("", None, None),
    ],
)
def test_times_are_read(words: str, low: str | None, high: str | None) -> None:
    interval = read_interval(words)
    assert tuple(d and d.isoformat() for d in (interval.lo, interval.hi)) == (low, high)


@pytest.mark.parametrize("line", ["where", "=Osk", " = "])
def test_a_line_that_is_no_field_is_named(line: str) -> None:
    with pytest.raises(SettingsError, match="name=value"):
        read_fields(line)


def test_words_are_found_in_one_place_or_not_at_all() -> None:
    text = "The gate held. The gate held again."
    report = Report(id=report_id("a", None, text), key="a", sha256="aa", text=text, metadata=Metadata())

    def place(exact: str, prefix: str = "", suffix: str = "") -> Span | None:
        return find_place(report, Target(sha256="aa", record="fact", exact=exact, prefix=prefix, suffix=suffix))

    assert place("held again") == Span(start=24, end=34)
    assert place("The gate held") is None
    assert place("The gate held", suffix=" again") == Span(start=15, end=28)
    assert place("never") is place("") is None
