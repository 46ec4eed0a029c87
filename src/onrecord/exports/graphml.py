"""What goes back to what, as GraphML (http://graphml.graphdrawing.org): reports, origins, and copies among reports."""

import xml.etree.ElementTree as ET  # only written, never read: nothing foreign is parsed
from collections.abc import Iterator
from typing import Final

from onrecord.exports.choice import Choice
from onrecord.exports.wording import legal
from onrecord.ledger.query import Ledger, ReportRow
from onrecord.records import CopyLink, Origin, tell_days
from onrecord.views.scope import Scope

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

_KEYS: Final = (
    ("kind", "node", "string"),
    ("label", "node", "string"),
    ("title", "node", "string"),
    ("outlet", "node", "string"),
    ("published", "node", "string"),
    ("held", "node", "boolean"),
    ("story", "node", "string"),
    ("reviewed", "node", "int"),
    ("relation", "edge", "string"),
    ("claims", "edge", "int"),
    ("reviewed_claims", "edge", "int"),
    ("measures", "edge", "string"),
)


def export_graphml(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """One directed graph: a report's edge to an origin counts the claims that go back to it (`reviewed_claims` those a
    person decided on), an edge between reports says how they are copies. The direction of the latter means nothing.
    """
    root = ET.Element("graphml", xmlns=NAMESPACE)
    for name, place, kind in _KEYS:
        ET.SubElement(root, "key", {"id": name, "for": place, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", id="origins", edgedefault="directed")
    for scope in choice.scopes(ledger):
        _draw(graph, scope)
    ET.indent(root, " ")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _draw(graph: ET.Element, scope: Scope) -> None:
    known = {row.report.id for row in scope.reports}
    for row in scope.reports:
        _add_report(graph, scope, row)
    for origin in sorted(scope.account.origins, key=lambda o: o.id):
        _add_origin(graph, scope, origin)
    for link in sorted(scope.account.copies, key=lambda k: (k.left, k.right, k.relation)):
        if {link.left, link.right} <= known:
            _add_copy(graph, link)


def _add_report(graph: ET.Element, scope: Scope, row: ReportRow) -> None:
    published = scope.published(row.report.id)
    decided = sum(bool(c.decided) for c in scope.account.claims if c.report == row.report.id)
    node = ET.SubElement(graph, "node", id=row.report.id)
    _put(node, "kind", "report")
    _put(node, "label", row.label)
    _put(node, "title", row.report.metadata.title)
    _put(node, "outlet", row.report.outlet)
    _put(node, "published", tell_days(published) if published.known else None)
    _put(node, "held", "true")
    _put(node, "story", scope.account.story.id)
    _put(node, "reviewed", str(decided))


def _add_origin(graph: ET.Element, scope: Scope, origin: Origin) -> None:
    """An origin with the reports that have something from it; one that nothing sure goes back to is left out."""
    claims = scope.live(origin.claims)
    known = {row.report.id for row in scope.reports}
    own = {r: [c for c in claims if c.report == r] for r in sorted(known.intersection(origin.reports))}
    linked = {r: cs for r, cs in own.items() if cs or not origin.claims}
    if not linked:
        return
    name = f"{scope.account.story.id}.{origin.id}"
    node = ET.SubElement(graph, "node", id=name)
    _put(node, "kind", origin.kind.value)
    _put(node, "label", origin.name)
    _put(node, "held", str(origin.held).lower())
    _put(node, "story", scope.account.story.id)
    for report, found in linked.items():
        edge = ET.SubElement(graph, "edge", id=f"{report}-{name}", source=report, target=name)
        _put(edge, "relation", "goes_back_to")
        _put(edge, "claims", str(len(found)))
        _put(edge, "reviewed_claims", str(sum(bool(c.decided) for c in found)))


def _add_copy(graph: ET.Element, link: CopyLink) -> None:
    name = f"{link.left}-{link.right}-{link.relation.value}"
    edge = ET.SubElement(graph, "edge", id=name, source=link.left, target=link.right)
    _put(edge, "relation", link.relation.value)
    _put(edge, "measures", "; ".join(f"{m.name} {m.value:.3f}" for m in link.measures))


def _put(element: ET.Element, key: str, value: str | None) -> None:
    if value:
        ET.SubElement(element, "data", key=key).text = legal(value)
