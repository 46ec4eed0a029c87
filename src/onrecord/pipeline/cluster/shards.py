"""Results of stages in Parquet files that many processes write and read at once, and that a kill cannot spoil.

A shard holds groups of rows: what was made of one report, or of one story. A group is a row group of the file, so that
a reader takes the few groups it needs and leaves the rest. A shard is named by the digest of what it was made from,
is written under another name and renamed when it is whole: what is there under a name is complete, and the same
whoever wrote it.
"""

import json
import os
import platform
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from onrecord.errors import MissingExtraError, SettingsError

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from fsspec import AbstractFileSystem
    from fsspec.core import url_to_fs
except ImportError as exc:
    raise MissingExtraError("a cluster needs Dask and PyArrow. Install them: pip install 'onrecord[cluster]'") from exc

SUFFIX = ".parquet"
_UNFINISHED = ".unfinished"
_GROUPS = b"groups"
_SCHEMA = pa.schema([("stage", pa.string()), ("key", pa.string()), ("output", pa.binary())])


@dataclass(frozen=True, slots=True)
class Row:
    """The output of a stage under its key, packed as the ledger keeps it."""

    stage: str
    key: str
    output: bytes


@dataclass(frozen=True, slots=True)
class Group:
    """What was made of one report or story, under one key."""

    key: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group is."""

    shard: str
    index: int


class DamagedShardError(Exception):
    """A shard that cannot be read: what it held is made again."""


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """A folder that the build and all workers see under one name: a path, or any URL that fsspec knows."""

    url: str

    def write(self, name: str, groups: Iterable[Group]) -> None:
        """Make the shard of this name, all at once; one that is there already is replaced by its like."""
        fs, root = self._open()
        path = f"{root}/{name}{SUFFIX}"
        fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        unfinished = f"{path}.{platform.node()}.{os.getpid()}.{threading.get_ident()}{_UNFINISHED}"
        keys = []
        with (
            fs.open(unfinished, "wb") as file,
            pq.ParquetWriter(file, _SCHEMA, compression="none", use_dictionary=False, write_statistics=False) as writer,
        ):
            for group in groups:
                writer.write_table(_table(group.rows), row_group_size=max(1, len(group.rows)))
                keys.append(group.key)
            writer.add_key_value_metadata({_GROUPS: json.dumps(keys).encode()})
        fs.mv(unfinished, path)

    def read(self, name: str, places: Sequence[int] | None = None) -> Iterator[Group]:
        """The groups at these places of a shard, or all; raises DamagedShardError where that cannot be done."""
        with self._shard(name) as parquet:
            keys = _keys(parquet)
            for place in range(len(keys)) if places is None else places:
                yield Group(key=keys[place], rows=_rows(parquet.read_row_group(place)))

    def keys(self, name: str) -> list[str]:
        """The keys of a shard's groups, in order; raises DamagedShardError."""
        with self._shard(name) as parquet:
            return _keys(parquet)

    def names(self, kind: str) -> list[str]:
        """The whole shards of a kind, sorted: `texts/3fa1…`."""
        fs, root = self._open()
        with suppress(FileNotFoundError):
            fs.invalidate_cache()
            found = (str(path).rsplit("/", 1)[1] for path in fs.ls(f"{root}/{kind}", detail=False))
            return sorted(f"{kind}/{name.removesuffix(SUFFIX)}" for name in found if name.endswith(SUFFIX))
        return []

    def remove(self, kinds: Iterable[str]) -> None:
        """Delete the shards of these kinds, and the folder where nothing else is in it."""
        fs, root = self._open()
        with suppress(OSError):
            for kind in kinds:
                if fs.exists(f"{root}/{kind}"):
                    fs.rm(f"{root}/{kind}", recursive=True)
            fs.rmdir(root)

    def _open(self) -> tuple[AbstractFileSystem, str]:
        try:
            fs, root = url_to_fs(self.url)
        except ImportError as exc:
            raise MissingExtraError(f"{self.url}: a package for this kind of address is missing. {exc}") from exc
        except ValueError as exc:
            raise SettingsError(f"{self.url}: no folder to work in. {exc}") from exc
        return fs, str(root).rstrip("/")

    @contextmanager
    def _shard(self, name: str) -> Iterator[pq.ParquetFile]:
        fs, root = self._open()
        try:
            with fs.open(f"{root}/{name}{SUFFIX}", "rb") as file:
                yield pq.ParquetFile(file)
        except (OSError, pa.ArrowException, KeyError, IndexError) as exc:
            raise DamagedShardError(f"{self.url}: {name} cannot be read ({type(exc).__name__}: {exc})") from exc


def _keys(parquet: pq.ParquetFile) -> list[str]:
    found: list[str] = json.loads(parquet.metadata.metadata[_GROUPS])
    return found


def _table(rows: tuple[Row, ...]) -> pa.Table:
    columns = ([row.stage for row in rows], [row.key for row in rows], [row.output for row in rows])
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA)


def _rows(table: pa.Table) -> tuple[Row, ...]:
    stages, keys, outputs = (table.column(name).to_pylist() for name in _SCHEMA.names)
    return tuple(Row(*values) for values in zip(stages, keys, outputs, strict=True))
