"""What a story's records say of a sentence: which support it, contradict it, qualify it, or that nothing is known."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.records import Bearing, Checked, CheckedPart, Meeting, Passing, Span
from onrecord.stages.checking.actors import check_actors, read_asked_graphs
from onrecord.stages.checking.amounts import check_amount, read_amounts
from onrecord.stages.checking.ground import Asked, Ground
from onrecord.stages.checking.propositions import check_proposition, read_propositions
from onrecord.stages.stories.terms import terms_of, words_of

_NEAR = 5


def check_sentence(asked: Asked, ground: Ground) -> Checked:
    """The sentence held against one story: each amount in it, or else who does what in it, with the records it meets.

    Numbers, place, time, actor, polarity and how far the words commit must all agree for a record to support it;
    where one differs the record qualifies it, and says in what.
    """
    slots = ground.slots(asked)
    amounts = read_amounts(asked, ground, slots)
    graphs = read_asked_graphs(asked, ground) if amounts else ()
    parts = [
        CheckedPart(
            span=amount.claim.evidence,
            meetings=check_actors(amount.claim, check_amount(amount, ground, slots), graphs, ground),
        )
        for amount in amounts
    ]
    covered = [amount.claim.evidence for amount in amounts]
    parts += [
        CheckedPart(span=p.span, meetings=check_proposition(p, ground))
        for p in read_propositions(asked, ground, covered)
    ]
    parts = [replace(part, meetings=_undenied(_sentence(asked, part.span), part.meetings, ground)) for part in parts]
    met = [meeting for part in parts for meeting in part.meetings]
    return Checked(text=asked.reading.text, day=asked.day, parts=tuple(parts), near=_near(asked, ground, met))


def _sentence(asked: Asked, span: Span) -> str:
    """The asked sentence, of several, that a part of it stands in."""
    spans = [a.sentence.span for a in asked.reading.analyses if a.sentence.span.covers(span)]
    return (spans[0] if spans else span).of(asked.reading.text)


def _undenied(sentence: str, meetings: Sequence[Meeting], ground: Ground) -> tuple[Meeting, ...]:
    """The meetings, without support by a sentence that denies nothing for one that does."""
    words = ground.lexicons.stories.negators | ground.lexicons.commitments.modality.negators

    def denies(text: str) -> bool:
        return any(word in words or word.endswith(("n't", "n’t")) for word in words_of(text))

    if not denies(sentence):
        return tuple(meetings)
    claims = {c.id: ground.sentence_of(c) for c in ground.claims}
    found = []
    for meeting in meetings:
        told = claims.get(meeting.claim) if meeting.claim else meeting.span.of(ground.texts[meeting.report])
        bare = told is not None and not denies(told)
        if meeting.bearing is Bearing.SUPPORTS and bare:
            reason = "It has the same words, and denies nothing."
            found.append(replace(meeting, bearing=Bearing.QUALIFIES, rule="check.denies", reason=reason))
        else:
            found.append(meeting)
    return tuple(found)


def _near(asked: Asked, ground: Ground, met: Sequence[Meeting]) -> tuple[Passing, ...]:
    """The sentences that share most words with the asked one and are not among those it meets, rare words first."""
    lexicon = ground.lexicons.stories
    wanted = set(terms_of(asked.reading.text, lexicon.function_words))
    seen = {(m.report, m.paragraph) for m in met}
    found: list[Passing] = []
    for told in ground.told:
        sentence = told.analysis.sentence
        shared = wanted & set(terms_of(sentence.span.of(ground.texts[told.report]), lexicon.function_words))
        weight = round(sum(1 - lexicon.common_words.get(term, 0.0) for term in sorted(shared)), 3)
        if shared and (told.report, sentence.paragraph) not in seen:
            found.append(Passing(report=told.report, paragraph=sentence.paragraph, span=sentence.span, weight=weight))
    return rank_passing(found)


def rank_passing(passing: Iterable[Passing]) -> tuple[Passing, ...]:
    """The first few, those that share most first."""
    return tuple(sorted(set(passing), key=lambda p: (-p.weight, p.report, p.span))[:_NEAR])
