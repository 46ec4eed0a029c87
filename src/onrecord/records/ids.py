"""Names of records: hashes of what they say, so that the same input gives the same ledger."""

import hashlib
from typing import NewType

ReportId = NewType("ReportId", str)
ClaimId = NewType("ClaimId", str)
EntityId = NewType("EntityId", str)
StoryId = NewType("StoryId", str)
GroupId = NewType("GroupId", str)
TrackId = NewType("TrackId", str)
OriginId = NewType("OriginId", str)
RelationId = NewType("RelationId", str)


def content_id(prefix: str, *parts: str | int | None) -> str:
    """`prefix` and 16 hexadecimal digits of the SHA-256 of the parts, kept apart by length.

    >>> content_id("r", "a.txt", "Gazette", "text")[:2]
    'r_'
    """
    digest = hashlib.sha256()
    for part in parts:
        data = b"\x00" if part is None else str(part).encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{prefix}_{digest.hexdigest()[:16]}"


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of the bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
