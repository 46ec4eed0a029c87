"""How much of a sentence a line shows of a claim: enough that its actor, place and condition are not dropped."""

from onrecord.records import Claim, Commitment, Evidence, Relation, Span, Statement
from onrecord.views.line import Citation, Phrase, bare_citation, cut_at_word, quoted, words
from onrecord.views.scope import Scope

LONGEST = 220  # characters of a sentence that a line has room for


def whole_span(scope: Scope, claim: Claim, longest: int = LONGEST) -> Span:
    """The claim's words, or its sentence where they begin in the middle of it, or leave out its condition, and the
    line has room: of `, which had been due to reopen on Sunday,` only the sentence says what reopens.
    """
    sentence = scope.sentences.get((claim.report, claim.sentence))
    own = claim.evidence
    if sentence is None or len(sentence) > longest or not sentence.covers(own) or _spoken(claim):
        return own
    begins = scope.rows[claim.report].report.text[own.start : own.start + 1]
    return sentence if _conditional(claim) or (own.start > sentence.start and not begins.isupper()) else own


def _spoken(claim: Claim) -> bool:
    """Whether the words are the speaker's own, or stand behind his name as what he said."""
    return isinstance(claim.content, Statement) or any(own.covers(claim.evidence) for own in claim.own_words)


def _conditional(claim: Claim) -> bool:
    """Whether the condition of a commitment stands outside its words."""
    condition = claim.content.condition if isinstance(claim.content, Commitment) else None
    return condition is not None and not claim.evidence.covers(condition)


def told_by(scope: Scope, claim: Claim, shown: Span) -> tuple[Phrase, ...]:
    """The speaker's name before words shown that do not have it, so that each side of a line says who holds it."""
    speaker = claim.attribution.speaker
    text = scope.rows[claim.report].report.text
    if not speaker or speaker.split()[-1].casefold() in shown.of(text).casefold():
        return ()
    return (words(f"{speaker}: "),)


def side(scope: Scope, claim: Claim, limit: int = 180) -> tuple[Phrase, ...]:
    """A claim as one side of a line: who holds it, and the words."""
    shown = whole_span(scope, claim, limit)
    return (*told_by(scope, claim, shown), *quoted(scope, claim, shown, limit=limit))


def cite_told(scope: Scope, relation: Relation) -> tuple[Citation, ...]:
    """The places of the sentences that a relation rests on and that no claim was read at."""
    return tuple(
        bare_citation(scope, e.report, paragraph)
        for e in _told(scope, relation)
        if (paragraph := scope.paragraphs.get((e.report, e.span.start))) is not None
    )


def tell_sentence(scope: Scope, relation: Relation, limit: int = 180) -> tuple[Phrase, ...]:
    """The words of the first such sentence; nothing where claims stand on both sides."""
    found = next(iter(_told(scope, relation)), None)
    if found is None:
        return ()
    text = scope.rows[found.report].report.text
    cut = cut_at_word(text, found.span, limit)
    more = " …" if cut.end < found.span.end else ""
    body = Phrase(text=" ".join(cut.of(text).split()), evidence=Evidence(report=found.report, span=cut))
    return words("'"), body, words(f"{more}'")


def _told(scope: Scope, relation: Relation) -> tuple[Evidence, ...]:
    """The relation's evidence in reports of none of its claims."""
    if relation.right:
        return ()
    own = {c.report for c in scope.live(relation.left)}
    return tuple(e for e in relation.evidence if e.report not in own and e.report in scope.rows)
