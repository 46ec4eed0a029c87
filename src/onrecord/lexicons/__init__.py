"""Word lists and patterns: validated data files, loaded once at the edge and passed to every stage."""

from dataclasses import dataclass
from functools import cache

from onrecord.lexicons.amounts import AmountLexicon, load_amounts
from onrecord.lexicons.clocks import ClockLexicon, load_clocks
from onrecord.lexicons.commitments import CommitmentLexicon, load_commitments
from onrecord.lexicons.dating import DatingLexicon, load_dating
from onrecord.lexicons.names import NameLexicon, load_names
from onrecord.lexicons.page import PageLexicon, load_page
from onrecord.lexicons.sentences import SentenceLexicon, load_sentences
from onrecord.lexicons.speech import SpeechLexicon, load_speech
from onrecord.lexicons.stories import StoryLexicon, load_stories
from onrecord.lexicons.syntax import SyntaxLexicon, load_syntax
from onrecord.lexicons.time import TimeLexicon, load_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicons:
    """Every lexicon a build uses."""

    page: PageLexicon
    sentences: SentenceLexicon
    syntax: SyntaxLexicon
    names: NameLexicon
    speech: SpeechLexicon
    time: TimeLexicon
    clocks: ClockLexicon
    dating: DatingLexicon
    amounts: AmountLexicon
    commitments: CommitmentLexicon
    stories: StoryLexicon


@cache
def load_lexicons() -> Lexicons:
    """The lexicons as shipped; raises LexiconError naming the file and key that does not validate."""
    names = load_names()
    return Lexicons(
        page=load_page(),
        sentences=load_sentences(),
        syntax=load_syntax(),
        names=names,
        speech=load_speech(),
        time=load_time(),
        clocks=load_clocks(),
        dating=load_dating(),
        amounts=load_amounts((*names.demonyms, *names.words.nationalities)),
        commitments=load_commitments(),
        stories=load_stories(),
    )


__all__ = [
    "AmountLexicon",
    "ClockLexicon",
    "CommitmentLexicon",
    "DatingLexicon",
    "Lexicons",
    "NameLexicon",
    "PageLexicon",
    "SentenceLexicon",
    "SpeechLexicon",
    "StoryLexicon",
    "SyntaxLexicon",
    "TimeLexicon",
    "load_lexicons",
]
