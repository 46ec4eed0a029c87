"""The tools as the protocol has them: what each is for, what it takes, and that none changes anything."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from onrecord import __version__
from onrecord.errors import OnRecordError
from onrecord.mcp.answers import NOTICE, Answer
from onrecord.mcp.desk import Asked, Desk
from onrecord.records import ClaimType

P = ParamSpec("P")

INSTRUCTIONS = (
    "OnRecord keeps the account of news stories: who said what, how much, by when, on whose word. Ask it before you "
    "state anything about the story, and cite report and paragraph. It knows only the reports in the ledger: no answer "
    "means that they do not say, not that it is not so. " + NOTICE
)

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Story = Annotated[str | None, Field(max_length=200, description="Story by id or title; the largest if not given.")]
AsOf = Annotated[date | None, Field(description="The day spoken of, YYYY-MM-DD.")]
KnownBy = Annotated[date | None, Field(description="Only what was published by this day; by default `as_of`.")]
Name = Annotated[str | None, Field(max_length=200)]
Limit = Annotated[int, Field(ge=1, le=50)]


def make_server(ledger: Path) -> MCPServer:
    """The server of a ledger, to be run on any transport."""
    desk = Desk(ledger)
    server = MCPServer(
        "onrecord", title="OnRecord", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )
    for tool in (*_finding(desk), *_viewing(desk), *_judging(desk)):
        server.add_tool(_told(tool), annotations=_READS, structured_output=True)
    return server


def _told(tool: Callable[P, Answer]) -> Callable[P, Answer]:
    """The tool, with an error that is the asker's to mend told as the protocol tells one."""

    @wraps(tool)
    def ask(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return tool(*args, **kwargs)
        except OnRecordError as exc:
            raise ToolError(str(exc)) from exc

    return ask


def _finding(desk: Desk) -> tuple[Callable[..., Answer], ...]:
    def stories() -> Answer:
        """The stories in the ledger with their ids, largest first."""
        return desk.stories()

    def search(words: Annotated[str, Field(min_length=1, max_length=200)], limit: Limit = 10) -> Answer:
        """Sentences of the reports that hold all these words, those with claims first."""
        return desk.search(words, limit)

    def claims(
        speaker: Name = None,
        about: Annotated[str | None, Field(max_length=200, description="Words it is about; all must stand.")] = None,
        kind: Annotated[list[ClaimType] | None, Field(description="Any of these kinds.")] = None,
        outlet: Name = None,
        place: Name = None,
        said_from: Annotated[date | None, Field(description="Said on this day or later.")] = None,
        said_before: Annotated[date | None, Field(description="Said before this day.")] = None,
        as_of: AsOf = None,
        known_by: KnownBy = None,
        story: Story = None,
        low: Annotated[bool, Field(description="Also claims of low confidence.")] = False,  # noqa: FBT002 by name only
        limit: Limit = 20,
        offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0,
    ) -> Answer:
        """What was said, how much, promised, scheduled or reported: every claim with its words, by the day it was said.

        "What did X say about Y before Z" is speaker=X, about=Y, said_before=Z. Names match in part, in any case.
        """
        asked = Asked(
            speaker=speaker,
            about=about,
            kinds=frozenset(kind or ()),
            outlet=outlet,
            place=place,
            said_from=said_from,
            said_before=said_before,
            low=low,
        )
        return desk.claims(asked, story, as_of, known_by, limit, offset)

    return stories, search, claims


def _viewing(desk: Desk) -> tuple[Callable[..., Answer], ...]:
    def state(story: Story = None, as_of: AsOf = None, known_by: KnownBy = None) -> Answer:
        """What was so on a day: figures, commitments, what happened, positions. NO FIGURE SINCE is not now."""
        return desk.state(story, as_of, known_by)

    def diff(since: date, until: date, story: Story = None) -> Answer:
        """What changed between two days: revised, fell due, figures, disputed, new, the same, not heard of again."""
        return desk.diff(since, until, story)

    def disputes(story: Story = None, as_of: AsOf = None, known_by: KnownBy = None) -> Answer:
        """Where people or reports pull apart, probable errors, and what cannot be decided, each with the reason."""
        return desk.disputes(story, as_of, known_by)

    return state, diff, disputes


def _judging(desk: Desk) -> tuple[Callable[..., Answer], ...]:
    def check(
        sentence: Annotated[str, Field(min_length=1, max_length=400)],
        story: Story = None,
        as_of: AsOf = None,
        known_by: KnownBy = None,
    ) -> Answer:
        """Hold a sentence against the reports: supported, contradicted, disputed, not as it stands, or nothing known.

        Use it on every sentence you are about to state.
        """
        return desk.check(sentence, story, as_of, known_by)

    def explain(id: Annotated[str, Field(min_length=2, max_length=60)]) -> Answer:  # noqa: A002 the protocol's name
        """Why a claim, relation, track, origin or report is there: its words, its times with reasons, the rules."""
        return desk.explain(id)

    return check, explain
