"""From raw bytes' text to a report divided into labelled passages."""

from collections.abc import Sequence

from onrecord.lexicons import PageLexicon
from onrecord.records import Passage, PassageKind, RawReport, Report, report_id
from onrecord.stages.page.block import Block
from onrecord.stages.page.labels import (
    Labels,
    Rule,
    label_captions,
    label_head,
    label_single,
    label_subheads,
)
from onrecord.stages.page.passages import cut_blocks
from onrecord.stages.page.sidebars import (
    label_boxes,
    label_comments,
    label_follow_ups,
    label_pitches,
    label_related_lists,
    label_sidebars,
)

# What was printed twice has at least so many words; shorter lines repeat by chance.
_REPEATED = 8
_PULLED = 6
# A page pulls out a few quotes; looking for hundreds would cost the square of its length.
_MOST_PULLED = 40

_RULES: tuple[Rule, ...] = (
    label_comments,
    label_sidebars,
    label_boxes,
    label_captions,
    label_head,
    label_follow_ups,
    label_pitches,
    label_related_lists,
    label_subheads,
)


def make_report(raw: RawReport) -> Report:
    """The report a raw report holds; its text is fixed from here on."""
    return Report(
        id=report_id(raw.key, raw.metadata.outlet, raw.text),
        key=raw.key,
        sha256=raw.sha256,
        text=raw.text,
        metadata=raw.metadata,
        extractor=raw.extractor,
        dropped_blocks=raw.dropped_blocks,
    )


def label_passages(report: Report, lexicon: PageLexicon) -> tuple[Passage, ...]:
    """The report's passages in order, each with its purpose and the rule that gave it.

    Together they hold all of the text but white space; nothing is left out, and a line may hold several.
    """
    blocks = cut_blocks(report, lexicon)
    labels = label_single(blocks, lexicon)
    for rule in _RULES:
        rule(blocks, labels, lexicon)
    return _number(blocks, labels, find_repeats(blocks, labels))


def _number(blocks: Sequence[Block], labels: Labels, repeats: dict[int, int]) -> tuple[Passage, ...]:
    """The passages, with the body's paragraphs counted by the lines they stand in."""
    found: list[Passage] = []
    paragraph, line = 0, -1
    for index, (block, label) in enumerate(zip(blocks, labels, strict=True)):
        kind, reason = label or (PassageKind.BODY, block.cut or "text")
        if kind is PassageKind.BODY and block.line != line:
            paragraph, line = paragraph + 1, block.line
        again = repeats.get(index)
        if again is not None:
            reason = "printed twice" if again < index else "pulled out of the text"
        found.append(
            Passage(index=index, span=block.span, kind=kind, paragraph=paragraph, reason=reason, repeats=again)
        )
    return tuple(found)


def find_repeats(blocks: Sequence[Block], labels: Labels) -> dict[int, int]:
    """For a body block that says again what another says, which other: an earlier twin, or the paragraph that a
    pulled-out quote was taken from.
    """
    body = [index for index, label in enumerate(labels) if label is None]
    found: dict[int, int] = {}
    first: dict[str, int] = {}
    for index in body:
        if len(blocks[index].words) >= _REPEATED and (twin := first.setdefault(blocks[index].plain, index)) != index:
            found[index] = twin
    pieces = 0
    for index in body:
        block = blocks[index]
        pulled = not block.whole and not block.stopped and not block.quoted and len(block.words) >= _PULLED
        if pulled and index not in found and pieces < _MOST_PULLED:
            pieces += 1
            wanted = f" {block.plain} "
            source = next((other for other in body if other != index and wanted in f" {blocks[other].plain} "), None)
            if source is not None:
                found[index] = source
    return found
