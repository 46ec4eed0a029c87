"""Acts of speech as the trained model marked them: its cue, source and content, in the terms of the rules."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.speech import Frame
from onrecord.records import CueSense, Span, SpeechSpan, trim
from onrecord.stages.speech.contents import addressee
from onrecord.stages.speech.court import court_hears, in_court
from onrecord.stages.speech.cues import Cue, CueKind, Forms
from onrecord.stages.speech.edges import before_own_act, fit_content, joins_passive, may_widen, relative_end, subject_of
from onrecord.stages.speech.placing import Utterance
from onrecord.stages.speech.senses import read_cue
from onrecord.stages.speech.sources import Range, before_times, phrase_after
from onrecord.stages.speech.spoken import is_spoken, read_bidding
from onrecord.stages.speech.wording import DASHES, Wording

_RULED = frozenset({CueKind.HEDGE, CueKind.BELIEF, CueKind.COLON})
_RELAYING = frozenset({CueSense.ASSERTS, CueSense.ALLEGES, CueSense.DENIES})
_ASIDE = 12
_CHARGING = frozenset({CueSense.ALLEGES, CueSense.URGES})


def read_marked(wordings: Sequence[Wording], number: int, forms: Forms) -> list[Utterance]:
    """The acts of speech whose cues the model marked in the sentence of this number, in order."""
    words = wordings[number]
    found = [_utterance(words, span, wordings, forms) for span in words.analysis.speech or ()]
    return sorted((u for u in found if u is not None), key=lambda u: (u.cue.start, u.cue.stop))


def with_rules(words: Wording, marked: Sequence[Utterance], ruled: Sequence[Utterance]) -> list[Utterance]:
    """The marked acts with what they lack and the rules found, and the acts that the model missed."""
    found: list[Utterance] = []
    for act in marked:
        if act.cue.sense is CueSense.URGES and joins_passive(words.tree, act.cue.head):
            continue  # "was sentenced | and ordered to": who is told says nothing
        if act.cue.sense is CueSense.ALLEGES and _suffers(words, act.cue.head):
            continue  # "is accused of": by whom is not said
        if act.cue.sense is CueSense.ALLEGES and _describes_source(words, act):
            continue
        twin = next((r for r in ruled if _same_cue(act, r)), None)
        found.append(_with_subject(words, act if twin is None else _completed(words, act, twin)))
    found = [_going_on(words, act, found) for act in found]
    relaying = _coordinate(words, [act for act in found if act.content or act.cue.sense is CueSense.DECLINES])
    more = [r for r in ruled if not any(_same_cue(act, r) for act in marked) and _may_be_missed(words, r, relaying)]
    if not relaying and (heard := court_hears(words)) is not None:
        more.append(heard)
    closed = (_closed(words, act) for act in (*relaying, *more))
    return sorted(closed, key=lambda u: (u.cue.start, u.cue.stop))


def _going_on(words: Wording, act: Utterance, acts: Sequence[Utterance]) -> Utterance:
    """What goes on after a verb of saying goes on from its speaker: `The pier fell, Vale said, | adding that`."""
    before = words.word(act.cue.start - 1) == "," and act.cue.kind is CueKind.PARTICIPLE
    if not before or act.cue.lemma not in words.lexicon.continuing:
        return act
    said = next((a for a in reversed(acts) if a.cue.stop == act.cue.start - 1), None)
    if said is None or said.source is None or said.home is not None or said.cue.kind is not CueKind.FINITE:
        return act
    return replace(act, source=said.source, home=None)


def _describes_source(words: Wording, act: Utterance) -> bool:
    """Whether the cue only says who somebody is: `the lawyer | accusing Jo Vale`, with no word of what for."""
    told = (words.words_in(c) for c in act.content)
    clause = any(words.tag(i) in {"VERB", "AUX"} or words.word(i) == "of" for r in told if r for i in range(*r))
    return act.cue.kind is CueKind.PARTICIPLE and words.tree.bases[act.cue.head] == "acl" and not clause


def _suffers(words: Wording, verb: int) -> bool:
    """Whether the verb is in the passive and does not name its doer."""
    passive = any(words.tree.tokens[c].relation == "aux:pass" for c in words.tree.children[verb])
    return passive and all(words.word(i) != "by" for i in range(verb + 1, min(verb + 3, words.end)))


def _closed(words: Wording, act: Utterance) -> Utterance:
    """The act with a content that ends where the aside does in which somebody speaks."""
    aside = relative_end(words.tree, act.cue.head)
    if aside is None or not act.content:
        return act
    limit = words.tokens[aside - 1].span.end
    here = words.analysis.sentence.span
    cut = (Span(start=c.start, end=limit) if c.start < limit < c.end and here.covers(c) else c for c in act.content)
    return replace(act, content=tuple(trim(words.text, c, " ,") for c in cut))


def _coordinate(words: Wording, acts: Sequence[Utterance]) -> list[Utterance]:
    """The acts in order; a content ends before a second verb of its own speaker: `said A | and called for B`."""
    found = []
    for number, act in enumerate(acts):
        content = act.content
        for other in acts[number + 1 :]:
            same = act.home is other.home is None and _overlap(act.source, other.source)
            at = other.cue.start
            if not same or words.quotes[at] is not None:
                continue
            while at > act.cue.stop and words.tag(at - 1) in {"ADV", "AUX"}:
                at -= 1
            if words.tag(at - 1) != "CCONJ":
                continue
            cut = words.tokens[at - 1].span.start
            content = tuple(
                trim(words.text, Span(start=c.start, end=cut), " ,;") if c.start < cut < c.end else c for c in content
            )
        found.append(replace(act, content=tuple(c for c in content if len(c))))
    return found


def _may_be_missed(words: Wording, ruled: Utterance, acts: Sequence[Utterance]) -> bool:
    """Whether to trust the rules in what only they found: hedges, headlines, what somebody keeps back, whose claim it
    is, and inside another's content those that it relays (`said the rebels had told her that`).
    """
    cue = ruled.cue
    if cue.kind in _RULED or cue.sense is CueSense.DECLINES:
        return True
    if ruled.source is None or cue.weak:
        return False
    further = ruled.shared and cue.kind is CueKind.FINITE and words.word(cue.stop) == "that"
    if cue.kind is CueKind.NOMINAL or (further and words.tag(cue.head) == "VERB"):
        return True  # "said that A | but warned that B"
    span, below = words.span(cue.start, cue.stop), words.tree.children[cue.head]
    clause = words.word(cue.stop) == "that" or any(words.tree.bases[c] == "ccomp" for c in below)
    relays = cue.sense in _RELAYING and clause and not cue.frames.isdisjoint({Frame.CLAUSE, Frame.TOLD})
    return relays and any(c.covers(span) for act in acts for c in act.content)


def _same_cue(one: Utterance, other: Utterance) -> bool:
    return one.cue.start < other.cue.stop and other.cue.start < one.cue.stop


def _completed(words: Wording, act: Utterance, twin: Utterance) -> Utterance:
    if twin.cue.kind is CueKind.BELIEF:
        return replace(act, source=None, home=None, content=twin.content)  # "it is feared that P": hearsay, all of it
    if twin.cue.kind is CueKind.PASSIVE and twin.cue.lemma == "quote" and twin.source is not None:
        return replace(twin, certainty=act.certainty)  # "was quoted as saying": the subject is who spoke
    if twin.source is not None and act.content and twin.source[0] > twin.cue.head:
        ends = words.span(*twin.source)
        if twin.source[1] >= words.end and all(ends.covers(c) for c in act.content):
            return replace(twin, certainty=act.certainty)  # "Bridge may fall, says engineer": who says it stands last
    home, source = act.home, act.source
    pronoun = act.cue.start - 1
    if source is None and twin.relative and words.word(pronoun) in words.lexicon.pronouns.relative:
        source = (pronoun, pronoun + 1)
    elif source is None or (home is None and _wider(words, source, twin.source)):
        home, source = None, twin.source  # the model may mark part of a phrase, the rules read it whole
    content = act.content or twin.content
    cut = words.span(act.cue.start, act.cue.stop).start
    broken = content and all(c.end <= cut for c in content) and not any(_clausal(words, c) for c in content)
    if broken and twin.content and _clausal(words, twin.content[0]) and twin.content[0].overlaps(content[0]):
        content = twin.content  # "| Vale | was late, she said"
    if (
        (twin.cue.kind is CueKind.HEDGE and act.source is None)
        or _in_aside(words, act.cue)
        or _parted_by_aside(words, content, twin.content)
    ):
        content = twin.content
    return replace(act, source=source, home=home, content=content, told=act.told or twin.told)


def _clausal(words: Wording, span: Span) -> bool:
    at = words.words_in(span)
    return at is not None and words.has_clause(*at)


def _in_aside(words: Wording, cue: Cue) -> bool:
    """Whether `according to` stands in an aside between dashes, and so vouches for no more than that."""
    if cue.kind is not CueKind.ACCORDING:
        return False
    dashes = [i for i in range(len(words)) if words.word(i) in DASHES]
    return any(i < cue.start for i in dashes) and any(i > cue.start for i in dashes)


def _parted_by_aside(words: Wording, pieces: Sequence[Span], whole: Sequence[Span]) -> bool:
    """Whether only an aside between dashes parts the pieces of what the rules read as one clause."""
    if len(pieces) != 2 or len(whole) != 1 or not all(whole[0].covers(p) for p in pieces):
        return False
    before = words.text[pieces[0].start : pieces[1].start].rstrip()
    ends = next((d for d in ("--", "—", "–") if before.endswith(d)), None)
    return ends is not None and before.count(ends) == 2


def _with_subject(words: Wording, act: Utterance) -> Utterance:
    """The act with the subject of its verb for a source, where neither model nor rules gave one."""
    if act.source is not None or act.cue.kind not in {CueKind.FINITE, CueKind.PARTICIPLE}:
        return act
    if words.tag(act.cue.head) in {"NOUN", "PROPN"}:
        return act  # "shares fell and | fears | spread": nobody is said to fear
    return replace(act, source=subject_of(words.tree, act.cue.head), home=None)


def _overlap(one: Range | None, other: Range | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _wider(words: Wording, source: Range, other: Range | None) -> bool:
    if other is None or not (other[0] <= source[0] and source[1] <= other[1]):
        return False
    return may_widen(words.tree, source, other)


def _utterance(words: Wording, marked: SpeechSpan, wordings: Sequence[Wording], forms: Forms) -> Utterance | None:
    at = words.words_in(marked.cue)
    if at is None:
        return None
    cue = read_cue(words, *at, forms)
    home, source = _source(words, marked.source, wordings)
    fitted = [_fitted(words, piece, at, forms) for piece in marked.content if _says(words, piece, forms)]
    content = _joined(words.text, _apart(fitted, [marked.cue, *filter(None, [marked.source])]))
    if home is None and source is not None and content:
        content = (_past_apposition(words, content[0], source), *content[1:])
    if home is None and (agent := _agent(words, cue, source)) is not None:
        content = _joined(
            words.text, _apart([*content, *([words.span(*source)] if source else [])], [words.span(*agent)])
        )
        source = agent
    if home is None and (hearing := in_court(words, cue, source, content)) is not None:
        cue, source, content = hearing
    told = _told(words, cue, source if home is None else None, content)
    if told is None and (told := _swallowed(words, cue, content)) is not None:
        content = _after(words, told[1], content)
    cue = read_bidding(words, cue, source if home is None else None, content)
    return Utterance(
        cue=cue,
        source=source,
        content=content,
        told=told,
        home=home,
        spoken=is_spoken(words, cue, content),
        certainty=marked.confidence,
    )


def _says(words: Wording, piece: Span, forms: Forms) -> bool:
    """Whether a piece of content is more than a word that strayed into it, and no saying of somebody else's: `but the
    company denied it`.
    """
    at = words.words_in(piece)
    if at is None:
        return True
    if all(words.tag(i) in {"DET", "CCONJ", "PUNCT"} for i in range(*at)):
        return False
    start = at[0]
    if words.tag(start) != "CCONJ" or words.quotes[start] is not None:
        return True
    other = next((i for i in range(start + 1, at[1]) if not words.in_phrase(i)), at[1])
    return other == start + 1 or words.tag(other) != "VERB" or words.word(other) not in forms


def _past_apposition(words: Wording, content: Span, source: Range) -> Span:
    """The content without who its source is: `According to Jo Vale, | the mill's owner, | the roof fell`."""
    at = words.words_in(content)
    if at is None or at[0] != source[1] + 1 or words.word(source[1]) != ",":
        return content
    comma = next((i for i in range(at[0], min(at[0] + _ASIDE, at[1])) if words.word(i) == ","), None)
    if comma is None or comma + 1 >= at[1] or any(words.tag(i) in {"VERB", "AUX"} for i in range(at[0], comma)):
        return content
    tree = words.tree
    subjects = [(i, tree.tokens[i].head) for i in range(at[0], at[1]) if tree.bases[i] == "nsubj"]
    twice = any(i < comma < j and head == other for i, head in subjects for j, other in subjects)
    apposed = any(
        tree.bases[i] == "appos" and source[0] <= tree.tokens[i].head < source[1] for i in range(at[0], comma)
    )
    return Span(start=words.tokens[comma + 1].span.start, end=content.end) if apposed or twice else content


def _agent(words: Wording, cue: Cue, source: Range | None) -> Range | None:
    """Who speaks in the passive, where the model marked what is spoken of: `cases | confirmed by the institute`."""
    if source is None or source[0] > cue.start or words.word(cue.stop) != "by" or cue.head == cue.start == 0:
        return None
    agent = phrase_after(words, cue.stop + 1, words.end, asides=False)
    timed = agent is not None and any(words.word(i) in words.lexicon.times for i in range(*agent))
    passive = words.word(cue.head).endswith(("ed", "en", "id", "ld"))
    return agent if passive and not timed else None


def _apart(content: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The pieces without what belongs to cue or source."""
    kept = list(content)
    for other in others:
        kept = [part for piece in kept for part in _without(piece, other)]
    return kept


def _without(piece: Span, other: Span) -> list[Span]:
    if not piece.overlaps(other):
        return [piece]
    ends = ((piece.start, other.start), (other.end, piece.end))
    return [Span(start=start, end=end) for start, end in ends if start < end]


def _swallowed(words: Wording, cue: Cue, content: Sequence[Span]) -> Range | None:
    """The addressee that a content begins with: `told | the council that the pier fell`."""
    first = words.words_in(content[0]) if content else None
    if first is None or first[0] != cue.stop or Frame.TOLD not in cue.frames:
        return None
    told = addressee(words, cue, first[0], first[1])
    if told is None or told[1] > first[1]:
        return None
    if told[1] == first[1]:
        return told if len(content) > 1 else None
    clause = any(
        words.tree.tokens[i].head == cue.head and words.tree.bases[i] in {"ccomp", "parataxis"}
        for i in range(told[1], first[1])
    )
    that = words.word(told[1]) in {"that", ",", ":", *words.lexicon.questions}
    return told if that or clause else None


def _after(words: Wording, start: int, content: Sequence[Span]) -> tuple[Span, ...]:
    """The contents from the word at `start` on, without a comma or colon there."""
    while words.word(start) in {",", ":"}:
        start += 1
    begins = words.tokens[start].span.start if start < len(words) else content[0].end
    first = Span(start=min(begins, content[0].end), end=content[0].end)
    return (first, *content[1:]) if len(first) else tuple(content[1:])


def _fitted(words: Wording, piece: Span, cue: Range, forms: Forms) -> Span:
    """A piece of content in the cue's own words made to end where its phrases do."""
    if not words.analysis.sentence.span.covers(piece):
        return piece
    at = words.words_in(piece)
    if at is None or any(words.quotes[i] is not None for i in range(*at)):
        return piece
    start, end = fit_content(words.tree, at, cue)
    end = _before_semicolon(words, (start, before_own_act(words.tree, start, end)), cue)
    end = _before_charge(words, (start, end), cue, forms)
    fitted = words.span(start, end)
    last = fitted.end if end < at[1] else max(fitted.end, piece.end)
    return Span(start=min(fitted.start, piece.start), end=last)


def _before_charge(words: Wording, content: Range, cue: Range, forms: Forms) -> int:
    """Where what follows a cue ends before what its speaker also did in words: `said the talks were over | and accused
    the firm of bad faith`.
    """
    start, end = content
    for at in range(start + 2, end):
        known = forms.get(words.word(at)) if words.tag(at - 1) == "CCONJ" and words.word(at).endswith("ed") else None
        if not known or cue[0] >= start or words.tree.bases[at] != "conj":
            continue
        if known[0].verb.sense in _CHARGING or words.word(at + 1) == "that":
            return at - 1
    return end


def _before_semicolon(words: Wording, content: Range, cue: Range) -> int:
    """Where what follows a cue ends before a sentence of the report's own: `said it was ready; the court sits in May`.

    What goes on with a pronoun, or in the past tense of reported speech, goes on with the speech.
    """
    start, end = content
    for at in range(start + 1, end - 2):
        own = words.tag(at + 1) in {"DET", "PROPN", "NOUN"} and words.word(at + 1) not in {"that", "this"}
        if words.word(at) == ";" and cue[0] < start and own and words.has_clause(at + 1, end):
            verb = next((i for i in range(at + 1, end) if words.tag(i) in {"AUX", "VERB"}), at)
            return at if words.word(verb) in words.lexicon.present else end
    return end


def _joined(text: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces of a content, those made one that only marks and spaces of one paragraph part."""
    kept: list[Span] = []
    for piece in sorted(trim(text, p) for p in pieces):
        between = text[kept[-1].end : piece.start] if kept else ""
        if kept and "\n" not in between and not any(c.isalnum() for c in between):
            kept[-1] = Span(start=kept[-1].start, end=max(kept[-1].end, piece.end))
        elif len(piece):
            kept.append(piece)
    return tuple(kept)


def _source(words: Wording, source: Span | None, wordings: Sequence[Wording]) -> tuple[Wording | None, Range | None]:
    """The words of the source, and their sentence where it is another than the cue's."""
    if source is None:
        return None, None
    if (here := words.words_in(source)) is not None:
        start, stop = here
        while start + 1 < stop and _leads_nowhere(words, start):
            start += 1
        return None, (start, before_times(words, stop, start))
    at = bisect_right(wordings, source.start, key=lambda w: w.analysis.sentence.span.start) - 1
    there = wordings[at].words_in(source) if at >= 0 else None
    return (wordings[at], there) if there is not None else (None, None)


def _leads_nowhere(words: Wording, at: int) -> bool:
    """Whether a source does not begin here: a mark, or the pronoun of `who | police say is safe`."""
    return words.tag(at) == "PUNCT" or words.word(at) in words.lexicon.pronouns.relative


def _told(words: Wording, cue: Cue, source: Range | None, content: Sequence[Span]) -> Range | None:
    """Whom the speaker addressed, where the words after the cue's verb say so: `told | the council | that`."""
    after = [words.words_in(c) for c in content if c.start >= words.tokens[cue.head].span.end]
    limit = min((r[0] for r in after if r is not None), default=words.end)
    if source is not None and source[0] > cue.head:
        limit = min(limit, source[0])
    return addressee(words, cue, cue.head + 1, limit)
