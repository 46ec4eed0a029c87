"""A story as one HTML file to send by mail: it needs nothing beside it, runs nothing, and loads nothing.

The file's own policy forbids scripts, pictures and every address; its one style is allowed by its digest.
"""

import base64
import hashlib
import xml.etree.ElementTree as ET  # only written, never read: nothing foreign is parsed
from collections.abc import Iterator, Sequence
from importlib import resources

from onrecord.exports.choice import Choice
from onrecord.exports.evidence import Cited, cited_claims
from onrecord.exports.markup import Child, element, html_text
from onrecord.ledger.query import Ledger
from onrecord.views.amounts import quantities
from onrecord.views.brief import brief
from onrecord.views.citing import cite_words
from onrecord.views.deadlines import deadlines
from onrecord.views.disputes import disputes
from onrecord.views.line import Line, Section, View
from onrecord.views.listing import ReportLine, list_reports
from onrecord.views.scope import Scope


def export_dossier(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """The dossier of one story, the largest unless one is named."""
    scope = choice.one(ledger)
    parts = (
        ("overview", "Overview", brief(scope)),
        ("disputes", "Disputes", disputes(scope)),
        ("deadlines", "Deadlines", deadlines(scope)),
        ("quantities", "Quantities", quantities(scope)),
    )
    style = (resources.files("onrecord.exports") / "dossier.css").read_text(encoding="utf-8")
    title = scope.account.story.title
    body = element(
        "body",
        element("header", element("h1", _apart(title)), element("p", _summary(scope)), _contents(parts)),
        element("main", *(_part(*part) for part in parts), _reports(scope), _evidence(scope, [v for *_, v in parts])),
        element("footer", element("p", "Written by OnRecord. Every line leads to the words it rests on.")),
    )
    root = element("html", _head(title, style), body, lang="en")
    yield "<!doctype html>\n" + html_text(root) + "\n"


def _head(title: str, style: str) -> ET.Element:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    guard = element("meta", content=policy)
    guard.set("http-equiv", "Content-Security-Policy")
    return element(
        "head",
        element("meta", charset="utf-8"),
        guard,
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{title} – dossier"),
        element("style", style),
    )


def _apart(text: str) -> ET.Element:
    """Words of a report, whose direction of writing changes nothing around them."""
    return element("bdi", text)


def _summary(scope: Scope) -> str:
    reports = len(scope.reports)
    reviewed = sum(bool(c.decided) for c in scope.account.claims)
    asked = f" As of {scope.as_of}." if scope.as_of else ""
    known = f" Known by {scope.known_by}." if scope.known_by and scope.known_by != scope.as_of else ""
    said = f"{reviewed} claims reviewed by a person" if reviewed else "not reviewed by a person"
    return f"{reports} reports, {len(scope.claims)} claims, {said}.{asked}{known}"


def _contents(parts: Sequence[tuple[str, str, View]]) -> ET.Element:
    named = [*((name, title) for name, title, _ in parts), ("reports", "Reports"), ("evidence", "Evidence")]
    links = [element("li", element("a", title, href=f"#{name}")) for name, title in named]
    return element("nav", element("ul", *links), aria_label="Parts")


def _part(name: str, title: str, view: View) -> ET.Element:
    header = [element("p", _apart(row), class_="header") for row in view.header if row]
    empty = [] if view.sections or header else [element("p", "Nothing.")]
    sections = [_section(s) for s in view.sections]
    return element("section", element("h2", title), *header, *sections, *empty, id=name)


def _section(section: Section) -> ET.Element:
    lines = element("ul", *(_line(row) for row in section.lines))
    return element("section", element("h3", _apart(section.title)), lines)


def _line(line: Line) -> ET.Element:
    words: list[Child] = [_apart(p.text) if p.evidence is not None else p.text for p in line.phrases]
    if line.note:
        words += [" ", element("span", "(", _apart(line.note), ")", class_="note")]
    if line.citations:
        words += [" ", _sources(line)]
    return element("li", *words, class_="indent") if line.indent else element("li", *words)


def _sources(line: Line) -> ET.Element:
    """`[N Falk 04¶1; 1 origin]`, the places as links to the evidence."""
    found: list[Child] = ["["]
    for n, citation in enumerate(line.citations):
        found += ["; "] if n else []
        told = cite_words([citation], 0).strip("[]")
        link = element("a", _apart(told), href=f"#{citation.claim}") if citation.claim else _apart(told)
        found.append(link)
    if line.origins:
        found.append(f"; {line.origins} origin{'s' * (line.origins != 1)}")
    return element("span", *found, "]", class_="cite")


def _reports(scope: Scope) -> ET.Element:
    head = element("tr", *(element("th", name, scope="col") for name in ("Report", "Outlet", "Published", "Because")))
    body = [_report(row) for row in list_reports(scope.reports)]
    table = element("table", element("thead", head), element("tbody", *body))
    return element("section", element("h2", "Reports"), table, id="reports")


def _report(row: ReportLine) -> ET.Element:
    name = " ".join(filter(None, (row.label, row.title)))
    cells = (name, row.outlet or "", row.published, "; ".join(row.reasons))
    return element("tr", *(element("td", _apart(cell)) for cell in cells))


def _evidence(scope: Scope, views: Sequence[View]) -> ET.Element:
    found: list[Child] = [element("h2", "Evidence")]
    title = ""
    for cited in cited_claims(scope, views):
        if cited.title != title:
            title = cited.title
            found.append(element("h3", _apart(title)))
        found.append(_cited(cited))
    return element("section", *found, id="evidence")


def _cited(cited: Cited) -> ET.Element:
    quoted = element("p", _apart(cited.before), " ", element("mark", _apart(cited.words)), " ", _apart(cited.after))
    facts = [cited.told, cited.speaker, cited.times]
    told: list[Child] = [element("p", _apart(fact), class_="fact") for fact in facts if fact]
    if cited.reviewed:
        told.append(element("p", cited.reviewed, class_="reviewed"))
    place = f"{cited.label}¶{cited.paragraph}, characters {cited.span.start} to {cited.span.end}, {cited.claim}"
    return element(
        "article",
        element("blockquote", quoted),
        *told,
        element("p", _apart(place), class_="place"),
        id=cited.claim,
    )
