"""Handing tasks to Dask, and what its troubles mean to the user."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import LedgerError
from onrecord.pipeline.cluster.shards import DamagedShardError

if TYPE_CHECKING:
    from distributed import Client, Future

_AGAIN = "The ledger is as it was; run the same command again to go on from what is done."
_BATCH = 64
_SHARE = 4
"""Tasks for each worker at least, where there are reports enough: so that none waits long for the last."""


@dataclass(frozen=True, slots=True)
class Task:
    """A function of `tasks.py` with what it is told; `made` names the shard that it will write."""

    function: Callable[..., None]
    arguments: tuple[object, ...]
    made: str
    size: int


@dataclass(frozen=True, slots=True)
class Crew:
    """The workers of a cluster."""

    client: "Client"

    def batch(self, total: int) -> int:
        """How much to give to a worker at once, of so much in all."""
        threads: int = sum(self.client.nthreads().values())
        return max(1, min(_BATCH, total // (_SHARE * max(1, threads))))

    def run(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Have all tasks done; each comes as it is finished. Tasks of a worker that dies go to another one."""
        from distributed import as_completed

        waiting: dict[object, Task] = {}
        finished = as_completed(loop=self.client.loop)
        for task in tasks:
            # Under a name of its own: one who works on the same shard at the same time does no harm.
            future = self.client.submit(task.function, *task.arguments, pure=False)
            waiting[future] = task
            finished.add(future)
            while finished.has_ready():
                yield _done(next(finished), waiting)
        for future in finished:
            yield _done(future, waiting)


def _done(future: "Future[None]", waiting: dict[object, Task]) -> Task:
    task = waiting.pop(future)
    future.result()
    return task


@contextmanager
def explained_losses() -> Iterator[None]:
    """Turn the loss of workers, of the scheduler or of files into a LedgerError; what a step says of itself stays as it
    is.
    """
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        yield
    except KilledWorker as exc:
        raise LedgerError(
            f"cluster: workers died again and again on one task, perhaps for want of memory. {_AGAIN} ({exc})"
        ) from exc
    except (CancelledError, CommClosedError, TimeoutError) as exc:
        raise LedgerError(f"cluster: the scheduler is gone. Start it and its workers. {_AGAIN}") from exc
    except (DamagedShardError, zlib.error) as exc:
        raise LedgerError(
            "cluster: what was written to the work folder cannot be read. Check that all machines see the same folder, "
            f"or delete it. {_AGAIN} ({exc})"
        ) from exc
    except OSError as exc:
        raise LedgerError(
            f"cluster: the work folder cannot be written. Check its space and its permissions. {_AGAIN} ({exc})"
        ) from exc
