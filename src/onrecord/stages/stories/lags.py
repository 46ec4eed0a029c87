"""Counts that run behind others, by a report's own word: `the ministry's tally lags those of the clinics`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.lexicons import StoryLexicon
from onrecord.records import Claim, NameKind, Reading, ReportId
from onrecord.stages.stories.canon import Canon


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """The reports that tell of a lag, and the keys of the bodies that their sentences name, where they name any."""

    reports: frozenset[ReportId]
    bodies: frozenset[str]
    canon: Canon

    def explains(self, claims: Iterable[Claim]) -> bool:
        """Whether one of the claims may be of the count that lags: given by a body that is named with the lag, or by a
        report that tells of it; where none is named, whoever gives them.
        """
        if not self.reports or not self.bodies:
            return bool(self.reports)
        return any(c.report in self.reports or self.canon.actor(c.attribution.speaker) in self.bodies for c in claims)


def find_lag(readings: Sequence[Reading], canon: Canon, lexicon: StoryLexicon) -> Lag:
    """What the reports say of counts that run behind others."""
    reports: set[ReportId] = set()
    bodies: set[str] = set()
    for reading in readings:
        for analysis in reading.analyses:
            sentence = analysis.sentence
            words = f" {sentence.span.of(reading.text).lower()} "
            if any(f" {phrase} " in words for phrase in lexicon.comparing.lag):
                reports.add(reading.report.id)
                bodies |= {
                    canon.actor(reading.entities[m.entity].name)
                    for m in reading.mentions
                    if m.sentence == sentence.index and m.kind is NameKind.ORGANISATION and m.entity is not None
                }
    return Lag(reports=frozenset(reports), bodies=frozenset(bodies - {""}), canon=canon)
