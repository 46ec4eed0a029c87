"""What of a ledger is written: every story or one, and as of which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.query import Ledger
from onrecord.views.scope import Scope, story_scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The story by id or title (None is all of them), the day spoken of, and the day by which it was published."""

    story: str | None = None
    as_of: date | None = None
    known_by: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether less than the whole ledger is asked for."""
        return self != Choice()

    def scopes(self, ledger: Ledger) -> Iterator[Scope]:
        """The stories chosen, by id; raises LedgerError when there is no such story."""
        named = (ledger.story(self.story),) if self.story is not None else ledger.stories()
        for story in sorted(named, key=lambda s: s.id):
            yield story_scope(ledger, story.id, as_of=self.as_of, known_by=self.known_by)

    def one(self, ledger: Ledger) -> Scope:
        """The one story that a page is about: the largest unless one is named."""
        return story_scope(ledger, ledger.story(self.story).id, as_of=self.as_of, known_by=self.known_by)


WHOLE = Choice()
