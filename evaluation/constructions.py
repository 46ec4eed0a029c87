"""The constructions of reported speech as small reports with marks, read by the tests and by the measured page.

A case marks what is said with `[words]{c}` and who says it with `[words]{s}`; further acts of speech take a number
(`{c2}`, `{s2}`). `[words]{x}` is what nobody says: quotation marks that are no speech, questions left open.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import cattrs

from onrecord.records import Span

_MARK = re.compile(r"\[([^\[\]]*)\]\{([csx]\d?)\}")
HEADLINE = "What is known so far about the week's events"
_CLOSING = "The town lies on the northern coast."
_converter = cattrs.Converter(forbid_extra_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is expected of one act of speech; a field left out is not looked at.

    Several values are alternatives; `speaker = []` is nobody that can be named. `mode` is that of the statements, where
    there are any. `claim` says whether its content is to stand as a claim: `yes`, `no`, or `open`; `negative` whether
    its statements deny something.
    """

    number: str = ""
    speaker: tuple[str, ...] | None = None
    mode: tuple[str, ...] = ()
    sense: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    chain: tuple[str, ...] | None = None
    told: str | None = None
    anonymity: str | None = None
    hypothetical: bool | None = None
    claim: Literal["yes", "no", "open"] = "yes"
    negative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report with marks. `fails` gives the reason for each analyser known to read it wrongly."""

    construction: int
    text: str
    headline: str = HEADLINE
    said: tuple[Said, ...] = (Said(),)
    fails: Mapping[str, str] = field(default_factory=dict)

    @property
    def printed(self) -> str:
        """The report as an outlet would print it, without marks: headline, paragraphs, and a closing one."""
        return _MARK.sub(r"\1", self._marked)

    @property
    def title(self) -> str:
        """The headline without marks."""
        return _MARK.sub(r"\1", self.headline)

    @property
    def marks(self) -> Mapping[str, Sequence[Span]]:
        """The marked spans of the printed report by their mark."""
        found: dict[str, list[Span]] = {}
        shift = 0
        for match in _MARK.finditer(self._marked):
            start = match.start() - shift
            found.setdefault(match[2], []).append(Span(start=start, end=start + len(match[1])))
            shift += len(match[0]) - len(match[1])
        return found

    @property
    def _marked(self) -> str:
        paragraphs = [self.headline, *self.text.strip().split("\n"), _CLOSING]
        return "\n\n".join(line.strip() for line in paragraphs if line.strip()) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The shape of a file of cases."""

    case: tuple[Case, ...]


def read_cases(folder: Path) -> list[Case]:
    """The cases of every file in the folder, by construction and then in the order of the files."""
    cases = [
        case
        for path in sorted(folder.glob("*.toml"))
        for case in _converter.structure(tomllib.loads(path.read_text(encoding="utf-8")), Cases).case
    ]
    return sorted(cases, key=lambda case: case.construction)
