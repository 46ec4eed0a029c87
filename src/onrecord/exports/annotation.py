"""Claims as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): one JSON-LD collection.

Each claim is the body and its words in the report the target, told twice: by position (code points, as the standard
asks) and by quotation. The source is named by the digest of its text (RFC 6920), which is what the offsets count in;
the address it was published at, where known, is the scope.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.exports.choice import Choice
from onrecord.exports.gold import Json
from onrecord.exports.wording import claim_words, claims_in_order, reviewed_words, source_words, urn
from onrecord.ledger.codec import encode
from onrecord.ledger.query import Ledger
from onrecord.records import Claim, Report, Span
from onrecord.views.scope import Scope

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
GENERATOR: Json = {"type": "Software", "name": "OnRecord"}
AROUND = 32
"""Characters of the text given before and after a quotation."""


def export_annotations(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """The collection, with one page that holds every claim no person rejected."""
    items = [annotate(scope, c) for scope in choice.scopes(ledger) for c in claims_in_order(scope) if not c.rejected]
    ids = [str(item["id"]) for item in items]
    collection: Json = {
        "@context": CONTEXT,
        "id": urn("collection", *ids),
        "type": "AnnotationCollection",
        "label": "Claims of news reports",
        "total": len(items),
        "first": {
            "id": urn("page", *ids),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": list[Json](items),
        },
    }
    yield json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def annotate(scope: Scope, claim: Claim) -> dict[str, Json]:
    """One claim as an annotation."""
    report = scope.rows[claim.report].report
    bodies: list[Json] = [
        _text("describing", "text/plain", f"{claim_words(scope, claim)}. Said by: {source_words(scope, claim)}"),
        _text("classifying", "text/plain", claim.type.value),
        _text("describing", "application/json", encode(claim)),
    ]
    if told := reviewed_words(claim):
        bodies.append(_text("assessing", "text/plain", told))
    selectors = [_selectors(report.text, span) for span in (claim.evidence, *claim.more_evidence)]
    targets: list[Json] = [_source(report) | {"selector": chosen} for chosen in selectors]
    return {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": GENERATOR,
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _text(purpose: str, form: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "format": form, "value": value}


def _selectors(text: str, span: Span) -> Json:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
    ]


def _source(report: Report) -> dict[str, Json]:
    digest = hashlib.sha256(report.text.encode("utf-8", "replace")).digest()
    named = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    source: dict[str, Json] = {"id": f"ni:///sha-256;{named}", "type": "Text", "format": "text/plain"}
    if report.metadata.language:
        source["language"] = report.metadata.language
    target: dict[str, Json] = {"type": "SpecificResource", "source": source}
    if url := web_address(report.metadata.url):
        target["scope"] = url
    return target


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web; None for any other, which may run something when it is followed."""
    if not url or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
