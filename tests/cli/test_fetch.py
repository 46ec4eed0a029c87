"""`onrecord fetch` and `onrecord versions`, against a server on this machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from tests.collecting.loopback import Site, serving

FOUR = "Four people were hurt when the lock gate at Orlen broke on Monday, the river authority said."
MORE = "The gate will be repaired by the end of April, the authority said in a statement on its website."


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, [str(a) for a in arguments])
    return result.exit_code, result.stdout, result.stderr


def page(*lines: str) -> str:
    return f"<html><body><article>{''.join(f'<p>{line}</p>' for line in lines)}</article></body></html>"


def local(site: Site, path: str) -> str:
    return f"http://127.0.0.1:{site.port}{path}"


def test_a_list_is_fetched_built_and_its_corrections_shown(tmp_path: Path) -> None:
    kept, ledger = tmp_path / "kept", tmp_path / "story.db"
    with serving() as site:
        (tmp_path / "list.txt").write_text(f"# locks\n{local(site, '/lock')}\n")
        fetch = ("fetch", "--list", tmp_path / "list.txt", "-o", kept, "--allow-private", "--delay", "0")
        site.put("/lock", page(FOUR, MORE))
        code, _, told = run(*fetch)
        assert code == 0
        assert "1 kept, 0 unchanged, 0 not fetched" in told
        site.put("/lock", page(FOUR.replace("Four", "Five"), MORE))
        assert run(*fetch)[0] == 0
        assert run("build", kept, "-o", ledger, "--analyser", "rules")[0] == 0
        code, text, _ = run("versions", ledger, local(site, "/lock"))
        assert code == 0
        assert "2 versions" in text
        assert "reworded: 'Four people" in " ".join(text.split())
        assert json.loads(run("versions", ledger, local(site, "/lock"), "--json")[1])["kind"] == "versions"


def test_what_was_not_fetched_gives_exit_code_3(tmp_path: Path) -> None:
    with serving() as site:
        code, text, told = run(
            "fetch", local(site, "/gone"), "-o", tmp_path / "kept", "--allow-private", "--delay", "0", "--json"
        )
    assert code == 3
    assert "status 404" in told
    assert json.loads(text)["value"][0]["status"] == 404


def test_a_host_inside_the_network_needs_leave(tmp_path: Path) -> None:
    with serving() as site:
        code, _, told = run("fetch", local(site, "/lock"), "-o", tmp_path / "kept")
        assert site.asked == []
    assert code == 3
    assert "--allow-private" in told


def test_nothing_to_fetch_is_a_usage_error(tmp_path: Path) -> None:
    assert run("fetch", "-o", tmp_path / "kept")[0] == 2
    (tmp_path / "list.txt").write_text("no address\n")
    assert run("fetch", "--list", tmp_path / "list.txt", "-o", tmp_path / "kept")[0] == 1


@pytest.mark.parametrize(("command", "missing"), [("fetch", "httpx"), ("watch", "httpx"), ("fetch", "protego")])
def test_a_missing_extra_is_named(tmp_path: Path, command: str, missing: str) -> None:
    rest = ["https://vale.example/", "-o", str(tmp_path / "kept")] if command == "fetch" else [str(tmp_path / "x.toml")]
    code = f"import sys; sys.modules[{missing!r}] = None; from onrecord.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", code, command, *rest], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "pip install 'onrecord[feeds]'" in done.stderr


def test_a_feed_on_disk_without_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.errors import MissingExtraError
    from onrecord.readers import read_inputs

    (tmp_path / "feed.xml").write_text("<rss><channel><title>Vale Post</title></channel></rss>")
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(MissingExtraError, match=r"onrecord\[feeds\]"):
        list(read_inputs([tmp_path]))
