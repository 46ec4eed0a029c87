"""Errors a user can meet, each saying where, what, and what to do.

    OnRecordError
    ├── InputError          a report or file that cannot be read
    ├── SettingsError       a setting or argument that makes no sense
    ├── LexiconError        a word list or pattern file that fails validation
    ├── ModelError          missing or damaged weights
    ├── LedgerError         a ledger that cannot be opened, read or written
    │   └── LedgerFaultError    one that does not answer: damaged, locked, or too slow
    └── MissingExtraError   an optional dependency that is not installed

A single bad report is never an exception that ends a build: readers turn it into a recorded `Rejection`.
"""


class OnRecordError(Exception):
    """Any error that is the user's to mend; `str(error)` is the whole message."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message


class InputError(OnRecordError):
    """An input that cannot be read: `news.jsonl:41: not valid JSON. Fix the line, or pass --skip-bad.`"""


class SettingsError(OnRecordError):
    """A setting, date or argument that makes no sense."""


class LexiconError(OnRecordError):
    """A word list or pattern file that fails validation."""


class ModelError(OnRecordError):
    """Weights that are missing or damaged."""


class LedgerError(OnRecordError):
    """A ledger that cannot be opened, read or written."""


class LedgerFaultError(LedgerError):
    """A ledger that does not answer, whatever it is asked: damaged, locked, or slower than it may be."""


class MissingExtraError(OnRecordError):
    """An optional dependency that is not installed."""
