"""Near copies and rewrites of one source, each sign of copying measured and shown on its own."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, log

from onrecord.lexicons import StoryLexicon
from onrecord.lexicons.stories import CopySettings
from onrecord.records import CLAIM_BEARING, CopyLink, Measure, PassageKind, Reading, RelationType, Span
from onrecord.stages.stories.background import Background
from onrecord.stages.stories.chains import Chain, Line, find_chain, weigh_terms
from onrecord.stages.stories.quoting import same_quote
from onrecord.stages.stories.shingles import Runs, containment, overlap, pairs_by_rare_terms, pairs_by_runs, runs_of
from onrecord.stages.stories.terms import terms_of, words_of

_QUOTED = re.compile(r"[“\"]([^“”\"\n]{3,600})[”\"]")
_HANDED_OUT = re.compile(r"[“”\"\d]")
_NUMBER = re.compile(r"\d")
_CAPITAL = re.compile(r"(?<![.!?:“\"]\s)(?<=[a-z,] )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sketch:
    """A report as copying sees it: only what it says itself, no footers, boxes or related headlines."""

    lines: tuple[Line, ...]
    runs: Runs
    terms: frozenset[str]
    quotes: tuple[tuple[str, ...], ...]
    names: frozenset[str]
    numbers: frozenset[str]
    credits: frozenset[str]
    weights: tuple[float, ...] = ()


def find_copies(readings: Sequence[Reading], lexicon: StoryLexicon) -> tuple[CopyLink, ...]:
    """Pairs of reports that go back to one text.

    `near_copy` needs the chain of aligned sentences and, besides it, the quoted or the content words to stand out
    against ordinary pairs of the story. Two reports of one statement share its numbers and quotes, but no chain; two
    reports of one affair may have a chain, but of sentences that share neither runs of words nor most of their terms;
    two reports of one press conference have one of quotes and figures, but tell hardly anything else alike.
    """
    printed = _same_texts(sorted(readings, key=lambda r: (r.text, r.report.id)))
    # Of one text one report is enough to show what is ordinary: the others would make it look more ordinary than it is.
    ordered = [same[0] for same in printed]
    sketches = [_sketch(r, lexicon) for r in ordered]
    if len(readings) < 2:
        return ()
    weights = weigh_terms([s.lines for s in sketches])
    rarity = _rarity(sketches)
    sketches = [_weighed(s, weights, rarity) for s in sketches]
    likely = pairs_by_runs([s.runs for s in sketches]) | pairs_by_rare_terms([s.terms for s in sketches])
    ordinary = _ordinary_pairs(len(sketches))
    found = {}
    for left, right in sorted(likely | ordinary):
        signs = _signs_of_words(sketches[left], sketches[right], rarity)
        if (left, right) in ordinary or _may_stand_out(signs, lexicon.copies):
            chain = find_chain(sketches[left].lines, sketches[right].lines, weights)
            found[left, right] = (signs | _signs_of_chain(chain), chain)
    background = Background.of([found[pair][0] for pair in sorted(ordinary)], lexicon.copies)
    links = []
    for pair in sorted(likely & found.keys()):
        one, two = ordered[pair[0]], ordered[pair[1]]
        signs, chain = found[pair]
        usual = background.without(signs if pair in ordinary else None)
        wanted = _more_than_own_background(one, two, signs, lexicon.copies)
        rewritten = len(chain.pairs) >= lexicon.copies.fewest and _stands_out(signs, usual, lexicon.copies)
        if wanted and (rewritten or _is_printed(signs, chain, lexicon.copies)):
            links.append(_link(one, two, signs, usual, chain.pairs))
    for same, sketch in zip(printed, sketches, strict=True):
        if same[1:]:
            signs = _signs_of_words(sketch, sketch, rarity)
            signs |= _signs_of_chain(find_chain(sketch.lines, sketch.lines, weights))
        for other in same[1:]:
            aligned = tuple(zip(_sentences(same[0]), _sentences(other), strict=True))
            links.append(_link(same[0], other, signs, background.without(None), aligned))
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def _sentences(reading: Reading) -> list[Span]:
    """What the report says itself, sentence by sentence: nothing of a paragraph that is printed twice."""
    repeated = {p.index for p in reading.passages if p.repeats is not None}
    found = (a.sentence for a in reading.analyses if a.sentence.kind in CLAIM_BEARING)
    return [s.span for s in found if s.passage not in repeated]


def _same_texts(readings: Sequence[Reading]) -> list[list[Reading]]:
    """The reports by their sentences, so that those which print the very same ones stand together."""
    by_text: dict[tuple[str, ...], list[Reading]] = {}
    for reading in readings:
        said = tuple(span.of(reading.text) for span in _sentences(reading))
        key = said if len(said) > 1 else (reading.report.id,)
        by_text.setdefault(key, []).append(reading)
    return list(by_text.values())


def _sketch(reading: Reading, lexicon: StoryLexicon) -> _Sketch:
    text, function_words = reading.text, lexicon.function_words
    spans = _sentences(reading)
    body = "\n".join(span.of(text) for span in spans)
    said = [a.cue for a in reading.attributions if a.spoken and a.cue is not None]
    lines = tuple(_line(text, span, function_words, said) for span in spans)
    terms = frozenset(term for line in lines for term in line.terms)
    sources = "\n".join(
        p.span.of(text) for p in reading.passages if p.kind in {PassageKind.CREDIT, PassageKind.DATELINE}
    ).lower()
    return _Sketch(
        lines=lines,
        runs=runs_of(list(words_of(body))),
        terms=terms,
        quotes=tuple(words for m in _QUOTED.finditer(body) if (words := tuple(words_of(m.group(1))))),
        names=frozenset(m.group().lower() for m in _CAPITAL.finditer(body)),
        numbers=frozenset(t for t in terms if _NUMBER.search(t)),
        credits=frozenset(name for name in lexicon.agencies if re.search(rf"\b{re.escape(name)}\b", sources)),
    )


def _line(text: str, span: Span, function_words: frozenset[str], said: Sequence[Span]) -> Line:
    words = span.of(text)
    return Line(
        span=span,
        terms=frozenset(terms_of(words, function_words)),
        handed_out=_HANDED_OUT.search(words) is not None or any(span.covers(cue) for cue in said),
    )


def _rarity(sketches: Sequence[_Sketch]) -> Mapping[str, float]:
    """The weight of each term by how few of the story's reports have it."""
    counts = Counter(term for s in sketches for term in s.terms | s.names)
    return {term: log(1 + len(sketches) / count) for term, count in counts.items()}


def _ordinary_pairs(size: int, steps: int = 5) -> set[tuple[int, int]]:
    """A few pairs for each report, spread over the story, whose signs show what is ordinary there."""
    if size <= 2 * steps:
        return {(a, b) for a in range(size) for b in range(a + 1, size)}
    strides = [max(1, size * k // (2 * steps + 1)) for k in range(1, steps + 1)]
    spread = {(a, (a + stride) % size) for a in range(size) for stride in strides}
    return {(min(p), max(p)) for p in spread if p[0] != p[1]}


def _weighed(sketch: _Sketch, weights: Mapping[str, float], rarity: Mapping[str, float]) -> _Sketch:
    """The sketch with the weight of each line and of each set of terms, which many pairs ask for."""
    return replace(
        sketch,
        lines=tuple(replace(line, weight=fsum(weights[t] for t in line.terms)) for line in sketch.lines),
        weights=tuple(fsum(rarity[t] for t in own) for own in (sketch.terms, sketch.names, sketch.numbers)),
    )


def _signs_of_words(left: _Sketch, right: _Sketch, rarity: Mapping[str, float]) -> dict[str, float]:
    content, names, numbers = map(min, zip(left.weights, right.weights, strict=True))
    return {
        "runs": containment(left.runs, right.runs),
        "quotes": _shared_quotes(left.quotes, right.quotes),
        "content": overlap(left.terms, right.terms, rarity, content),
        "names": overlap(left.names, right.names, rarity, names),
        "numbers": overlap(left.numbers, right.numbers, rarity, numbers),
        "credit": float(bool(left.credits & right.credits)),
    }


def _signs_of_chain(chain: Chain) -> dict[str, float]:
    own = chain.own if chain.own is not None else chain.share
    return {"chain": chain.share, "alike": chain.alike, "own": own}


def _may_stand_out(signs: Mapping[str, float], settings: CopySettings) -> bool:
    """Whether the words can speak for copying at all: only then the chain is looked for."""
    return any(signs[name] >= settings.least[name] for name in ("quotes", "content"))


def _shared_quotes(left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]) -> float:
    """The share of quoted words, of the report that quotes less, which the other quotes as well, small changes
    allowed.
    """
    fewer, more = sorted((left, right), key=lambda quotes: (sum(map(len, quotes)), quotes))
    total = sum(map(len, fewer))
    if total < 3:
        return 0.0
    found = sum(len(words) for words in fewer if any(same_quote(words, other) for other in more))
    return found / total


def _more_than_own_background(one: Reading, two: Reading, signs: Mapping[str, float], settings: CopySettings) -> bool:
    """Whether reports of one outlet share more than the background that an outlet repeats under every report."""
    same = one.report.outlet is not None and one.report.outlet == two.report.outlet
    return not same or signs["runs"] >= settings.own_runs


def _stands_out(signs: Mapping[str, float], background: Mapping[str, float], settings: CopySettings) -> bool:
    def clear(name: str) -> bool:
        return signs[name] >= max(settings.least[name], background[name] + settings.above[name])

    words = clear("quotes") or clear("content")
    return clear("chain") and clear("own") and words and (clear("runs") or clear("alike"))


def _is_printed(signs: Mapping[str, float], chain: Chain, settings: CopySettings) -> bool:
    """Whether one text has most of the other word for word, however short it was cut."""
    return len(chain.pairs) > 1 and min(signs["runs"], signs["content"]) >= settings.verbatim


def _link(
    left: Reading,
    right: Reading,
    signs: Mapping[str, float],
    background: Mapping[str, float],
    aligned: tuple[tuple[Span, Span], ...],
) -> CopyLink:
    if left.report.id > right.report.id:
        left, right = right, left
        aligned = tuple((b, a) for a, b in aligned)
    measures = tuple(
        Measure(name=name, value=round(signs[name], 4), background=round(background[name], 4)) for name in background
    )
    return CopyLink(
        left=left.report.id,
        right=right.report.id,
        relation=RelationType.NEAR_COPY,
        measures=measures,
        aligned=aligned,
    )
