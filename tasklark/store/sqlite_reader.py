"""Reading threads, each with a connection of its own: a read never waits for a writer."""

import sqlite3
import threading
from pathlib import Path
from queue import SimpleQueue

from tasklark.domain.errors import StoreError
from tasklark.store.sqlite_file import connect, in_words
from tasklark.store.sqlite_jobs import Job, Result, Work, answer, job_of

_THREADS = 2


class Reader:
    """Runs reads, each on one unchanging snapshot of the file.

    Threads and a queue of our own: an executor's futures cost more than most of the reads.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._closed = False
        self._queue: SimpleQueue[Job[object] | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"tasklark-reader-{n}", daemon=True)
            for n in range(_THREADS)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, read: Work[Result]) -> Result:
        """Do `read` in a thread.

        Raises:
            StoreError: If the file cannot be read, or the store is closed.
        """
        if self._closed:
            raise StoreError("The database is closed.")
        job = job_of(read)
        self._queue.put(job)  # type: ignore[arg-type]
        return await job.future

    def close(self) -> None:
        """Finish the reads that were asked for."""
        if not self._closed:
            self._closed = True
            for _ in self._threads:
                self._queue.put(None)
            for thread in self._threads:
                thread.join()

    def _work(self) -> None:
        connection: sqlite3.Connection | None = None
        while (job := self._queue.get()) is not None:
            try:
                if connection is None:
                    connection = connect(self._path, read_only=True)
                job.result = _on_one_snapshot(connection, job.work)
            except sqlite3.Error as problem:
                job.problem = in_words(problem)
            except Exception as problem:  # noqa: BLE001 - raised again where the caller waits
                job.problem = problem
            answer((job,))
        if connection is not None:
            connection.close()


def _on_one_snapshot(connection: sqlite3.Connection, read: Work[Result]) -> Result:
    connection.execute("BEGIN")
    try:
        return read(connection)
    finally:
        connection.execute("ROLLBACK")
