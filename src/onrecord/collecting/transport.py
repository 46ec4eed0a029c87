"""Connections that go to the very address that was checked, so that a name cannot lead elsewhere in between."""

import httpx

from onrecord.collecting.hosts import Resolve, public_addresses
from onrecord.errors import InputError

_MOST_ADDRESSES = 3


class CheckedTransport(httpx.BaseTransport):
    """Resolves each host itself, refuses those inside a network, and connects to an address that it has checked.

    Certificates are held against the name that was asked for. No connection is used twice, since one opened for a name
    must not serve another at the same address; proxies of the environment are not used.
    """

    def __init__(self, lookup: Resolve, *, allow_private: bool, inner: httpx.BaseTransport | None = None) -> None:
        self._lookup = lookup
        self._allow_private = allow_private
        self._inner = inner or httpx.HTTPTransport(
            limits=httpx.Limits(max_keepalive_connections=0), trust_env=False, retries=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the first of the host's addresses that takes the connection."""
        host = request.url.raw_host.decode("ascii").strip("[]")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        problem: httpx.ConnectError | None = None
        for address in public_addresses(host, port, self._lookup, allow_private=self._allow_private)[:_MOST_ADDRESSES]:
            try:
                return self._inner.handle_request(_at(request, address, host))
            except httpx.ConnectError as exc:
                problem = exc
        if problem is None:
            raise InputError(f"{host}: no address. Try again later.")
        raise problem

    def close(self) -> None:
        """Let go of what the connections hold."""
        self._inner.close()


def _at(request: httpx.Request, address: str, host: str) -> httpx.Request:
    """The request sent to an IP address in the host's name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,  # with the host's name in them
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
