"""Claims as one Parquet table, every column typed: a row a claim, those that a person rejected included and marked."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from onrecord.errors import MissingExtraError
from onrecord.exports.choice import Choice
from onrecord.exports.wording import claims_in_order
from onrecord.ledger.query import Ledger
from onrecord.records import Claim, Commitment, Event, Interval, Quantity
from onrecord.views.listing import claim_value
from onrecord.views.scope import Scope

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = 1

Cell: TypeAlias = "str | int | float | bool | date | list[str] | None"

_TEXTS = (
    "story", "claim", "type", "report", "report_key", "label", "outlet", "text", "speaker", "speaker_role", "grounding",
    "mode", "source_type", "modality", "confidence", "value", "unit", "what", "place", "holder", "kind", "status",
    "hedge", "actor", "action", "object", "promise", "outcome", "event",
)  # fmt: skip
_NUMBERS = ("start", "end", "paragraph")
_AMOUNTS = ("low", "high")
_CLOCKS = ("published", "said", "as_of", "deadline")
_MARKS = ("negated", "in_headline", "rejected")
_LISTS = ("chain", "origins", "decided")


def export_parquet(ledger: Ledger, choice: Choice) -> Iterator[bytes]:
    """The file in one piece; raises MissingExtraError without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as exc:
        raise MissingExtraError("export: pyarrow is not installed. Run: pip install 'onrecord[parquet]'") from exc
    rows = [_row(scope, claim) for scope in choice.scopes(ledger) for claim in claims_in_order(scope)]
    table = pa.Table.from_pylist(rows, schema=_schema(pa))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    yield buffer.getvalue()


def _schema(pa: "pa") -> "pa.Schema":
    fields = [(name, pa.string()) for name in _TEXTS]
    fields += [(name, pa.int32()) for name in _NUMBERS]
    fields += [(name, pa.float64()) for name in _AMOUNTS]
    fields += [(f"{clock}_{end}", pa.date32()) for clock in _CLOCKS for end in ("lo", "hi")]
    fields += [(name, pa.bool_()) for name in _MARKS]
    fields += [(name, pa.list_(pa.string())) for name in _LISTS]
    return pa.schema(fields, metadata={"onrecord.schema": str(SCHEMA)})


def _row(scope: Scope, claim: Claim) -> dict[str, Cell]:
    row, said = scope.rows[claim.report], claim.attribution
    cells: dict[str, Cell] = {
        "story": scope.account.story.id,
        "claim": claim.id,
        "type": claim.type.value,
        "report": claim.report,
        "report_key": row.report.key,
        "label": row.label,
        "outlet": row.report.outlet,
        "text": claim.evidence.of(row.report.text),
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "paragraph": claim.paragraph,
        "speaker": said.speaker,
        "speaker_role": said.speaker_role,
        "grounding": said.grounding.value,
        "mode": said.mode.value,
        "source_type": said.source_type.value,
        "chain": list(said.chain),
        "modality": claim.modality.value,
        "negated": claim.negated,
        "in_headline": claim.in_headline,
        "confidence": claim.confidence.value,
        "value": claim_value(claim),
        "origins": [o.id for o in scope.origins_of.get(claim.id, ())],
        "decided": list(claim.decided),
        "rejected": claim.rejected,
    }
    return cells | _content(claim) | _clocks(claim)


def _content(claim: Claim) -> dict[str, Cell]:
    match claim.content:
        case Quantity() as q:
            return {
                "low": _number(q.amount.low),
                "high": _number(q.amount.high),
                "unit": q.unit,
                "what": q.what,
                "place": q.where,
                "holder": q.holder,
                "kind": q.kind.value,
                "status": q.status.value,
                "hedge": q.hedge,
            }
        case Commitment() as c:
            return {
                "kind": c.kind.value,
                "actor": c.actor,
                "action": c.action,
                "object": c.object,
                "promise": c.promise.value,
                "outcome": c.outcome.value,
            }
        case Event() as e:
            return {"event": e.what, "place": e.where}
        case _:
            return {}


def _clocks(claim: Claim) -> dict[str, Cell]:
    clocks = claim.clocks
    return (
        _ends("published", clocks.published.interval)
        | _ends("said", clocks.said_on.interval)
        | _ends("as_of", clocks.as_of.interval)
        | _ends("deadline", clocks.deadline.interval)
    )


def _ends(name: str, interval: Interval) -> dict[str, Cell]:
    return {f"{name}_lo": interval.lo, f"{name}_hi": interval.hi}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
