"""Task `constructions`: small reports with marks, read as a user's reports are, and what comes out otherwise."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.constructions import Case, Said, read_cases
from evaluation.files import write_rows
from evaluation.predict.account import claim_members, relate_members
from evaluation.predict.reports import raw_report
from evaluation.reader import weights_folder
from onrecord.lexicons import Lexicons, load_lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.loading import AnalyserKind, load_analyser, usual_analyser
from onrecord.pipeline.plan import read_report
from onrecord.records import Attribution, Claim, ClaimType, CueSense, Modality, Span

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# How much of what is said has to be the same words, and how much of a claim has to lie in it to be about it.
_ALIKE = 0.8
_INSIDE = 0.5


def installed_analysers() -> tuple[AnalyserKind, ...]:
    """The analysers that the cases can be read with here: the rules, and the model where its weights are."""
    return tuple(dict.fromkeys((AnalyserKind.RULES, usual_analyser(weights_folder()))))


def predict_constructions(folder: Path, target: Path) -> None:
    """The cases of a folder to {construction, analyser, problems, known} lines; `known` is the reason
    given for a known failure.
    """
    lexicons = load_lexicons()
    analysers = {kind.value: load_analyser(kind, lexicons, weights_folder()) for kind in installed_analysers()}
    write_rows(
        target,
        (
            {
                "construction": case.construction,
                "analyser": name,
                "problems": find_problems(case, analyser, lexicons),
                "known": case.fails.get(name, ""),
            }
            for name, analyser in analysers.items()
            for case in read_cases(folder)
        ),
    )


def find_problems(case: Case, analyser: Analyser, lexicons: Lexicons) -> list[str]:
    """What is read otherwise than the marks of the report say; nothing where all is as marked."""
    raw = raw_report("case", case.printed, published="2024-05-15", title=case.title, outlet="Norland Courier")
    reading = read_report(raw, analyser, lexicons)
    text = reading.text
    assert text == case.printed, "marks hold only in a text that is kept as it is"
    claims = relate_members(claim_members([reading], lexicons), lexicons).claims
    problems = [f"said by nobody: {x.of(text)!r}" for x in case.marks.get("x", ()) if _heard(x, reading.attributions)]
    for said in case.said:
        problems += _problems_of(said, case, text, reading.attributions, claims)
    return problems


def _heard(silent: Span, attributions: Sequence[Attribution]) -> bool:
    """Whether words that nobody says are taken for what somebody says, and not only for a part of it."""
    voiced = [a for a in attributions if a.sense is not CueSense.DECLINES]
    return any(_share(span, silent) >= _INSIDE for a in voiced for span in a.content)


def _share(part: Span, whole: Span) -> float:
    """How much of the part lies in the whole."""
    return max(0, min(part.end, whole.end) - max(part.start, whole.start)) / max(1, len(part))


def _problems_of(
    said: Said, case: Case, text: str, attributions: Sequence[Attribution], claims: Sequence[Claim]
) -> Iterator[str]:
    sources, pieces = (case.marks.get(f"{mark}{said.number}", ()) for mark in "sc")
    contents = [span for mark, spans in case.marks.items() if mark.startswith("c") for span in spans]
    for piece in pieces:
        others = [other for other in contents if other != piece]
        found = max(attributions, key=lambda a: _likeness(a, piece, others, text), default=None)
        if found is None or not any(span.overlaps(piece) for span in found.content):
            yield f"not heard: {piece.of(text)!r}"
            continue
        if _likeness(found, piece, others, text) < _ALIKE:
            yield f"content: {[s.of(text) for s in found.content]} for {piece.of(text)!r}"
        if sources and found.cue and not (found.source and any(found.source.overlaps(s) for s in sources)):
            yield f"source: {found.source.of(text) if found.source else None!r} for {[s.of(text) for s in sources]}"
        made = [c for c in claims if any(_share(s, piece) >= _INSIDE for s in (c.evidence, *c.more_evidence))]
        yield from _fields(said, found, [c for c in made if _share(c.evidence, piece) >= _INSIDE])
        yield from _claimed(said, piece.of(text), made)


def _likeness(attribution: Attribution, piece: Span, others: Sequence[Span], text: str) -> float:
    """How alike the words are that are said and those marked, other marked pieces of the same speech aside."""
    said = {w for span in attribution.content for w in _words(span, text)}.difference(
        *(_words(o, text) for o in others)
    )
    marked = _words(piece, text)
    return len(said & marked) / max(1, len(said | marked))


def _words(span: Span, text: str) -> set[int]:
    """Where the words of a span begin."""
    return {match.start() for match in _WORD.finditer(text, span.start, span.end)}


def _fields(said: Said, found: Attribution, claims: Sequence[Claim]) -> Iterator[str]:
    """The fields of an attribution that are not as expected; its mode is that of what was made of it."""
    modes = [c.attribution.mode for c in claims if c.type is ClaimType.STATEMENT] or [found.mode]
    if said.speaker is not None and not _one_of(found.speaker, said.speaker):
        yield f"speaker: {found.speaker!r} for {list(said.speaker)}"
    for name, wanted, values in (
        ("mode", said.mode, modes),
        ("sense", said.sense, [found.sense]),
        ("type", said.type, [found.source_type]),
    ):
        if wanted and not all(value.value in wanted for value in values):
            yield f"{name}: {[value.value for value in values]} for {list(wanted)}"
    if said.chain is not None and found.chain != said.chain:
        yield f"chain: {found.chain} for {said.chain}"
    if said.hypothetical is not None and found.hypothetical is not said.hypothetical:
        yield f"hypothetical: {found.hypothetical}"
    for name, part, words in (("told", said.told, found.told), ("anonymity", said.anonymity, found.anonymity)):
        if part is not None and part not in (words or ""):
            yield f"{name}: {words!r} for {part!r}"


def _one_of(speaker: str | None, wanted: Sequence[str]) -> bool:
    return speaker in wanted if wanted else speaker is None


def _claimed(said: Said, words: str, claims: Sequence[Claim]) -> Iterator[str]:
    """What is wrong with the claims that come of a piece of speech."""
    if said.claim == "no":
        tolerated = said.modality or (Modality.UNDISCLOSED.value,)
        yield from (f"claimed: {c.type.value} of {words!r}" for c in claims if c.modality.value not in tolerated)
        return
    if not claims and said.claim == "yes":
        yield f"no claim of {words!r}"
    for claim in claims:
        if said.speaker is not None and not _one_of(claim.attribution.speaker, said.speaker):
            yield f"speaker of the {claim.type.value}: {claim.attribution.speaker!r} for {list(said.speaker)}"
        if claim.type is ClaimType.STATEMENT and claim.negated is not said.negative:
            yield f"statement {'denied' if claim.negated else 'asserted'}: {words!r}"
        if said.modality and claim.modality.value not in said.modality:
            yield f"modality: {claim.modality.value} for {list(said.modality)}"
