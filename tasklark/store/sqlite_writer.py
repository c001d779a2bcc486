"""The single writer thread: jobs in turn, many to a commit, each answered after the commit."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

from tasklark.domain.errors import StoreError, TasklarkError
from tasklark.store.lock import FileLock
from tasklark.store.sqlite_file import in_words
from tasklark.store.sqlite_jobs import Job, Result, Work, answer, job_of

_GROUP = 64
"""Jobs in one commit; more would keep the first of them waiting for the disk too long."""


class Writer:
    """Runs jobs on one connection in one thread, in the order they came.

    A lock file around each transaction queues the writers of several processes fairly, where
    SQLite's own waiting would starve some. `rolled_back` forgets what jobs had remembered,
    `committed` tells listeners; both are called in the writer's thread. A job may be done twice:
    only the time that is committed counts.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        lock: FileLock,
        rolled_back: Callable[[], None],
        committed: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._lock = lock
        self._rolled_back = rolled_back
        self._committed = committed
        self._queue: SimpleQueue[Job[object] | None] = SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="tasklark-writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work[Result]) -> Result:
        """Do `work` in a transaction; durable when this returns.

        Raises:
            StoreError: If the database cannot be written, or the store is closed.
        """
        if self._closed:
            raise StoreError("The database is closed.")
        job = job_of(work)
        self._queue.put(job)  # type: ignore[arg-type]
        return await job.future

    async def close(self) -> None:
        """Finish the jobs that wait, then close the connection."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            await asyncio.get_running_loop().run_in_executor(None, self._thread.join)

    def _work(self) -> None:
        while (jobs := self._next()) is not None:
            with self._lock:
                try:
                    self._commit(jobs)
                except sqlite3.Error as problem:
                    self._roll_back()
                    for job in jobs:
                        job.problem = in_words(problem)
            if any(job.problem is None for job in jobs):
                self._committed()
            answer(jobs)
        self._connection.close()

    def _next(self) -> list[Job[object]] | None:
        first = self._queue.get()
        if first is None:
            return None
        jobs = [first]
        while len(jobs) < _GROUP:
            try:
                another = self._queue.get_nowait()
            except Empty:
                break
            if another is None:
                # Closing: what came before it is still done.
                self._queue.put(None)
                break
            jobs.append(another)
        return jobs

    def _commit(self, jobs: Sequence[Job[object]]) -> None:
        """All jobs in one transaction, but for those that fail half-way.

        Such a job is rare; it takes the transaction back, and the others are done again. A
        savepoint for each job would cost every one of them more than the job itself: the
        full-text table goes to the disk at each.
        """
        sound = list(jobs)
        while sound:
            self._connection.execute("BEGIN IMMEDIATE")
            failed = next((job for job in sound if not self._done(job)), None)
            if failed is None:
                self._connection.execute("COMMIT")
                return
            self._roll_back()
            sound.remove(failed)

    def _done(self, job: Job[object]) -> bool:
        """Whether the job leaves nothing behind that must not be kept."""
        written = self._connection.total_changes
        job.problem = None
        try:
            job.result = job.work(self._connection)
        except sqlite3.OperationalError:
            # The disk or the file: no job of this transaction can be kept.
            raise
        except TasklarkError as problem:
            job.problem = problem
            return self._connection.total_changes == written
        except Exception as problem:  # noqa: BLE001 - raised again where the caller waits
            job.problem = problem
            return False
        return True

    def _roll_back(self) -> None:
        self._rolled_back()
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
