"""Which analyser reads the reports, and its making; called at the edge, once a process."""

from enum import StrEnum
from pathlib import Path

from onrecord.errors import SettingsError
from onrecord.lexicons import Lexicons
from onrecord.models.analyser import Analyser
from onrecord.models.encoder.weights import FOLDER, has_weights, load_weights
from onrecord.models.rules import RuleAnalyser


class AnalyserKind(StrEnum):
    """The trained model, or the rules alone, which read names, grammar and speech less well."""

    MODEL = "model"
    RULES = "rules"


WEAKER = "rules alone read names, grammar and speech, which is weaker than the trained model"
"""What is said wherever the rules read."""


def analyser_kind(name: str) -> AnalyserKind:
    """The kind of this name; raises SettingsError when there is none."""
    try:
        return AnalyserKind(name)
    except ValueError as exc:
        raise SettingsError(f"analyser {name!r}: no such analyser. Give {' or '.join(AnalyserKind)}.") from exc


def usual_analyser(folder: Path = FOLDER) -> AnalyserKind:
    """The model where its weights are installed, else the rules."""
    return AnalyserKind.MODEL if has_weights(folder) else AnalyserKind.RULES


def load_analyser(kind: AnalyserKind, lexicons: Lexicons, folder: Path = FOLDER) -> Analyser:
    """The analyser of this kind; raises ModelError when the weights in `folder` are missing or damaged."""
    if kind is AnalyserKind.RULES:
        return RuleAnalyser(lexicons.syntax, lexicons.names)
    # Here and not above: who reads by rules, or reads nothing, does without numpy and the tokenizer.
    from onrecord.models.encoder.analyser import EncoderAnalyser

    return EncoderAnalyser(load_weights(folder), lexicons.syntax, lexicons.names)
