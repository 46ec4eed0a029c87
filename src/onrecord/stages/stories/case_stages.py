"""The stage of a case before a court that a text tells of."""

import re

from onrecord.lexicons.stories import ProceedingWords


class CaseStages:
    """The patterns of the stages, each compiled once."""

    def __init__(self, words: ProceedingWords) -> None:
        self._stages = [(stage, re.compile(said)) for stage, said in words.stages.items()]

    def last(self, text: str) -> tuple[str, re.Match[str]] | None:
        """The last stage of those that a text tells, and where it does.

        >>> from onrecord.lexicons import load_stories
        >>> CaseStages(load_stories().proceedings).last("Harn, who was charged with fraud, was acquitted")[0]
        'cleared'
        """
        found = [(stage, match) for stage, said in self._stages if (match := said.search(text))]
        return found[-1] if found else None

    def named(self, text: str) -> str:
        """The last stage that a text tells; empty where it tells none."""
        found = self.last(text)
        return found[0] if found else ""
