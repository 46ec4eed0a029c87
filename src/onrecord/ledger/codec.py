"""Records to canonical JSON and back: sorted keys, exact decimals, ISO dates, tagged unions."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar, Union, get_args

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override
from cattrs.strategies import configure_tagged_union

from onrecord.records import Clock, Deadline, Metadata, Span, Token, Track, claim

T = TypeVar("T")


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(Decimal, lambda value: format(value, "f"))
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    # Most of what a report gives are tokens, which go straight in, in half the time.
    converter.register_structure_hook(Token, lambda value, _: Token(**{**value, "span": Span(**value["span"])}))
    # Nearly every time is sharp: only the others say how sharp they are.
    rare = override(omit_if_default=True)
    converter.register_unstructure_hook(Clock, make_dict_unstructure_fn(Clock, converter, fuzz=rare))
    converter.register_unstructure_hook(Metadata, make_dict_unstructure_fn(Metadata, converter, places=rare))
    converter.register_unstructure_hook(Track, make_dict_unstructure_fn(Track, converter, merges=rare))
    deadline = make_dict_unstructure_fn(Deadline, converter, fuzz=rare, settled=rare)
    converter.register_unstructure_hook(Deadline, deadline)
    members = get_args(claim.Content)
    configure_tagged_union(Union[members], converter, tag_name="is", tag_generator=lambda cls: cls.__name__.lower())  # noqa: UP007
    converter.register_unstructure_hook(claim.Claim, make_dict_unstructure_fn(claim.Claim, converter, joined=rare))
    return converter


def encode(record: object) -> str:
    """The record as one line of canonical JSON."""
    return spell(_converter().unstructure(record))


def spell(plain: object) -> str:
    """Plain lists, texts and numbers as one line of canonical JSON."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def split(line: str, *lists: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Of a record's line the members of each of its lists named, or a part of each member, as lines of their own.

    >>> split('{"rows":[{"a":{"n":1},"b":2}]}', ("rows",), ("rows", "a"))
    (('{"a":{"n":1},"b":2}',), ('{"n":1}',))
    """
    plain = json.loads(line)
    return tuple(tuple(spell(_part(member, within)) for member in plain[name]) for name, *within in lists)


def _part(plain: dict[str, object], within: Sequence[str]) -> object:
    part: object = plain
    for name in within:
        assert isinstance(part, dict)
        part = part[name]
    return part


def decode(shape: type[T], line: str) -> T:
    """The record that `encode` wrote; raises what cattrs raises when the shape does not fit."""
    return _converter().structure(json.loads(line), shape)
