"""Why a record is there: its sentence, its times with reasons, what it is compared with, and by which rules."""

from collections.abc import Iterator, Sequence

from onrecord.errors import LedgerError
from onrecord.ledger.query import ReportRow
from onrecord.records import Claim, Clock, Confidence, KeyMerge, PlaceBasis, Quantity, Relation, Span, tell_time
from onrecord.views.deadlines import deadline_words
from onrecord.views.line import Line, Phrase, Section, View, modality_words, quoted, words
from onrecord.views.listing import claim_value
from onrecord.views.scope import Scope


def explain(scope: Scope, name: str) -> View | None:
    """What the ledger knows of the claim, relation, track, origin or report whose id (or report label) is or starts
    with `name`; None when this story holds nothing of the kind. Raises LedgerError when several fit.
    """
    account = scope.account
    named: dict[str, View] = {}
    for claim in account.claims:
        if claim.id.startswith(name):
            named[claim.id] = _claim_view(scope, claim)
    for relation in account.relations:
        if relation.id.startswith(name):
            named[relation.id] = _relation_view(scope, relation)
    for row in scope.rows.values():
        if row.report.id in account.story.reports and (row.label == name or row.report.id.startswith(name)):
            named[row.report.id] = _report_view(row)
    for track in account.tracks:
        if track.id.startswith(name):
            ids = [c for g in track.groups for c in scope.groups[g].claims]
            named[track.id] = View(
                title=f"track {track.id}: {track.title}",
                header=(f"slot: {track.slot}",),
                sections=(
                    _claims_section(scope, "CLAIMS", [c for c in account.claims if c.id in ids]),
                    *_merges(track.merges),
                ),
            )
    for origin in account.origins:
        if origin.id.startswith(name):
            members = [c for c in account.claims if c.id in origin.claims]
            held = "held" if origin.held else "named but not held"
            named[origin.id] = View(
                title=f"origin {origin.id}: {origin.name}",
                header=(f"{origin.kind.value}, {held}",),
                sections=(_claims_section(scope, "CLAIMS", members),),
            )
    if len(named) > 1:
        raise LedgerError(f"{name}: more than one record fits ({', '.join(sorted(named)[:5])}). Give more of the id.")
    return next(iter(named.values()), None)


def _claims_section(scope: Scope, title: str, claims: list[Claim]) -> Section:
    return Section(title=title, lines=tuple(_plain(scope, c) for c in claims))


def _merges(merges: Sequence[KeyMerge]) -> tuple[Section, ...]:
    """Why claims count as their track's; each can be undone by `set LEDGER split CLAIM`."""
    lines = tuple(Line(phrases=(words(f"{m.id} {m.claim}: {' '.join(m.reasons)}"),)) for m in merges)
    return (Section(title="COUNTED HERE BECAUSE (undo: set LEDGER split CLAIM)", lines=lines),) if lines else ()


def _plain(scope: Scope, claim: Claim) -> Line:
    label = scope.rows[claim.report].label
    return Line(phrases=(words(f"{label}¶{claim.paragraph} {claim.id} "), *quoted(scope, claim)))


def _clock(name: str, clock: Clock, told: str | None = None) -> Line:
    when = told or tell_time(clock.interval, fuzz=clock.fuzz)
    return Line(phrases=(words(f"{name}: {when}"),), note=f"{clock.reason}; {clock.confidence.value}")


def _span_line(row: ReportRow, name: str, span: Span | None) -> Iterator[Line]:
    if span is not None:
        at = f"{name} ({span.start}-{span.end}): "
        yield Line(phrases=(words(at), Phrase(text=" ".join(span.of(row.report.text).split()))))


_PLACED = {
    PlaceBasis.STATED: "said right there",
    PlaceBasis.SENTENCE: "inferred from the rest of the sentence",
    PlaceBasis.CONTEXT: "inferred from the sentences before",
    PlaceBasis.REPORT: "inferred from what the report is about",
}


def _where_line(claim: Claim) -> Iterator[Line]:
    """Where an amount holds, and what that rests on; a land that is only guessed joins and parts no claims."""
    if not isinstance(claim.content, Quantity):
        return
    if claim.content.where and claim.content.where_confidence:
        placed = f"where: {claim.content.where} ({_PLACED[claim.content.where_from]})"
        yield Line(phrases=(words(placed),), note=claim.content.where_confidence.value)
    elif claim.content.land:
        guessed = f"where: not told; guessed from what the report speaks of: {claim.content.land}"
        yield Line(phrases=(words(guessed),), note=Confidence.LOW.value)


def _claim_view(scope: Scope, claim: Claim) -> View:
    row, said = scope.rows[claim.report], claim.attribution
    related = [r for r in scope.account.relations if claim.id in (*r.left, *r.right)]
    tracks = [
        t
        for t in scope.account.tracks
        if any(claim.id in scope.groups[g].claims for g in t.groups if g in scope.groups)
    ]
    who = said.speaker or ("the report itself" if said.source is None else "not settled")
    record = [
        Line(phrases=(words(f"{claim.type.value}, {modality_words(claim)}"),)),
        Line(phrases=(words(f"value: {claim_value(claim) or '(the words themselves)'}"),)),
        Line(phrases=(words(f"who says so: {who} ({said.mode.value}, {said.source_type.value}, {said.sense.value})"),)),
        Line(phrases=(words(f"confidence: {claim.confidence.value}"),)),
    ]
    record += _where_line(claim)
    if said.chain:
        record.append(Line(phrases=(words(f"relayed by: {', '.join(said.chain)}"),)))
    if said.told:
        record.append(Line(phrases=(words(f"told to: {said.told}"),)))
    if claim.confidence is Confidence.LOW:
        record.append(Line(phrases=(words("low confidence: takes no part in the brief or in relations"),)))
    if claim.rejected:
        record.append(Line(phrases=(words("rejected by a reviewer"),)))
    spans = [
        *_span_line(row, "words", claim.evidence),
        *_span_line(row, "source", said.source),
        *_span_line(row, "cue", said.cue),
    ]
    clocks = claim.clocks
    times = [
        _clock("published", clocks.published),
        _clock("said on", clocks.said_on),
        _clock("speaks of", clocks.as_of),
        _clock("promises for", clocks.deadline, deadline_words(claim)),
    ]
    links = [Line(phrases=(words(f"{r.type.value} {r.id}"),), note=f"{r.rule}: {r.reason}") for r in related]
    links += [Line(phrases=(words(f"track {t.id}: {t.title}"),)) for t in tracks]
    merges = [m for t in tracks for m in t.merges if m.claim == claim.id]
    links += [Line(phrases=(words(f"origin {o.id}: {o.name}"),)) for o in scope.origins_of.get(claim.id, ())]
    return View(
        title=f"claim {claim.id} in {row.report.key} ¶{claim.paragraph}",
        header=(),
        sections=(
            Section(title="RECORD", lines=tuple(record)),
            Section(title="WORDS", lines=tuple(spans)),
            Section(title="TIMES", lines=tuple(times)),
            *((Section(title="RELATIONS", lines=tuple(links)),) if links else ()),
            *_merges(merges),
        ),
    )


def _relation_view(scope: Scope, relation: Relation) -> View:
    by_id = {c.id: c for c in scope.account.claims}
    sides = [
        _claims_section(scope, title, [by_id[c] for c in side])
        for title, side in (("LEFT", relation.left), ("RIGHT", relation.right))
        if side
    ]
    header = [f"rule {relation.rule}; confidence {relation.confidence.value}", relation.reason]
    header += [f"explained by: {relation.explained_by}"] if relation.explained_by else []
    header += ["both sides go back to one origin"] if relation.same_origin else []
    if relation.reports:
        header.append("reports: " + ", ".join(scope.rows[r].label for r in relation.reports if r in scope.rows))
    return View(title=f"{relation.type.value} {relation.id}", header=tuple(header), sections=tuple(sides))


def _report_view(row: ReportRow) -> View:
    report, publication = row.report, row.publication
    facts = [
        f"key {report.key}; sha256 {report.sha256}",
        f"outlet: {report.outlet or 'not given'}; title: {report.metadata.title or 'not given'}",
        f"extracted by {report.extractor}; {report.dropped_blocks} blocks dropped",
    ]
    lines = []
    if publication is not None:
        lines.append(_clock("published", publication.clock))
        lines += [Line(phrases=(words(f"because: {reason}"),)) for reason in publication.reasons]
        lines += [Line(phrases=(words(f"set aside: {reason}"),)) for reason in publication.set_aside]
    return View(
        title=f"report {report.id} ({row.label})",
        header=tuple(facts),
        sections=(Section(title="DATE", lines=tuple(lines)),),
    )
