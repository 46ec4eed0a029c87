"""Whether two machines have the same OnRecord: only then do the keys of one hold for what the other makes."""

import hashlib
from functools import cache
from pathlib import Path

import onrecord

_READ = frozenset({".py", ".toml", ".tsv", ".txt", ".json", ".sql"})


@cache
def installed_digest() -> str:
    """A digest of the code and data files of the package, the list of the weights with their sums among them."""
    root = Path(onrecord.__file__).parent
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.suffix in _READ}
    whole = hashlib.sha256()
    for name, path in sorted(files.items()):
        whole.update(f"{name}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
