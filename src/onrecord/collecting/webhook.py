"""Telling another program: one POST of JSON to an address of the user's own."""

from urllib.parse import urlsplit

import httpx

from onrecord.collecting.hosts import checked_url, resolve, within
from onrecord.errors import InputError
from onrecord.readers.outcome import shown

_TIMEOUT = 20.0


def post(url: str, payload: bytes, agent: str) -> None:
    """Send the JSON; raises InputError unless it was taken (2xx), so that it can be sent once more.

    The address is the user's and may well lie in their own network; redirects are not followed.
    """
    parts = urlsplit(checked_url(url, allow_private=True))
    if parts.hostname:
        within(resolve, _TIMEOUT)(parts.hostname, parts.port or 0)  # a name that no server tells of would hold us up
    fields = {"Content-Type": "application/json; charset=utf-8", "User-Agent": agent}
    try:
        with httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=False) as client:
            status = client.post(url, content=payload, headers=fields).status_code
    except httpx.HTTPError as exc:
        why = f"{type(exc).__name__}: {shown(str(exc))}"
        raise InputError(f"webhook {shown(url)}: {why}. What changed is sent again next time.") from exc
    if not 200 <= status < 300:
        raise InputError(f"webhook {shown(url)}: status {status}. What changed is sent again next time.")
