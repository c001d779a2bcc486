"""A job of a database's thread: what to do, where its caller waits, and what came of it."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Result]


@dataclass(eq=False, slots=True)
class Job(Generic[Result]):
    """One job; its caller hears of it when `answer` is given it, not before."""

    work: Work[Result]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Result]
    result: Result | None = None
    problem: Exception | None = None

    def _answer(self) -> None:
        """On the caller's loop: wake the caller, unless it went away."""
        if self.future.done():
            return
        if self.problem is not None:
            self.future.set_exception(self.problem)
        else:
            self.future.set_result(self.result)  # type: ignore[arg-type]


def job_of(work: Work[Result]) -> Job[Result]:
    """A job that the running loop waits for."""
    loop = asyncio.get_running_loop()
    return Job(work, loop, loop.create_future())


def answer(jobs: Sequence[Job[object]]) -> None:
    """One wake-up for each loop, however many of its callers are answered."""
    for loop in {job.loop for job in jobs}:
        mine = [job for job in jobs if job.loop is loop]
        try:
            loop.call_soon_threadsafe(_answer, mine)
        except RuntimeError:
            # That loop has ended, and with it whoever waited.
            continue


def _answer(jobs: Sequence[Job[object]]) -> None:
    for job in jobs:
        job._answer()
