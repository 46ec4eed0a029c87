"""Who is who across the reports of a story, and which place is which."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load_lexicons
from onrecord.records import (
    NO_CLOCK,
    Entity,
    Metadata,
    NameKind,
    Publication,
    Reading,
    Report,
    ReportEntity,
    ReportId,
)
from onrecord.stages.entity import canonical_name, lies_within, place_key, resolve_entities
from onrecord.stages.names.person_match import same_person, spellings

NAMES = load_lexicons().names


def reading(number: int, *named: ReportEntity) -> Reading:
    key = f"r{number}"
    return Reading(
        report=Report(id=ReportId(key), key=key, sha256="", text="", metadata=Metadata()),
        passages=(),
        analyses=(),
        entities=named,
        mentions=(),
        attributions=(),
        publication=Publication(clock=NO_CLOCK),
    )


def entity(name: str, kind: NameKind = NameKind.PERSON, *offices: str, index: int = 0) -> ReportEntity:
    return ReportEntity(index=index, name=name, kind=kind, offices=offices)


def story(kind: NameKind, names: Sequence[str]) -> list[str]:
    """The entities' names when every name stands in a report of its own."""
    entities, links = resolve_entities([reading(i, entity(n, kind)) for i, n in enumerate(names)], NAMES)
    assert len(links) == len(names)
    return [e.name for e in entities]


@pytest.mark.parametrize(
    ("names", "resolved"),
    [
        (["Samir Vash al-Odun", "Odun", "al-Odun", "Samir al-Odun", "Samir Vash' al-Odun"], ["Samir Vash' al-Odun"]),
        (["Mary Odu", "John Odu"], ["John Odu", "Mary Odu"]),
        (["Mary Odu", "John Odu", "Odu"], ["John Odu", "Mary Odu", "Odu"]),
        (["Mohammed Odun", "Muhammad Odun"], ["Mohammed Odun"]),
        (["Bill Marsh", "William Marsh"], ["William Marsh"]),
        (["Jane Qaradi", "Jane Karadhi"], ["Jane Karadhi"]),
        (["M. Odu", "Mary Odu"], ["Mary Odu"]),
        (["Karen Odu", "Karin Odu"], ["Karen Odu", "Karin Odu"]),
        (["Maria Odu", "Mario Odu"], ["Maria Odu", "Mario Odu"]),
    ],
)
def test_people(names: list[str], resolved: list[str]) -> None:
    assert story(NameKind.PERSON, names) == resolved


@pytest.mark.parametrize(
    ("names", "resolved"),
    [
        (["WHO", "World Health Organisation", "World Health Organization"], ["World Health Organization"]),
        (["Popular Harbour Front", "PHF"], ["Popular Harbour Front"]),
        (
            ["Popular Harbour Front", "Public Health Fund", "PHF"],
            ["PHF", "Popular Harbour Front", "Public Health Fund"],
        ),
        (["Harbour Defence Centre", "Harbor Defense Center"], ["Harbour Defence Centre"]),
        (["Norhall Energy", "Norhall"], ["Norhall Energy"]),
        (["Norhall Energy Group", "Norhall Energy", "Norhall"], ["Norhall Energy Group"]),
        (["Norhall Energy", "Norhall Bank", "Norhall"], ["Norhall", "Norhall Bank", "Norhall Energy"]),
        (["Norhall Workers Union", "Norhall"], ["Norhall", "Norhall Workers Union"]),
    ],
)
def test_bodies(names: list[str], resolved: list[str]) -> None:
    assert story(NameKind.ORGANISATION, names) == resolved


def test_countries_stand_with_their_short_names_and_peoples() -> None:
    readings = [
        reading(0, entity("U.S.", NameKind.PLACE), entity("Iraqi", NameKind.NATIONALITY, index=1)),
        reading(1, entity("United States", NameKind.PLACE), entity("Iraq", NameKind.PLACE, index=1)),
        reading(2, entity("American", NameKind.NATIONALITY)),
    ]
    entities, links = resolve_entities(readings, NAMES)
    assert [(e.name, e.aliases) for e in entities] == [("Iraq", ("Iraqi",)), ("United States", ("American", "U.S."))]
    assert len(links) == 5


@pytest.mark.parametrize(("names", "resolved"), [(["western Iraq", "Iraq"], ["Iraq"]), (["LA.", "LA"], ["LA"])])
def test_a_place_goes_by_its_plain_name(names: list[str], resolved: list[str]) -> None:
    assert story(NameKind.PLACE, names) == resolved


def test_two_people_of_one_report_stay_two() -> None:
    readings = [reading(0, entity("Jon Odu"), entity("John Odu", index=1)), reading(1, entity("Odu"))]
    entities, _ = resolve_entities(readings, NAMES)
    assert [e.name for e in entities] == ["John Odu", "Jon Odu", "Odu"]


def test_offices_of_all_reports_are_kept() -> None:
    readings = [reading(0, entity("Mary Odu", NameKind.PERSON, "mayor")), reading(1, entity("Mary Odu"))]
    (person,) = resolve_entities(readings, NAMES)[0]
    assert person.offices == ("mayor",)


_POOL = [
    "Mary Odu",
    "Odu",
    "M. Odu",
    "John Odu",
    "Samir al-Odun",
    "al-Odun",
    "Samir Vash al-Odun",
    "WHO",
    "Iraq",
    "Iraqi",
]
_KINDS = [NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.NATIONALITY, NameKind.OTHER]


@given(
    st.lists(st.tuples(st.sampled_from(_POOL), st.sampled_from(_KINDS)), max_size=7),
    st.randoms(use_true_random=False),
)
def test_order_of_reports_does_not_matter(named: list[tuple[str, NameKind]], random: object) -> None:
    readings = [reading(i, entity(name, kind)) for i, (name, kind) in enumerate(named)]
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    entities, links = resolve_entities(readings, NAMES)
    assert (entities, links) == resolve_entities(shuffled, NAMES)
    assert len({e.id for e in entities}) == len(entities)
    assert {link.entity for link in links} == {e.id for e in entities}
    assert len(links) == len(readings)


def test_strings_fold_to_the_fullest_name() -> None:
    entities: tuple[Entity, ...]
    entities, _ = resolve_entities([reading(0, entity("Mary Odu")), reading(1, entity("Odu"))], NAMES)
    assert [canonical_name(entities, text) for text in ("Odu", "mary odu", "Nobody")] == [
        "Mary Odu",
        "Mary Odu",
        "Nobody",
    ]


@pytest.mark.parametrize(
    ("where", "key"),
    [
        (None, ""),
        ("U.S.", "united states"),
        ("across the United States", "united states"),
        ("American", "united states"),
        ("Iraqis", "iraq"),
        ("in northern Iraq", "iraq"),
        ("worldwide", "world"),
        ("the world", "world"),
        ("Port-au-Prince", "port au prince"),
        ("Bela, France", "bela"),
        ("the Odun valley", "odun valley"),
        ("North America", "north america"),
        ("South America's", "south america"),
        ("across Central America", "central america"),
        ("Latin America", "latin america"),
        ("the Americas", "americas"),
        ("parts of East Africa", "east africa"),
        ("the West Bank", "west bank"),
        ("South China Sea", "south china sea"),
        ("South American", "south american"),
        ("North Carolina", "north carolina"),
        ("northern Mexico", "mexico"),
        ("North Koreans", "north korea"),
    ],
)
def test_place_keys(where: str | None, key: str) -> None:
    assert place_key(where, NAMES) == key


def test_a_continent_is_not_the_country_named_after_it() -> None:
    names = ["North America", "South America", "United States", "America"]
    assert story(NameKind.PLACE, names) == ["North America", "South America", "United States"]


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("paris", "france", True),
        ("port au prince", "haiti", True),
        ("north carolina", "united states", True),
        ("west bank", "palestine", True),
        ("north america", "united states", False),
        ("france", "world", True),
        ("france", "france", False),
        ("paris", "haiti", False),
        ("odun valley", "haiti", False),
    ],
)
def test_places_within(inner: str, outer: str, within: bool) -> None:
    assert lies_within(inner, outer, NAMES) is within


_SURNAMES = st.text("abdkhorstu", min_size=3, max_size=8)


@given(_SURNAMES, _SURNAMES)
def test_surnames_taken_for_one_are_looked_up_together(left: str, right: str) -> None:
    if same_person(("ana", left), ("ana", right), ((), ()), NAMES):
        assert set(spellings(left)) & set(spellings(right))


@given(_SURNAMES.filter(lambda s: len(s) > 5), st.integers(0, 7), st.sampled_from("abdkhorstu"))
def test_a_surname_with_one_wrong_letter_is_looked_up(name: str, at: int, letter: str) -> None:
    at = min(at, len(name) - 1)
    for other in (name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :], name[:at] + name[at + 1 :]):
        if len(other) > 5:
            assert set(spellings(name)) & set(spellings(other))
