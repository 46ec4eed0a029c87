"""Parts of speech: the likeliest run of tags by what was counted about words, endings and tag order (a trigram
hidden Markov model; Brants, TnT, 2000, with the word's shape in place of a separate unknown-word model).
"""

from collections.abc import Mapping, Sequence
from math import log

from onrecord.lexicons import SyntaxLexicon
from onrecord.models.word_shapes import in_title_case, is_acronym, tag_by_shape

Weights = Mapping[str, float]

_OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "INTJ", "X", "SYM"})
_FINITE = frozenset({"VERB.VBD", "VERB.VBZ", "VERB.VBP", "AUX.MD", "AUX.VBD", "AUX.VBZ", "AUX.VBP", "AUX.VB"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "INTJ", "ADV"})
_AS_WRITTEN = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "--", "…": "..."}
_RELATED = 6.0  # how strongly a shorter ending speaks against a longer one's counts
_VERBLESS = 2.0  # how much less likely a reading may be that gives a sentence its verb
_UNLIKELY = 4e-3  # a tag less likely for its word than the best by this factor is not tried
_MOST = 8  # how many tags are tried of a word whose last letter even was not counted: another alphabet's
_GUESS = 0.6  # how many sightings the guess by ending is worth beside the word's own counts


class Tagger:
    """Fine tags (`VERB.VBD`) for a sentence's words; `fine.partition(".")[0]` is the Universal part of speech."""

    def __init__(self, lexicon: SyntaxLexicon) -> None:
        counts = lexicon.counts
        self._words = counts.words
        self._endings = counts.endings
        self._order = counts.order
        self._pairs: dict[tuple[str, str], int] = {}
        self._starts: dict[tuple[str, str], int] = {}
        self._single: dict[str, int] = {}
        self._before: dict[str, int] = {}
        for (first, second, third), n in counts.order.items():
            self._starts[first, second] = self._starts.get((first, second), 0) + n
            self._pairs[second, third] = self._pairs.get((second, third), 0) + n
            self._before[second] = self._before.get(second, 0) + n
            self._single[third] = self._single.get(third, 0) + n
        self._total = sum(self._single.values())
        self._priors = {t: log(n / self._total) for t, n in self._single.items()}

    def tag(self, words: Sequence[str]) -> list[str]:
        """The likeliest fine tags; `["They", "fled", "."]` gives `["PRON.PRP", "VERB.VBD", "PUNCT.."]`."""
        title = in_title_case(words)
        first = next((i for i, w in enumerate(words) if w[:1].isalnum()), 0)
        shouted = sum(w.isupper() and len(w) > 1 for w in words) * 2 > sum(w.isalpha() for w in words)
        choices = [
            self._of_acronym(w)
            if not shouted and is_acronym(w)
            else self._choices(w, either=i == first or title or (i > 0 and words[i - 1] in {"“", '"', ":"}))
            for i, w in enumerate(words)
        ]
        score, best = self._best(choices)
        if words and words[-1] == "." and len(words) > 3 and not any(t in _FINITE for t in best):
            return self._with_verb(choices, score - _VERBLESS) or best
        return best

    def _with_verb(self, choices: Sequence[Weights], least: float) -> list[str] | None:
        """The likeliest tags in which some word is a finite verb; None when none is as likely as `least`."""
        found: list[tuple[float, list[str]]] = []
        for at, weights in enumerate(choices):
            verbs = {t: n for t, n in weights.items() if t in _FINITE}
            if verbs and at:
                found.append(self._best([*choices[:at], verbs, *choices[at + 1 :]]))
        score, tags = max(found, key=lambda f: f[0], default=(least - 1, []))
        return tags if score >= least else None

    def _best(self, choices: Sequence[Weights]) -> tuple[float, list[str]]:
        """The likeliest tags and how likely they are."""
        trail: list[dict[tuple[str, str], str]] = []
        known: dict[tuple[str, str, str], float] = {}  # words nobody knows have many tags, and ask the same again
        scores: dict[tuple[str, str], float] = {("^", "^"): 0.0}
        for weights in [*choices, {"$": 0.0}]:
            new: dict[tuple[str, str], float] = {}
            back: dict[tuple[str, str], str] = {}
            for (first, second), so_far in scores.items():
                for tag, weight in weights.items():
                    order = (first, second, tag)
                    if order not in known:
                        known[order] = self._follows(*order)
                    score = so_far + weight + known[order]
                    if score > new.get((second, tag), -1e300):
                        new[second, tag] = score
                        back[second, tag] = first
            scores = new
            trail.append(back)
        state = max(scores, key=lambda s: scores[s])
        score = scores[state]
        found = []
        for back in reversed(trail):
            found.append(state[1])
            state = (back[state], state[0])
        return score, found[:0:-1]

    def _follows(self, first: str, second: str, third: str) -> float:
        three = self._order.get((first, second, third), 0) / (self._starts.get((first, second), 0) + 1)
        two = self._pairs.get((second, third), 0) / (self._before.get(second, 0) + 1)
        one = self._single.get(third, 1) / self._total
        return log(0.55 * three + 0.4 * two + 0.05 * one)

    def _of_acronym(self, word: str) -> Weights:
        """Tags of a short word in capitals, which is a name however the same letters are used in lower case."""
        seen = {t: n for t, n in self._words.get(word, {}).items() if t.partition(".")[0] in _NAMING}
        seen = seen or {"PROPN.NNP": 9, "NOUN.NN": 1}
        total = sum(seen.values())
        return {t: log(n / total) - self._priors.get(t, -12.0) for t, n in seen.items()}

    def _choices(self, word: str, *, either: bool) -> Weights:
        fixed = tag_by_shape(word)
        if fixed:
            return {fixed: 0.0}
        seen = self._seen(word, either=either)
        total = sum(seen.values())
        if total and not (total < 40 and all(t.partition(".")[0] in _OPEN for t in seen)):
            shares = {t: n / total for t, n in seen.items()}
        else:
            guess = self._guess(word, either=either)
            shares = {
                t: (seen.get(t, 0) + _GUESS * guess.get(t, 0.0)) / (total + _GUESS) for t in sorted({*seen, *guess})
            }
        best = max(shares.values())
        return {t: log(p) - self._priors.get(t, -12.0) for t, p in shares.items() if p > best * _UNLIKELY}

    def _seen(self, word: str, *, either: bool) -> dict[str, int]:
        plain = _AS_WRITTEN.get(word, word.replace("’", "'"))
        found = dict(self._words.get(plain, {}))
        low = plain.lower()
        if low != plain and (either or (not found and plain.isupper() and len(plain) > 4)):
            for tag, n in self._words.get(low, {}).items():
                found[tag] = found.get(tag, 0) + n
        return found

    def _guess(self, word: str, *, either: bool) -> dict[str, float]:
        if "-" in word.strip("-"):
            return self._guess_joined(word, either=either)
        low = word.lower()
        if not word[:1].isupper():
            return self._by_ending("l", low)
        proper = self._by_ending("C", low)
        if not either:
            return proper
        plain = self._by_ending("l", low)
        return {t: 0.5 * proper.get(t, 0) + 0.5 * plain.get(t, 0) for t in sorted({*proper, *plain})}

    def _guess_joined(self, word: str, *, either: bool) -> dict[str, float]:
        first, _, last = word.strip("-").rpartition("-")
        if word[:1].isupper() and last[:1].isupper() and not either:
            return {"PROPN.NNP": 0.8, "ADJ.JJ": 0.2}
        if first[:1].isdigit() or _top(self._words.get(first.lower(), {})) == "NUM.CD":
            if _top(self._words.get(last.lower(), {})) == "NUM.CD" or last[:1].isdigit():
                return {"NUM.CD": 1.0}
            return {"ADJ.JJ": 0.9, "NOUN.NN": 0.1}
        whole = self._seen(last, either=True) or self._guess(last, either=True)
        total = sum(whole.values())
        shares = {t: n / total for t, n in whole.items() if t.partition(".")[0] in _OPEN}
        if any(t in shares for t in ("VERB.VBN", "VERB.VBG", "VERB.VBD", "ADJ.JJ")):
            return {"ADJ.JJ": 0.8, **{t: 0.2 * n for t, n in shares.items() if t != "ADJ.JJ"}}
        return {"ADJ.JJ": 0.25, **{t: 0.75 * n for t, n in shares.items() if t != "ADJ.JJ"}}

    def _by_ending(self, shape: str, low: str) -> dict[str, float]:
        shares: dict[str, float] = {}
        for length in range(min(6, len(low))):
            counts = self._endings.get(shape + low[len(low) - length :])
            if counts is None:
                if length == 0:
                    continue
                if length == 1:
                    shares = {t: shares[t] for t in sorted(shares, key=lambda t: (-shares[t], t))[:_MOST]}
                break
            total = sum(counts.values()) + _RELATED
            spread = {t: _RELATED * p / total for t, p in shares.items() if p > _UNLIKELY}
            for tag, n in counts.items():
                spread[tag] = spread.get(tag, 0.0) + n / total
            shares = spread
        return shares or {"NOUN.NN": 0.5, "PROPN.NNP": 0.5}


def _top(counts: Mapping[str, int]) -> str | None:
    return max(counts, key=lambda t: counts[t]) if counts else None
