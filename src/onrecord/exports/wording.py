"""A claim as a sentence of plain text, for formats that show people one claim at a time."""

import hashlib
import re
import uuid

from onrecord.records import Claim, tell_days
from onrecord.views.line import modality_words
from onrecord.views.listing import claim_value
from onrecord.views.scope import Scope
from onrecord.views.succession import as_of_claim

# What neither XML nor HTML may hold, and halves of characters that no encoding can write.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    r"""The text without what XML forbids, each such character as U+FFFD.

    >>> legal("a\x0cb")
    'a�b'
    """
    return _ILLEGAL.sub("�", text)


def one_line(text: str) -> str:
    """The text on one line, with nothing that XML forbids."""
    return " ".join(legal(text).split())


def claims_in_order(scope: Scope) -> list[Claim]:
    """Every claim of the reports in a scope, rejected and unsure ones too, by report and place in it."""
    known = {row.report.id for row in scope.reports}
    found = [c for c in scope.account.claims if c.report in known]
    return sorted(found, key=lambda c: (scope.rows[c.report].label, c.evidence.start, c.type, c.id))


def claim_text(scope: Scope, claim: Claim) -> str:
    """The words that carry a claim, on one line."""
    return one_line(claim.evidence.of(scope.rows[claim.report].report.text))


def source_words(scope: Scope, claim: Claim) -> str:
    """Who says so and where: `Ina Torvik (mayor), in Gazette 03, paragraph 2`."""
    said, row = claim.attribution, scope.rows[claim.report]
    role = f" ({said.speaker_role})" if said.speaker_role else ""
    who = f"{said.speaker}{role}, in " if said.speaker else ""
    outlet = f"{row.report.outlet} " if row.report.outlet else ""
    return one_line(f"{who}{outlet}{row.label}, paragraph {claim.paragraph}")


def claim_words(scope: Scope, claim: Claim) -> str:
    """What a claim says: `quantity, asserted: about 40 boats in Ostrel; speaks of 3 Mar 2031`."""
    when = as_of_claim(scope, claim)
    parts = [f"{claim.type.value.replace('_', ' ')}, {modality_words(claim)}", claim_value(claim)]
    told = ": ".join(filter(None, parts))
    return one_line(f"{told}; speaks of {tell_days(when)}" if when.known else told)


def reviewed_words(claim: Claim) -> str:
    """`reviewed by a person: accept`; nothing where nobody decided."""
    return f"reviewed by a person: {', '.join(claim.decided)}" if claim.decided else ""


def urn(*parts: str) -> str:
    """A `urn:uuid:` that is the same for the same parts: a version 5 UUID over their digest."""
    digest = hashlib.sha256("\x00".join(parts).encode()).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_OID, digest).urn
