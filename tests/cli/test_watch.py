"""`onrecord watch --once`: what is told, once and not twice, and what happens when telling fails."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from tests.collecting.loopback import Site, serving

LEAD = "Four people were hurt when the lock gate at Orlen broke on Monday, the river authority said."
PROMISE = "The river authority said it will reopen the lock by 30 April 2024."
SLIP = "The river authority said it will reopen the lock by 31 May 2024, a month later than it had promised."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, [str(a) for a in arguments])
    return result.exit_code, result.stdout, f"{result.stderr}{result.exception or ''}"


def page(title: str, *lines: str, day: str = "2024-03-05") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    date = f'<meta property="article:published_time" content="{day}">'
    return (
        f"<html><head><title>{title}</title>{date}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def publish(site: Site, *paths: str) -> None:
    items = "".join(
        f"<item><title>{path}</title><link>http://127.0.0.1:{site.port}{path}</link></item>" for path in paths
    )
    site.put("/feed.xml", f'<rss version="2.0"><channel><title>Vale Post</title>{items}</channel></rss>', "text/xml")


def watchlist(tmp_path: Path, site: Site, *more: str) -> Path:
    lines = ["delay = 0.0", "allow_private = true", *more]
    feeds = "".join(
        f'[[feed]]\nurl = "http://127.0.0.1:{site.port}{path}"\nrecheck_hours = 0\n'
        for path in ("/feed.xml", "/gone.xml")
    )
    path = tmp_path / "feeds.toml"
    path.write_text("\n".join(lines) + "\n" + feeds)
    return path


def test_news_is_told_once(tmp_path: Path, site: Site) -> None:
    listed = watchlist(tmp_path, site)
    site.put("/one", page("Lock gate breaks at Orlen", LEAD, PROMISE))
    publish(site, "/one")
    code, first, told = run("watch", listed, "--once")
    assert code == 0
    assert "404" in told
    assert "FELL DUE" in first
    assert "30 Apr 2024" in first
    assert run("watch", listed, "--once")[1] == ""

    site.put("/one", page("Lock gate breaks at Orlen", LEAD.replace("Four", "Five"), PROMISE))
    site.put("/two", page("Lock at Orlen stays shut for longer", LEAD.replace("Four", "Five"), SLIP, day="2024-04-20"))
    publish(site, "/one", "/two")
    _, second, _ = run("watch", listed, "--once")
    assert "CORRECTED REPORT" in second
    assert "reworded: 'Four people were hurt" in " ".join(second.split())
    assert "31 May 2024" in second
    assert run("watch", listed, "--once")[1] == ""


def test_what_the_webhook_did_not_take_is_sent_again(tmp_path: Path, site: Site) -> None:
    listed = watchlist(tmp_path, site, f'webhook = "http://127.0.0.1:{site.port}/hook"')
    site.put("/one", page("Lock gate breaks at Orlen", LEAD, PROMISE))
    publish(site, "/one")
    site.pages["/hook"] = (500, {}, b"")
    code, text, told = run("watch", listed, "--once")
    assert code == 1
    assert "sent again next time" in told
    assert text == ""
    site.pages["/hook"] = (200, {}, b"ok")
    assert run("watch", listed, "--once")[0] == 0
    sent = [json.loads(fields["body"]) for path, fields in site.asked if path == "/hook"]
    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert "30 Apr 2024" in sent[1]["text"]
    run("watch", listed, "--once")
    assert sum(path == "/hook" for path, _ in site.asked) == 2


BAD = {
    "not toml": "url =",
    "unknown": 'every = 3\n[[feed]]\nurl = "https://vale.example/feed"\n',
    "nothing": "minutes = 3\n",
    "no url": '[[feed]]\noutlet = "Vale Post"\n',
    "zero": 'minutes = 0\n[[feed]]\nurl = "https://vale.example/feed"\n',
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_bad_watchlist_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "feeds.toml").write_text(text)
    code, _, told = run("watch", tmp_path / "feeds.toml", "--once")
    assert code == 1
    assert "feeds.toml" in told


def test_a_damaged_memory_is_named(tmp_path: Path, site: Site) -> None:
    listed = watchlist(tmp_path, site)
    publish(site)
    site.put("/feed.xml", "<rss><channel><title>Vale Post</title></channel></rss>")
    (tmp_path / "collected").mkdir()
    (tmp_path / "collected" / ".told.json").write_text('[{"kind": "?"}]')
    code, _, told = run("watch", listed, "--once")
    assert code == 1
    assert "to be told everything once more" in told


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_watching_and_keeps_what_was_told(tmp_path: Path, site: Site, how: signal.Signals) -> None:
    listed = watchlist(tmp_path, site)
    site.put("/one", page("Lock gate breaks at Orlen", LEAD, PROMISE))
    publish(site, "/one")
    command = [sys.executable, "-m", "onrecord", "watch", str(listed)]
    # Where the tests run in the background, a shell has them ignore the interrupt, and what they start would, too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        signal.signal(signal.SIGINT, before)
        told = tmp_path / "collected" / ".told.json"
        for _ in range(600):
            if told.exists() or watching.poll() is not None:
                break
            time.sleep(0.1)
        watching.send_signal(how)
        try:
            printed, _ = watching.communicate(timeout=60)
        finally:
            watching.kill()
    assert "30 Apr 2024" in printed
    assert watching.returncode in {0, 130}
    assert run("watch", listed, "--once")[1] == ""
