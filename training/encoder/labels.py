"""The labels that the network tells apart, as lists in a fixed order."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from training.encoder.document import Document

_RAREST = 3
_KINDS = {"PER": "Person", "ORG": "Organization", "LOC": "Location", "MISC": "Misc"}
_FINER = {
    "PER": {"Person"},
    "ORG": {"Organization"},
    "LOC": {"Location", "Facility"},
    "MISC": {"NORP", "Product", "Misc"},
    "": {"", "Date", "Money"},
}
"""The types of the newswire set that a type of the open sets may stand for; dates and money are no names there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Names of the classes by head, and whether speech is learned; what is rarer than three is not."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    open_names: tuple[str, ...]
    speaks: bool = True

    @classmethod
    def of(
        cls,
        treebanks: Sequence[Document],
        names: Sequence[Document],
        open_names: Sequence[Document],
        speech: Sequence[Document],
    ) -> "Labels":
        """The labels that the training sets hold."""
        return cls(
            upos=_common(label for d in treebanks for label in d.upos),
            xpos=_common(label for d in treebanks for label in d.xpos),
            relations=_common(label for d in treebanks for label in d.relations),
            names=_tags(names),
            open_names=_tags(open_names),
            speaks=bool(speech),
        )

    @property
    def named(self) -> bool:
        """Whether the types of the newswire set are learned."""
        return len(self.names) > 1

    @property
    def read_names(self) -> tuple[str, ...]:
        """The tags of names that the program reads: those of the newswire set, or the open sets' in its words."""
        return self.names if self.named else tuple(_newswire(tag) for tag in self.open_names)

    @property
    def may_stand_for(self) -> list[list[bool]]:
        """For each tag of the open sets, which tags of the newswire set it may stand for."""
        return [[_may_be(tag, finer) for finer in self.names] for tag in self.open_names]

    def write(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Labels":
        """From JSON."""
        found = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{name: tuple(v) if isinstance(v, list) else v for name, v in found.items()})


def _newswire(tag: str) -> str:
    """An open set's tag in the words of the newswire set: `B-PER` is `B-Person`."""
    mark, _, kind = tag.partition("-")
    return f"{mark}-{_KINDS[kind]}" if kind else tag


def _common(labels: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(labels)
    return tuple(
        sorted((label for label, n in counts.items() if n >= _RAREST), key=lambda label: (-counts[label], label))
    )


def _tags(documents: Sequence[Document]) -> tuple[str, ...]:
    kinds = sorted({tag[2:] for d in documents for tag in d.names if tag != "O"})
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


def _may_be(tag: str, finer: str) -> bool:
    mark, _, kind = tag.partition("-")
    finer_mark, _, finer_kind = finer.partition("-")
    return finer_kind in _FINER[kind] and (mark == finer_mark or not kind)
