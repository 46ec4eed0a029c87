"""Reads CoNLL-U treebanks."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word's row; `head` counts from 0, -1 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    joined: bool


def sentences(path: str) -> Iterator[list[Word]]:
    """The words of each sentence."""
    rows: list[Word] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 10 and fields[0].isdigit():
                rows.append(
                    Word(
                        form=fields[1],
                        lemma=fields[2],
                        upos=fields[3],
                        xpos=fields[4],
                        head=int(fields[6]) - 1,
                        relation=fields[7],
                        joined="SpaceAfter=No" in fields[9],
                    )
                )
            elif not line.strip() and rows:
                yield rows
                rows = []


def join_hyphens(rows: list[Word]) -> list[Word]:
    """The sentence with hyphenated words in one piece, as the program's own tokens are."""
    group: list[int] = []
    for at, word in enumerate(rows):
        inner = (
            at > 0
            and rows[at - 1].joined
            and (rows[at - 1].form == "-" and at > 1 and rows[at - 2].joined and rows[at - 2].form.isalnum())
            and word.form[0].isalnum()
        )
        hyphen = word.form == "-" and word.joined and at > 0 and rows[at - 1].joined and rows[at - 1].form.isalnum()
        group.append(
            group[-1]
            if group and (inner or (hyphen and at + 1 < len(rows) and rows[at + 1].form.isalnum()))
            else (group[-1] + 1 if group else 0)
        )
    members: dict[int, list[int]] = {}
    for at, g in enumerate(group):
        members.setdefault(g, []).append(at)
    joined = []
    for g, inside in members.items():
        outer = [i for i in inside if rows[i].head < 0 or group[rows[i].head] != g]
        top = next((i for i in outer if rows[i].form != "-"), inside[-1])
        head = rows[top].head
        joined.append(
            replace(
                rows[top],
                form="".join(rows[i].form for i in inside),
                head=group[head] if head >= 0 else -1,
                joined=rows[inside[-1]].joined,
            )
        )
    return joined
