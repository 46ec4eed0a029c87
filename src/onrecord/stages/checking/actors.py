"""The sentence around an amount: a figure decides nothing where another acts, or nothing is told as fact."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.records import Bearing, Claim, Meeting, Modality, Quantity
from onrecord.stages.checking.fitting import stands_under
from onrecord.stages.checking.ground import Asked, Ground, Told
from onrecord.stages.checking.nodes import Graph, Node, NodeReader


def read_asked_graphs(asked: Asked, ground: Ground) -> tuple[Graph, ...]:
    """The graphs of what is asked, read once for all amounts in it."""
    reader = NodeReader(lexicons=ground.lexicons, words=ground.words)
    names = ground.names_asked(asked)
    return tuple(reader.read(a, names, [t.span for t in asked.times]) for a in asked.reading.analyses)


def check_actors(
    claim: Claim, meetings: Sequence[Meeting], asked: Sequence[Graph], ground: Ground
) -> tuple[Meeting, ...]:
    """The meetings of an amount, those that support it only where nobody else does in them what the asked verb says."""
    reader = NodeReader(lexicons=ground.lexicons, words=ground.words)
    acts = [(g, act) for g in asked for act in _acts(g, claim)]
    told = {(t.report, t.analysis.sentence.span): t for t in ground.told}
    by_claim = {c.id: (c.report, ground.sentences.get((c.report, c.sentence))) for c in ground.claims}
    found = []
    for meeting in meetings:
        place = by_claim.get(meeting.claim) if meeting.claim else None
        sentence = told.get((place[0], place[1])) if place and place[1] else None
        weighed = meeting
        if sentence is not None and meeting.bearing is not Bearing.QUALIFIES:
            weighed = _weigh(meeting, acts, sentence, reader, ground)
        found.append(weighed)
    return tuple(found)


def _acts(graph: Graph, claim: Claim) -> Iterator[Node]:
    """The verbs of the asked amount's clause with somebody who acts, other than what is counted."""
    for node in graph.nodes.values():
        inside = claim.evidence.covers(graph.analysis.tokens[node.token].span)
        if node.verb and inside and _actor(graph, node, claim) is not None:
            yield node


def _actor(graph: Graph, node: Node, claim: Claim | None = None) -> Node | None:
    """Who acts; None where that is the thing counted itself: `20 people left`."""
    for role, child in node.children:
        counted = any(
            graph.nodes[c].keys and graph.analysis.tokens[c].tag == "NUM" for _, c in graph.nodes[child].children
        )
        if role == "s" and not (claim is not None and counted):
            return graph.nodes[child]
    return None


def _weigh(
    meeting: Meeting, acts: Sequence[tuple[Graph, Node]], sentence: Told, reader: NodeReader, ground: Ground
) -> Meeting:
    graph = reader.read(sentence.analysis, ground.names_at(sentence))
    claim = next(c for c in ground.claims if c.id == meeting.claim)
    if (over := _supposed(graph, claim, sentence, ground)) is not None:
        reason = f"Not told as a fact: it stands under ‘{graph.analysis.tokens[over].text}’."
        return replace(meeting, bearing=Bearing.QUALIFIES, rule="check.under", reason=reason)
    for asked, act in acts:
        wanted = _actor(asked, act)
        rivals = [
            actor
            for node in graph.nodes.values()
            if node.verb and node.keys & act.keys and (actor := _actor(graph, node)) is not None
        ]
        if wanted is not None and rivals and not any(r.keys & wanted.keys for r in rivals):
            other = graph.analysis.tokens[rivals[0].token].text
            reason = f"It says so of ‘{other}’, not of ‘{asked.analysis.tokens[wanted.token].text}’."
            return replace(meeting, bearing=Bearing.QUALIFIES, rule="check.actor", reason=reason)
    return meeting


def _supposed(graph: Graph, claim: Claim, sentence: Told, ground: Ground) -> int | None:
    """The word under which the amount is only planned or supposed, where the claim takes it for told as a fact."""
    if claim.modality is not Modality.ASSERTED or not isinstance(claim.content, Quantity):
        return None
    tokens = graph.analysis.tokens
    at = next((t for t, token in enumerate(tokens) if claim.content.number.covers(token.span)), None)
    while at is not None and at >= 0 and tokens[at].tag != "VERB":
        at = tokens[at].head
    if at is None or at < 0:
        return None
    over = stands_under(graph, at, ground.words, claim.evidence)
    if over is None or any(a.cue and a.cue.overlaps(tokens[over].span) for a in sentence.attributions):
        return None
    return over
