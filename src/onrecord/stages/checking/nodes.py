"""A sentence as a graph of its content words: who does what to whom, where, and whether it is said to be so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.lexicons import Lexicons
from onrecord.lexicons.checking import CheckingLexicon
from onrecord.records import Analysis, Modality, Span, Token
from onrecord.stages.grammar.tree import Tree, base
from onrecord.stages.stories.acts import kind_of_act
from onrecord.stages.stories.terms import stem

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON", "ADV"})
_JOINED = frozenset({"flat", "appos", "goeswith"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_WAS = frozenset({"was", "were", "been"})


class Tense(StrEnum):
    """How far a verb's form says that the thing is done."""

    DONE = "done"
    NOW = "now"
    UNDER_WAY = "under way"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A content word. `keys` are the forms it may meet another by, `kind` the kind of act of a verb; `children` are
    the content words that hang from it, each with its role: `s` who acts, `o` what is acted on, `x` else. `case` is
    its preposition, `modal` what a modal before it says, `free` the word under which it is said of nothing real.
    """

    token: int
    keys: frozenset[str]
    kind: str
    verb: bool
    name: bool
    case: str
    children: tuple[tuple[str, int], ...]
    negated: bool
    modal: Modality | None
    tense: Tense


@dataclass(frozen=True, kw_only=True)
class Graph:
    """The content words of a sentence by their tokens' numbers; `roots` are those that hang from no other."""

    analysis: Analysis
    tree: Tree
    nodes: Mapping[int, Node]
    top: Mapping[int, int]

    def span_of(self, token: int) -> Span:
        """The stretch of the text that a token with all that hangs from it takes up."""
        tokens = self.analysis.tokens
        return Span(start=tokens[self.tree.first(token)].span.start, end=tokens[self.tree.last(token)].span.end)

    @property
    def roots(self) -> tuple[int, ...]:
        """The content words at the head of the sentence."""
        hanging = {child for node in self.nodes.values() for _, child in node.children}
        return tuple(n for n in sorted(self.nodes) if n not in hanging)


@dataclass(frozen=True, kw_only=True)
class NodeReader:
    """What a sentence's words are read with."""

    lexicons: Lexicons
    words: CheckingLexicon

    def read(self, analysis: Analysis, names: Mapping[Span, frozenset[str]], left_out: Sequence[Span] = ()) -> Graph:
        """The graph of a sentence. `names` are the keys of what is named at a span, the names that pronouns and
        descriptions stand for among them; `left_out` are stretches that tell when.
        """
        tree = Tree(analysis.tokens)
        named = {t: keys for span, keys in sorted(names.items()) for t in self._inside(analysis, span)}
        top = self._tops(analysis, tree, names)
        kept = {
            t
            for t, token in enumerate(analysis.tokens)
            if top[t] == t
            and not any(s.covers(token.span) for s in left_out)
            and (_finite(tree, t) or self._content(token, named=t in named))
        }
        children = self._children(tree, kept, top)
        nodes = {t: self._node(tree, t, named, top, children.get(t, ())) for t in sorted(kept)}
        return Graph(analysis=analysis, tree=tree, nodes=nodes, top=top)

    @staticmethod
    def _inside(analysis: Analysis, span: Span) -> Iterator[int]:
        return (t for t, token in enumerate(analysis.tokens) if span.covers(token.span))

    def _content(self, token: Token, *, named: bool) -> bool:
        """Whether the word carries a matter: no function word, and a pronoun only where it stands for a name."""
        if token.tag not in _CONTENT:
            return False
        lower = token.text.lower()
        if token.tag == "PRON":
            return named
        negator = lower in self.lexicons.commitments.modality.negators or lower in self.lexicons.stories.negators
        if token.tag in {"VERB", "NUM", "PROPN"}:
            return not negator
        return not negator and lower not in self.lexicons.stories.function_words

    def _tops(self, analysis: Analysis, tree: Tree, names: Mapping[Span, frozenset[str]]) -> dict[int, int]:
        """For each token the one that stands for its name or apposition: `the insurer | Orlen Mutual` is one thing."""
        same: dict[int, Span] = {t: span for span in sorted(names) for t in self._inside(analysis, span)}
        top: dict[int, int] = {}
        for t in range(len(tree.tokens)):
            at, steps = t, 0
            while steps < len(tree.tokens):
                head = tree.tokens[at].head
                one_name = head >= 0 and at in same and same[at] == same.get(head)
                if head < 0 or not (one_name or tree.bases[at] in _JOINED):
                    break
                at, steps = head, steps + 1
            top[t] = at
        return top

    def _children(self, tree: Tree, kept: set[int], top: Mapping[int, int]) -> dict[int, tuple[tuple[str, int], ...]]:
        """The content words under each content word, subjects handed on to verbs that share them."""
        found: dict[int, list[tuple[str, int]]] = {}
        for t in sorted(kept):
            if (head := self._above(tree, t, kept, top)) >= 0:
                found.setdefault(head, []).append((self._role(tree, t, head), t))
        subjects: dict[int, int] = {}
        for t in _downwards(tree, kept):
            subject = self._subject(tree, t, kept, top, subjects)
            if subject is not None and _finite(tree, t):
                subjects[t] = subject
                role = "o" if _passive(tree, t) or self._undergone(tree, t) else "s"
                if (role, subject) not in found.get(t, []):
                    found.setdefault(t, []).append((role, subject))
        return {t: tuple(sorted(set(own))) for t, own in found.items()}

    @staticmethod
    def _above(tree: Tree, token: int, kept: set[int], top: Mapping[int, int]) -> int:
        at, steps = tree.tokens[token].head, 0
        while at >= 0 and top[at] not in kept and steps < len(tree.tokens):
            at, steps = tree.tokens[top[at]].head, steps + 1
        return top[at] if at >= 0 and top[at] in kept else -1

    def _role(self, tree: Tree, token: int, head: int) -> str:
        relation = tree.tokens[token].relation
        if tree.tokens[token].head != head:
            return "x"
        if relation in {"nsubj:pass", "obj"} or (relation == "xcomp" and tree.tokens[token].tag != "VERB"):
            return "o"
        if base(relation) in {"nsubj", "csubj"} or relation == "obl:agent":
            return "s"
        return "x"

    def _subject(
        self, tree: Tree, token: int, kept: set[int], top: Mapping[int, int], subjects: Mapping[int, int]
    ) -> int | None:
        """The subject of a word that carries a clause: its own, the noun that the clause describes, or that of the
        clause it continues.
        """
        own = [c for c in tree.children[token] if tree.bases[c] == "nsubj"]
        relative = any(tree.tokens[c].text.lower() in _RELATIVES for c in own)
        if own and not relative:
            return next((top[c] for c in own if top[c] in kept), None)
        head = self._above(tree, token, kept, top)
        if tree.bases[token] == "acl":
            return head if head >= 0 else None
        return subjects.get(head) if tree.bases[token] in {"conj", "xcomp"} else None

    @staticmethod
    def _undergone(tree: Tree, token: int) -> bool:
        """Whether a participle describes what it is done to: `the plan announced by`."""
        own = tree.tokens[token]
        bare = tree.bases[token] == "acl" and own.relation != "acl:relcl"
        return bare and own.tag == "VERB" and not own.text.lower().endswith("ing")

    def _node(
        self,
        tree: Tree,
        token: int,
        named: Mapping[int, frozenset[str]],
        top: Mapping[int, int],
        children: tuple[tuple[str, int], ...],
    ) -> Node:
        own = tree.tokens[token]
        merged = [t for t, head in top.items() if head == token]
        keys = frozenset(k for t in merged for k in named.get(t, ()))
        keys |= {k for t in merged if t not in named for k in self._word_keys(tree.tokens[t])}
        parts = [t for t in tree.children[token] if tree.bases[t] == "compound"]
        if parts:
            keys |= {" ".join(tree.tokens[t].text.lower() for t in (*parts, token))}
        verb = own.tag == "VERB"
        lows = {tree.tokens[c].text.lower() for c in tree.children[token]}
        case = next((tree.tokens[c].text.lower() for c in tree.children[token] if tree.bases[c] == "case"), "")
        return Node(
            token=token,
            keys=keys,
            kind=kind_of_act(own.lemma, self.lexicons.stories.acts) if verb else "",
            verb=verb,
            name=any(tree.tokens[t].tag == "PROPN" for t in merged),
            case=case,
            children=children,
            negated=self._negated(lows),
            modal=self._modal(tree, token),
            tense=tense_of(tree, token),
        )

    def _word_keys(self, token: Token) -> frozenset[str]:
        lower = token.text.lower()
        number = self.lexicons.amounts.numbers.cardinals.get(lower)
        if number is not None:
            return frozenset({str(number)})
        if token.tag == "NUM":
            return frozenset({lower.replace(",", "")})
        head = self.lexicons.stories.slots.heads.get(lower)
        return frozenset({stem(lower), stem(token.lemma.lower())} | ({head} if head else set()))

    def _negated(self, lows: set[str]) -> bool:
        words = self.lexicons.commitments.modality
        return bool(lows & (words.negators | words.negative_determiners | {"n't", "n’t"}))

    def _modal(self, tree: Tree, token: int) -> Modality | None:
        modals = self.lexicons.commitments.modality.modals
        for child in tree.children[token]:
            if tree.bases[child] == "aux" and (found := modals.get(tree.tokens[child].text.lower())):
                return found
        return None


def _downwards(tree: Tree, kept: set[int]) -> list[int]:
    """The kept words, each after those it hangs from."""

    def depth(token: int) -> int:
        steps = 0
        while token >= 0 and steps <= len(tree.tokens):
            token, steps = tree.tokens[token].head, steps + 1
        return steps

    return sorted(kept, key=lambda t: (depth(t), t))


def _passive(tree: Tree, token: int) -> bool:
    return any(tree.tokens[c].relation in {"aux:pass", "nsubj:pass"} for c in tree.children[token])


def _finite(tree: Tree, token: int) -> bool:
    """Whether the token carries a clause: a verb, or what a copula or a subject makes one."""
    tag = tree.tokens[token].tag
    own = any(tree.bases[c] in {"cop", "nsubj"} for c in tree.children[token])
    return tag == "VERB" or (tag in _CONTENT and own)


def tense_of(tree: Tree, token: int) -> Tense:
    """What the form of a verb, or of the copula or auxiliary of a noun or adjective, says about being done."""
    own = tree.tokens[token]
    lower = own.text.lower()
    helpers = [tree.tokens[c].text.lower() for c in tree.children[token] if tree.bases[c] in {"aux", "cop"}]
    marked = any(tree.tokens[c].text.lower() == "to" and tree.bases[c] == "mark" for c in tree.children[token])
    if any(h in {"will", "shall", "would", "'ll", "’ll"} for h in helpers) or marked:
        return Tense.AHEAD
    if own.tag == "VERB" and lower.endswith("ing"):
        return Tense.UNDER_WAY
    if any(h in _HAVE | _WAS or h == "did" for h in helpers):
        return Tense.DONE
    if own.tag == "VERB" and not helpers and lower != own.lemma and not lower.endswith("s"):
        return Tense.DONE
    return Tense.NOW
