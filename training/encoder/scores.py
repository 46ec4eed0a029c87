"""Scores on development documents while training goes on: quick, greedy, over words."""

from collections import Counter
from collections.abc import Iterable, Sequence

import torch

from training.encoder.labels import Labels
from training.encoder.network import Network, allowed_heads, mask
from training.encoder.tensors import as_batch, distances
from training.encoder.windows import Window, batches

_PIECES = 4096
REPORTING_TEXT = """
    said says say saying told tells added adds wrote writes announced argued noted reported claimed
    claims explained stated tweeted insisted acknowledged confirmed denied warned declared suggested
    according asked replied continued accused testified revealed admitted
"""
REPORTING = frozenset(REPORTING_TEXT.split())
"""The forms that the shared scorer counts as cues of reports."""
Span = tuple[int, int, str]
Parts = tuple[frozenset[int], frozenset[int], frozenset[int]]


def f1(right: float, predicted: float, gold: float) -> float:
    """Per cent."""
    return round(200 * right / max(1.0, predicted + gold), 2)


@torch.no_grad()
def score_syntax(network: Network, labels: Labels, windows: Sequence[Window]) -> dict[str, float]:
    """Accuracy of parts of speech, heads (greedy), and heads with relations (before the colon)."""
    network.eval()
    counts: Counter[str] = Counter()
    for group in batches(windows, _PIECES, None):
        batch = as_batch(group)
        vectors = network.read(batch)
        upos = network.upos(vectors.syntax).argmax(-1)
        xpos = network.xpos(vectors.syntax).argmax(-1)
        arcs, dep, head = network.score_arcs(vectors)
        heads = mask(arcs, allowed_heads(batch)).argmax(-1)
        at = heads.unsqueeze(-1).expand(-1, -1, head.size(-1))
        gathered = torch.gather(head, 1, at)
        for row, window in enumerate(group):
            size = len(window.document.words)
            relations = network.score_relations(dep[row, :size], gathered[row, :size]).argmax(-1).tolist()
            for i, (tag, fine, top, relation) in enumerate(
                zip(
                    window.document.upos,
                    window.document.xpos,
                    window.document.heads,
                    window.document.relations,
                    strict=True,
                )
            ):
                counts["words"] += 1
                counts["upos"] += labels.upos[upos[row, i]] == tag
                counts["xpos"] += labels.xpos[xpos[row, i]] == fine
                attached = int(heads[row, i]) == top + 1
                counts["uas"] += attached
                counts["las"] += attached and _plain(labels.relations[relations[i]]) == _plain(relation)
    return {k: round(100 * counts[k] / max(1, counts["words"]), 2) for k in ("upos", "xpos", "uas", "las")}


def _plain(relation: str) -> str:
    return relation.partition(":")[0]


@torch.no_grad()
def score_names(network: Network, labels: Labels, windows: Sequence[Window]) -> dict[str, float]:
    """F1 of whole names, of all and of each type, by the head that the program reads."""
    network.eval()
    head = network.head_of_names(labels)
    right, predicted, gold = Counter[str](), Counter[str](), Counter[str]()
    for group in batches(windows, _PIECES, None):
        best = head(network.read(as_batch(group)).names).argmax(-1)
        for row, window in enumerate(group):
            found = spans([labels.read_names[i] for i in best[row, : len(window.document.words)].tolist()])
            marked = spans(window.document.names)
            right.update(s[2] for s in found & marked)
            predicted.update(s[2] for s in found)
            gold.update(s[2] for s in marked)
    scores = {"all": f1(right.total(), predicted.total(), gold.total())}
    return scores | {kind: f1(right[kind], predicted[kind], gold[kind]) for kind in sorted(gold)}


def spans(tags: Sequence[str]) -> set[Span]:
    """The names of a BIO row; an I that continues nothing begins one."""
    found: set[Span] = set()
    start, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and (tag[0] in "OB" or tag[2:] != kind):
            found.add((start, at, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
    return found


@torch.no_grad()
def score_speech(network: Network, windows: Sequence[Window], threshold: float = 0.5) -> dict[str, float]:
    """Soft tuples, over words: cues overlap, source and content each reach Jaccard 0.5."""
    network.eval()
    counts: Counter[str] = Counter()
    for group in batches(windows, _PIECES, None):
        vectors = network.read(as_batch(group)).speech
        likely = torch.sigmoid(network.anchor(vectors).squeeze(-1))
        for row, window in enumerate(group):
            words = window.document.words
            at = [i for i in range(len(words)) if likely[row, i] >= threshold]
            found = _parts(network, vectors[row, : len(words)], window.document.sentences, at, words)
            marked = [_gold(s.anchor, s.roles, words) for s in window.document.sayings]
            _tally(counts, "all", found, marked)
            _tally(counts, "report", _of_reports(found, words), _of_reports(marked, words))
    kinds = ("all", "report")
    tests = ("cue", "source", "content", "tuple", "exact")
    scores = {}
    for kind in kinds:
        for test in tests:
            p = counts[f"{kind} {test} p"] / max(1, counts[f"{kind} predicted"])
            r = counts[f"{kind} {test} r"] / max(1, counts[f"{kind} gold"])
            scores[f"{kind} {test}"] = round(200 * p * r / max(1e-9, p + r), 2)
    return scores


def _parts(
    network: Network, vectors: torch.Tensor, sentences: Sequence[int], at: Sequence[int], words: Sequence[str]
) -> list[Parts]:
    if not at:
        return []
    placed = [distances(i, sentences, len(words)) for i in at]
    cue = network.speech_cue(vectors[list(at)])
    word = network.speech_word(vectors).unsqueeze(0).expand(len(at), -1, -1)
    met = network.score_speech(cue, word, torch.tensor([p[0] for p in placed]), torch.tensor([p[1] for p in placed]))
    found = []
    taken: set[int] = set()
    for anchor, row in zip(at, met.argmax(-1).tolist(), strict=True):
        parts = _gold(anchor, {i: role for i, role in enumerate(row) if role and i != anchor}, words)
        if anchor not in taken:
            found.append(parts)
        taken |= parts[1]
    return found


def _gold(anchor: int, roles: dict[int, int], words: Sequence[str]) -> Parts:
    def kept(numbers: Iterable[int]) -> frozenset[int]:
        wanted = set(numbers)
        return frozenset(i for i, role in roles.items() if role in wanted and any(c.isalnum() for c in words[i]))

    return kept((1, 2)), kept((5,)) | {anchor}, kept((3, 4))


def _of_reports(parts: Sequence[Parts], words: Sequence[str]) -> list[Parts]:
    return [p for p in parts if any(words[i].lower() in REPORTING for i in p[1])]


def _near(a: frozenset[int], b: frozenset[int]) -> bool:
    return len(a & b) >= 0.5 * len(a | b) if a | b else True


def _tally(counts: Counter[str], kind: str, found: Sequence[Parts], marked: Sequence[Parts]) -> None:
    tests = {
        "cue": lambda p, g: bool(p[1] & g[1]),
        "source": lambda p, g: bool(p[1] & g[1]) and _near(p[0], g[0]),
        "content": lambda p, g: bool(p[1] & g[1]) and _near(p[2], g[2]),
        "tuple": lambda p, g: bool(p[1] & g[1]) and _near(p[0], g[0]) and _near(p[2], g[2]),
        "exact": lambda p, g: p == g,
    }
    counts[f"{kind} predicted"] += len(found)
    counts[f"{kind} gold"] += len(marked)
    for name, same in tests.items():
        counts[f"{kind} {name} p"] += sum(any(same(p, g) for g in marked) for p in found)
        counts[f"{kind} {name} r"] += sum(any(same(p, g) for p in found) for g in marked)
