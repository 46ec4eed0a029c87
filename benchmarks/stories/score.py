"""What the program said of a made-up story against what is true of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from benchmarks.stories.reading import Read
from benchmarks.stories.truth import MadeReport, Mention, Truth
from onrecord.records import Claim, ClaimType, Quantity, Relation, RelationType, Track
from onrecord.views.scope import Scope
from onrecord.views.succession import latest_group

_AGREE = frozenset({RelationType.CORROBORATES, RelationType.REFINES})
_CLASH = frozenset(
    {
        RelationType.CONTRADICTS,
        RelationType.SOFT_DISCREPANCY,
        RelationType.SELF_INCONSISTENT,
        RelationType.DISPUTED,
        RelationType.UNRESOLVED,
    }
)
_MOVED = {
    RelationType.SLIPS: "slipped",
    RelationType.SUPERSEDES: "withdrawn",
    RelationType.MET: "met",
}


@dataclass(kw_only=True)
class Tally:
    """Right and wrong finds, and what was to be found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[object], *, wanted: set[object], allowed: set[object] | None = None) -> None:
        """Count a set found against the one wanted; what is `allowed` is neither right nor wrong."""
        self.right += len(found & wanted)
        self.wrong += len(found - wanted - (allowed or set()))
        self.missed += len(wanted - found)

    @property
    def precision(self) -> float:
        """The share of finds that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what was to be found that was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(kw_only=True)
class Card:
    """The scores of one or more stories, and the misses in words."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    traps: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)


class Matching:
    """Which claim goes back to which mention."""

    def __init__(self, truth: Truth, read: Read) -> None:
        self.truth = truth
        self.scope: Scope = read.scope
        self.by_name: dict[str, MadeReport] = {r.name: r for r in truth.reports}
        self.names = read.names
        self.of: dict[str, Mention] = {}
        for claim in self.scope.claims.values():
            found = [m for m in self.by_name[self.names[claim.report]].mentions if _tells(claim, m)]
            if found:
                self.of[claim.id] = found[0]

    def mentions(self, claims: Iterable[str]) -> list[Mention]:
        """The mentions behind some claims."""
        return [self.of[c] for c in claims if c in self.of]

    def words(self, relation: Relation) -> str:
        """A relation with the words of both sides, for the list of misses."""
        sides = [
            " | ".join(self._words(c) for c in self.scope.live(side)[:2]) for side in (relation.left, relation.right)
        ]
        return f"{relation.type.value} ({relation.rule}): {' <> '.join(sides)}"

    def _words(self, claim: Claim) -> str:
        text = self.scope.rows[claim.report].report.text
        return f"{self.names[claim.report]} {' '.join(claim.evidence.of(text).split())[:110]}"


def _tells(claim: Claim, mention: Mention) -> bool:
    if not (claim.evidence.start < mention.end and mention.start < claim.evidence.end):
        return False
    kind = mention.key.split(":")[0]
    if kind in {"figure", "trap", "rival"}:
        content = claim.content
        return isinstance(content, Quantity) and content.amount.low == int(mention.value)
    if kind == "pledge":
        return claim.type in {ClaimType.COMMITMENT, ClaimType.FACT, ClaimType.STATEMENT, ClaimType.EVENT}
    return claim.type is ClaimType.STATEMENT


def score_story(truth: Truth, read: Read, card: Card) -> None:
    """Add what one story shows to the card."""
    matching = Matching(truth, read)
    _score_grouping(truth, read, card)
    _score_copies(truth, read, card)
    _score_found(truth, matching, card)
    _score_agreement(truth, matching, card)
    _score_updates(truth, matching, card)
    _score_clashes(matching, card)
    _score_pledges(truth, matching, card)
    _score_traps(matching, card)
    _score_state(truth, matching, card)


def _score_grouping(truth: Truth, read: Read, card: Card) -> None:
    related = {r.name for r in truth.reports if r.related}
    named = [{read.names[i] for i in s.reports} for s in read.stories]
    inside = max(named, key=lambda names: len(names & related))
    card.tallies["reports of the story"].add(inside, wanted={r.name for r in truth.reports if r.related})  # type: ignore[arg-type]


def _pair(read: Read, one: str, two: str) -> tuple[str, str]:
    first, second = sorted((read.names[one], read.names[two]))
    return first, second


def _score_copies(truth: Truth, read: Read, card: Card) -> None:
    copies, account = truth.copies(), read.scope.account
    links = [k for k in account.copies if k.relation is RelationType.NEAR_COPY]
    found = {_pair(read, k.left, k.right) for k in links}
    card.tallies["near copies"].add(found, wanted=copies)  # type: ignore[arg-type]
    by_name = {r.name: r for r in truth.reports}
    for pair in sorted(copies - found):
        manners = "+".join(sorted(by_name[n].manner for n in pair))
        card.misses.append(f"copy missed: {manners} {pair}")
    card.misses += [f"copy false: {pair}" for pair in sorted(found - copies)]
    shared = {_pair(read, *r.reports) for r in account.relations if r.type is RelationType.SHARED_ORIGIN}
    wanted = copies | truth.sharing("quote")
    card.tallies["shared origins"].add(shared | found, wanted=wanted, allowed=truth.sharing("figure"))  # type: ignore[arg-type]
    card.misses += [f"origin missed: {pair}" for pair in sorted(wanted - found - shared)]
    card.misses += [f"origin false: {pair}" for pair in sorted(shared - wanted - truth.sharing("figure"))]


def _score_found(truth: Truth, matching: Matching, card: Card) -> None:
    """Whether each mention is read as a claim at all."""
    found = {id(m) for m in matching.of.values()}
    for report in truth.reports:
        for m in report.mentions:
            kind = m.key.split(":")[0]
            tally = card.tallies[f"read: {kind}"]
            tally.right += id(m) in found
            tally.missed += id(m) not in found
            if id(m) not in found:
                card.misses.append(f"not read: {kind}: {report.text[m.start : m.end][:140]}")


def _score_agreement(truth: Truth, matching: Matching, card: Card) -> None:
    """Values that several reports give: one find for each that some agreement joins."""
    for kind in ("figure", "pledge", "quote"):
        having: dict[object, set[str]] = defaultdict(set)
        for report in truth.reports:
            for m in report.mentions:
                if m.key.startswith(kind) and not m.wrong:
                    having[m.key, _agreed(m)].add(report.name)
        wanted = {key for key, names in having.items() if len(names) > 1}
        found: set[object] = set()
        types = _AGREE | {RelationType.SAME_QUOTE_VARIANT}
        for relation in _between(matching, types, kind):
            pairs = list(_pairs(matching, relation))
            same = {(a.key, _agreed(a)) for a, b in pairs if (a.key, _agreed(a)) == (b.key, _agreed(b))}
            found |= same or {relation.id}
            if not same:
                card.misses.append(f"agreement false: {matching.words(relation)}")
        card.tallies[f"agreement: {kind}"].add(found, wanted=wanted, allowed=set(having))
        card.misses += [f"agreement missed: {key}" for key in sorted(map(str, wanted - found))]


def _agreed(mention: Mention) -> str:
    """What reports agree on: the number, the deadline, the words."""
    return mention.value.split()[-1]


def _between(matching: Matching, types: Iterable[RelationType], kind: str) -> Iterator[Relation]:
    """The relations of some types whose sides are all of one kind of mention."""
    for relation in matching.scope.relations:
        sides = [matching.mentions(side) for side in (relation.left, relation.right)]
        if relation.type in types and all(sides) and any(m.key.startswith(kind) for side in sides for m in side):
            yield relation


def _pairs(matching: Matching, relation: Relation) -> Iterator[tuple[Mention, Mention]]:
    for one in matching.mentions(relation.left):
        for two in matching.mentions(relation.right):
            yield one, two


def _score_updates(truth: Truth, matching: Matching, card: Card) -> None:
    """Steps from one value of a track to its next."""
    told = {(m.key, m.value) for r in truth.reports for m in r.mentions if m.key.startswith("figure") and not m.wrong}
    wanted: set[object] = set()
    for track in sorted({f.track for f in truth.figures}):
        values = [str(f.value) for f in truth.figures if f.track == track]
        kept = [v for v in values if (f"figure:{track}", v) in told]
        wanted |= {(f"figure:{track}", a, b) for a, b in pairwise(kept) if a != b}
    found: set[object] = set()
    allowed: set[object] = set()
    for relation in _between(matching, {RelationType.UPDATES}, "figure"):
        pairs = list(_pairs(matching, relation))
        good = {(a.key, a.value, b.value) for a, b in pairs if a.key == b.key and a.day <= b.day and a.value != b.value}
        good |= {relation.id} if any(m.key.startswith("rival") for pair in pairs for m in pair) else set()
        allowed |= good
        found |= good or {relation.id}
        if not good:
            card.misses.append(f"update false: {matching.words(relation)}")
    card.tallies["updates: figure"].add(found, wanted=wanted, allowed=allowed)
    card.misses += [f"update missed: {key}" for key in sorted(map(str, wanted - found))]


def _score_clashes(matching: Matching, card: Card) -> None:
    """Errors in passing on and rival counts, each found by some relation that says the reports differ."""
    every = [m for r in matching.truth.reports for m in r.mentions if m.wrong or m.key.startswith("rival")]
    wanted: set[object] = {(m.report, m.key, m.value) for m in every}
    found: set[object] = set()
    for relation in matching.scope.relations:
        if relation.type not in _CLASH:
            continue
        touched = matching.mentions((*relation.left, *relation.right))
        good = {key for m in touched if (key := (m.report, m.key, m.value)) in wanted}
        kinds = {m.key.split(":")[0] for m in touched}
        if not good and kinds & {"figure", "pledge", "rival"}:
            card.misses.append(f"clash false: {matching.words(relation)}")
        if good or kinds & {"figure", "pledge", "rival"}:
            found |= good or {relation.id}
    card.tallies["errors and rival counts"].add(found, wanted=wanted)
    card.misses += [f"clash missed: {key}" for key in sorted(map(str, wanted - found))]


def _score_pledges(truth: Truth, matching: Matching, card: Card) -> None:
    """Promises put off, dropped, kept; and what each finally is."""
    changes: set[object] = set()
    told = {(m.key, m.value) for r in truth.reports for m in r.mentions}
    for index, pledge in enumerate(truth.pledges):
        for state, _, due in pledge.states[1:]:
            if state in _MOVED.values() and (f"pledge:{index}", f"{state} {due}") in told:
                changes.add((f"pledge:{index}", state))
    found: set[object] = set()
    for relation in _between(matching, _MOVED, "pledge"):
        state = _MOVED[relation.type]
        good = {(b.key, state) for a, b in _pairs(matching, relation) if a.key == b.key and _changed(a, b, state)}
        found |= good or {relation.id}
        if not good:
            card.misses.append(f"change false: {matching.words(relation)}")
    card.tallies["promises put off, dropped, kept"].add(found, wanted=changes)
    card.misses += [f"change missed: {key}" for key in sorted(map(str, changes - found))]
    for index, pledge in enumerate(truth.pledges):
        key = f"pledge:{index}"
        if not any(m.key == key for r in truth.reports for m in r.mentions):
            continue
        states = [s for s, _, due in pledge.states if (key, f"{s} {due}") in told]
        track = _track_of(matching, key)
        tally = card.tallies["final status of promises"]
        wanted = _final(states)
        got = (track.promise.value, track.outcome.value) if track and track.promise and track.outcome else None
        right = got is not None and _same_status(got, wanted)
        tally.right += right
        tally.wrong += got is not None and not right
        tally.missed += not right
        if not right:
            card.misses.append(f"status: {key} {states}: wanted {wanted}, got {got}")


def _changed(one: Mention, two: Mention, state: str) -> bool:
    """Whether one of two mentions tells of the change, or the later one has a deadline put off since the earlier."""
    told = any(m.value.startswith(state) for m in (one, two))
    put_off = state == "slipped" and one.day < two.day and _agreed(one) < _agreed(two)
    return told or (put_off and not one.wrong and not two.wrong)


def _final(states: list[str]) -> tuple[str, str]:
    outcome = "met" if "met" in states else "pending"
    promises = [s for s in states if s in {"slipped", "withdrawn", "reaffirmed"}]
    return promises[-1] if promises else "stands", outcome


def _same_status(got: tuple[str, str], wanted: tuple[str, str]) -> bool:
    if wanted[1] == "met":
        return got[1] == "met"
    kept = {"stands", "reaffirmed"}
    return got[1] != "met" and (got[0] == wanted[0] or {got[0], wanted[0]} <= kept)


def _track_of(matching: Matching, key: str) -> Track | None:
    """The track that holds most of a thing's claims."""
    counts: Counter[str] = Counter()
    tracks = {t.id: t for t in matching.scope.account.tracks}
    for track in tracks.values():
        claims = [c.id for g in matching.scope.live_groups(track) for c in matching.scope.live(g.claims)]
        counts[track.id] = sum(m.key == key for m in matching.mentions(claims))
    best = max(sorted(counts), key=lambda t: counts[t], default=None)
    return tracks[best] if best is not None and counts[best] else None  # type: ignore[index]


def _score_traps(matching: Matching, card: Card) -> None:
    """A trap is fallen into where a relation other than of scope sets it against the story's own number."""
    card.traps["set"] += sum(m.key.startswith("trap") for r in matching.truth.reports for m in r.mentions)
    for relation in matching.scope.relations:
        if relation.type is RelationType.SCOPE_DIFFERENCE:
            continue
        fallen = {
            trap.key
            for one, two in _pairs(matching, relation)
            for trap, other in ((one, two), (two, one))
            if trap.key.startswith("trap") and not other.key.startswith("trap")
        }
        for key in sorted(fallen):
            card.traps[f"{key} {relation.type.value}"] += 1
            card.misses.append(f"trap {key}: {matching.words(relation)}")


def _score_state(truth: Truth, matching: Matching, card: Card) -> None:
    """The number that stands on the evening of each day of news, against the last one that any report had given."""
    tally = card.tallies["number on a day"]
    account, rows = matching.scope.account, matching.scope.rows
    for name in sorted({f.track for f in truth.figures}):
        key = f"figure:{name}"
        track = _track_of(matching, key)
        days = sorted({f.day for f in truth.figures if f.track == name})
        for day in days:
            values = _standing(truth, key, day)
            if not values:
                continue
            got = _number(Scope(account=account, rows=rows, as_of=day, known_by=day), track)
            right = got in values
            tally.right += right
            tally.wrong += got is not None and not right
            tally.missed += not right
            if not right:
                card.misses.append(f"state {key} on {day}: wanted {sorted(values)}, got {got}")


def _standing(truth: Truth, key: str, day: date) -> set[str]:
    """What reports of the latest day with a number gave, their errors left out."""
    told = [
        (m.day, m.value)
        for r in truth.reports
        if r.published <= day
        for m in r.mentions
        if m.key == key and not m.wrong
    ]
    last = max((d for d, _ in told), default=None)
    return {v for d, v in told if d == last}


def _number(scope: Scope, track: Track | None) -> str | None:
    group = latest_group(scope, track) if track is not None else None
    claims = scope.live(group.claims) if group else ()
    content = claims[0].content if claims else None
    return f"{content.amount.low:f}" if isinstance(content, Quantity) else None
