"""Records against gold records: claims by type, fields on matched claims, relations by family, traps, boilerplate."""

import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from evaluation.files import Row, open_text

_FAMILY = {
    **dict.fromkeys(("contradicts", "self_inconsistent", "anachronism"), "contradicts"),
    **dict.fromkeys(("supersedes", "updates", "slips", "position_change"), "updates"),
    **dict.fromkeys(("corroborates", "same_quote_variant"), "corroborates"),
    "refines": "refines",
    **dict.fromkeys(("near_copy", "shared_origin"), "copies"),
    **dict.fromkeys(("soft_discrepancy", "scope_difference"), "discrepancy"),
    **dict.fromkeys(("tension", "disputed"), "tension"),
}
_EXHAUSTIVE = frozenset({"quantity", "commitment", "statement", "scheduled_event"})
# Words that name nobody in particular; two speakers are the same by the others.
_GENERIC = frozenset(
    {
        *("the", "of", "a", "an", "to", "and", "in", "on", "for", "s", "anonymous", "unnamed", "official", "officials"),
        *("source", "sources", "spokesman", "spokeswoman", "spokesperson", "minister", "ministry", "government"),
        *("president", "senator", "secretary", "agency", "department", "mr", "mrs", "ms", "dr", "sir", "statement"),
        *("report", "us", "u", "uk", "united", "states"),
    }
)
_LINKING = frozenset({"the", "of", "in", "a", "and"})
Pair = tuple[str, str]


def claims_of(data: Row) -> list[Row]:
    """The claim records that are scored."""
    return [
        r for r in data["records"] if r["record"] == "claim" and r["type"].split(".")[0] not in ("negative", "meta")
    ]


def match(predicted: Sequence[Row], gold: Sequence[Row], *, same_type: bool = True) -> dict[str, str]:
    """{predicted id: gold id}, one to one, best overlap first: half of the shorter span and 0.3 of the union."""
    by_doc: dict[str, list[Row]] = {}
    for g in gold:
        by_doc.setdefault(g["doc"], []).append(g)
    pairs = []
    for p in predicted:
        for g in by_doc.get(p["doc"], ()):
            if same_type and p["type"] != g["type"]:
                continue
            common = max(0, min(p["end"], g["end"]) - max(p["start"], g["start"]))
            shorter = max(1, min(p["end"] - p["start"], g["end"] - g["start"]))
            union = max(p["end"], g["end"]) - min(p["start"], g["start"])
            if common / shorter >= 0.5 and common / union >= 0.3:
                pairs.append((-common / union, p["id"], g["id"]))
    matched: dict[str, str] = {}
    for _, p_id, g_id in sorted(pairs):
        if p_id not in matched and g_id not in matched.values():
            matched[p_id] = g_id
    return matched


def _words(text: str | None) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"\(.*?\)", "", (text or "").lower()))


def same_speaker(mine: str | None, its: str | None) -> bool:
    """Both absent, or the same distinctive words: a person's surname, a body's name."""
    a, b = _words(mine), _words(its)
    if not a or not b:
        return a == b
    unnamed = {"anonymous", "unnamed"}
    if unnamed.isdisjoint(a) != unnamed.isdisjoint(b):
        return False
    x, y = set(a) - _GENERIC, set(b) - _GENERIC
    if not x or not y:
        return set(a) == set(b)
    return a[-1] in y or b[-1] in x or x <= y or y <= x


def _share_words(mine: str | None, its: str | None) -> bool:
    x, y = set(_words(mine)) - _LINKING, set(_words(its)) - _LINKING
    return bool(x) and len(x & y) >= 0.5 * min(len(x), len(y))


def _same_ends(mine: Row | None, its: Row) -> bool:
    return mine is not None and bool(mine) and all(mine.get(end) == its.get(end) for end in ("lo", "hi"))


def _overlap_in_time(mine: object, its: object) -> bool:
    if not isinstance(mine, dict) or not isinstance(its, dict):
        return False
    return max(x.get("lo") or "0000" for x in (mine, its)) <= min(x.get("hi") or "9999" for x in (mine, its))


def _quantity_check(field: str, same: Callable[[object, object], bool]) -> Callable[[Row, Row], bool | None]:
    def check(p: Row, g: Row) -> bool | None:
        its = (g.get("quantity") or {}).get(field)
        return same((p.get("quantity") or {}).get(field), its) if its else None

    return check


def _plain_check(field: str) -> Callable[[Row, Row], bool | None]:
    return lambda p, g: p.get(field) == g[field] if g.get(field) else None


def _time_check(field: str) -> Callable[[Row, Row], bool | None]:
    return lambda p, g: _overlap_in_time(p.get(field), g[field]) if isinstance(g.get(field), dict) else None


# Each gives None where the gold states nothing.
FIELDS: Mapping[str, Callable[[Row, Row], bool | None]] = {
    "speaker": lambda p, g: same_speaker(p.get("speaker"), g["speaker"]) if "speaker" in g else None,
    "attribution": _plain_check("attribution"),
    "modality": _plain_check("modality"),
    "bounds": lambda p, g: _same_ends(p.get("quantity") or {}, g["quantity"]) if g.get("quantity") else None,
    "unit": _quantity_check("unit", lambda a, b: a == b),
    "kind": _quantity_check("kind", lambda a, b: a == b),
    "what": _quantity_check("what", lambda a, b: _share_words(str(a or ""), str(b))),
    "where": _quantity_check("where", lambda a, b: _share_words(str(a or ""), str(b))),
    "deadline": lambda p, g: _same_ends(p.get("deadline"), g["deadline"]) if g.get("deadline") else None,
    "as_of": _time_check("as_of"),
    "said_on": _time_check("said_on"),
}


def _field_scores(predicted: Sequence[Row], gold: Mapping[str, Row], matched: Mapping[str, str]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for name, check in sorted(FIELDS.items()):
        verdicts = [check(p, gold[matched[p["id"]]]) for p in predicted if p["id"] in matched]
        stated = [v for v in verdicts if v is not None]
        if stated:
            found[name] = {"right": sum(stated), "of": len(stated)}
    return found


def _relation_pairs(data: Row, rename: Callable[[str], str | None]) -> dict[str, set[Pair]]:
    report_of = {r["id"]: r["doc"] for r in data["records"] if "doc" in r}
    found: dict[str, set[Pair]] = {}
    for r in data["records"]:
        if r["record"] != "relation":
            continue
        family = "trap" if r["type"] == "no_conflict_trap" else _FAMILY.get(r["type"])
        if family is None:
            continue
        sides = r.get("sides") or [[m] for m in r.get("members", [])]
        named = [[report_of.get(m, m) if family == "copies" else rename(m) for m in side] for side in sides]
        pairs = found.setdefault(family, set())
        for left, right in itertools.combinations(named, 2):
            for a, b in itertools.product(left, right):
                if a is not None and b is not None and a != b:
                    pairs.add((min(a, b), max(a, b)))
    return found


def score_records(predicted_data: Row, gold_data: Row) -> dict[str, Row]:
    """Every figure of one story, by name."""
    gold = claims_of(gold_data)
    known = {r["doc"] for r in gold_data["records"] if "doc" in r}
    predicted = [p for p in claims_of(predicted_data) if p["doc"] in known]
    gold_by = {g["id"]: g for g in gold}
    matched = match(predicted, gold)
    found: dict[str, Row] = {}
    for kind in sorted({g["type"] for g in gold}):
        right = sum(gold_by[g]["type"] == kind for g in matched.values())
        made, true = sum(p["type"] == kind for p in predicted), sum(g["type"] == kind for g in gold)
        row = {"R": round(right / true, 3), "right": right, "predicted": made, "gold": true}
        found[f"claims: {kind}"] = ({"P": round(right / max(1, made), 3)} if kind in _EXHAUSTIVE else {}) | row
    loose = match(predicted, gold, same_type=False)
    found["claims: any type"] = {"right": len(loose), "predicted": len(predicted), "gold": len(gold)}
    found |= {f"field: {name}": row for name, row in _field_scores(predicted, gold_by, matched).items()}
    true_pairs = _relation_pairs(gold_data, lambda m: m if m in gold_by else None)
    made_pairs = _relation_pairs(predicted_data, lambda m: matched.get(m, f"unmatched {m}"))
    reachable = set(matched.values())
    for family in sorted(set(_FAMILY.values())):
        g, p = true_pairs.get(family, set()), made_pairs.get(family, set())
        found[f"relation: {family}"] = {
            "right": len(g & p),
            "predicted": len(p),
            "gold": len(g),
            "reachable": sum(family == "copies" or set(pair) <= reachable for pair in g),
        }
    traps = true_pairs.get("trap", set())
    found["traps"] = {"fallen into": len(traps & made_pairs.get("contradicts", set())), "gold": len(traps)}
    touching = sum(
        p["doc"] == n["doc"] and p["start"] < n["end"] and p["end"] > n["start"]
        for p in predicted
        for n in gold_data.get("negative_regions", [])
    )
    found["claims in boilerplate"] = {"count": touching}
    return found


def score(predicted_file: Path, gold_file: Path) -> dict[str, Row]:
    """`score_records` of two files."""
    predicted, gold = (json.loads("".join(open_text(p))) for p in (predicted_file, gold_file))
    return score_records(predicted, gold)
