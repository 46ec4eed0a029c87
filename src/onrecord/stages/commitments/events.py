"""Scheduled events: elections, trials, hearings, matches with a day, which are nobody's promise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Interval, Span, TimeExpression, TimeRelation, TimexType
from onrecord.stages.clockwork.ahead import lies_ahead
from onrecord.stages.commitments.act_reach import clause_end, find_scope
from onrecord.stages.commitments.ground import Ground, noun_phrase_start
from onrecord.stages.commitments.lengths import coming_in
from onrecord.stages.commitments.subject_tree import subject_at
from onrecord.stages.commitments.subjects import Subject
from onrecord.stages.grammar.verb_groups import VerbGroup, low

_PLACED = frozenset(
    {
        TimeRelation.ON,
        TimeRelation.DURING,
        TimeRelation.BY,
        TimeRelation.FROM,
        TimeRelation.WITHIN,
        TimeRelation.UNTIL,
        TimeRelation.NOT_BEFORE,
    }
)
_LINKS = frozenset(
    {"on", "in", "for", "at", "around", "this", "next", "scheduled", "set", "due", "planned", "of", "during"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEvent:
    """An event with its day: token ranges (half-open) of the evidence, and what and where in the report's words."""

    first: int
    end: int
    noun: int
    time: TimeExpression
    what: str
    where: str | None
    dropped: bool
    expected: bool


def find_events(
    ground: Ground, text: str, times: Sequence[TimeExpression], published: Interval
) -> tuple[ScheduledEvent, ...]:
    """The events of a sentence that lie ahead of its publication, at most one for each time."""
    plain = [t for t in times if _ahead(t, published)]
    # "the first poll in ten years": only behind a verb does `in` count the time to come
    ahead = [t for t in (coming_in(t, published) for t in times) if _ahead(t, published)]
    today = [t for t in times if t.type is TimexType.DATE and t.interval == published and t.relation is TimeRelation.ON]
    found = [e for time in plain for e in _at_time(ground, text, time)]
    found += [e for e in _in_court(ground, text, ahead) if all(e.time != f.time for f in found)]
    found += [e for e in _by_verbs(ground, text, ahead) if all(e.time != f.time for f in found)]
    found += [e for e in _by_timetable(ground, text, [*ahead, *today]) if all(e.time != f.time for f in found)]
    return tuple(sorted(found, key=lambda e: (e.first, e.end)))


def _ahead(time: TimeExpression, published: Interval) -> bool:
    length = time.type is TimexType.DURATION and not time.interval.known
    if time.relation not in _PLACED or length or time.type is TimexType.SET or time.value.endswith("_REF"):
        return False
    return published.hi is not None and time.interval.hi is not None and lies_ahead(time, published)


def _tokens_of(ground: Ground, span: Span) -> tuple[int, int]:
    inside = ground.tokens_in(span)
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _is_event(ground: Ground, at: int) -> bool:
    token = ground.tokens[at]
    events = ground.lexicon.acts.events
    return token.tag in {"NOUN", "PROPN"} and (token.lemma.lower() in events or low(token) in events)


def _is_arranged(ground: Ground, at: int) -> bool:
    token = ground.tokens[at]
    return token.tag == "NOUN" and token.lemma.lower() in ground.lexicon.acts.arranged


def _at_time(ground: Ground, text: str, time: TimeExpression) -> Iterator[ScheduledEvent]:
    """`elections scheduled for next month`, `a hearing on 12 May`, `the 4 March summit`."""
    start, end = _tokens_of(ground, time.span)
    if start == end:
        return
    at = start - 1
    while at >= 0 and ground.lows[at] in _LINKS:
        at -= 1
    at -= at > 0 and ground.lows[at] == "date" and _is_event(ground, at - 1)
    if at >= 0 and _is_event(ground, at) and not _of_an_act(ground, at):
        fate = ground.starting.get(end)
        dropped = fate is not None and ground.lows[fate.head] in ground.lexicon.dropped
        stop = clause_end(ground, fate.head, ground.lexicon.extent) if fate is not None and dropped else end
        yield _event(ground, text, noun_phrase_start(ground, at), stop, at, time)
        return
    if end < len(ground.tokens) and ground.tokens[start - 1].tag in {"DET", "ADP"} and start > 0:
        after = end
        while (
            after < len(ground.tokens) - 1
            and ground.tokens[after].tag in {"ADJ", "NOUN", "PART"}
            and not _is_event(ground, after)
        ):
            after += 1
        if after - end <= 2 and _is_event(ground, after):
            yield _event(ground, text, start, after + 1, after, time)


def _of_an_act(ground: Ground, at: int) -> bool:
    """Whether the noun is what an act to come is done to: `will rule on the appeal next month`."""
    token = ground.tokens[at]
    verb = next((g for g in ground.groups if g.head == token.head), None)
    acts = verb is not None and (verb.modal is not None or verb.infinitive)
    return acts and ground.tree.bases[at] in {"obj", "obl"}


def _by_verbs(ground: Ground, text: str, times: Sequence[TimeExpression]) -> Iterator[ScheduledEvent]:
    """`the vote will be held on 4 May`, `the trial is due to begin on Monday`."""
    for group in ground.groups:
        if not group.finite or ground.tokens[_last_verb(ground, group)].lemma not in ground.lexicon.acts.event_verbs:
            continue
        if ground.tree.bases[group.head] == "acl" and ground.tokens[group.head].lemma == "plan":
            continue  # "the summit, first planned for May, has been put back"
        subject = subject_at(ground, group.start)
        if subject is None or not (_is_event(ground, subject.head) or _is_arranged(ground, subject.head)):
            continue
        end = clause_end(ground, _last_verb(ground, group), ground.lexicon.extent)
        reach = Span(start=ground.tokens[group.head].span.start, end=ground.tokens[end - 1].span.end)
        near = (t for t in times if reach.covers(t.span))
        time = next((t for t in near if not group.copula or t.type is not TimexType.DURATION), None)
        if time is not None:
            first = subject.start if subject.relative is None else subject.relative
            yield _event(ground, text, first, end, subject.head, time, subject=subject)


def _by_timetable(ground: Ground, text: str, times: Sequence[TimeExpression]) -> Iterator[ScheduledEvent]:
    """The present tense with a day to come: `the board meets on 2 May`, `the truce takes effect on Friday`."""
    acts = ground.lexicon.acts
    for group in ground.groups if times else ():
        head = group.head
        if not group.finite or group.negated or group.modal or not _is_set(ground, group):
            continue
        phrase = " ".join(ground.lows[head + 1 : head + 3])
        forced = any(f"{phrase} ".startswith(f"{end} ") for end in acts.in_force.get(ground.tokens[head].lemma, ()))
        subject = subject_at(ground, group.start)
        if subject is None or ground.tokens[subject.head].tag not in {"NOUN", "PROPN"}:
            continue
        if not forced and not group.passive and ground.tokens[head].lemma not in acts.timetabled:
            continue
        end = clause_end(ground, head, ground.lexicon.extent)
        reach = Span(start=ground.tokens[head].span.start, end=ground.tokens[end - 1].span.end)
        time = next((t for t in times if reach.covers(t.span)), None)
        if time is not None and not _told_as_condition(ground, subject.start):
            yield _event(ground, text, subject.start, end, subject.head, time, subject=subject)


def _is_set(ground: Ground, group: VerbGroup) -> bool:
    """Whether the present tells what is set for a day: `meets`, `is published`."""
    if group.start == group.head:
        return _is_present(ground, group.head)
    held = group.passive and group.head - group.start == 1 and ground.lows[group.start] in {"is", "are"}
    return held and ground.tokens[group.head].lemma in ground.lexicon.acts.issued


def _is_present(ground: Ground, at: int) -> bool:
    word, lemma = ground.lows[at], ground.tokens[at].lemma.lower()
    return word in {lemma, f"{lemma}s", f"{lemma}es"}


def _told_as_condition(ground: Ground, first: int) -> bool:
    """Whether the clause only says when or whether something else is: `before | the court sits in May`."""
    return first > 0 and ground.tokens[first - 1].tag in {"SCONJ", "ADV"} and ground.lows[first - 1] != "as"


def _in_court(ground: Ground, text: str, times: Sequence[TimeExpression]) -> Iterator[ScheduledEvent]:
    """`The banker is due in court on 4 May`: someone's day in court."""
    for group in ground.groups:
        due = group.head + 1
        if not group.finite or not group.copula or ground.lows[due : due + 1] != ("due",):
            continue
        near = range(due + 2, min(due + 6, len(ground.tokens)))
        court = next((at for at in near if ground.tokens[at].lemma.lower() in ground.lexicon.acts.courts), None)
        subject = subject_at(ground, group.start)
        if court is None or subject is None or ground.lows[due + 1] == "to":
            continue
        end = clause_end(ground, court, ground.lexicon.extent)
        reach = Span(start=ground.tokens[court].span.start, end=ground.tokens[end - 1].span.end)
        time = next((t for t in times if reach.covers(t.span)), None)
        if time is not None:
            yield _event(ground, text, subject.start, end, court, time)


def _last_verb(ground: Ground, group: VerbGroup) -> int:
    """The verb that tells what happens: of `is due to begin`, `begin`."""
    for at in range(group.head + 1, min(group.head + 4, len(ground.tokens))):
        following = ground.starting.get(at)
        if following is not None:
            return following.head if following.infinitive else group.head
        if ground.tokens[at].tag not in {"ADJ", "VERB", "ADV"}:
            break
    return group.head


def _before_what(ground: Ground, at: int, time: TimeExpression) -> bool:
    """Whether the word only leads to the event's name: `the`, and of `Friday's debate` the day and its ending."""
    token = ground.tokens[at]
    return token.tag in {"DET", "PART"} or token.span.overlaps(time.span)


def _event(
    ground: Ground,
    text: str,
    first: int,
    end: int,
    noun: int,
    time: TimeExpression,
    *,
    subject: Subject | None = None,
) -> ScheduledEvent:
    start = subject.start if subject else noun_phrase_start(ground, noun)
    while start < noun and _before_what(ground, start, time):
        start += 1
    what = Span(start=ground.tokens[start].span.start, end=ground.tokens[noun].span.end).of(text)
    span = Span(start=ground.tokens[first].span.start, end=ground.tokens[end - 1].span.end)
    words = [low(t) for t in ground.tokens[first:end]]
    return ScheduledEvent(
        first=first,
        end=end,
        noun=noun,
        time=time,
        what=" ".join(what.split()),
        where=find_scope(ground, text, span, span),
        dropped=any(w in ground.lexicon.dropped for w in words),
        expected=any(w in ground.lexicon.modality.expected for w in words),
    )
