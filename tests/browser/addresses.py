"""The address of every page there is, found from the data of the ledger that is served."""

import json
from urllib.parse import quote
from urllib.request import urlopen

PLAIN = (
    "overview",
    "stories",
    "reports",
    "claims",
    "claims?kind=quantity&low=1",
    "quantities",
    "timeline",
    "speakers",
    "origins",
    "disputes",
    "disputes?show=decided",
    "deadlines",
    "decisions",
    "decisions?standing=orphan",
    "diff?since=2024-04",
    "check",
    "check?sentence=Some+2,100+people+are+still+living+outside+the+valley.",
    "search?q=water",
    "keys",
    "nothing-is-here",
)


def every_address(home: str) -> tuple[str, ...]:
    """All pages, those of one report, one amount and one speaker among them."""

    def told(path: str) -> dict[str, list[dict[str, str]]]:
        with urlopen(f"{home}{path}") as answer:
            return dict(json.loads(answer.read())["value"])

    claim = told("claims.json?kind=quantity")["rows"][3]
    track = told("quantities.json")["tracks"][0]["id"]
    speaker = told("speakers.json")["speakers"][0]["name"]
    return (
        *PLAIN,
        f"reports/{claim['report']}",
        f"reports/{claim['report']}?claim={claim['claim']}",
        f"quantities/{track}",
        f"speakers?name={quote(speaker)}",
    )
