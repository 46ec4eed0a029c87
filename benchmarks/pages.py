"""`python -m benchmarks.pages`: what CPU the server takes for every page of a large ledger, and what memory it keeps.

The ledger holds one large made-up story and as many copies of a small one as make up the number of reports: both are
written by `benchmarks.stories` and read by the rules; a copy has ids and keys of its own. Each page is asked for once
cold, with nothing in memory, then over and over; a page counts with its slowest and its middle time.
"""

import argparse
import hashlib
import re
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from benchmarks.machine import describe_machine
from benchmarks.stories.desk import make_story
from benchmarks.stories.reading import read_story, write_folder
from onrecord.ledger.codec import encode
from onrecord.ledger.sqlite import connect, delete_stories, transaction, write_account
from onrecord.lexicons import load_lexicons
from onrecord.models.loading import AnalyserKind, load_analyser
from onrecord.pipeline.session import build_ledger
from onrecord.web.app import create_app
from onrecord.web.guard import Access

SMALL = 24
_ID = re.compile(r"\b([a-z]+)_([0-9a-f]{16})\b")
_TABLES = (
    "reports", "passages", "sentences", "mentions", "attributions", "stories", "story_reports", "entities",
    "entity_links", "claims", "origins", "origin_claims", "copies", "value_groups", "tracks", "relations",
    "relation_claims", "passages_fts", "claims_fts",
)  # fmt: skip


def make_ledger(path: Path, reports: int, largest: int) -> None:
    """A ledger of so many reports, one story of it about so large."""
    folder, small = path.parent / "reports", path.parent / "small.db"
    write_folder(make_story(2, SMALL), folder / "small")
    build_ledger([folder / "small"], small, analyser="rules")
    _make_large(path, folder / "large", largest)
    connection = connect(path, create=True)
    with sqlite3.connect(small) as source, transaction(connection):
        tables = {name: _rows(source, name) for name in _TABLES}
        for number in range((reports - largest) // SMALL):
            for name, (columns, rows) in tables.items():
                places = ", ".join("?" * len(columns))
                connection.executemany(
                    f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})",
                    [[_renamed(value, number) for value in row] for row in rows],
                )
    connection.close()


def _make_large(path: Path, folder: Path, size: int) -> None:
    """A ledger of one story: a made-up one this long runs over years, and would be kept as several."""
    truth = make_story(1, size)
    write_folder(truth, folder)
    build_ledger([folder], path, analyser="rules")
    read = read_story(truth, folder, load_analyser(AnalyserKind.RULES, load_lexicons()))
    texts = {i: row.report.text for i, row in read.scope.rows.items()}
    connection = connect(path, create=True)
    with transaction(connection):
        delete_stories(connection, [row[0] for row in connection.execute("SELECT id FROM stories")])
        write_account(connection, encode(read.scope.account), texts)
    connection.close()


def _rows(source: sqlite3.Connection, table: str) -> tuple[list[str], list[tuple[object, ...]]]:
    columns = [f'"{row[1]}"' for row in source.execute(f"PRAGMA table_info({table})")]
    return columns, source.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()


def _renamed(value: object, number: int) -> object:
    """The value with every id and key made one of this copy."""
    if not isinstance(value, str):
        return value
    told = _ID.sub(lambda m: f"{m[1]}_{hashlib.sha256(f'{number} {m[2]}'.encode()).hexdigest()[:16]}", value)
    return told.replace('"key":"', f'"key":"{number:04}-')


def addresses(pages: TestClient) -> Iterator[str]:
    """Every page there is, of the largest story."""
    claims = pages.get("/claims.json").json()["value"]["rows"]
    report, claim = claims[0]["report"], claims[0]["claim"]
    speaker = next((row["speaker"] for row in claims if row["speaker"]), "nobody")
    described = pages.get("/openapi.json").json()["paths"]
    special = {
        "/reports/{name}": f"/reports/{report}?claim={claim}",
        "/claims": f"/claims?speaker={speaker}&kind=statement",
        "/search": "/search?q=water",
    }
    for path, asked in described.items():
        page = path.removesuffix(".json")
        if "get" in asked and "{" not in special.get(page, page):
            yield special.get(page, page)
    yield "/claims?page=20"
    yield "/overview?as_of=2024-06-30"
    yield "/search?q=the"
    yield "/claims.json"


def ask(app_of: Path, rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each page, the cold one first."""
    app = create_app(app_of, Access(token="t"))
    pages = TestClient(app, headers={"Authorization": "Bearer t"}, base_url="http://localhost")
    found: dict[str, list[float]] = {}
    for address in [*addresses(pages)]:
        cold = TestClient(create_app(app_of, Access(token="t")), headers=pages.headers, base_url="http://localhost")
        found[address] = [_time(cold, address), _time(pages, address)]
    for _ in range(rounds):
        for address, times in found.items():
            times.append(_time(pages, address))
    return found


def _time(pages: TestClient, address: str) -> float:
    begin = time.process_time()  # of server and client alike: what else the machine does counts for nothing
    answer = pages.get(address)
    taken = time.process_time() - begin
    assert answer.status_code == 200, (address, answer.status_code, answer.text[:200])
    return taken


def keep_asking(path: Path, requests: int) -> list[int]:
    """Kilobytes of memory after each tenth of so many requests, one page after the other; every two-hundredth
    is of a day that nobody asked for lately.
    """
    pages = TestClient(create_app(path, Access(token="t")), base_url="http://localhost")
    pages.headers["Authorization"] = "Bearer t"
    every, sizes = [*addresses(pages)], []
    for number in range(requests):
        day = date(2024, 1, 1) + timedelta(days=number // 200)
        address = every[number % len(every)] if number % 200 else f"/deadlines?as_of={day}"
        assert pages.get(address).status_code == 200
        if (number + 1) % max(1, requests // 10) == 0:
            sizes.append(_resident())
    return sizes


def _resident() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmRSS:\s+(\d+)", status.read_text())[1])  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Milliseconds of every page, and memory over many requests.")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--largest", type=int, default=400, help="reports of the largest story")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--requests", type=int, default=0, help="also ask so often and print the memory")
    parser.add_argument("--ledger", type=Path, help="keep the ledger here, and use it again")
    given = parser.parse_args()
    print(describe_machine())
    path = given.ledger or Path(tempfile.mkdtemp(prefix="pages")) / "story.db"
    if not path.exists():
        make_ledger(path, given.reports, given.largest)
    print(f"{path.stat().st_size / 2**20:.0f} MB\n\n{'page':44s} {'cold':>7s} {'middle':>7s} {'slowest':>8s}  (CPU ms)")
    for address, (cold, _, *warm) in ask(path, given.rounds).items():
        print(f"{address[:44]:44s} {1e3 * cold:7.0f} {1e3 * statistics.median(warm):7.0f} {1e3 * max(warm):8.0f}")
    if given.requests:
        sizes = " ".join(f"{size // 1024}" for size in keep_asking(path, given.requests))
        print(f"\nMB after each tenth of {given.requests} requests: {sizes}")


if __name__ == "__main__":
    main()
