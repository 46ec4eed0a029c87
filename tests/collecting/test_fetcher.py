"""Fetching: manners, limits, redirects and the hosts that are never asked."""

import gzip
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from onrecord.collecting.fetcher import Fetcher, Manners
from onrecord.collecting.hosts import checked_url, is_public, within
from onrecord.errors import InputError
from tests.collecting.loopback import Site, StillClock, to_loopback

OPEN = Manners(allow_private=True, timeout=5.0)
PAGE = "<html><body><p>The lock at Orlen is shut.</p></body></html>"


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def fetcher(clock: StillClock) -> Iterator[Fetcher]:
    with Fetcher(OPEN, clock, lookup=to_loopback) as made:
        yield made


def test_a_page_comes_with_what_there_is_to_know(site: Site, fetcher: Fetcher) -> None:
    site.put("/lock", PAGE, ETag='"one"', Last_Modified="Mon, 03 Mar 2025 10:00:00 GMT")
    answer = fetcher.get(site.url("/lock#top"))
    assert answer.body == PAGE.encode()
    told = answer.fetched
    assert (told.status, told.etag, told.content_type, told.size) == (
        200,
        '"one"',
        "text/html; charset=utf-8",
        len(PAGE),
    )
    assert told.at == "2025-03-04T08:00:00.000000Z"
    assert site.asked[-1][1]["host"] == f"vale.example:{site.port}"


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    def page(fields: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        return (304, {}, b"") if fields.get("if-none-match") == '"one"' else (200, {"ETag": '"one"'}, PAGE.encode())

    site.pages["/lock"] = page
    first = fetcher.get(site.url("/lock"))
    again = fetcher.get(site.url("/lock"), before=first.fetched)
    assert (again.fetched.status, again.body) == (304, None)
    assert again.fetched.sha256 == first.fetched.sha256
    assert again.fetched.at > first.fetched.at


def test_robots_are_honoured(site: Site, fetcher: Fetcher, clock: StillClock) -> None:
    site.put("/robots.txt", "User-agent: onrecord\nDisallow: /private\nCrawl-delay: 7\n", "text/plain")
    site.put("/private/a", PAGE)
    site.put("/a", PAGE)
    refused = fetcher.get(site.url("/private/a")).fetched
    assert refused.problem is not None
    assert "robots.txt" in refused.problem
    assert fetcher.get(site.url("/a")).body
    assert fetcher.get(site.url("/a")).body
    assert site.paths() == ["/a", "/a"]
    assert clock.waits[-1] == pytest.approx(7)


def test_a_host_whose_robots_cannot_be_read_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    site.put("/a", PAGE)
    assert fetcher.get(site.url("/a")).body is None
    assert site.paths() == []


def test_a_redirect_to_a_forbidden_page_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    site.pages["/a"] = (302, {"Location": "/private/b"}, b"")
    site.put("/private/b", PAGE)
    assert fetcher.get(site.url("/a")).body is None
    assert site.paths() == ["/a"]


def test_a_host_is_left_in_peace_between_requests(site: Site, fetcher: Fetcher, clock: StillClock) -> None:
    site.put("/a", PAGE)
    for _ in range(3):
        fetcher.get(site.url("/a"))
    assert clock.waits == [2.0, 2.0, 2.0]


def test_a_busy_host_is_asked_again_when_it_says(site: Site, fetcher: Fetcher, clock: StillClock) -> None:
    replies = iter([(503, {"Retry-After": "9"}, b""), (429, {}, b""), (200, {}, PAGE.encode())])
    site.pages["/a"] = lambda _: next(replies)
    assert fetcher.get(site.url("/a")).body == PAGE.encode()
    assert 9.0 in clock.waits


def test_a_host_that_asks_for_long_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = (429, {"Retry-After": "Tue, 04 Mar 2025 20:00:00 GMT"}, b"")
    site.put("/b", PAGE)
    assert "left alone" in (fetcher.get(site.url("/a")).fetched.problem or "")
    assert "left alone" in (fetcher.get(site.url("/b")).fetched.problem or "")
    assert site.paths() == ["/a"]


def test_an_error_of_the_server_is_told(site: Site, fetcher: Fetcher) -> None:
    told = fetcher.get(site.url("/missing")).fetched
    assert (told.status, told.problem) == (404, "status 404. Check the address.")


def test_redirects_are_followed_and_counted(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.put("/b", PAGE)
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    told = fetcher.get(site.url("/a")).fetched
    assert (told.final_url, told.redirects) == (site.url("/b"), (site.url("/a"),))
    assert "redirects" in (fetcher.get(site.url("/round")).fetched.problem or "")


def test_what_is_too_long_is_not_read(site: Site, clock: StillClock) -> None:
    site.put("/long", b"a" * 300_000)
    site.pages["/endless"] = (200, {"Content-Length": "999999999"}, b"a")
    site.put("/bomb", gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip")
    site.put("/sound", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    with Fetcher(replace(OPEN, limit=100_000), clock, lookup=to_loopback) as fetcher:
        for path in ("/long", "/endless", "/bomb"):
            assert fetcher.get(site.url(path)).body is None, path
        assert fetcher.get(site.url("/sound")).body == PAGE.encode()


def test_what_takes_too_long_is_left(site: Site, clock: StillClock) -> None:
    class Slow(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for _ in range(100):
                clock.wait(10)
                yield b"a"

    class Trickle(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(404 if "robots" in request.url.path else 200, stream=Slow())

    with Fetcher(OPEN, clock, lookup=to_loopback, transport=Trickle()) as fetcher:
        assert "took more than 60 s" in (fetcher.get("http://vale.example/a").fetched.problem or "")


def test_a_look_up_that_does_not_end_is_given_up(clock: StillClock) -> None:
    asked: list[str] = []
    never = threading.Event()

    def dumb(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        never.wait(30)
        return ("93.184.215.14",)

    begin = time.monotonic()
    with Fetcher(replace(OPEN, timeout=0.2), clock, lookup=dumb) as fetcher:
        for path in ("/a", "/b"):
            told = fetcher.get(f"http://vale.example{path}").fetched
            assert told.problem == "vale.example: no name server answered within 0.2 s. Try again later."
    assert time.monotonic() - begin < 10
    assert asked == ["vale.example"]
    never.set()


def test_a_bounded_look_up_tells_what_the_other_tells() -> None:
    def broken(host: str, port: int) -> tuple[str, ...]:
        raise InputError(f"{host}: no such host.")

    assert within(to_loopback, 5)("vale.example", 80) == to_loopback("vale.example", 80)
    with pytest.raises(InputError, match=r"vale\.example: no such host"):
        within(broken, 5)("vale.example", 80)


INSIDE = ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
          "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:0a00:0001::", "64:ff9b::7f00:1", "::",
          "240.0.0.1", "no address"]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_a_network_are_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d822"])
def test_addresses_of_the_open_internet_are_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("inside", [("127.0.0.1",), ("93.184.215.14", "10.0.0.1"), ("169.254.169.254",)])
def test_a_host_inside_a_network_is_never_asked(site: Site, clock: StillClock, inside: tuple[str, ...]) -> None:
    site.put("/a", PAGE)
    with Fetcher(Manners(), clock, lookup=lambda host, port: inside) as fetcher:
        told = fetcher.get(f"http://vale.example:{site.port}/a").fetched
        literal = fetcher.get(f"http://127.0.0.1:{site.port}/a").fetched
    assert "inside a network" in (told.problem or "")
    assert literal.problem
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(clock: StillClock) -> None:
    """A name that leads elsewhere at its second look-up does not get past the check."""
    looks = iter([("93.184.215.14",), ("93.184.215.14",), ("127.0.0.1",)])
    asked: list[tuple[str, str, str]] = []

    class Taker(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            asked.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
            return httpx.Response(404 if "robots" in request.url.path else 200, content=b"a")

    with Fetcher(Manners(), clock, lookup=lambda host, port: next(looks), transport=Taker()) as fetcher:
        fetcher.get("https://vale.example/a")
        again = fetcher.get("https://vale.example/a").fetched
    assert asked == [("93.184.215.14", "vale.example", "vale.example")] * 2
    assert "inside a network" in (again.problem or "")


def test_a_redirect_inside_is_not_followed(clock: StillClock) -> None:
    names = {"vale.example": ("93.184.215.14",), "inner.example": ("10.0.0.1",)}

    class Front(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if "robots" in request.url.path:
                return httpx.Response(404)
            return httpx.Response(302, headers={"Location": "http://inner.example/secret"})

    with Fetcher(Manners(), clock, lookup=lambda host, port: names[host], transport=Front()) as fetcher:
        assert "inside a network" in (fetcher.get("http://vale.example/a").fetched.problem or "")


BAD = ["file:///etc/passwd", "ftp://vale.example/a", "javascript:alert(1)", "http://", "https://ada:word@vale.example/a",
       "http://vale.example:22/", "http://vale.example:99999/", "http://vale.example/a b", "", "http://[::1",
       "gopher://x"]  # fmt: skip


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        checked_url(url)


ODD = {
    "location": (302, {"Location": "http://[::1/x"}, b""),
    "empty location": (302, {}, b""),
    "length": (200, {"Content-Length": "-5"}, b""),
    "coding": (200, {"Content-Encoding": "gzip, odd"}, b"abc"),
    "retry": (503, {"Retry-After": "Fri, 99 Foo 99999999 99:99:99"}, b""),
}


@pytest.mark.parametrize("reply", ODD.values(), ids=ODD)
def test_odd_answers_end_in_a_problem(site: Site, fetcher: Fetcher, reply: tuple[int, dict[str, str], bytes]) -> None:
    site.pages["/odd"] = reply
    assert fetcher.get(site.url("/odd")).fetched.problem


def test_a_tag_that_cannot_be_sent_back_is_not(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = (200, {"ETag": "\xe9\xe8"}, PAGE.encode())
    first = fetcher.get(site.url("/a"))
    assert first.fetched.etag
    assert fetcher.get(site.url("/a"), before=first.fetched).body == PAGE.encode()


@pytest.mark.parametrize(
    "rules", ["Crawl-delay: x\n", "\x00\xff\n" * 50, "User-agent\nDisallow\n:", "Request-rate: 1/0\n"]
)
def test_odd_rules_break_nothing(site: Site, fetcher: Fetcher, rules: str) -> None:
    site.put("/robots.txt", f"User-agent: *\n{rules}", "text/plain")
    site.put("/a", PAGE)
    assert fetcher.get(site.url("/a")).body
