"""Records in the shape of the development gold: `{"records": [...]}` with claims and relations."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from onrecord.records import (
    Account,
    Claim,
    Clock,
    Commitment,
    CopyLink,
    Event,
    Fact,
    Interval,
    Quantity,
    Relation,
    RelationType,
    ReportId,
    Statement,
)

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_EXPORTED_AS = {
    RelationType.UPDATES: "supersedes",
    RelationType.SLIPS: "supersedes",
    RelationType.MET: "supersedes",
    RelationType.DISPUTED: "tension",
    RelationType.POSSIBLE_SHIFT: "tension",
}


def export_gold(accounts: Sequence[Account], names: Mapping[ReportId, str], texts: Mapping[ReportId, str]) -> Json:
    """Claims and relations of the accounts; `names` gives each report the name it has in the gold (its file)."""
    records: list[Json] = []
    for account in accounts:
        records += [_claim(c, names, texts) for c in account.claims]
        records += [_relation(r, names) for r in account.relations]
        records += [_copy(link, names) for link in account.copies]
    return {"records": records}


def _interval(interval: Interval) -> Json:
    return {
        "lo": interval.lo.isoformat() if interval.lo else None,
        "hi": interval.hi.isoformat() if interval.hi else None,
    }


def _clock(clock: Clock) -> Json:
    return _interval(clock.interval) if clock.interval.known else None


def _number(value: Decimal | None) -> Json:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _claim(claim: Claim, names: Mapping[ReportId, str], texts: Mapping[ReportId, str]) -> Json:
    text = texts[claim.report]
    base: dict[str, Json] = {
        "id": claim.id,
        "record": "claim",
        "type": claim.type.value,
        "doc": names[claim.report],
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "text": claim.evidence.of(text),
        "speaker": claim.attribution.speaker,
        "speaker_role": claim.attribution.speaker_role,
        "attribution": claim.attribution.mode.value,
        "modality": claim.modality.value,
        "negated": claim.negated,
        "confidence": claim.confidence.value,
    }
    return base | _content(claim, text)


def _content(claim: Claim, text: str) -> dict[str, Json]:
    content, clocks = claim.content, claim.clocks
    match content:
        case Quantity():
            return {
                "status": content.status.value,
                "quantity": {
                    "lo": _number(content.amount.low),
                    "hi": _number(content.amount.high),
                    "hedge": content.hedge,
                    "unit": content.unit,
                    "what": content.what,
                    "where": content.where or content.land,
                    "where_from": content.where_from.value if content.where else "land" if content.land else None,
                    "kind": content.kind.value,
                },
                "as_of": _clock(clocks.as_of),
            }
        case Commitment():
            deadline = content.deadline
            return {
                "status": content.outcome.value,
                "promise": content.promise.value,
                "kind": content.kind.value,
                "promisor": content.actor,
                "action": " ".join(filter(None, (content.action, content.object))),
                "scope": content.scope,
                "condition": content.condition.of(text) if content.condition else None,
                "deadline": _interval(deadline.interval) if deadline else None,
                "deadline_text": deadline.text.of(text) if deadline else None,
                "deadline_type": deadline.relation.value if deadline else None,
                "made_on": _clock(clocks.said_on),
            }
        case Event():
            return {
                "event": content.what,
                "status": "dropped" if content.dropped else "open",
                "date": _clock(clocks.deadline),
            }
        case Statement():
            return {"topic": " ".join(content.topic), "said_on": _clock(clocks.said_on)}
        case Fact():
            return {"subject": content.subject, "predicate": content.predicate, "as_of": _clock(clocks.as_of)}


def _relation(relation: Relation, names: Mapping[ReportId, str]) -> Json:
    if relation.left or relation.right:
        sides: list[list[str]] = [list(relation.left), list(relation.right)]
    else:
        sides = [[names[r]] for r in relation.reports]
    return {
        "id": relation.id,
        "record": "relation",
        "type": _EXPORTED_AS.get(relation.type, relation.type.value),
        "own_type": relation.type.value,
        "sides": [list[Json](side) for side in sides if side],
        "members": [member for side in sides for member in side],
        "rule": relation.rule,
        "why": relation.reason,
    }


def _copy(link: CopyLink, names: Mapping[ReportId, str]) -> Json:
    left, right = names[link.left], names[link.right]
    return {
        "id": f"{link.left}-{link.right}",
        "record": "relation",
        "type": link.relation.value,
        "sides": [[left], [right]],
        "members": [left, right],
        "why": "; ".join(f"{m.name} {m.value:.3f} (background {m.background:.3f})" for m in link.measures),
    }
