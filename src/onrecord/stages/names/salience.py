"""Whom `he` and `she` stand for: of those the report has named lately, the one who stands out."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Confidence, NameKind
from onrecord.stages.names.descriptions import Description
from onrecord.stages.names.sightings import NOBODY, UNNAMED, Backdrop, Found, Sighting

_REACH = 5  # sentences back
_FADES = 0.6  # what a sentence's distance leaves of a sighting's weight
_SUBJECT, _OTHER = 1.0, 0.5
_SPOKE = 0.3  # a speaker before `he said`
_AGAIN = 0.06  # each further sighting
_DOUBTED = 0.6  # a guess from capitals, or a gender nobody told
_CLEAR, _AHEAD = 1.6, 1.25  # how far the first must lead to be taken, surely or as a guess
_FAINT = 0.2
_NAMED_AFTER = 0.6
_CLOSE = 0.45  # of the first's weight: more than one such rival leaves doubt


@dataclass(slots=True)
class _Rival:
    """Someone who may be meant: the best of his sightings, how many there are, and how near the last is; whether he
    acts in one, and whether his gender is known to fit.
    """

    entity: int
    best: float = 0.0
    seen: int = 0
    nearest: int = _REACH
    acts: bool = False
    fits: bool = False

    @property
    def weight(self) -> float:
        return self.best + _AGAIN * min(self.seen - 1, 4)


def stands_out(description: Description, gender: str | None, seen: Sequence[Sighting], backdrop: Backdrop) -> Found:
    """The person of this gender (None for either) whom words of the narrator's stand for; nobody where two are about
    as likely.
    """
    if description.quoted:
        return NOBODY
    rivals: dict[Hashable, _Rival] = {}
    others = _spoken_about(description, backdrop)
    for sighting, full in _weighed(description, gender, seen, backdrop):
        weight = full * others.get(sighting.entity, 1.0)
        if not weight:
            continue
        key = sighting.entity if sighting.entity != UNNAMED else f"{sighting.start}"
        rival = rivals.setdefault(key, _Rival(entity=sighting.entity))
        rival.best = max(rival.best, weight)
        rival.seen += 1
        rival.nearest = min(rival.nearest, backdrop.since(sighting.sentence, description.sentence))
        rival.fits = rival.fits or (gender is not None and sighting.gender == gender)
        rival.acts = rival.acts or (sighting.subject and not sighting.doubtful)
    ranked = sorted(rivals.values(), key=lambda r: (-r.weight, r.entity))
    if not ranked or ranked[0].weight < _FAINT or ranked[0].entity == UNNAMED:
        return NOBODY
    lead = ranked[0].weight / ranked[1].weight if len(ranked) > 1 else _CLEAR
    if lead < _AHEAD:
        return NOBODY
    crowd = sum(r.weight >= _CLOSE * ranked[0].weight for r in ranked) > 2
    known = ranked[0].acts or (ranked[0].fits and len(ranked) == 1)
    sure = lead >= _CLEAR and known and ranked[0].nearest <= 2 and not crowd
    return Found(entity=ranked[0].entity, confidence=Confidence.MEDIUM if sure else Confidence.LOW)


def _spoken_about(description: Description, backdrop: Backdrop) -> Mapping[int, float]:
    """What is left of the weight of those whom the sentence names in what `he` says: hardly anybody speaks of himself
    by name, and in his own words nobody does.
    """
    if not description.speaks:
        return {}
    left: dict[int, float] = {}
    for start, entity, quoted in backdrop.named.get(description.sentence, ()):
        if quoted:
            left[entity] = 0.0
        elif start > description.span.end and not description.fronted:
            left.setdefault(entity, _NAMED_AFTER)
    return left


def _weighed(
    description: Description, gender: str | None, seen: Sequence[Sighting], backdrop: Backdrop
) -> Iterator[tuple[Sighting, float]]:
    """Those who may be meant, each with the weight that place, role and knowledge give."""
    for sighting in reversed(seen):
        distance = backdrop.since(sighting.sentence, description.sentence)
        if distance > _REACH:
            return
        if sighting.quoted or sighting.kind is not NameKind.PERSON:
            continue
        if gender is not None and sighting.gender not in {None, gender}:
            continue
        weight = _SUBJECT if sighting.subject else _OTHER
        goes_on = description.speaks and sighting.speaks
        if goes_on:
            weight += _SPOKE
        if (gender is not None and sighting.gender is None and not goes_on) or sighting.guessed:
            weight *= _DOUBTED
        yield sighting, weight * _FADES**distance
