"""Bodies of a state under one name, however the report says whose they are: `Norvania's government`, `the country's
health ministry`.
"""

from collections.abc import Mapping

from onrecord.lexicons import NameLexicon
from onrecord.records import Attribution, NameKind, Reading

_COUNTRY = "country's "


def state_body(attribution: Attribution, reading: Reading, lexicon: NameLexicon) -> str | None:
    """The name by which a body of a state goes, None where the source is none or goes by it already.

    `Norvania's government` is the `Norvanian government`, `the UK's government` the `UK government`; of `the
    country's` bodies the country is the one named last.
    """
    speaker = (attribution.speaker or "").replace("’s", "'s")
    if attribution.source is None or attribution.entity is not None:
        return None
    if speaker.startswith(_COUNTRY):
        country = _last_country(attribution.source.start, reading, lexicon)
        return f"{country} {speaker.removeprefix(_COUNTRY)}" if country else None
    owner, owned, body = speaker.partition("'s ")
    head = body.split()[-1:]
    plain = head and head[0].lower() in lexicon.words.plain_bodies
    if not owned or not plain or owner not in lexicon.countries:
        return None
    adjective = owner if owner.isupper() else _adjectives(lexicon).get(lexicon.countries[owner], owner)
    return f"{adjective} {body}"


def _adjectives(lexicon: NameLexicon) -> Mapping[str, str]:
    """The adjective of each country: the first of its demonyms."""
    found: dict[str, str] = {}
    for adjective, country in lexicon.demonyms.items():
        found.setdefault(country, adjective)
    return found


def _last_country(before: int, reading: Reading, lexicon: NameLexicon) -> str | None:
    """The country named last before this place of the text."""
    for mention in reversed(reading.mentions):
        if mention.span.end <= before and mention.entity is not None and mention.kind is NameKind.PLACE:
            name = reading.entities[mention.entity].name
            if name in lexicon.countries:
                return name
    return None
