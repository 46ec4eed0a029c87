"""Records to canonical JSON and back: sorted keys, exact decimals, ISO dates, tagged unions."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar, Union, get_args

from cattrs import Converter
from cattrs.strategies import configure_tagged_union

from onrecord.records import claim

T = TypeVar("T")


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(Decimal, lambda value: format(value, "f"))
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    members = get_args(claim.Content)
    configure_tagged_union(Union[members], converter, tag_name="is", tag_generator=lambda cls: cls.__name__.lower())  # noqa: UP007
    return converter


def encode(record: object) -> str:
    """The record as one line of canonical JSON."""
    plain = _converter().unstructure(record)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode(shape: type[T], line: str) -> T:
    """The record that `encode` wrote; raises what cattrs raises when the shape does not fit."""
    return _converter().structure(json.loads(line), shape)
