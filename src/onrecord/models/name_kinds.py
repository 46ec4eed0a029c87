"""What a run of capitalised words stands for, and where one name ends and the next begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicons.names import NameLexicon
from onrecord.models.name_titles import is_honorific, is_office, of_office, title_after, title_start
from onrecord.models.name_words import Word, text_of
from onrecord.records import Confidence, NameKind

_OPENERS = frozenset('“"‘:.?!•-—–…*(') | {"``"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A range of words that is one name."""

    first: int
    end: int
    kind: NameKind
    confidence: Confidence


def split_run(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> Iterator[Piece]:
    """The names in a run, in order."""
    first, end = _bare(words, first, end, lexicon)
    while first < end:
        if (kind := known_kind(words, first, end, lexicon)) is not None:
            yield Piece(first=first, end=end, kind=kind, confidence=Confidence.HIGH)
            return
        if (name := name_after_title(words, first, end, lexicon)) is not None:
            yield from names_in_title(words, first, name, lexicon)
            yield Piece(first=name, end=end, kind=NameKind.PERSON, confidence=Confidence.HIGH)
            return
        if (kind := headed_kind(words, first, end, lexicon)) is not None:
            yield Piece(first=first, end=end, kind=kind, confidence=Confidence.MEDIUM)
            return
        length = _known_prefix(words, first, end, lexicon)
        if length == 0:
            piece = _guess(words, first, end, lexicon)
            if piece is not None:
                yield piece
            return
        kind = known_kind(words, first, first + length, lexicon) or NameKind.OTHER
        yield Piece(first=first, end=first + length, kind=kind, confidence=Confidence.MEDIUM)
        first, end = _bare(words, first + length, end, lexicon)


def _bare(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> tuple[int, int]:
    """The run without what opens a sentence, calendar words, hyphens and stray small words at its ends."""
    w = lexicon.words
    while first < end and (_droppable(words[first], lexicon) or _opens(words, first, end, lexicon)):
        first += 1
    while end > first and (_droppable(words[end - 1], lexicon) or words[end - 1].lower in w.particles):
        end -= 1
    return first, end


def _droppable(word: Word, lexicon: NameLexicon) -> bool:
    if word.text in lexicon.bodies or word.text in lexicon.countries:
        return False
    if word.text in lexicon.genders and word.tag == "PROPN":
        return False  # "Will Sand"
    return word.mark or word.lower in lexicon.words.calendar or word.lower in lexicon.words.function_words


def _opens(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> bool:
    """Whether the word is capitalised only because it opens the sentence or a quotation."""
    word = words[first]
    if word.acronym or not sentence_start(words, first):
        return False
    if word.text in lexicon.bodies or lexicon.place(word.text) or lexicon.nationality(word.text):
        return False
    return word.lower in lexicon.words.common_starts and not (
        end - first > 1 and headed_kind(words, first, end, lexicon) is not None and words[first + 1].lower != "and"
    )


def sentence_start(words: Sequence[Word], at: int) -> bool:
    """Whether only marks stand between `words[at]` and the start of the sentence or an opening quotation mark."""
    return at == 0 or words[at - 1].text in _OPENERS or (all(w.mark for w in words[:at]))


def known_kind(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> NameKind | None:
    """The kind under which the tables know the name; None where they do not."""
    text = text_of(words, first, end)
    if text in lexicon.bodies:
        return NameKind.ORGANISATION
    if lexicon.place(text) or (len(text) > 3 and text.isupper() and lexicon.place(text.title())):
        return NameKind.PLACE
    if lexicon.nationality(text):
        return NameKind.NATIONALITY
    return None


def _known_prefix(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> int:
    """How many words at the start of the run are a name of the tables with more words after it."""
    for length in range(min(4, end - first - 1), 0, -1):
        if known_kind(words, first, first + length, lexicon) is None:
            continue
        surname = length == 1 and words[first].text in lexicon.genders
        return 0 if surname else length
    return 0


def name_after_title(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> int | None:
    """Where a person's name begins after the last title inside the run or before it."""
    for i in range(end - 1, first, -1):
        if not (is_office(words[i - 1], lexicon) or is_honorific(words[i - 1], lexicon)):
            continue
        if is_office(words[i], lexicon) or not words[i].text[0].isalpha():
            continue
        if words[i - 1].text in lexicon.genders and i - 1 > first:
            continue
        if headed_kind(words, i, end, lexicon) is not None or _body_word(words[end - 1], lexicon):
            continue
        return None if words[i].lower in lexicon.words.particles and words[i].text.islower() else i
    before = words[first - 1] if first else None
    if before and not before.possessive and (is_office(before, lexicon) or is_honorific(before, lexicon)):
        organised = headed_kind(words, first, end, lexicon) is not None
        return None if organised or before.acronym or is_office_only(words, first, end, lexicon) else first
    return None


def _body_word(word: Word, lexicon: NameLexicon) -> bool:
    """Whether the word ends names of bodies and no person's: `General Motors` is nobody's rank and surname."""
    return word.lower in lexicon.words.organisation_heads - lexicon.words.surname_heads


def is_office_only(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> bool:
    """Whether the words are an office and nobody's name."""
    return all(w.lower in lexicon.words.office_modifiers or is_office(w, lexicon) for w in words[first:end])


def names_in_title(words: Sequence[Word], first: int, name: int, lexicon: NameLexicon) -> Iterator[Piece]:
    """Names of countries and bodies inside the title before a person: `Iraqi`, `WHO`."""
    at = first
    while at < name:
        for length in range(min(5, name - at), 0, -1):
            kind = known_kind(words, at, at + length, lexicon)
            if kind is None and length == 1 and _body_initials(words[at], lexicon):
                kind = NameKind.ORGANISATION
            if kind is None and length > 1 and at + length < name:
                kind = headed_kind(words, at, at + length, lexicon)
            if kind is not None:
                yield Piece(first=at, end=at + length, kind=kind, confidence=Confidence.MEDIUM)
                at += length - 1
                break
        at += 1


def headed_kind(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> NameKind | None:
    """The kind that the head word gives: the last word, or the one before `of`, `for`, `on`."""
    if end - first < 2 or _shouted(words, first, end):
        return None
    w = lexicon.words
    joins = [i for i in range(first + 1, end) if words[i].lower == "of" or words[i].lower in w.body_joiners]
    head = words[joins[0] - 1].lower if joins else words[end - 1].lower
    if words[first].text in lexicon.genders and not joins and end - first == 2 and head in w.surname_heads:
        return None
    if head in w.event_heads or words[first].lower in w.event_prefixes:
        return NameKind.EVENT
    if head in w.organisation_heads:
        return NameKind.ORGANISATION
    if head in w.facility_heads:
        return NameKind.FACILITY
    if head in w.place_heads or (words[first].lower in w.place_prefixes and words[first].text not in lexicon.genders):
        return NameKind.PLACE
    if head in w.law_heads:
        return NameKind.LAW
    if head in w.document_heads:
        return NameKind.DOCUMENT
    return None


def _guess(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> Piece | None:
    """A run that no table and no head word settles."""
    while end > first and (
        is_office(words[end - 1], lexicon) and end - first > 1 and not _first_name(words, first, lexicon)
    ):
        end -= 1
        while end > first and words[end - 1].lower in lexicon.words.office_modifiers:
            end -= 1
    if end - first > 2 and sentence_start(words, first) and _first_name(words, first + 1, lexicon):
        # `Grocer Ana Belo`: a name begins with its first name.
        first += 0 if _first_name(words, first, lexicon) else 1
    first = _past_office(words, first, end, lexicon)
    first = _past_headline(words, first, end, lexicon)
    if end == first or is_office_only(words, first, end, lexicon):
        return None
    kind, confidence = _guess_kind(words, first, end, lexicon)
    if kind is None:
        return None
    return Piece(first=first, end=end, kind=kind, confidence=confidence)


def _past_office(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> int:
    """Past what an office is over: `Secretary of | State | Nora Linden`."""
    if of_office(words, first, lexicon) is None:
        return first
    at = first
    while at < end - 1 and words[at].lower in lexicon.words.office_modifiers:
        at += 1
    if at == first:
        at = next((i for i in range(first + 1, end - 1) if _first_name(words, i, lexicon)), first)
    return at


def _past_headline(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> int:
    """Past the capitals of a headline that ran into a person's name: `Better Rail Service | Paul Vexler`."""
    if _first_name(words, first, lexicon):
        return first
    for at in range(first + 2, end - 1):
        if _first_name(words, at, lexicon):
            common = any(w.tag not in {"PROPN", "PUNCT"} or _wordlike(w, lexicon) for w in words[first:at])
            return at if common else first
    return first


def _wordlike(word: Word, lexicon: NameLexicon) -> bool:
    return word.lower in lexicon.words.organisation_heads or word.lower in lexicon.words.common_starts


def _first_name(words: Sequence[Word], first: int, lexicon: NameLexicon) -> bool:
    return words[first].text in lexicon.genders


def _guess_kind(
    words: Sequence[Word], first: int, end: int, lexicon: NameLexicon
) -> tuple[NameKind | None, Confidence]:
    length = end - first
    if (known := known_kind(words, first, end, lexicon)) is not None:
        return known, Confidence.HIGH
    if _shouted(words, first, end):
        return None, Confidence.LOW
    if _body_initials(words[first], lexicon) and (length == 1 or "." not in words[first].text):
        return NameKind.ORGANISATION, (Confidence.MEDIUM if length == 1 else Confidence.LOW)
    first_name = words[first].text.partition("-")[0] in lexicon.genders
    if first_name and 2 <= length <= 6 and not any(w.acronym for w in words[first + 1 : end] if len(w.text) > 2):
        return NameKind.PERSON, Confidence.HIGH
    if title_start(words, first, lexicon) is not None or title_after(words, end, lexicon) is not None:
        return NameKind.PERSON, Confidence.MEDIUM
    if _aged(words, end):
        return NameKind.PERSON, Confidence.HIGH
    if _personal(words, end, lexicon):
        return NameKind.PERSON, Confidence.MEDIUM
    speaks = end < len(words) and words[end].lower in lexicon.words.person_verbs
    said = first > 0 and words[first - 1].lower in lexicon.words.person_verbs and (end == len(words) or words[end].mark)
    wordlike = length == 1 and (
        words[first].lower in lexicon.words.common_starts or words[first].lower in lexicon.words.organisation_heads
    )
    if (speaks or said) and length <= 5 and not wordlike:
        return NameKind.PERSON, (Confidence.MEDIUM if length > 1 else Confidence.LOW)
    if first > 0 and words[first - 1].lower in lexicon.words.place_prepositions and length <= 3:
        return NameKind.PLACE, (Confidence.MEDIUM if words[first - 1].lower == "in" else Confidence.LOW)
    if _placed(words, first, end, lexicon):
        return NameKind.PLACE, Confidence.MEDIUM
    if length == 1:
        return _lone(words, first, lexicon)
    return NameKind.OTHER, Confidence.LOW


def _body_initials(word: Word, lexicon: NameLexicon) -> bool:
    """Whether the word is initials that may be a body's: not `TV`, `HIV` or `MP`."""
    return word.acronym and word.lower.rstrip("s") not in lexicon.words.plain_initials and not is_office(word, lexicon)


def _shouted(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether the words are in capitals for effect rather than initials."""
    return (
        end - first > 1
        and all(w.text.isupper() for w in words[first:end])
        and any(len(w.text) > 4 for w in words[first:end])
    )


def _aged(words: Sequence[Word], end: int) -> bool:
    """Whether an age follows between commas or in brackets: `, 42,`."""
    after = [w.text for w in words[end : end + 3]]
    return (
        len(after) == 3
        and after[0] in {",", "("}
        and after[2] in {",", ")"}
        and after[1].isdigit()
        and len(after[1]) < 3
    )


def _placed(words: Sequence[Word], first: int, end: int, lexicon: NameLexicon) -> bool:
    """Whether a place word stands beside the name: `Bela province`, `the town of Bela`, `Bela, France`."""
    after = [w.lower for w in words[end : end + 2]]
    if after[:1] and after[0] in lexicon.words.place_heads - lexicon.words.surname_heads and not words[end].capital:
        return True
    if first > 1 and words[first - 1].lower == "of" and words[first - 2].lower in lexicon.words.place_heads:
        return True
    return after[:1] == [","] and end + 1 < len(words) and words[end + 1].text in lexicon.countries


def _personal(words: Sequence[Word], end: int, lexicon: NameLexicon) -> bool:
    """Whether `, who` or `, whose` follows."""
    after = [w.lower for w in words[end : end + 2]]
    return after[-1:] != [] and after[-1] in lexicon.words.relative_pronouns and after[0] in {",", after[-1]}


def _lone(words: Sequence[Word], at: int, lexicon: NameLexicon) -> tuple[NameKind | None, Confidence]:
    word = words[at]
    if sentence_start(words, at) and (
        word.lower.endswith(("ly", "ing")) or word.tag in {"VERB", "AUX", "ADV", "ADP", "DET"}
    ):
        return None, Confidence.LOW
    if (
        word.lower in lexicon.words.organisation_heads
        or word.lower in lexicon.words.common_starts
        or len(word.text) < 2
    ):
        return None, Confidence.LOW
    return (NameKind.PERSON if word.text in lexicon.genders else NameKind.OTHER), Confidence.LOW
