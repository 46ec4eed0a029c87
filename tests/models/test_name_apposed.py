"""A person's name right behind an office and what it is over, told from the rest by the encoder's ranges."""

import pytest

from tests.models.test_encoder_names import names_of


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("the mayor of [Person Orlo Ina Pell] said", ["Orlo place", "Ina Pell person (mayor of Orlo)"]),
        ("the governor of [Location Orlo Peter Pell] said", ["Orlo place", "Peter Pell person (governor of Orlo)"]),
        ("the mayor of [Person Orlo] said", ["Orlo place"]),
        ("the mayor of [Location Upper Orlo Valley] said", ["Upper Orlo Valley place"]),
        ("the lawyer of [Person Ina Pell] said", ["Ina Pell person"]),
        ("the chair of the dockers' league [Person Ina Pell] said", ["Ina Pell person (chair of the dockers' league)"]),
        ("the wife of the singer [Person Ina Pell] said", ["Ina Pell person (singer)"]),
        (
            "the head of the [Organization Orlo Relief Fund Ina Pell] said",
            ["Orlo Relief Fund organisation", "Ina Pell person (head of the Orlo Relief Fund)"],
        ),
        ("the head of the [Organization Orlo Water Board] said", ["Orlo Water Board organisation"]),
        ("the head of the port board [Organization Petra Vell] said", ["Petra Vell person (head of the port board)"]),
        ("Insurer [Person Vellmar] said", ["Vellmar organisation"]),
        ("[Organization Carmaker Dravo] said", ["Dravo organisation"]),
        ("Insurer [Person Peter Vell] said", ["Peter Vell person"]),
    ],
)
def test_what_an_office_is_over_is_no_part_of_the_name(marked: str, expected: list[str]) -> None:
    text, names = names_of(marked)
    found = [f"{n.span.of(text)} {n.kind.value}" + (f" ({n.title})" if n.title else "") for n in names]
    assert found == expected
