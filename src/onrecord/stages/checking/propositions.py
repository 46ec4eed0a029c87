"""Who does what: the asked sentence against the sentences of the reports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import (
    Attribution,
    Bearing,
    Claim,
    Commitment,
    Confidence,
    CueSense,
    Fact,
    Interval,
    Meeting,
    Modality,
    Mode,
    Span,
    TimeRelation,
    TimexType,
    tell_days,
)
from onrecord.stages.checking.fitting import Fit, find_fits
from onrecord.stages.checking.ground import Asked, Ground, Told, stated_time
from onrecord.stages.checking.nodes import Graph, NodeReader, Tense
from onrecord.stages.stories.terms import stem, words_of

_AHEAD = frozenset({Modality.PLANNED, Modality.EXPECTED, Modality.POSSIBLE})
_WITHIN = frozenset({TimeRelation.BY, TimeRelation.BEFORE, TimeRelation.WITHIN})
_BARE = frozenset({CueSense.ASSERTS})


@dataclass(frozen=True, kw_only=True)
class Proposition:
    """What the asked sentence says at the word `root`, on whose word, of what time, and how far it commits to it.

    It is `dated` where it names a day or month by number: `until 7 June`, not `for a week`.
    """

    graph: Graph
    root: int
    speaker: str
    time: Interval | None
    due: Claim | None
    dated: bool
    figures: frozenset[str]
    tense: Tense
    modal: Modality | None

    @property
    def span(self) -> Span:
        """The stretch of the asked sentence that says it."""
        return self.graph.span_of(self.root)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A report's sentence with the place at which it fits, and the claim and speech that cover that place."""

    ground: Ground
    told: Told
    graph: Graph
    fit: Fit
    claim: Claim | None
    deadline: Claim | None
    speech: Attribution | None


def read_propositions(asked: Asked, ground: Ground, left_out: Sequence[Span]) -> tuple[Proposition, ...]:
    """What the sentence says besides its amounts, which `left_out` covers; a frame of saying gives the speaker."""
    found = []
    names = ground.names_asked(asked)
    reader = NodeReader(lexicons=ground.lexicons, words=ground.words)
    for analysis in asked.reading.analyses:
        graph = reader.read(analysis, names, [t.span for t in asked.times])
        found += [
            _proposition(asked, ground, graph, root)
            for root in _roots(asked, graph)
            if not any(span.covers(analysis.tokens[root].span) for span in left_out)
        ]
    return tuple(found)


def _roots(asked: Asked, graph: Graph) -> tuple[int, ...]:
    """The words that say what is so: inside what somebody is said to have said, else at the head of the sentence."""
    tokens = graph.analysis.tokens
    inside = [s for a in asked.reading.attributions if a.spoken for s in a.content]
    roots = [t for t in graph.roots if _says(graph, t)]
    if not inside:
        return tuple(roots)
    covered = [t for t in graph.nodes if any(s.covers(tokens[t].span) for s in inside) and _says(graph, t)]
    heads = {c for t in covered for _, c in graph.nodes[t].children}
    return tuple(t for t in covered if t not in heads) or tuple(roots)


def _says(graph: Graph, token: int) -> bool:
    node = graph.nodes[token]
    return bool(node.children) and (node.verb or any(role == "s" for role, _ in node.children))


def _proposition(asked: Asked, ground: Ground, graph: Graph, root: int) -> Proposition:
    at = graph.analysis.tokens[root].span
    claims = sorted((c for c in asked.claims if c.evidence.covers(at)), key=lambda c: (len(c.evidence), c.id))
    speakers = [a.speaker for a in asked.reading.attributions if a.speaker and any(s.covers(at) for s in a.content)]
    times = [t for c in claims if (t := stated_time(c))]
    due = [c for c in claims if c.clocks.deadline.interval.known]
    modal = next((c.modality for c in claims if c.modality in _AHEAD and not c.negated), None)
    node = graph.nodes[root]
    modal = (
        None if node.tense is Tense.DONE else modal
    )  # `signed an agreement` is done, whatever the agreement binds to
    return Proposition(
        graph=graph,
        root=root,
        speaker=ground.key(speakers[0]) if speakers else "",
        time=times[0] if times and not due else None,
        due=due[0] if due else None,
        dated=any(t.type is TimexType.DATE and re.search(r"\d", t.span.of(asked.reading.text)) for t in asked.times),
        figures=_figures(_untimed(asked, graph.analysis.sentence.span)),
        tense=node.tense,
        modal=node.modal or modal,
    )


def _untimed(asked: Asked, sentence: Span) -> str:
    """The asked sentence without what tells when."""
    text = sentence.of(asked.reading.text)
    for time in sorted(asked.times, key=lambda t: t.span, reverse=True):
        if sentence.covers(time.span):
            text = text[: time.span.start - sentence.start] + " " + text[time.span.end - sentence.start :]
    return text


def _figures(text: str) -> frozenset[str]:
    return frozenset(word for word in words_of(text) if word[0].isdigit())


def check_proposition(asked: Proposition, ground: Ground) -> tuple[Meeting, ...]:
    """What the reports' sentences do to a proposition, best fitting first; one meeting a sentence."""
    reader = NodeReader(lexicons=ground.lexicons, words=ground.words)
    found: list[tuple[int, Meeting]] = []
    for told in ground.told:
        graph = reader.read(told.analysis, ground.names_at(told))
        fits = list(find_fits(asked.graph, asked.root, graph, ground.lexicons, ground.words))
        if fits:
            fit = min(fits, key=lambda f: (len(f.missing), -f.matched, f.root))
            found.append((len(fit.missing), _meet(asked, _place(told, graph, fit, ground))))
    least = min((missing for missing, _ in found), default=0)
    return tuple(meeting for missing, meeting in found if missing == least)


def _place(told: Told, graph: Graph, fit: Fit, ground: Ground) -> _Said:
    at = told.analysis.tokens[fit.root].span
    claims = ground.by_sentence.get((told.report, told.analysis.sentence.index), ())
    covering = [c for c in claims if c.evidence.covers(at)]
    claim = min(covering, key=lambda c: (len(c.evidence), c.confidence is Confidence.LOW, c.id), default=None)
    due = [c for c in covering if c.clocks.deadline.interval.known and c.confidence is not Confidence.LOW]
    deadline = min(due, key=lambda c: (len(c.evidence), c.id), default=None)
    speech = [a for a in told.attributions if a.spoken and any(s.covers(at) for s in a.content)]
    return _Said(
        ground=ground,
        told=told,
        graph=graph,
        fit=fit,
        claim=claim,
        deadline=deadline,
        speech=speech[0] if speech else None,
    )


def _meet(asked: Proposition, said: _Said) -> Meeting:
    """What a sentence does to the proposition: the first rule that fits, doubts before agreement."""
    for rule in (_lacks, _opposes, _of_some, _unreal, _ahead, _otherwise_timed, _otherwise_said):
        if found := rule(asked, said):
            return found
    if lost := asked.figures - _figures(said.told.analysis.sentence.span.of(said.ground.texts[said.told.report])):
        return _qualifies(said, "figure", f"Nothing here of {', '.join(sorted(lost))}.")
    return _meeting(said, Bearing.SUPPORTS, "words", "It says so.")


def _meeting(said: _Said, bearing: Bearing, rule: str, reason: str) -> Meeting:
    sentence = said.told.analysis.sentence
    return Meeting(
        bearing=bearing,
        rule=f"check.{rule}",
        reason=reason,
        report=said.told.report,
        paragraph=sentence.paragraph,
        span=sentence.span,
        claim=said.claim.id if said.claim else None,
    )


def _qualifies(said: _Said, rule: str, reason: str) -> Meeting:
    return _meeting(said, Bearing.QUALIFIES, rule, reason)


def _lacks(asked: Proposition, said: _Said) -> Meeting | None:
    """The sentence says less, or says it of somebody else."""
    if not said.fit.missing:
        return None
    tokens = asked.graph.analysis.tokens
    words = list(dict.fromkeys(tokens[t].text for _, t in said.fit.missing))
    lost, less = ", ".join(f"‘{word}’" for word in words), _without(words, said)
    if said.fit.over is not None and not _is_cue(said, said.fit.over):
        over = said.graph.analysis.tokens[said.fit.over].text
        return _qualifies(said, "less-under", f"It stands under ‘{over}’, and {less}.")
    if said.fit.opposite:
        return _qualifies(said, "opposite-less", f"It says the opposite, but {less}.")
    if said.fit.actor is not None:
        actor = f"‘{said.graph.analysis.tokens[said.fit.actor].text}’"
        if said.graph.nodes[said.fit.actor].name:
            return _qualifies(said, "actor", f"It says so of {actor}: {less}.")
        return _qualifies(said, "actor-unsure", f"It says so of {actor}, which may be another: not of {lost}.")
    return _qualifies(said, "less", f"It says less: {less}.")


def _without(words: Sequence[str], said: _Said) -> str:
    """Which of these words the sentence does not have, and which it has but says something else with."""
    sentence = said.told.analysis.sentence.span.of(said.ground.texts[said.told.report])
    here = {stem(word) for word in words_of(sentence)}
    has = {word: not here.isdisjoint(stem(part) for part in words_of(word)) for word in words}
    absent, other = ([f"‘{word}’" for word in words if has[word] is there] for there in (False, True))
    told = [f"nothing here of {', '.join(absent)}"] if absent else []
    return ", and ".join([*told, *([f"{', '.join(other)} only in another connection"] if other else [])])


def _opposes(asked: Proposition, said: _Said) -> Meeting | None:
    if not said.fit.opposite:
        return None
    sure = said.fit.over is None or said.speech is not None
    spoken_by = said.speech.speaker if said.speech else None
    own = asked.speaker and spoken_by and said.ground.key(spoken_by) == asked.speaker
    if not sure or said.fit.modal is Modality.POSSIBLE or _is_low(said):
        return _qualifies(said, "opposite-unsure", "It may say the opposite, but not as a plain fact.")
    if said.speech is not None and not own:
        return _qualifies(said, "opposite-said", f"The opposite, on the word of {_who(said.speech)} only.")
    if asked.time and (time := _time(said)) and not asked.time.overlaps(time):
        return _qualifies(said, "opposite-then", f"The opposite, of another time: {tell_days(time)}.")
    return _meeting(said, Bearing.CONTRADICTS, "opposite", "It says the opposite.")


def _of_some(asked: Proposition, said: _Said) -> Meeting | None:
    """What is told of some is not told of all."""
    whole = said.ground.lexicons.stories.acts.whole
    wanted, told = (
        {t.text.lower() for t in graph.analysis.tokens if graph.span_of(root).covers(t.span)}
        for graph, root in ((asked.graph, asked.root), (said.graph, said.fit.root))
    )
    if not wanted & whole or told & whole:
        return None
    return _qualifies(said, "some", "It does not say so of all.")


def _unreal(asked: Proposition, said: _Said) -> Meeting | None:
    """The words stand under a verb or conjunction that makes them no fact."""
    if said.fit.condition is not None or (said.claim and _conditional(said.claim)):
        return _qualifies(said, "condition", "It says so on a condition.")
    over = said.fit.over
    if over is None or (said.speech is not None and _is_cue(said, over)):
        return None
    if asked.modal in _AHEAD or asked.tense is Tense.AHEAD:
        return None
    return _qualifies(said, "under", f"Not told as a fact: it stands under ‘{said.graph.analysis.tokens[over].text}’.")


def _conditional(claim: Claim) -> bool:
    return isinstance(claim.content, Commitment) and claim.content.condition is not None


def _is_cue(said: _Said, token: int) -> bool:
    cue = said.speech.cue if said.speech else None
    return cue is not None and cue.overlaps(said.graph.analysis.tokens[token].span)


def _ahead(asked: Proposition, said: _Said) -> Meeting | None:
    """Planned or expected is not done, and done is not planned."""
    bound = said.claim is not None and isinstance(said.claim.content, Commitment)
    told = said.claim is not None and not (bound and said.fit.tense is Tense.DONE)  # `signed` is done, its act is not
    claim = said.claim.modality if said.claim and told else Modality.ASSERTED
    modal = said.fit.modal or (claim if claim in _AHEAD else None)
    wanted = asked.modal in _AHEAD or asked.tense is Tense.AHEAD
    if wanted:
        told_ahead = modal in _AHEAD or said.fit.tense in {Tense.AHEAD, Tense.UNDER_WAY} or said.fit.over is not None
        if told_ahead and Modality.POSSIBLE in {modal, asked.modal} and modal is not asked.modal:
            return _qualifies(said, "possible", "Told as possible only.")
        return None if told_ahead else _qualifies(said, "done", "Told as done or as it is, not as to come.")
    timed = asked.time is not None or asked.due is not None
    if (modal or said.fit.tense is Tense.AHEAD) and not timed and said.claim and said.claim.id in said.ground.done:
        return _meeting(said, Bearing.SUPPORTS, "met", "It was to be done, and a later report tells it as done.")
    if modal is not None:
        return _qualifies(said, "ahead", f"{modal.value.capitalize()} only; not told as done.")
    if said.fit.tense is Tense.AHEAD:
        return _qualifies(said, "ahead", "To come only; not told as done.")
    headline = said.told.headline and said.fit.tense is Tense.NOW
    if (
        asked.tense is Tense.DONE
        and said.fit.tense is not Tense.DONE
        and not headline
        and said.graph.nodes[said.fit.root].verb
    ):
        return _qualifies(said, "under-way", "Under way or as a rule; not told as done.")
    return None


def _otherwise_timed(asked: Proposition, said: _Said) -> Meeting | None:
    told = due_end(said.deadline) if said.deadline else None
    wanted = due_end(asked.due) if asked.due else asked.time
    if asked.due and wanted and told and not wanted.overlaps(told):
        # What is to be done by June is done by December as well.
        within = _relation(asked.due) in _WITHIN and told.before(wanted)
        bound = said.deadline is not None and isinstance(said.deadline.content, Commitment)
        bearing = Bearing.CONTRADICTS if bound and asked.dated and not within else Bearing.QUALIFIES
        return _meeting(said, bearing, "deadline", f"It gives another day: {tell_days(told)}.")
    if wanted is None:
        return None
    time = told if asked.due and told else _time(said)
    if time is None:
        return _qualifies(said, "no-time", "It does not say when.")
    if not wanted.overlaps(time):
        return _qualifies(said, "time", f"It speaks of another time: {tell_days(time)}.")
    return None


def _relation(claim: Claim) -> TimeRelation:
    deadline = claim.content.deadline if isinstance(claim.content, Commitment) else None
    return deadline.relation if deadline else TimeRelation.ON


def due_end(claim: Claim) -> Interval:
    """The day that a deadline comes down to: its last for `by` and `until`, its first for `not before`."""
    interval = claim.clocks.deadline.interval
    relation = _relation(claim)
    if relation in {*_WITHIN, TimeRelation.UNTIL} and interval.hi:
        return Interval(lo=interval.hi, hi=interval.hi)
    if relation in {TimeRelation.UNTIL_AT_LEAST, TimeRelation.NOT_BEFORE, TimeRelation.AFTER, TimeRelation.FROM}:
        return Interval(lo=interval.lo, hi=interval.lo)
    return interval


def _time(said: _Said) -> Interval | None:
    return stated_time(said.claim) if said.claim else None


def _is_low(said: _Said) -> bool:
    """Whether the claim was read with low confidence; of a fact that says only how telling it is."""
    claim = said.claim
    return claim is not None and claim.confidence is Confidence.LOW and not isinstance(claim.content, Fact)


def _otherwise_said(asked: Proposition, said: _Said) -> Meeting | None:
    """Whose word it is: the asked speaker's, another's, or one side's only."""
    speech, ground = said.speech, said.ground
    if speech is None:
        if asked.speaker:
            return _qualifies(said, "narrator", "The report says so itself, and not by that speaker's word.")
        return None
    if _is_low(said):
        return _qualifies(said, "low", "Who says so was read with low confidence.")
    if asked.speaker:
        if not speech.speaker or ground.key(speech.speaker) != asked.speaker:
            named = speech.speaker is not None and ground.is_named(speech.speaker)
            doubt = "not by that speaker" if named else "who may be another or the same"
            return _qualifies(said, "speaker", f"Said by {_who(speech)}, {doubt}.")
        if speech.sense not in _BARE:
            return _qualifies(said, "sense", f"{_who(speech)} {speech.sense.value} it.")
        return None
    if speech.mode is Mode.DOCUMENT and speech.sense in _BARE:
        return None
    return _qualifies(said, "one-side", f"Said by {_who(speech)} only.")


def _who(speech: Attribution) -> str:
    return speech.speaker.removeprefix("anonymous ") if speech.speaker else "an unnamed source"
