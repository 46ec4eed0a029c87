"""OnRecord reads reports of a developing story and keeps the account straight.

>>> import onrecord
>>> onrecord.build(["reports/"], "story.db").reports  # doctest: +SKIP
8
>>> with onrecord.open_ledger("story.db") as ledger:  # doctest: +SKIP
...     scope = onrecord.story_scope(ledger, ledger.story(None).id)
...     print(onrecord.brief(scope).title)
"""

__version__ = "0.1.0"

from onrecord.errors import OnRecordError
from onrecord.ledger.query import Ledger, open_ledger
from onrecord.pipeline.session import build_ledger as build
from onrecord.views.amounts import quantities
from onrecord.views.brief import brief
from onrecord.views.copies import copies
from onrecord.views.deadlines import deadlines
from onrecord.views.diff import diff
from onrecord.views.disputes import disputes
from onrecord.views.scope import Scope, story_scope
from onrecord.views.state import state
from onrecord.views.timeline import timeline

__all__ = [
    "Ledger",
    "OnRecordError",
    "Scope",
    "brief",
    "build",
    "copies",
    "deadlines",
    "diff",
    "disputes",
    "open_ledger",
    "quantities",
    "state",
    "story_scope",
    "timeline",
]
