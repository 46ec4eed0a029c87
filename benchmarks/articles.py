"""Reports to measure with, as text and as the web pages a site would show them on."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from benchmarks.stages import sample
from benchmarks.stories.desk import make_story

STORY = 24
_SECTIONS = (
    "Front page",
    "World",
    "Region",
    "Business",
    "Science",
    "Sport",
    "Weather",
    "Opinion",
    "Archive",
    "About us",
)
_ELSEWHERE = (
    "Ferry timetable changes from the first of the month",
    "Letters: why our market square needs its clock back",
    "Ten walks along the old canal",
    "Choir festival returns to the guildhall after a year away",
    "In pictures: lanterns on the lake",
)


def write_texts(folder: Path, count: int, articles: Path | None = None) -> str:
    """So many reports as text files: a sample of the articles where that file is at hand, else made stories. Gives a
    word for what they are.
    """
    if articles is not None and articles.exists():
        sample(articles, folder, count)
        return "news reports"
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(-(-count // STORY)):
        for report in make_story(seed, STORY).reports[: count - seed * STORY]:
            (folder / f"{seed:04}-{report.name}.txt").write_text(report.text, encoding="utf-8")
    return "made reports"


def read_texts(folder: Path) -> list[str]:
    """The texts of a folder, in order."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def write_pages(texts: Sequence[str], folder: Path) -> None:
    """Each text as a page of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:05}.html").write_text(make_page(text, number), encoding="utf-8")


def make_page(text: str, number: int) -> str:
    """A page as sites write them: metadata, a menu, the report, then what else might please."""
    title, *rest = [line for line in text.split("\n") if line.strip()]
    url = f"https://courier.example/news/{number}"
    return "\n".join(
        (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Courier</title>',
            f'<link rel="canonical" href="{url}"><meta property="og:title" content="{escape(title)}">',
            '<meta property="article:published_time" content="2031-05-04T08:30:00Z">',
            "<style>nav li { display: inline } .more { float: right }</style><script>seen = {};</script></head><body>",
            f"<header><nav><ul>{''.join(_links(_SECTIONS))}</ul></nav></header><main><article><h1>{escape(title)}</h1>",
            *(f"<p>{escape(line)}</p>" for line in rest),
            f'</article><aside class="more"><h2>More from us</h2><ul>{"".join(_links(_ELSEWHERE))}</ul></aside></main>',
            "<footer><p>All rights reserved. Courier is not responsible for other sites.</p></footer></body></html>",
        )
    )


def _links(lines: Sequence[str]) -> Iterator[str]:
    return (f'<li><a href="/{number}">{escape(line)}</a></li>' for number, line in enumerate(lines))
