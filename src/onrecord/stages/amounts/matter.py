"""What a percentage, a sum, a weight or a length of time is of, where no noun beside it says so."""

from dataclasses import replace

from onrecord.lexicons.amounts import AmountLexicon
from onrecord.records import Span, Token
from onrecord.stages.amounts.counts import Counted, Sort
from onrecord.stages.amounts.hedges import Amount
from onrecord.stages.amounts.phrases import read_phrase, singular
from onrecord.stages.amounts.pieces import Line
from onrecord.stages.clause import Clause
from onrecord.stages.sentence_view import SentenceView

_POINTS = frozenset({"percent", "point", "points", "cent", "pct"})
_THOSE = frozenset({"those", "them"})
_REACH = 12
_DEED = 8
_LONGEST = 60


def name_matter(
    line: Line,
    amount: Amount,
    counted: Counted,
    view: SentenceView,
    lexicon: AmountLexicon,
    before: Counted | None = None,
) -> Counted:
    """The same with `what` filled from the clause, or from the share `before` it that it goes on from.

    `Rents fell 3 percent` is of `Rents`, `an appeal for £5m` of `appeal`, `£2m for new roads` of `new roads`,
    `trapped for six days` of `time trapped`.
    """
    if counted.sort is Sort.TIME and counted.what == "time":
        return replace(counted, what=_timed(line, amount, counted, view, lexicon))
    if counted.unit == "time" and counted.sort is Sort.NOUN:
        clause = _governing(line, amount, counted, view)
        return replace(counted, what=f"times {_main_word(line, amount, clause)}".strip())
    if counted.sort is Sort.MONEY and counted.what.lower() in lexicon.clues.blank_sums:
        counted = replace(counted, what="")  # `a loan of $10m in exchange for oil`
    if counted.what or counted.sort not in {Sort.SHARE, Sort.MONEY, Sort.MEASURE}:
        return counted
    if before and before.what and before.sort is counted.sort and _set_against(line, amount, lexicon):
        return replace(counted, what=before.what)
    clause = _governing(line, amount, counted, view)
    if counted.sort is Sort.MEASURE and _is_way(line, counted.last, lexicon):
        return replace(counted, what="distance")
    if changed := _changed_by(line, amount, clause, lexicon):
        return replace(counted, what=changed)
    if counted.sort is Sort.MONEY and before and before.sort is Sort.MONEY and _gapped(line, amount, before):
        return replace(counted, what=before.what)
    if what := _noun_of(line, amount, lexicon) or (
        _share_of(line, amount, counted, lexicon) if _is_share(counted) else ""
    ):
        return replace(counted, what=what)
    if _is_share(counted) and before and _listed_after(line, amount, before, lexicon):
        return replace(counted, what=before.what)
    if _is_share(counted) and (pronoun := _by_pronoun(line, clause, amount)):
        again = before.what if before and _is_share(before) and pronoun == "it" else ""
        return replace(counted, what=again or _noun_before(line, amount, clause, lexicon))
    subject = _subject(line, clause, amount)
    verb = line.analysis.tokens[clause.main] if clause else None
    before_it = verb is not None and verb.span.end <= line.pieces[amount.first].span.start
    if _is_share(counted) and verb and before_it and verb.lemma in lexicon.clues.bidding:
        return replace(counted, what=before.what if before and _is_share(before) else "")
    standing = verb is not None and (verb.lemma in lexicon.clues.linking or line.lower(amount.first - 1) == "at")
    standing = standing or (clause is not None and _rises(line, clause.main, lexicon))
    if counted.sort is Sort.MONEY and not (standing and subject):
        dealing = _dealing(line, amount, verb, lexicon) if verb else ""
        given = dealing if line.lower(counted.last) == "to" else ""  # `pledged 80m to the victims`
        what = given or _purpose(line, counted.last, lexicon) or dealing
        what = what or _noun_before(line, amount, clause, lexicon)
        done = verb is not None and verb.tag == "VERB" and verb.lemma not in lexicon.clues.blank_sums
        what = what or (verb.text if verb and done else _noun_before(line, amount, None, lexicon))
    else:
        what = subject or _noun_before(line, amount, clause, lexicon) or _noun_before(line, amount, None, lexicon)
    return replace(counted, what=what)


def _is_way(line: Line, at: int, lexicon: AmountLexicon) -> bool:
    """Whether what follows a length makes it a distance: `60 km | north`, `60 km | to the south`."""
    return line.lower(at) in lexicon.clues.distances or (
        line.phrase(at, at + 2) == "to the" and line.lower(at + 2) in lexicon.scene.sides
    )


def _changed_by(line: Line, amount: Amount, clause: Clause | None, lexicon: AmountLexicon) -> str:
    """The subject of `profit would be cut by | 7m`."""
    cut = line.lower(amount.first - 1) == "by" and line.lower(amount.first - 2) in lexicon.clues.change
    be = line.get(amount.first - 3)
    return _subject(line, clause, amount) if cut and be is not None and be.tag == "AUX" else ""


def _gapped(line: Line, amount: Amount, before: Counted) -> bool:
    """Whether only another subject stands between the two: `Norland pledged 80m and the Sudish state | 20m`."""
    between = line.pieces[before.last : amount.first]
    named = bool(between) and between[-1].tag in {"NOUN", "PROPN"} and any(p.lower == "and" for p in between)
    return named and all(p.tag not in {"VERB", "AUX", "ADP"} for p in between[-4:])


def _dealing(line: Line, amount: Amount, verb: Token, lexicon: AmountLexicon) -> str:
    """What the sum is by what is done with it, where it is the object: `lost 300m` is a loss."""
    between = line.pieces[line.at(verb.span.end) : amount.first]
    direct = all(p.tag != "ADP" or p.lower in lexicon.clues.blank_sums | {"of"} for p in between)
    return lexicon.clues.dealings.get(verb.lemma, "") if direct else ""


def _is_share(counted: Counted) -> bool:
    return counted.sort is Sort.SHARE


def _rises(line: Line, main: int, lexicon: AmountLexicon) -> bool:
    """Whether the verb says that its subject came to a sum, and not that it raised something to one."""
    tokens = line.analysis.tokens
    done = any(t.head == main and t.relation == "obj" and t.tag in {"NOUN", "PROPN"} for t in tokens)
    return tokens[main].lemma in lexicon.clues.rising and not done


def _set_against(line: Line, amount: Amount, lexicon: AmountLexicon) -> bool:
    """Whether the amount before is compared with it: `8m crowns, compared with | 9m crowns`."""
    return (
        line.phrase(amount.first - 2, amount.first) in lexicon.clues.compared
        or line.lower(amount.first - 1) == "against"
    )


def _listed_after(line: Line, amount: Amount, before: Counted, lexicon: AmountLexicon) -> bool:
    """Whether the share goes on with what the one before was of: `33% back it and 31% more`, `62%, up from 58%`."""
    if before.sort is Sort.SHARE and line.phrase(amount.first - 2, amount.first) in lexicon.clues.compared:
        return bool(before.what)
    between = line.pieces[before.last : amount.first]
    plain = all(p.tag not in {"VERB", "AUX", "NOUN"} for p in between)
    return before.sort is Sort.SHARE and bool(before.what) and plain


def _noun_of(line: Line, amount: Amount, lexicon: AmountLexicon) -> str:
    """The noun of `a turnout of 37%`, `an estimate of $5m`, with its modifiers."""
    noun = line.get(amount.first - 2)
    if line.lower(amount.first - 1) not in {"of", "at", "by"} or noun is None or noun.tag != "NOUN":
        return ""
    if line.lower(amount.first - 1) == "by" and singular(noun, lexicon.nouns) in lexicon.units.time:
        return ""
    if noun.lower in lexicon.clues.blank_sums:
        return ""
    first = amount.first - 2
    while first > 0 and line.pieces[first - 1].tag in {"ADJ", "NOUN", "PROPN"}:
        first -= 1
    return line.words(first, amount.first - 1)


def _share_of(line: Line, amount: Amount, counted: Counted, lexicon: AmountLexicon) -> str:
    """The group of `Democrats (69 percent)`, the deed of `45 percent supported it`."""
    before, after = line.get(amount.first - 2), line.get(counted.last)
    if line.lower(amount.first - 1) == "(" and line.lower(counted.last) == ")" and before and before.word:
        return f"share of {before.text}"
    beside = line.get(amount.first - 1)
    if beside and beside.tag == "PROPN" and beside.word and (after is None or not after.word or after.tag == "CCONJ"):
        return f"share of {beside.text}"  # `the Blues 31%`
    compared = line.phrase(counted.last, counted.last + 2) in lexicon.clues.compared
    if after and after.tag in {"VERB", "AUX"} and not compared:
        those = line.lower(counted.last - 1) in _THOSE
        last = counted.last
        while last < min(len(line), counted.last + _DEED) and (line.pieces[last].word or line.pieces[last].numeric):
            last += 1
            if those and last < len(line) and line.pieces[last].tag in {"VERB", "AUX"}:
                return f"share of {line.words(counted.last - 1, last)}"  # `75% of those asked | said`
        link = "" if after.lower.endswith("ing") else "who "
        return f"share {link}{line.words(counted.last, last)}"
    return ""


def _governing(line: Line, amount: Amount, counted: Counted, view: SentenceView) -> Clause | None:
    return view.smallest_clause(line.span(amount.first, max(amount.last, counted.last)))


def _subject(line: Line, clause: Clause | None, amount: Amount) -> str:
    here = line.span(amount.first, amount.last)
    if clause is None or clause.subject is None or clause.subject.end > here.start:
        return ""
    words = clause.subject.of(line.text)
    inner = [p for p in line.pieces if clause.subject.covers(p.span)]
    if any(p.tag in {"VERB", "AUX", "PRON"} for p in inner[-1:]):
        return ""  # "the paper reports", whose own clause follows
    return words if len(words) <= _LONGEST else ""


def _by_pronoun(line: Line, clause: Clause | None, amount: Amount) -> str:
    """The pronoun that is the subject of the clause: `experts say | it | will reach 7 percent`."""
    if clause is None or clause.subject is None or clause.subject.end > line.pieces[amount.first].span.start:
        return ""
    word = clause.subject.of(line.text).lower()
    return word if word in {"it", "they"} else ""


def _purpose(line: Line, at: int, lexicon: AmountLexicon) -> str:
    """`for short-term needs`, `to the relief effort`, `towards repairs` right after the sum."""
    at += line.get(at) is not None and line.pieces[at].lemma == "go"  # "$5m goes to the clean-up"
    if line.lower(at) not in lexicon.clues.purposes:
        return ""
    at += 1
    while line.lower(at) in lexicon.words.determiners:
        at += 1
    phrase = read_phrase(line, at, lexicon, one=True)
    if phrase is None or line.pieces[phrase.head].tag == "PROPN":
        return ""
    return line.words(phrase.first, phrase.last)


def _noun_before(line: Line, amount: Amount, clause: Clause | None, lexicon: AmountLexicon) -> str:
    """The nearest common noun in front of the number in its clause, with its modifiers."""
    floor = line.at(line.analysis.tokens[clause.main].span.end) if clause else 0
    if floor >= amount.first:
        floor = line.at(clause.span.start) if clause else 0
    for i in range(amount.first - 1, max(floor, amount.first - _REACH) - 1, -1):
        piece = line.pieces[i]
        blank = piece.lower in _POINTS or piece.lower in lexicon.clues.blank_sums
        if piece.tag != "NOUN" or blank or not piece.word or piece.lower.removesuffix("s") in lexicon.units.time:
            continue
        first = i
        while first > floor and line.pieces[first - 1].tag in {"ADJ", "NOUN", "PROPN"}:
            first -= 1
        return line.words(first, i + 1)
    return ""


def _timed(line: Line, amount: Amount, counted: Counted, view: SentenceView, lexicon: AmountLexicon) -> str:
    """`time after the quake`, `time trapped`: what the length of time lay between or was spent on."""
    word = line.lower(counted.last)
    if word in lexicon.clues.spanning:
        at = counted.last + 1
        while line.lower(at) in lexicon.words.determiners:
            at += 1
        if phrase := read_phrase(line, at, lexicon, one=True):
            return f"time {word} {line.words(phrase.first, phrase.last)}"
    if word in lexicon.clues.spent and (noun := line.get(counted.last + 1)) and noun.tag == "NOUN":
        return f"time {word} {noun.text}"  # `eight years in prison`
    return f"time {_main_word(line, amount, _governing(line, amount, counted, view))}".strip()


def _main_word(line: Line, amount: Amount, clause: Clause | None) -> str:
    """The verb that the amount hangs on, which stands before it."""
    if clause is None or line.analysis.tokens[clause.main].tag != "VERB":
        return ""
    main: Span = line.analysis.tokens[clause.main].span
    return main.of(line.text) if main.end <= line.pieces[amount.first].span.start else ""
