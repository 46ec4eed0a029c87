"""What is there already: read off the work folder itself, so that no list can be wrong about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.pipeline.cluster.shards import DamagedShardError, Place, WorkFolder


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where the groups of one kind are, by their keys."""

    places: Mapping[str, Place]

    @classmethod
    def of(cls, work: WorkFolder, kind: str) -> "Manifest":
        """What the whole shards of this kind hold. Only their ends are read, where the keys are; a damaged one counts
        as missing, so that it is made again and replaced.
        """
        return cls({key: place for name in work.names(kind) for key, place in _places(work, name)})

    @classmethod
    def of_shard(cls, work: WorkFolder, name: str) -> "Manifest":
        """What one shard holds that was just made; raises DamagedShardError."""
        return cls({key: Place(name, index) for index, key in enumerate(work.keys(name))})

    def __contains__(self, key: str) -> bool:
        return key in self.places

    def by_shard(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """The groups wanted, by shard, so that each is opened once; the order of shards and groups is theirs."""
        found: dict[str, list[int]] = {}
        for place in sorted({self.places[key] for key in keys}, key=lambda p: (p.shard, p.index)):
            found.setdefault(place.shard, []).append(place.index)
        return found


def _places(work: WorkFolder, name: str) -> Iterator[tuple[str, Place]]:
    try:
        keys = work.keys(name)
    except DamagedShardError:
        return
    yield from ((key, Place(name, index)) for index, key in enumerate(keys))
