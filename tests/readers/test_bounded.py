"""One line of a hundred megabytes, in files of every kind: refused, and never held as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

WARC = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.invalid/\r\nWARC-Date: 2031-05-04T09:00:00Z\r\n"
    b"WARC-Record-ID: <urn:x>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: 99999999\r\n\r\n"
)
HEADS = {
    "a.txt": b"",
    "a.html": b"<html><body><p>",
    "a.jsonl": b'{"text": "',
    "a.json": b'{"articleBody": "',
    "a.xml": b"<rss><channel><item><title>",
    "block.warc": WARC + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>",
    "head.warc": b"WARC/1.1\r\nX: ",
    "collection.jsonl": b'{"url": "',
}
# Tells by how many MB reading the second file made the process grow beyond what the first one had taken.
READ = """
import resource, sys
from pathlib import Path
from onrecord.readers import read_inputs
from onrecord.records import RawReport
grown = []
for path in sys.argv[1:]:
    found = list(read_inputs([Path(path)]))
    grown.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
assert found and not any(isinstance(one, RawReport) for one in found), found
print(grown[1] - grown[0])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts memory as Linux does")
@pytest.mark.parametrize("name", HEADS)
def test_a_line_without_end_takes_no_memory(tmp_path: Path, name: str) -> None:
    first = tmp_path / "first.html"
    first.write_text("<html><body><p>The pier at Orlo was shut on Monday, the council said.</p></body></html>")
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(HEADS[name])
        for _ in range(100):
            file.write(b"w" * 1_000_000)
    command = [sys.executable, "-c", READ, str(first), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    path.unlink()
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 70
