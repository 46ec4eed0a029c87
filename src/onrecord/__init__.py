"""OnRecord reads reports of a developing story and keeps the account straight.

>>> import onrecord
>>> onrecord.build(["reports/"], "story.db").reports  # doctest: +SKIP
8
>>> with onrecord.open_ledger("story.db") as ledger:  # doctest: +SKIP
...     scope = onrecord.story_scope(ledger, ledger.story(None).id)
...     print(onrecord.brief(scope).title)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

__version__ = "0.1.0"

# Where each public name lives; it is imported when it is first asked for, so that `onrecord --help` stays quick.
_HOMES = {
    "Ledger": "onrecord.ledger.query",
    "OnRecordError": "onrecord.errors",
    "Scope": "onrecord.views.scope",
    "brief": "onrecord.views.brief",
    "build": "onrecord.pipeline.session:build_ledger",
    "copies": "onrecord.views.copies",
    "deadlines": "onrecord.views.deadlines",
    "diff": "onrecord.views.diff",
    "disputes": "onrecord.views.disputes",
    "open_ledger": "onrecord.ledger.query",
    "quantities": "onrecord.views.amounts",
    "state": "onrecord.views.state",
    "story_scope": "onrecord.views.scope",
    "timeline": "onrecord.views.timeline",
}

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


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute or name)
