"""Short reports about invented places, for tests that build many ledgers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.exports.jsonl import export_jsonl
from onrecord.ledger.query import Ledger

REPORTS = {
    "bridge_one.txt": """Orlen bridge shut after flood
Vale Post, 6 May 2031

The council of Orlen shut the river bridge on Monday after the flood killed at least 12 people.
"We will reopen the bridge by the end of June 2031," Mayor Tilda Brandt said on Tuesday.
""",
    "bridge_two.txt": """Death toll in Orlen flood rises
Hill Gazette, 9 May 2031

The flood in Orlen has killed 15 people, Mayor Tilda Brandt said on Thursday. The river bridge is still shut.
About 300 families have left their homes, the council of Orlen said.
""",
    "bridge_three.txt": """Orlen bridge to stay shut until July
Vale Post, 20 June 2031

The river bridge at Orlen will not reopen before the end of July 2031, Mayor Tilda Brandt said on Friday.
The flood in May killed 15 people.
""",
    "ferry.txt": """Sunder Lines to sell two ferries
Coast Courier, 2 April 2031

The shipping company Sunder Lines plans to sell two of its nine ferries by October 2031, chairman Oskar Penn said.
Penn said that no jobs would be lost in the harbour of Kelp.
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports of one story and one of another."""
    made = tmp_path / "reports"
    made.mkdir()
    for name, text in REPORTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def canonical() -> Callable[[Path], list[str]]:
    """What a ledger holds, as its canonical export."""

    def lines(ledger: Path) -> list[str]:
        with Ledger(ledger) as opened:
            assert opened.check() == ()
            return list(export_jsonl(opened))

    return lines
