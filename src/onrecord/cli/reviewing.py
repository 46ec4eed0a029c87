"""`onrecord review`: what waits for a person, one thing after the other, decided with a letter."""

import getpass
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from onrecord.cli.build import summary_words
from onrecord.cli.options import json_option, ledger_argument, story_option
from onrecord.cli.output import ProgressBar, print_json
from onrecord.cli.review import find_claim, this_moment
from onrecord.errors import LedgerError, SettingsError
from onrecord.ledger import deciding
from onrecord.ledger.deciding import Known, Meaning
from onrecord.ledger.decisions import append_decision, decisions_file, disagreements, merge_decisions
from onrecord.ledger.decisions import standing_decisions as standing_of
from onrecord.ledger.edits import current_fields, read_fields
from onrecord.ledger.query import Ledger
from onrecord.ledger.standing import standings
from onrecord.pipeline.session import rebuild_ledger
from onrecord.records import Action, Claim, Decision, Relation, RelationType, Standing
from onrecord.views.listing import claim_value
from onrecord.views.scope import Scope, story_scope
from onrecord.views.visible import visible
from onrecord.views.waiting import Waiting, find_waiting, spokesmen

KEYS = """\
  a  accept: it stands, it is right      u  the later updates the earlier
  x  not comparable, not so              t TYPE  another relation
  r  reject the claim                    e FIELD=VALUE  correct it (e alone: its fields)
  m CLAIM  merge into another            s  split it off its track
  p NAME  who says it                    o NAME  what it goes back to
  n TEXT  note                           z  undo the last decision
  j  next   k  previous   q  done        A number first is the side: r 2, e 2 where=Osk"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreed:
    """Two reviewers' decisions on one thing that cannot both hold, by id, the one that counts last."""

    words: str
    first: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a review has come: what waits, what is decided, what became of the decisions."""

    story: str
    open: int
    decided: int
    reviewed: int
    claims: int
    unsure: int
    attached: int
    undone: int
    orphans: tuple[Decision, ...]
    disagreements: tuple[Disagreed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that waits: a relation with the claims that speak for its sides, or a claim by itself."""

    relation: Relation | None
    sides: tuple[Known, ...]


@dataclass(slots=True)
class Session:
    """A review under way: the items, where it stands, and what was decided in it."""

    ledger: Path
    scope: Scope
    items: tuple[Item, ...]
    reviewer: str
    at: int = 0
    written: int = 0
    made: list[tuple[Decision, int]] = field(default_factory=list)

    def take(self, command: str) -> str:
        """Do what a line asks; gives what there is to say. Raises LedgerError or SettingsError where it cannot be."""
        key, _, rest = command.strip().partition(" ")
        if key in ("", "j", "k"):
            self.at = max(0, self.at - 1) if key == "k" else self.at + 1
            return ""
        if key == "?":
            return KEYS
        if key == "z":
            return self._undo()
        item = self.items[self.at]
        number, _, words = rest.strip().partition(" ")
        sided = key in "remspo" and number.isdecimal()
        side, told = (int(number) - 1, words.strip()) if sided else (0, rest.strip())
        if not 0 <= side < len(item.sides):
            raise SettingsError(f"{number}: there is no such side. Write 1 or 2, or none for the first.")
        if key == "e" and not told:
            return "\n".join(f"  {n}={v}" for n, v in current_fields(item.sides[side][0]).items())
        note = told if key in ("n", "a", "u", "x", "r", "s") else ""
        return self._write(self._meaning(item, key, item.sides[side], told), note, stay=key == "n")

    def _meaning(self, item: Item, key: str, known: Known, told: str) -> Meaning:
        relation = {"u": RelationType.UPDATES.value, "x": RelationType.SCOPE_DIFFERENCE.value, "t": told}
        if item.relation is not None and key in ("a", *relation):
            value = item.relation.type.value if key == "a" else relation[key].replace(" ", "_")
            return deciding.relate(item.sides[0], item.sides[1] if len(item.sides) > 1 else None, value)
        if key == "e":
            return deciding.edit(known, read_fields("\n".join(_split_fields(told))))
        if key == "m":
            with Ledger(self.ledger) as ledger:
                return deciding.merge(known, find_claim(ledger, told))
        if key == "n" and not told:
            raise SettingsError("n: the note is empty. Write it behind the letter.")
        if key not in _ON_CLAIMS:
            raise SettingsError(f"{key[:20]}: no such key here. ? lists them.")
        return deciding.settle(known, _ON_CLAIMS[key], told if key in ("p", "o") else None)

    def _write(self, meaning: Meaning, note: str, *, stay: bool = False) -> str:
        decision = meaning.made(this_moment(), self.reviewer, note)
        append_decision(decisions_file(self.ledger), decision)
        self.written += 1
        self.made.append((decision, self.at))
        self.at += not stay
        what = f"{decision.action.value}: {decision.value}" if decision.value else decision.action.value
        return f"  {what.replace('_', ' ')}  {decision.id}".replace("\n", "; ")

    def _undo(self) -> str:
        if not self.made:
            raise SettingsError("z: nothing was decided in this session. See: onrecord set LEDGER undo DECISION")
        (last, before), said = self.made[-1], len(self.made)
        told = self._write(Meaning(action=Action.UNDO, target=last.target, other=last.other, undoes=last.id), "")
        del self.made[said - 1 :]
        self.at = before
        return f"{told} takes back {last.id}"


_ON_CLAIMS = {
    "a": Action.ACCEPT,
    "r": Action.REJECT,
    "s": Action.SPLIT,
    "p": Action.SET_SPEAKER,
    "o": Action.SET_ORIGIN,
    "n": Action.NOTE,
}


def _split_fields(told: str) -> Iterator[str]:
    """`what=rail workers where=Osk` as `what=rail workers` and `where=Osk`."""
    words: list[str] = []
    for word in told.split():
        if "=" in word and words and word.partition("=")[0].isidentifier():
            yield " ".join(words)
            words = []
        words.append(word)
    if words:
        yield " ".join(words)


def progress_of(ledger: Ledger, scope: Scope, waiting: Waiting) -> Progress:
    """How far the review of a story has come; decisions are those on the whole ledger."""
    decisions = ledger.every_decision()
    became = standings(ledger)
    return Progress(
        story=scope.account.story.title,
        open=len(waiting.open),
        decided=len(waiting.decided),
        reviewed=sum(bool(c.decided) for c in scope.account.claims),
        claims=len(scope.account.claims),
        unsure=len(waiting.unsure),
        attached=sum(s is Standing.ATTACHED for s in became.values()),
        undone=sum(s is Standing.UNDONE for s in became.values()),
        orphans=tuple(d for d in decisions if became[d.id] is Standing.ORPHAN),
        disagreements=tuple(
            Disagreed(words=one.target.exact, first=one.id, then=two.id)
            for one, two in disagreements(standing_of(decisions))
        ),
    )


def _items(scope: Scope, waiting: Waiting, *, unsure: bool) -> tuple[Item, ...]:
    def known(claim: Claim) -> Known:
        return claim, scope.rows[claim.report].report

    disputes = [Item(relation=r, sides=tuple(known(c) for c in spokesmen(scope, r))) for _, r in waiting.open]
    claims = [Item(relation=None, sides=(known(c),)) for c in waiting.unsure] if unsure else []
    return (*(i for i in disputes if i.sides), *claims)


def _show(session: Session) -> None:
    """The item at hand, on standard output."""
    item = session.items[session.at]
    head = item.relation.type.value.replace("_", " ") if item.relation else f"unsure: {item.sides[0][0].type.value}"
    click.echo(f"\n[{session.at + 1} of {len(session.items)}] {head}")
    if item.relation:
        click.echo(f"  {' '.join(filter(None, (item.relation.reason, item.relation.explained_by)))}")
    for number, (claim, report) in enumerate(item.sides, 1):
        words = visible(" ".join(claim.evidence.of(report.text).split()))
        label = session.scope.rows[claim.report].label
        value = claim_value(claim)
        told = ", ".join(filter(None, (claim.attribution.speaker, value, f"{label}¶{claim.paragraph}", claim.id)))
        click.echo(f"  {number}. '{words}'\n     {visible(told)}")


def _show_progress(progress: Progress) -> None:
    click.echo(
        f"{progress.story}: {progress.open} disputes wait, {progress.decided} decided; {progress.reviewed} of "
        f"{progress.claims} claims reviewed, {progress.unsure} unsure; {progress.attached} decisions in force, "
        f"{progress.undone} undone, {len(progress.orphans)} orphaned"
    )
    for orphan in progress.orphans:
        click.echo(
            f"  orphan {orphan.id}: {orphan.action.value} '{visible(orphan.target.exact[:80])}' by {orphan.reviewer}"
        )
    for apart in progress.disagreements:
        click.echo(
            f"  reviewers disagree on '{visible(apart.words[:80])}': {apart.first}, then {apart.then}, which counts"
        )


@click.command()
@ledger_argument
@story_option
@click.option("--reviewer", default=None, help="Who decides (default: the user's name).")
@click.option("--unsure", is_flag=True, help="After the disputes, the claims that we are unsure of.")
@click.option("--merge", "other", type=click.Path(path_type=Path), help="Take another reviewer's decisions.jsonl in.")
@json_option
def review(
    ledger: Path, story: str | None, reviewer: str | None, unsure: bool, other: Path | None, as_json: bool
) -> None:
    """Decide what waits, one thing after the other; `?` lists the keys. Reads commands from a pipe, too.

    Every decision is appended to decisions.jsonl at once; at the end the ledger is worked out again.
    """
    if other is not None:
        _merge(ledger, other)
    with Ledger(ledger) as opened:
        scope = story_scope(opened, opened.story(story).id)
        waiting = find_waiting(scope, opened.every_decision())
        progress = progress_of(opened, scope, waiting)
    if as_json:
        print_json("review", progress)
        return
    _show_progress(progress)
    if other is None:
        items = _items(scope, waiting, unsure=unsure)
        _run(Session(ledger, scope, items, reviewer or getpass.getuser()))


def _run(session: Session) -> None:
    """Ask until nothing is left or the reviewer is done; then work the ledger out again where something was decided."""
    shown = -1
    while session.at < len(session.items):
        if session.at != shown:
            _show(session)
            shown = session.at
        click.echo("a/r/e/m/s/n/z ? > ", nl=False, err=True)
        command = (sys.stdin.readline() or "q").strip()
        if command == "q":
            break
        try:
            told = session.take(command)
        except (LedgerError, SettingsError) as exc:
            click.echo(f"  {exc}", err=True)
            continue
        if told:
            click.echo(told)
    click.echo("\nNothing more waits." if session.at >= len(session.items) else "", err=True)
    if session.written:
        _work_in(session.ledger)


def _merge(ledger: Path, other: Path) -> None:
    new, apart = merge_decisions(decisions_file(ledger), other)
    click.echo(f"{other}: {len(new)} new decisions; {len(apart)} on which reviewers disagree", err=True)
    if new:
        _work_in(ledger)


def _work_in(ledger: Path) -> None:
    with ProgressBar() as progress:
        summary = rebuild_ledger(ledger, progress=progress)
    click.echo(summary_words(summary, ledger), err=True)
