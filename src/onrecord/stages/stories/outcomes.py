"""Word, in any claim, of what became of a promised act: that it was done, put off, or not done."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from onrecord.lexicons import StoryLexicon
from onrecord.records import (
    CLAIM_BEARING,
    Analysis,
    Claim,
    ClaimId,
    Commitment,
    CommitmentKind,
    Confidence,
    Evidence,
    Interval,
    Modality,
    PromiseStatus,
    Quantity,
    Reading,
    RelationType,
    ReportId,
    Slot,
    Token,
)
from onrecord.stages.stories.acts import kind_of_act
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.settled_acts import settled_act
from onrecord.stages.stories.terms import stem, terms_of

_PHRASE_END = re.compile(r"\b(?:of|in|at|by|for|to|from|against|with|on|over|under|near|between|into|across)\b|,")
_LEADING = re.compile(r"^(?:on|over|with|against|about|at|in|to|for)\s+", re.IGNORECASE)
_RARE = 0.08  # an act is known again by a word that at most this share of reports has
_BEFORE = 8  # tokens before a verb among which its auxiliaries stand
_LIGHT = 4  # tokens before the noun of an act among which its verb stands
_MOST = 12
_NEAR = 3  # sentences from a promise to the one that refers back to it
_TOLD = frozenset({Modality.ASSERTED, Modality.DENIED, Modality.EXPECTED})
_CHANGED = frozenset({PromiseStatus.REVISED, PromiseStatus.WITHDRAWN, PromiseStatus.SLIPPED})
_BINDING = frozenset({CommitmentKind.AGREEMENT, CommitmentKind.PLAN, CommitmentKind.PROMISE, CommitmentKind.ORDER})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """A promised act as later reports may speak of it: its verb, the head and the words of its object."""

    promises: tuple[Claim, ...]
    kind: str
    verb: str
    head: str
    terms: frozenset[str]
    names: frozenset[str]
    actors: frozenset[str]
    around: frozenset[str]
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A claim, or a sentence that no claim was read at, as words: what relates it to an act, and what it says of it."""

    claim: Claim | None
    place: Evidence
    published: Interval
    tokens: tuple[Token, ...]
    terms: frozenset[str]
    sayer: frozenset[str]
    forms: frozenset[str]
    text: str


def relate_outcomes(
    slots: Mapping[Slot, Sequence[Claim]], readings: Sequence[Reading], claims: Sequence[Claim], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """Findings that a later claim of another report gives about promised acts: `met`, or `slips` where the act was put
    off or, its day being past, was not done.
    """
    texts = {r.report.id: r.text for r in readings}
    acts = [act for slot in sorted(slots, key=repr) if (act := _read_act(slots[slot], texts, lexicon))]
    by_head: dict[str, list[_Act]] = defaultdict(list)
    for act in acts:
        by_head[act.head].append(act)
    analyses = {r.report.id: {a.sentence.index: a for a in r.analyses} for r in readings}
    told: set[tuple[ClaimId, ReportId]] = set()
    for claim in claims:
        if isinstance(claim.content, Quantity | Commitment) or claim.modality not in _TOLD:
            continue
        word = _read_word(claim, analyses[claim.report].get(claim.sentence), texts[claim.report], lexicon)
        for act in (a for term in sorted(word.terms) for a in by_head.get(term, ())):
            if finding := _compare(act, word, lexicon):
                told.update((promise.id, claim.report) for promise in finding.left)
                yield finding
    yield from _told_besides(by_head, readings, claims, told, lexicon)


def _told_besides(
    by_head: Mapping[str, Sequence[_Act]],
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    told: Collection[tuple[ClaimId, ReportId]],
    lexicon: StoryLexicon,
) -> Iterator[Finding]:
    """Acts done by the word of sentences that nothing else is read from: `North Rail published its offer on Monday`."""
    if not by_head:
        return
    of_past = {(c.report, c.sentence): c.clocks.as_of.interval for c in claims if c.clocks.as_of.interval.known}
    known = {(promise, RelationType.MET) for promise, _ in told}
    ordered = sorted(readings, key=lambda r: (r.publication.clock.interval.low, r.report.id))
    for reading in ordered:
        for analysis in reading.analyses:
            if analysis.sentence.kind not in CLAIM_BEARING:
                continue
            word = _read_sentence(reading, analysis, lexicon)
            if re.search(lexicon.acts.long_ago, word.text):
                continue
            time = of_past.get((reading.report.id, analysis.sentence.index))
            for act in (a for term in sorted(word.terms) for a in by_head.get(term, ())):
                finding = _compare(act, word, lexicon)
                if finding is None or known.issuperset((c.id, finding.type) for c in finding.left):
                    continue
                if finding.type is RelationType.SLIPS and any(c.report == reading.report.id for c in act.promises):
                    continue  # its own commitment tells so, and gives the day
                starts = [c.clocks.published.interval.lo for c in finding.left]
                if time and any(lo and time.high < lo - timedelta(days=1) for lo in starts):
                    continue
                known.update((c.id, finding.type) for c in finding.left)
                yield finding


def _read_sentence(reading: Reading, analysis: Analysis, lexicon: StoryLexicon) -> _Word:
    span = analysis.sentence.span
    text = span.of(reading.text)
    return _Word(
        claim=None,
        place=Evidence(report=reading.report.id, span=span),
        published=reading.publication.clock.interval,
        tokens=analysis.tokens,
        terms=frozenset(
            (
                *terms_of(text, lexicon.function_words),
                *(stem(t.lemma.lower()) for t in analysis.tokens if t.tag == "VERB"),
            )
        ),
        sayer=frozenset(),
        forms=frozenset(t.text.lower() for t in analysis.tokens),
        text=f" {text.lower()} ",
    )


def _read_act(promises: Sequence[Claim], texts: Mapping[ReportId, str], lexicon: StoryLexicon) -> _Act | None:
    """The act that the commitments of a slot are about; None where it has no object or no verb to know it by."""
    every = [(c, c.content) for c in promises if isinstance(c.content, Commitment)]
    bound = [(c, k) for c, k in every if k.promise is not PromiseStatus.WITHDRAWN]
    told = [(c, k) for c, k in bound if k.kind is not CommitmentKind.REFUSAL and k.promise not in _CHANGED]
    if not told:
        return None
    content = min(told, key=lambda pair: (-len(pair[1].object or ""), pair[0].report, pair[0].evidence))[1]
    verb = stem(content.action.lower().split()[0]) if content.action else ""
    kind = kind_of_act(content.action, lexicon.acts)
    phrase = _PHRASE_END.split(_LEADING.sub("", content.object or ""))[0]
    terms = terms_of(phrase, lexicon.function_words | lexicon.acts.part)
    terms = [t for t in terms if not t[0].isdigit()]
    if not terms and verb and content.actor:
        terms = [verb]  # an act on nothing, `it would appeal`, is known by its verb and who does it
    if not terms or not verb or kind in lexicon.acts.lasting or verb in lexicon.acts.plain:
        return None
    last = phrase.split()[-1].lower() if phrase.split() else ""
    return _Act(
        promises=tuple(c for c, _ in bound),
        kind=kind,
        verb=verb,
        head=terms[-1],
        terms=frozenset(terms),
        names=frozenset(stem(w.lower()) for w in re.findall(r"\b[A-Z][\w’'-]+", phrase)) & frozenset(terms),
        actors=frozenset(t for _, k in bound for t in terms_of(k.actor or "", lexicon.function_words)) - {*terms},
        around=frozenset(
            t for c, _ in bound for t in terms_of(c.evidence.of(texts[c.report]), lexicon.function_words) if t != verb
        ),
        several=last.endswith("s") and stem(last) != last,
    )


def _read_word(claim: Claim, analysis: Analysis | None, text: str, lexicon: StoryLexicon) -> _Word:
    tokens = tuple(t for t in analysis.tokens if claim.evidence.covers(t.span)) if analysis else ()
    clause = claim.evidence.of(text)
    himself = bool(tokens) and tokens[0].text.lower() in lexicon.acts.himself
    sayer = frozenset(terms_of(claim.attribution.speaker or "", lexicon.function_words)) if himself else frozenset()
    return _Word(
        claim=claim,
        place=Evidence(report=claim.report, span=claim.evidence),
        published=claim.clocks.published.interval,
        tokens=tokens,
        terms=frozenset(terms_of(clause, lexicon.function_words)) | sayer,
        sayer=sayer,
        forms=frozenset(t.text.lower() for t in tokens),
        text=f" {clause.lower()} ",
    )


def relate_revisions(
    claims: Sequence[Claim], texts: Mapping[ReportId, str], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """A promise changed or given up by a sentence that only refers back to it (`to revise that plan`) supersedes the
    one told last before.
    """
    last: dict[ReportId, Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.report, c.evidence, c.id)):
        content = claim.content
        if not isinstance(content, Commitment):
            continue
        words = (content.object or "").lower().split()
        back = len(words) in {1, 2} and words[-1] in lexicon.acts.anaphors
        if back and settled_act(content, claim.evidence.of(texts[claim.report]), lexicon.acts)[1]:
            continue  # the sentence names the act itself
        before = last.get(claim.report)
        pointed = words[0] in lexicon.acts.pointing if back else False
        if back and before and not pointed:
            pointed = words[-1] in before.evidence.of(texts[before.report]).lower()
        if pointed and content.promise in _CHANGED and before and 0 < claim.sentence - before.sentence <= _NEAR:
            withdrawn = content.promise is PromiseStatus.WITHDRAWN
            yield Finding(
                type=RelationType.SUPERSEDES,
                rule="commitment.withdrawn" if withdrawn else "commitment.revised",
                left=(before,),
                right=(claim,),
                reason=f"The report goes on to say that this was {'given up' if withdrawn else 'changed'}.",
            )
        elif not back and content.kind in _BINDING:
            last[claim.report] = claim


def _compare(act: _Act, word: _Word, lexicon: StoryLexicon) -> Finding | None:
    """What a claim or sentence says of the act, if anything."""
    if not _speaks_of(act, word, lexicon):
        return None
    promises = [p for p in act.promises if _follows(p, word)][-_MOST:]
    if not promises:
        return None
    if any(f" {phrase} " in word.text for phrase in lexicon.acts.delay):
        negated = bool(word.claim and word.claim.negated) or bool(lexicon.negators & word.forms)
        named = any(_of_kind(t, act, lexicon) for t in word.tokens)
        if negated or not named:
            return None
        return _finding(RelationType.SLIPS, "commitment.put-off", promises, word, "A later report says it was put off.")
    verb = next((k for k in range(len(word.tokens)) if _told_done(word, k, act, lexicon)), None)
    if verb is None:
        return None
    subject = {stem(t.text.lower()) for t in word.tokens[:verb]} | word.sayer
    if (act.head == act.verb or act.head not in subject) and not act.actors & subject:
        return None
    if (word.claim and word.claim.negated) or lexicon.negators & word.forms:
        return _undone(promises, word) if word.claim else None
    whole = bool(lexicon.acts.whole & word.forms)
    part = bool(lexicon.acts.part & word.forms) or (act.several and act.head in word.forms and not whole)
    rule = "commitment.partly-met" if part else "commitment.met"
    reason = "A later report says that part of it was done." if part else "A later report says that it was done."
    return _finding(RelationType.MET, rule, promises, word, reason)


def _told_done(word: _Word, index: int, act: _Act, lexicon: StoryLexicon) -> bool:
    """Whether a word tells of the act as done: its verb in the past, or in a sentence its noun after a past verb that
    says little (`filed an appeal`), with nothing before it that leaves it open.
    """
    token = word.tokens[index]
    if token.tag == "VERB":
        done, at = _past(word.tokens, index, act, lexicon), index
    elif token.tag == "NOUN" and word.claim is None and stem(token.text.lower()) == act.verb:
        near = range(max(0, index - _LIGHT), index)
        at = next((k for k in near if word.tokens[k].text.lower() in lexicon.acts.light), index)
        done = at < index
    else:
        return False
    return done and not lexicon.acts.unreal & {t.text.lower() for t in word.tokens[max(0, at - _BEFORE) : at]}


def _undone(promises: Sequence[Claim], word: _Word) -> Finding | None:
    """A denial counts once the day is past: before it, nothing has failed."""
    due = [
        p
        for p in promises
        if isinstance(p.content, Commitment)
        and p.content.deadline
        and p.content.deadline.interval.high < word.published.low
    ]
    if not due:
        return None
    reason = "The day is past, and a later report says that it was not done."
    return _finding(RelationType.SLIPS, "commitment.not-met", due, word, reason)


def _speaks_of(act: _Act, word: _Word, lexicon: StoryLexicon) -> bool:
    """Whether the claim has the act's object, by its names where it has any, else by enough of its words."""
    shared = act.terms & word.terms
    if act.names and not act.names & word.terms:
        return False
    if not act.names and len(act.terms) == 1 and len((act.around | act.actors) & word.terms) < 2:
        return False
    telling = act.actors | act.around if act.head == act.verb else act.actors
    rare = any(lexicon.common_words.get(term, 0.0) <= _RARE for term in shared | (telling & word.terms))
    return rare and 2 * len(shared) >= len(act.terms)


def _follows(promise: Claim, word: _Word) -> bool:
    """Whether word of another report was published no earlier and speaks of no time before the promise."""
    if promise.report == word.place.report:
        return False
    first, second = promise.clocks.published.interval, word.published
    if not first.known or not second.known or second.high < first.high:
        return False
    if word.claim is None:
        return first.high < second.low
    told = word.claim.clocks.as_of.interval
    return not told.known or first.lo is None or told.high >= first.lo - timedelta(days=1)


def _of_kind(token: Token, act: _Act, lexicon: StoryLexicon) -> bool:
    """Whether a word is the act's verb, or a verb or noun of its kind."""
    lower = token.text.lower()
    if act.verb in {stem(lower), stem(token.lemma.lower())}:
        return True
    return bool(act.kind) and act.kind in {lexicon.acts.by_word.get(lower), lexicon.acts.by_word.get(token.lemma)}


def _past(tokens: Sequence[Token], index: int, act: _Act, lexicon: StoryLexicon) -> bool:
    """Whether a verb of the act stands in a past form; one that looks like its lemma needs an auxiliary."""
    token = tokens[index]
    lower = token.text.lower()
    if not _of_kind(token, act, lexicon) or lower.endswith(("ing", "s")):
        return False
    before = {t.text.lower() for t in tokens[max(0, index - 3) : index]}
    return lower != token.lemma or bool(before & {"has", "have", "had", "was", "were", "been"})


def _finding(kind: RelationType, rule: str, promises: Sequence[Claim], word: _Word, reason: str) -> Finding:
    sure = word.claim is None or word.claim.confidence is not Confidence.LOW
    return Finding(
        type=kind,
        rule=rule,
        left=tuple(promises),
        right=(word.claim,) if word.claim else (),
        told=() if word.claim else (word.place,),
        reason=reason,
        confidence=Confidence.MEDIUM if sure else Confidence.LOW,
    )
