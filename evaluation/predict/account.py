"""Reports of given stories related to each other, whatever happens to one of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.files import say
from onrecord.lexicons import Lexicons
from onrecord.models.analyser import Analyser
from onrecord.pipeline.plan import claim_report, date_story, read_report, relate_story
from onrecord.pipeline.stories import bare_account
from onrecord.records import Account, Claim, Publication, RawReport, Reading, ReportId, Story, StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """A story's reports with their publications and claims."""

    readings: tuple[Reading, ...]
    publications: Mapping[ReportId, Publication]
    claims: tuple[Claim, ...]


def read_reports(raws: Iterable[RawReport], analyser: Analyser, lexicons: Lexicons) -> Iterator[Reading]:
    """The readings of the reports that can be read; the others are told on standard error."""
    for raw in raws:
        try:
            yield read_report(raw, analyser, lexicons)
        except Exception as exc:  # noqa: BLE001 - the other reports are to be read
            _tell(raw.key, exc)


def claim_members(readings: Sequence[Reading], lexicons: Lexicons) -> Members:
    """The claims of a story's reports; a report whose claims cannot be found has none."""
    publications = _dated(readings, lexicons)
    claims: list[Claim] = []
    for reading in readings:
        try:
            claims += claim_report(reading, publications[reading.report.id], lexicons)
        except Exception as exc:  # noqa: BLE001 - the other reports are to be read
            _tell(reading.report.key, exc)
    return Members(readings=tuple(readings), publications=publications, claims=tuple(claims))


def _dated(readings: Sequence[Reading], lexicons: Lexicons) -> Mapping[ReportId, Publication]:
    try:
        return date_story(readings, lexicons)
    except Exception as exc:  # noqa: BLE001 - each report still has the day it gives itself
        _tell("dating by peers", exc)
        return {r.report.id: r.publication for r in readings}


def relate_members(members: Members, lexicons: Lexicons) -> Account:
    """The account of these reports taken as one story; without relations where these cannot be found."""
    reports = tuple(sorted(r.report.id for r in members.readings))
    story = Story(id=StoryId("s_given"), title="given", reports=reports)
    try:
        return relate_story(story, members.readings, members.publications, members.claims, lexicons)
    except Exception as exc:  # noqa: BLE001 - the claims stand without relations
        _tell("relating the story", exc)
        return bare_account(story, members.publications, members.claims)


def _tell(name: str, exc: Exception) -> None:
    say(f"{name}: {type(exc).__name__}: {exc}; left out")
