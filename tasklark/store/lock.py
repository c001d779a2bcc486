"""A lock file that queues writers of several processes; the kernel frees it when one dies."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self


class FileLock:
    """An exclusive lock held by a thread of one process at a time. Not reentrant."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def acquire(self) -> None:
        """Wait for the lock; those who wait get it in turn."""
        _lock(self._file, True)

    def try_acquire(self) -> bool:
        """Take the lock if nobody holds it."""
        try:
            _lock(self._file, False)
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let the next one have it."""
        _unlock(self._file)

    def close(self) -> None:
        """Release it and close the file; a second time nothing happens."""
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, wait: bool) -> None:
        # LK_LOCK gives up after ten seconds; a writer that waits that long tries again.
        while True:
            os.lseek(file, 0, os.SEEK_SET)
            try:
                msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if wait:
                    continue
                raise
            return

    def _unlock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
