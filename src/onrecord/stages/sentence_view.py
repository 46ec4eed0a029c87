"""A sentence as the finders of claims look at it: what is worked out about it, worked out once for all of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.lexicons.commitments import CommitmentLexicon
from onrecord.records import Analysis, Attribution, Mention, Reading, Span, TimeExpression
from onrecord.stages.clause import Clause, clauses_of
from onrecord.stages.commitments.binding import Binding
from onrecord.stages.commitments.binding_search import find_bindings
from onrecord.stages.commitments.ground import Ground, ground_of


@dataclass(frozen=True, kw_only=True)
class SentenceView:
    """A sentence of a reading with what stands in it; `attributions` are those whose content touches it.

    Its clauses, its ground and what binds in it are found when first asked for.
    """

    analysis: Analysis
    lexicon: CommitmentLexicon
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses in order."""
        return clauses_of(self.analysis)

    @cached_property
    def ground(self) -> Ground:
        """Its tokens, names and verb groups made ready for finding what binds."""
        return ground_of(self.analysis, self.lexicon)

    @cached_property
    def bindings(self) -> tuple[Binding, ...]:
        """What it binds someone to."""
        return find_bindings(self.ground)

    def smallest_clause(self, inner: Span) -> Clause | None:
        """The smallest clause that covers `inner`, the first of several."""
        covering = [clause for clause in self.clauses if clause.span.covers(inner)]
        return min(covering, key=lambda c: (len(c.span), c.span.start)) if covering else None


Views = Mapping[int, SentenceView]
"""The sentences of a reading by their index."""


def view_sentences(reading: Reading, times: Sequence[TimeExpression], lexicon: CommitmentLexicon) -> Views:
    """Every sentence of the reading with its times, mentions and attributions, in the order of the text."""
    timed: dict[int, list[TimeExpression]] = defaultdict(list)
    named: dict[int, list[Mention]] = defaultdict(list)
    for time in times:
        timed[time.sentence].append(time)
    for mention in reading.mentions:
        named[mention.sentence].append(mention)
    said: dict[int, dict[int, Attribution]] = defaultdict(dict)
    for number, attribution in enumerate(reading.attributions):
        for index in indices_touched(reading.analyses, attribution.content):
            said[index][number] = attribution
    return {
        index: SentenceView(
            analysis=analysis,
            lexicon=lexicon,
            times=tuple(timed[index]),
            mentions=tuple(named[index]),
            attributions=tuple(said[index].values()),
        )
        for index, analysis in ((analysis.sentence.index, analysis) for analysis in reading.analyses)
    }


def indices_touched(analyses: Sequence[Analysis], spans: Iterable[Span]) -> Iterator[int]:
    """The index of every sentence that one of the spans lies in or borders on; once for each such span."""
    for span in spans:
        at = bisect_left(analyses, span.start, key=_end)
        while at < len(analyses) and analyses[at].sentence.span.start <= span.end:
            yield analyses[at].sentence.index
            at += 1


def _end(analysis: Analysis) -> int:
    return analysis.sentence.span.end
