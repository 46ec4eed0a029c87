"""Whether a report's sentence says what an asked sentence says: the same words in the same places of its tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.lexicons import Lexicons
from onrecord.lexicons.checking import CheckingLexicon
from onrecord.records import Modality, Span
from onrecord.stages.checking.nodes import Graph, Node, Tense
from onrecord.stages.grammar.tree import base

_NOT_FOUND = 2  # so many words of the asked sentence may be missing for a sentence to be worth showing
_DEEP = 3
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a report's sentence fits: at which word, which asked words it lacks (`role`, token), whether the one denies
    what the other says, who acts there in another's place, which
    word stands over it that makes it no fact, which opens a condition under it, its tense and modality.
    """

    root: int
    missing: tuple[tuple[str, int], ...]
    opposite: bool
    actor: int | None
    over: int | None
    condition: int | None
    tense: Tense
    modal: Modality | None
    matched: int


def find_fits(asked: Graph, root: int, told: Graph, lexicons: Lexicons, words: CheckingLexicon) -> Iterator[Fit]:
    """The places of a report's sentence at which it says what hangs from `root` in the asked one, or the opposite."""
    fitter = _Fitter(asked=asked, told=told, lexicons=lexicons, words=words)
    for token in sorted(told.nodes):
        if fit := fitter.fit(root, token):
            yield fit


@dataclass(frozen=True, slots=True)
class _Match:
    missing: tuple[tuple[str, int], ...]
    negations: int
    count: int


@dataclass(frozen=True, kw_only=True)
class _Fitter:
    asked: Graph
    told: Graph
    lexicons: Lexicons
    words: CheckingLexicon

    def fit(self, root: int, token: int) -> Fit | None:
        one, two = self.asked.nodes[root], self.told.nodes[token]
        opposed = self._opposed(one, two)
        if not opposed and not self._same(one, two):
            return None
        match = self._embed(one, two)
        own = {child for _, child in one.children}
        roles = {role for role, child in match.missing if child in own}
        has_object = any(role == "o" for role, _ in one.children)
        if "o" in roles or ("s" in roles and not has_object) or len(match.missing) > _NOT_FOUND or match.count < 2:
            return None
        actor = next((child for role, child in two.children if role == "s"), None) if "s" in roles else None
        return Fit(
            root=token,
            missing=match.missing,
            opposite=(match.negations % 2 == 1) != opposed,
            actor=actor,
            over=stands_under(self.told, token, self.words),
            condition=self._condition(one, two),
            tense=two.tense,
            modal=self._modal(token),
            matched=match.count,
        )

    def _same(self, one: Node, two: Node) -> bool:
        return bool(one.keys & two.keys) or (bool(one.kind) and one.kind == two.kind)

    def _opposed(self, one: Node, two: Node) -> bool:
        return frozenset({one.kind, two.kind}) in map(frozenset, self.lexicons.stories.acts.opposed)

    def _embed(self, one: Node, two: Node, above: frozenset[int] = frozenset()) -> _Match:
        """What of the words under `one` is found under `two`; a word is lost with all that hangs from it.

        `above` are the asked words on the way down: a noun hangs from the verb of a clause that describes it, too.
        """
        above |= {one.token}
        missing: list[tuple[str, int]] = []
        negations, count = int(one.negated != two.negated), 1
        whole = [key.split() for key in one.keys & two.keys if " " in key]  # `orlen dam`: nothing of it is missing
        for role, child in one.children:
            if child in above or any(self.asked.analysis.tokens[child].text.lower() in key for key in whole):
                continue
            best = self._best(role, self.asked.nodes[child], two, above)
            if best is None:
                missing.append((role, child))
            else:
                missing += best.missing
                negations += best.negations
                count += best.count
        return _Match(missing=tuple(missing), negations=negations, count=count)

    def _best(self, role: str, child: Node, under: Node, above: frozenset[int]) -> _Match | None:
        """The word under `under` that has the child's place and most of what hangs from it."""
        found = [
            self._embed(child, node, above)
            for told_role, node in self._below(under, role, _DEEP if role == "x" else 1)
            if self._alike(child, node) and self._placed(role, child, told_role, node)
        ]
        return min(found, key=lambda m: (len(m.missing), m.negations, -m.count), default=None)

    def _alike(self, child: Node, node: Node) -> bool:
        """Whether two words name one thing; a bare noun stands for the name that ends in it."""
        if child.keys & node.keys:
            return True
        bare = self.asked.analysis.tokens[child.token].text
        named = self.told.analysis.tokens[node.token]
        return bare.islower() and not child.children and named.text.lower() == bare and named.tag in _NOUNS

    def _below(self, under: Node, role: str, depth: int) -> Iterator[tuple[str, Node]]:
        for told_role, token in under.children:
            node = self.told.nodes[token]
            yield told_role, node
            if depth > 1 and not node.verb:
                yield from self._below(node, role, depth - 1)

    def _placed(self, role: str, child: Node, told_role: str, node: Node) -> bool:
        """Whether two words stand in one place: both act, both are acted on, or both hang by one preposition."""
        if role in {"s", "o"} or told_role in {"s", "o"}:
            return role == told_role
        if child.case == node.case:
            return True
        return {child.case, node.case} <= self.words.at_place or "" in {child.case, node.case} <= {"", "of"}

    def _modal(self, token: int) -> Modality | None:
        """What a modal says of the word, or of the verb that it is joined to and shares its auxiliaries with."""
        tokens, tree = self.told.analysis.tokens, self.told.tree
        at = token
        for _ in tokens:
            node = self.told.nodes.get(at)
            if node is None or node.modal is not None:
                return node.modal if node else None
            own = any(tree.bases[c] in {"aux", "nsubj"} for c in tree.children[at])
            if own or tree.bases[at] != "conj":
                return None
            at = self.told.top[tokens[at].head]
        return None

    def _condition(self, one: Node, two: Node) -> int | None:
        """The word that opens a condition under the report's word and under none of the asked: `if`, `without`."""
        tree, tokens = self.told.tree, self.told.analysis.tokens
        bare = next((c for _, c in two.children if self.told.nodes[c].case in self.words.barring), None)
        if bare is not None and not any(self.asked.nodes[c].case in self.words.barring for _, c in one.children):
            return bare
        clauses = [c for c in tree.children[two.token] if tree.bases[c] == "advcl"]
        marks = [m for c in clauses for m in tree.children[c] if tree.bases[m] == "mark"]
        return next((m for m in marks if tokens[m].text.lower() in self.words.barring), None)


def stands_under(told: Graph, token: int, words: CheckingLexicon, clause: Span | None = None) -> int | None:
    """The word under which a verb is said to be planned, denied, asked or supposed; None where it stands free.

    With `clause`, a plain clause is not taken to hang from a word outside it.
    """
    tokens, tree = told.analysis.tokens, told.tree
    at = token
    for _ in tokens:
        head = tokens[at].head
        if head < 0:
            return None
        marks = {tokens[c].text.lower() for c in tree.children[at] if tree.bases[c] == "mark"}
        relation = tokens[at].relation
        if marks & words.unreal:
            return next(c for c in tree.children[at] if tokens[c].text.lower() in words.unreal)
        free = relation in {"acl:relcl", "parataxis"} or (base(relation) == "acl" and "to" not in marks)
        if free or (base(relation) == "advcl" and "to" not in marks):
            return None
        plain = base(relation) == "ccomp" and not marks and clause is not None and not clause.covers(tokens[head].span)
        if base(relation) in words.governed and tokens[head].lemma not in words.doing and not plain:
            return head
        at = head
    return None
