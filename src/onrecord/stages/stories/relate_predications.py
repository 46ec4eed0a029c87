"""Who tells of one act, and who says that it was never done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.lexicons import StoryLexicon
from onrecord.records import Claim, ClaimId, Fact, Reading, RelationType, Statement
from onrecord.stages.stories.finding import Finding
from onrecord.stages.stories.predications import Predication, Predications

_FEW = 2  # words around an act by which it is known again, where who did it is not told
_COMPARED = 50
_AGREE = frozenset({RelationType.CORROBORATES, RelationType.REFINES})
_MOST = 4  # claims on one side


def relate_predications(
    readings: Sequence[Reading], claims: Sequence[Claim], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """Findings `contradicts` between one who says that an act was done and another who says that it was not, and
    `corroborates` between two reports in which the same one does the same to the same.
    """
    reader = Predications(readings, lexicon)
    told = [p for c in claims if isinstance(c.content, Statement | Fact) for p in reader.of(c) if p.settled]
    by_word: dict[tuple[str, str], list[Predication]] = defaultdict(list)
    for predication in told:
        for word in sorted(predication.doer | predication.patient | predication.about):
            by_word[predication.act, word].append(predication)
    yield from _denied([p for p in told if p.negated], by_word)
    yield from _agreed([p for p in told if not p.negated], by_word)


def leave_out_clashes(
    findings: Iterable[Finding], readings: Sequence[Reading], lexicon: StoryLexicon
) -> Iterator[Finding]:
    """The findings, but for agreement of two claims in which, by name, one does what in the other another does, or
    does not do it.
    """
    reader = Predications(readings, lexicon)
    known: dict[ClaimId, tuple[Predication, ...]] = {}

    def acts(claim: Claim) -> tuple[Predication, ...]:
        if claim.id not in known:
            known[claim.id] = tuple(reader.of(claim))
        return known[claim.id]

    for finding in findings:
        agree = finding.type in _AGREE and len(finding.left) == len(finding.right) == 1
        if not (agree and any(_apart(p, q) for p in acts(finding.left[0]) for q in acts(finding.right[0]))):
            yield finding


def _apart(one: Predication, two: Predication) -> bool:
    if one.act != two.act:
        return False
    named = bool(one.doer & one.names) and bool(two.doer & two.names)
    if named and not one.doer & two.doer:
        return True
    return one.negated != two.negated and bool(one.doer & two.doer)


def _denied(
    denials: Sequence[Predication], by_word: Mapping[tuple[str, str], Sequence[Predication]]
) -> Iterator[Finding]:
    """Each denial with the nearest claims of other speakers that the act was done."""
    seen: set[ClaimId] = set()
    for denial in denials:
        others = {p.claim.id: p.claim for p in _near(denial, by_word) if not p.negated and _clash(denial, p)}
        if others and denial.claim.id not in seen:
            seen.add(denial.claim.id)
            who = (denial.claim.attribution.speaker or "the report").replace("anonymous ", "unnamed ", 1)
            yield Finding(
                type=RelationType.CONTRADICTS,
                rule="predication.denied",
                left=tuple(others[key] for key in sorted(others)[:_MOST]),
                right=(denial.claim,),
                reason=f"What others tell was not so by the word of {who}.",
            )


def _agreed(told: Sequence[Predication], by_word: Mapping[tuple[str, str], Sequence[Predication]]) -> Iterator[Finding]:
    """Each claim with those of earlier reports in which the same one does the same to the same."""
    order = {id(p): n for n, p in enumerate(told)}
    seen: set[frozenset[ClaimId]] = set()
    for index, one in enumerate(told):
        for other in _near(one, by_word):
            pair = frozenset({one.claim.id, other.claim.id})
            if other.negated or order[id(other)] >= index or pair in seen or not _same(one, other):
                continue
            seen.add(pair)
            yield Finding(
                type=RelationType.CORROBORATES,
                rule="predication.same",
                left=(other.claim,),
                right=(one.claim,),
                reason="In both the same one does the same to the same.",
            )


def _near(one: Predication, by_word: Mapping[tuple[str, str], Sequence[Predication]]) -> list[Predication]:
    """The predications of the same act that share a word, the last ones of each word."""
    found = {
        id(p): p
        for word in sorted(one.doer | one.patient | one.about)
        for p in by_word.get((one.act, word), ())[-_COMPARED:]
    }
    return [p for p in found.values() if p.claim.id != one.claim.id]


def _compatible(one: Predication, two: Predication) -> bool:
    """Whether nothing tells the two acts apart: who did it, whom it names, how many."""
    if one.doer and two.doer and not one.doer & two.doer:
        return False
    first, second = one.names - one.doer - two.doer, two.names - one.doer - two.doer
    if first and second and not first & second:
        return False
    return not (one.numbers and two.numbers) or bool(one.numbers & two.numbers)


def _clash(denial: Predication, other: Predication) -> bool:
    """Whether one speaker denies what another tells; what came about after a denial does not clash with it."""
    one, two = denial.claim, other.claim
    speakers = (one.attribution.speaker, two.attribution.speaker)
    if speakers[0] == speakers[1] or not _compatible(denial, other):
        return False
    if one.report != two.report and not all(speakers) and not _not_before(one, two):
        return False
    doers, patients, about = denial.doer & other.doer, denial.patient & other.patient, denial.about & other.about
    if doers and patients:
        # `gave him nothing lethal` does not deny that he gave him pills
        narrowed = denial.about - denial.doer - denial.patient
        return not narrowed or bool(narrowed & other.about)
    return len(about) >= _FEW or bool(doers and about - denial.doer - other.doer)


def _not_before(one: Claim, two: Claim) -> bool:
    """Whether the first claim was published no earlier than the second."""
    first, second = one.clocks.published.interval, two.clocks.published.interval
    return first.known and second.known and first.low >= second.high


def _same(one: Predication, two: Predication) -> bool:
    """Whether two reports tell one act: by name who did it, and what it was done to."""
    if one.claim.report == two.claim.report or not _compatible(one, two):
        return False
    named = (one.doer & two.doer) & (one.names | two.names)
    patients = (one.patient & two.patient) - one.doer - two.doer
    return bool(named and patients) and len(one.about & two.about) >= _FEW
