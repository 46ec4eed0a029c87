"""What the steps and readers take is measured for all of them, each by itself."""

from fuzz.hostile import PIECES, files, repeated
from fuzz.targets import ENDINGS, TARGETS
from fuzz.timing import plain_text, time_text
from onrecord.lexicons import load_lexicons
from onrecord.models.rules import RuleAnalyser


def test_every_step_is_measured() -> None:
    lexicons = load_lexicons()
    analyser = RuleAnalyser(lexicons.syntax, lexicons.names)
    taken = time_text(plain_text(1_500), "plain", analyser, lexicons)
    assert {"cleaner", "quotation marks", "times", "amounts", "whole path"} <= {t.step for t in taken}
    assert all(t.seconds >= 0 for t in taken)


def test_every_reader_is_fed_with_files_of_the_size() -> None:
    fed = list(files(4_000))
    assert {name for name, *_ in fed} >= {*ENDINGS, "dates", "decisions"}
    assert {name for name, *_ in fed} <= TARGETS.keys()
    assert all(1_000 < len(data) < 12_000 for *_, data in fed)
    assert all(900 < len(repeated(piece, 1_000).encode()) <= 1_000 for piece in PIECES)
