"""Which hosts may be asked: those on the open internet, told by the addresses that their names lead to."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urlsplit

from onrecord.errors import InputError
from onrecord.readers.entries import web_address
from onrecord.readers.outcome import shown

Resolve = Callable[[str, int], tuple[str, ...]]
_PORTS = (80, 443)
_FREE_PORTS = 1024
_NAT64 = int(IPv6Address("64:ff9b::"))


def checked_url(url: str, *, allow_private: bool = False) -> str:
    """The address without its fragment; InputError unless it is plain http or https without a password in it."""
    address = web_address(url)
    try:
        parts = urlsplit(address or "")
        port = parts.port
    except ValueError:
        address, port = None, None
    if address is None or not parts.hostname:
        raise InputError(f"{shown(url)}: no web address. Write it as https://host/path.")
    if "@" in parts.netloc:
        raise InputError(f"{shown(parts.hostname)}: an address with a name or password in it. Leave them out.")
    if port is not None and port < _FREE_PORTS and port not in _PORTS and not allow_private:
        raise InputError(f"{shown(url)}: port {port} is not the web's. Leave it out.")
    return address


def is_public(address: str) -> bool:
    """Whether an IP address is on the open internet, and so are the ones that it stands for.

    >>> is_public("192.168.0.1"), is_public("::ffff:127.0.0.1"), is_public("2002:7f00:1::")
    (False, False, False)
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner: IPv4Address | None = None
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if int(found) >> 32 == _NAT64 >> 32:
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
    every = (found,) if inner is None else (inner,)
    return all(a.is_global and not (a.is_multicast or a.is_reserved or a.is_unspecified) for a in every)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Every IP address that a host's name leads to; InputError when there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise InputError(f"{shown(host)}: no such host. Check the address, or try again later.") from exc
    return tuple(dict.fromkeys(str(info[4][0]) for info in found))


def within(lookup: Resolve, seconds: float) -> Resolve:
    """The same look-up, given up after so many seconds: the system's own has no limit. A host that no name server told
    of in time is not asked for again in this run.
    """
    silent: set[str] = set()

    def bounded(host: str, port: int) -> tuple[str, ...]:
        found: Queue[tuple[str, ...] | Exception] = Queue()

        def look_up() -> None:
            try:
                found.put(lookup(host, port))
            except Exception as exc:  # noqa: BLE001 raised where it is waited for
                found.put(exc)

        if host not in silent:
            # Of its own and not of a pool: one that never comes back must not keep the program from ending.
            Thread(target=look_up, daemon=True, name="look-up").start()
            try:
                answer = found.get(timeout=seconds)
            except Empty:
                silent.add(host)
            else:
                if isinstance(answer, Exception):
                    raise answer
                return answer
        raise InputError(f"{shown(host)}: no name server answered within {seconds:g} s. Try again later.")

    return bounded


def public_addresses(host: str, port: int, lookup: Resolve, *, allow_private: bool) -> tuple[str, ...]:
    """The IP addresses of a host; InputError when one of them is inside a network, for then the host may be, too."""
    found = lookup(host, port)
    if not found:
        raise InputError(f"{shown(host)}: no such host. Check the address, or try again later.")
    if not allow_private and not all(is_public(address) for address in found):
        raise InputError(
            f"{shown(host)}: leads to an address inside a network, which is not asked. "
            "If it is yours, pass --allow-private."
        )
    return found
