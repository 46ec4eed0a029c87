"""Asks for one address at a time: robots.txt honoured, hosts left in peace between requests, every hop checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from onrecord.collecting.clock import Clock, stamp_of
from onrecord.collecting.hosts import Resolve, checked_url, resolve, within
from onrecord.collecting.robots import Rules, parse_rules
from onrecord.collecting.transport import CheckedTransport
from onrecord.errors import InputError
from onrecord.readers.collection import PAGE, Fetched
from onrecord.readers.outcome import shown
from onrecord.readers.responses import decode_content
from onrecord.records import sha256_hex

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 500, 502, 503, 504})
_ROBOTS_LIMIT = 512_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How often, how long and how much is asked; times in seconds, sizes in bytes."""

    agent: str = "onrecord"
    delay: float = 2.0
    longest_delay: float = 30.0
    timeout: float = 20.0
    whole_time: float = 60.0
    limit: int = 10_000_000
    redirects: int = 5
    retries: int = 3
    longest_wait: float = 60.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking for an address: its line for the log, and the bytes, None where none came."""

    fetched: Fetched
    body: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """One answer to one request; `fields` in lower case."""

    status: int
    fields: Mapping[str, str]
    body: bytes = field(repr=False, default=b"")


class Fetcher:
    """Fetches over one client; use it as a context manager.

    `lookup` is how host names are resolved, `clock` what time it is: both are passed in.
    """

    def __init__(
        self, manners: Manners, clock: Clock, *, lookup: Resolve = resolve, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._manners = manners
        self._clock = clock
        self._client = httpx.Client(
            transport=CheckedTransport(
                within(lookup, manners.timeout), allow_private=manners.allow_private, inner=transport
            ),
            headers={"User-Agent": manners.agent, "Accept-Encoding": "gzip"},
            timeout=manners.timeout,
            follow_redirects=False,
            trust_env=False,
        )
        self._rules: dict[str, Rules] = {}
        self._next: dict[str, float] = {}
        self._closed: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, url: str, *, kind: str = PAGE, outlet: str | None = None, before: Fetched | None = None) -> Answer:
        """What the address answers now; `before` is the last answer, so that nothing is sent that has not changed.

        Never raises for what the other side does: the log's line says what went wrong.
        """
        at = stamp_of(self._clock.now())
        line = Fetched(at=at, url=url, final_url=url, kind=kind, outlet=outlet)
        try:
            return self._follow(line, before)
        except InputError as exc:
            return Answer(fetched=replace(line, problem=exc.message))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as exc:
            why = f"{type(exc).__name__}: {shown(str(exc))}. Try again later."
            return Answer(fetched=replace(line, problem=why))
        except Exception as exc:  # noqa: BLE001 whatever a stranger's answer breaks must not end the run
            why = f"its answer cannot be taken apart ({type(exc).__name__}). Save the report by hand."
            return Answer(fetched=replace(line, problem=why))

    def _follow(self, line: Fetched, before: Fetched | None) -> Answer:
        """The answer at the end of the redirects."""
        url = checked_url(line.url, allow_private=self._manners.allow_private)
        passed: list[str] = []
        while True:
            self._ask_leave(url)
            reply = self._ask(url, _conditions(url, before))
            line = replace(line, final_url=url, status=reply.status, redirects=tuple(passed))
            if reply.status not in _REDIRECTS:
                return _answered(line, reply, before)
            target = reply.fields.get("location", "")
            passed.append(url)
            if len(passed) > self._manners.redirects or not target:
                raise InputError(
                    f"{shown(line.url)}: more than {self._manners.redirects} redirects. Check the address."
                )
            url = self._next_hop(url, target)

    def _next_hop(self, url: str, target: str) -> str:
        """Where a redirect leads; InputError where that is no web address."""
        try:
            joined = urljoin(url, target)
        except ValueError:
            joined = target
        return checked_url(joined, allow_private=self._manners.allow_private)

    def _ask_leave(self, url: str) -> None:
        """Whether the host's robots.txt lets the address be asked for; InputError where not."""
        if not self._rules_of(url).allows(url):
            raise InputError(f"{shown(url)}: its robots.txt asks not to fetch it. Save the report by hand.")

    def _rules_of(self, url: str) -> Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._fetch_rules(f"{origin}/robots.txt")
        return self._rules[origin]

    def _fetch_rules(self, url: str) -> Rules:
        """The rules of a host (RFC 9309): all is open where it has none, nothing where it cannot tell."""
        for _ in range(self._manners.redirects + 1):
            try:
                reply = self._ask(url, {}, limit=_ROBOTS_LIMIT)
            except httpx.HTTPError:
                return parse_rules("User-agent: *\nDisallow: /", self._manners.agent)
            if reply.status not in _REDIRECTS or not reply.fields.get("location"):
                break
            url = self._next_hop(url, reply.fields["location"])
        if reply.status == 200:
            return parse_rules(reply.body.decode("utf-8", errors="replace"), self._manners.agent)
        closed = reply.status >= 500 or reply.status == 429
        return parse_rules("User-agent: *\nDisallow: /" if closed else "", self._manners.agent)

    def _ask(self, url: str, conditions: Mapping[str, str], limit: int | None = None) -> _Reply:
        """One answer, asked for again after a while where the host is busy or the connection broke."""
        host = urlsplit(url).netloc
        if host in self._closed:
            raise InputError(self._closed[host])
        for attempt in range(self._manners.retries + 1):
            last = attempt == self._manners.retries
            self._wait_turn(host)
            try:
                reply = self._request(url, conditions, limit or self._manners.limit)
            except httpx.TransportError:
                if last:
                    raise
                self._clock.wait(min(2.0**attempt, self._manners.longest_wait))
                continue
            finally:
                self._next[host] = self._clock.elapsed() + self._pause(url)
            if reply.status not in _PASSING or last:
                return reply
            self._wait_as_asked(host, reply, attempt)
        raise AssertionError("the last attempt returns or raises")

    def _wait_turn(self, host: str) -> None:
        early = self._next.get(host, 0.0) - self._clock.elapsed()
        if early > 0:
            self._clock.wait(early)

    def _pause(self, url: str) -> float:
        """How long the host is left in peace: as long as we like, or as it asks."""
        parts = urlsplit(url)
        rules = self._rules.get(f"{parts.scheme}://{parts.netloc}")
        asked = rules.delay if rules is not None and rules.delay else 0.0
        return max(self._manners.delay, min(asked, self._manners.longest_delay))

    def _wait_as_asked(self, host: str, reply: _Reply, attempt: int) -> None:
        """Wait as the host asks, or twice as long each time; one that asks for long is left alone for this run."""
        asked = self._seconds(reply.fields.get("retry-after", ""))
        if asked is not None and asked > self._manners.longest_wait:
            self._closed[host] = f"{shown(host)}: asked to be left alone for {asked:.0f} s. Try again after that."
            raise InputError(self._closed[host])
        self._clock.wait(asked if asked is not None else min(2.0**attempt, self._manners.longest_wait))

    def _seconds(self, value: str) -> float | None:
        """The seconds that a `Retry-After` names, as a number or as a date."""
        if value.strip().isdigit():
            return float(value)
        try:
            return max(0.0, (parsedate_to_datetime(value) - self._clock.now()).total_seconds())
        except (ValueError, TypeError, IndexError, OverflowError):
            return None

    def _request(self, url: str, conditions: Mapping[str, str], limit: int) -> _Reply:
        """One request; the body only of an answer that has one we want, and no more of it than the limit."""
        end = self._clock.elapsed() + self._manners.whole_time
        with self._client.stream("GET", url, headers=dict(conditions)) as response:
            fields = {name.lower(): value for name, value in reversed(response.headers.multi_items())}
            if response.status_code != 200:
                return _Reply(status=response.status_code, fields=fields)
            size = fields.get("content-length", "")
            if size.isdigit() and int(size) > limit:
                raise InputError(f"{shown(url)}: {int(size):,} bytes, more than the limit of {limit:,}. Leave it out.")
            body = bytearray()
            for part in response.iter_raw():
                body += part
                if len(body) > limit:
                    raise InputError(f"{shown(url)}: more than the limit of {limit:,} bytes. Leave it out.")
                if self._clock.elapsed() > end:
                    raise InputError(f"{shown(url)}: took more than {self._manners.whole_time:.0f} s. Try again later.")
        content = bytes(body)
        for coding in reversed(fields.get("content-encoding", "").lower().split(",")):
            content = decode_content(content, coding.strip(), limit)
        return _Reply(status=200, fields=fields, body=content)


def _conditions(url: str, before: Fetched | None) -> dict[str, str]:
    """Header fields that ask for an answer only where it has changed; they belong to the address that answered."""
    if before is None or before.sha256 is None or before.final_url != url:
        return {}
    named = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in named.items() if value and value.isascii() and value.isprintable()}


def _answered(line: Fetched, reply: _Reply, before: Fetched | None) -> Answer:
    """The log's line for an answer, with its bytes."""
    if reply.status == 304 and before is not None:
        kept = replace(before, at=line.at, status=304, redirects=line.redirects, url=line.url, outlet=line.outlet)
        return Answer(fetched=kept)
    if reply.status != 200:
        wait = reply.fields.get("retry-after")
        return Answer(fetched=replace(line, retry_after=wait, problem=f"status {reply.status}. Check the address."))
    told = replace(
        line,
        sha256=sha256_hex(reply.body),
        size=len(reply.body),
        content_type=reply.fields.get("content-type"),
        etag=reply.fields.get("etag"),
        last_modified=reply.fields.get("last-modified"),
    )
    return Answer(fetched=told, body=reply.body)
