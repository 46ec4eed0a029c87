"""What a reviewer may correct in a claim, field by field, and how a decision spells it: one `name=value` a line."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from onrecord.errors import SettingsError
from onrecord.records import (
    Bound,
    Claim,
    ClaimType,
    Clock,
    Commitment,
    CommitmentKind,
    Confidence,
    Content,
    CountStatus,
    Interval,
    Modality,
    OutcomeStatus,
    PlaceBasis,
    PromiseStatus,
    Quantity,
    QuantityKind,
    month_of,
    year_of,
)

Fields = Mapping[str, str]
E = TypeVar("E", bound=StrEnum)
Change = Callable[[Claim, str], Claim]

BY_REVIEWER = "given by a reviewer"
"""The reason of a time that a person set."""


def spell_fields(fields: Fields) -> str:
    """`name=value` lines, by name; raises SettingsError for a value of several lines."""
    for name, value in fields.items():
        if "\n" in value or "\r" in value or "=" in name or not name:
            raise SettingsError(f"{name[:40]}={value[:40]!r}: write name=value, each on one line.")
    return "\n".join(f"{name}={fields[name].strip()}" for name in sorted(fields))


def read_fields(spelt: str | None) -> dict[str, str]:
    r"""The fields of a decision's value; raises SettingsError for a line that is none.

    >>> read_fields("unit=person\nwhere=Osk")
    {'unit': 'person', 'where': 'Osk'}
    """
    found = {}
    for line in filter(None, (spelt or "").split("\n")):
        name, sign, value = line.partition("=")
        if not sign or not name.strip():
            raise SettingsError(f"{line[:60]}: write name=value, as in where=Osk.")
        found[name.strip()] = value.strip()
    return found


def editable(kind: ClaimType) -> tuple[str, ...]:
    """The names of the fields that a claim of this type has for a reviewer."""
    return (*_OF_TYPE[kind], *_ANY)


def edit_claim(claim: Claim, fields: Fields) -> Claim:
    """The claim with its fields corrected; raises SettingsError for a field it has not or a value that is none."""
    allowed = editable(claim.type)
    for name, value in fields.items():
        if name not in allowed:
            raise SettingsError(f"{name[:40]}: a {claim.type.value} has no such field. It has: {', '.join(allowed)}.")
        change = _OF_TYPE[claim.type].get(name) or _ANY[name]
        claim = change(claim, value)
    return claim


def current_fields(claim: Claim) -> dict[str, str]:
    """The fields as they stand, in the words that `edit_claim` reads."""
    content = claim.content
    told = {name: _told(content, name) for name in _OF_TYPE[claim.type] if name not in ("amount", "deadline")}
    if isinstance(content, Quantity):
        told["amount"] = _amount_words(content.amount)
    if "deadline" in _OF_TYPE[claim.type]:
        told["deadline"] = _interval_words(claim.clocks.deadline.interval)
    told["modality"] = claim.modality.value
    told["negated"] = "yes" if claim.negated else "no"
    told["as_of"] = _interval_words(claim.clocks.as_of.interval)
    return {name: told[name] for name in editable(claim.type)}


def _told(content: Content, name: str) -> str:
    value = getattr(content, name)
    return "" if value is None else str(value)


def _amount_words(amount: Bound) -> str:
    if amount.low is None:
        return f"<={amount.high:f}"
    if amount.high is None:
        return f">={amount.low:f}"
    return f"{amount.low:f}" if amount.exact else f"{amount.low:f}..{amount.high:f}"


def _interval_words(interval: Interval) -> str:
    if not interval.known:
        return ""
    if interval.lo == interval.hi and interval.lo:
        return interval.lo.isoformat()
    return f"{interval.lo or ''}..{interval.hi or ''}"


def read_amount(words: str) -> Bound:
    """`12`, `250..350`, `>=12`, `<=40`; raises SettingsError for anything else."""
    text = words.replace(",", "").replace("–", "..").strip()
    try:
        if text.startswith(">="):
            return Bound(low=_number(text[2:]), high=None)
        if text.startswith("<="):
            return Bound(low=None, high=_number(text[2:]))
        low, dots, high = text.partition("..")
        ends = _number(low), _number(high if dots else low)
    except InvalidOperation as exc:
        raise SettingsError(f"{words[:40]}: no amount. Write 12, 250..350, >=12 or <=40.") from exc
    if ends[0] > ends[1]:
        raise SettingsError(f"{words[:40]}: the first number is the larger one. Swap them.")
    return Bound(low=ends[0], high=ends[1])


def _number(text: str) -> Decimal:
    number = Decimal(text.strip())
    if not number.is_finite():
        raise InvalidOperation
    return number


def read_interval(words: str) -> Interval:
    """`2024-03-12`, `2024-03`, `2024`, or two of them with `..` between, either left out; nothing is no time known."""
    first, dots, last = words.strip().partition("..")
    if not dots:
        return _days(first) if first else Interval(lo=None, hi=None)
    low, high = (_days(part.strip()) if part.strip() else None for part in (first, last))
    lo, hi = low.lo if low else None, high.hi if high else None
    if lo and hi and lo > hi:
        raise SettingsError(f"{words[:40]}: the first day is the later one. Swap them.")
    return Interval(lo=lo, hi=hi)


def _days(text: str) -> Interval:
    try:
        match len(text):
            case 4:
                return year_of(date.fromisoformat(f"{text}-01-01"))
            case 7:
                return month_of(date.fromisoformat(f"{text}-01"))
            case _:
                day = date.fromisoformat(text)
                return Interval(lo=day, hi=day)
    except ValueError as exc:
        raise SettingsError(f"{text[:40]}: no date. Write YYYY-MM-DD, YYYY-MM or YYYY.") from exc


def _member(kind: type[E], value: str) -> E:
    try:
        return kind(value)
    except ValueError as exc:
        raise SettingsError(f"{value[:40]}: write one of {', '.join(kind)}.") from exc


def _words(name: str, *, needed: bool = False) -> Change:
    """A field of the content that holds words, or none."""

    def change(claim: Claim, value: str) -> Claim:
        if needed and not value:
            raise SettingsError(f"{name}: give it some words.")
        return replace(claim, content=replace(claim.content, **{name: value or None}))  # type: ignore[arg-type]

    return change


def _choice(name: str, kind: type[StrEnum]) -> Change:
    """A field of the content that holds one of a closed set."""

    def change(claim: Claim, value: str) -> Claim:
        return replace(claim, content=replace(claim.content, **{name: _member(kind, value)}))  # type: ignore[arg-type]

    return change


def _set_amount(claim: Claim, value: str) -> Claim:
    assert isinstance(claim.content, Quantity)
    return replace(claim, content=replace(claim.content, amount=read_amount(value), hedge=None))


def _set_where(claim: Claim, value: str) -> Claim:
    if isinstance(claim.content, Quantity):
        return replace(
            claim, content=replace(claim.content, where=value or None, where_from=PlaceBasis.STATED, land=None)
        )
    return _words("where")(claim, value)


def _set_as_of(claim: Claim, value: str) -> Claim:
    return replace(claim, clocks=replace(claim.clocks, as_of=_clock(value)))


def _set_deadline(claim: Claim, value: str) -> Claim:
    clock = _clock(value)
    claim = replace(claim, clocks=replace(claim.clocks, deadline=clock))
    if isinstance(claim.content, Commitment) and claim.content.deadline is not None:
        deadline = replace(claim.content.deadline, interval=clock.interval)
        return replace(claim, content=replace(claim.content, deadline=deadline))
    return claim


def _clock(value: str) -> Clock:
    return Clock(interval=read_interval(value), reason=BY_REVIEWER, confidence=Confidence.HIGH)


def _set_modality(claim: Claim, value: str) -> Claim:
    return replace(claim, modality=_member(Modality, value))


def _set_negated(claim: Claim, value: str) -> Claim:
    if value not in ("yes", "no"):
        raise SettingsError(f"negated={value[:40]}: write yes or no.")
    return replace(claim, negated=value == "yes")


_ANY: Mapping[str, Change] = {"modality": _set_modality, "negated": _set_negated, "as_of": _set_as_of}
_OF_TYPE: Mapping[ClaimType, Mapping[str, Change]] = {
    ClaimType.STATEMENT: {},
    ClaimType.QUANTITY: {
        "amount": _set_amount,
        "unit": _words("unit", needed=True),
        "what": _words("what", needed=True),
        "where": _set_where,
        "holder": _words("holder"),
        "kind": _choice("kind", QuantityKind),
        "status": _choice("status", CountStatus),
    },
    ClaimType.COMMITMENT: {
        "kind": _choice("kind", CommitmentKind),
        "actor": _words("actor"),
        "action": _words("action", needed=True),
        "object": _words("object"),
        "scope": _words("scope"),
        "deadline": _set_deadline,
        "promise": _choice("promise", PromiseStatus),
        "outcome": _choice("outcome", OutcomeStatus),
    },
    ClaimType.EVENT: {"what": _words("what", needed=True), "where": _set_where, "deadline": _set_deadline},
    ClaimType.FACT: {"subject": _words("subject", needed=True), "predicate": _words("predicate", needed=True)},
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "modality": tuple(Modality),
    "negated": ("no", "yes"),
    "status": tuple(CountStatus),
    "promise": tuple(PromiseStatus),
    "outcome": tuple(OutcomeStatus),
}
"""The fields that take one of a few words, whatever the claim; `kind` depends on it."""


def choices(kind: ClaimType, name: str) -> tuple[str, ...]:
    """The words that a field may take; none where any may."""
    if name == "kind":
        return tuple(QuantityKind) if kind is ClaimType.QUANTITY else tuple(CommitmentKind)
    return CHOICES.get(name, ())
