"""Whatever order completions, undos, redeliveries, retries and restores come in, a series holds."""

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tasklark.asks import Edits, Target
from tasklark.commands import Commands
from tasklark.domain.changes import Applied
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.query import Filter
from tasklark.domain.task import Task
from tasklark.queries import Queries
from tasklark.runtime.embedded import EmbeddedRuntime
from tests.commands.conftest import Desk
from tests.contract.builders import StillClock, no_holidays, open_sqlite

RULES = [
    "every day",
    "every friday at 9",
    "every month on the 31st",
    "every 3 days",
    "FREQ=DAILY;COUNT=4",
]
Result = TypeVar("Result")


class Series(RuleBasedStateMachine):
    """One repeating task of one person, its service hearing late, twice and out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = StillClock()
        self.completions: list[tuple[Task, str]] = []
        self.unheard: list[tuple[Task, str]] = []
        self.codes: list[str] = []
        self.number = 0

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(work)

    @initialize(words=st.sampled_from(RULES))
    def begin(self, words: str) -> None:
        self.store = self.run(open_sqlite(Path(self.folder.name) / "t.sqlite3", self.clock))
        runtime = EmbeddedRuntime(self.store)
        self.desk = Desk(
            self.store,
            Commands(self.store, runtime, self.clock),
            Queries(self.store, runtime, no_holidays, self.clock),
            self.clock,
        )
        self.number = self.run(self.desk.add("x")).number
        self.run(self.desk.repeat(self.number, repeat=words))

    def keep(self, applied: Applied) -> None:
        if applied.code is None or applied.replayed:
            return
        self.codes.append(applied.code)
        for task in applied.tasks:
            before = applied.before.get(task.id)
            if task.status == "done" and (before is None or before.status == "open"):
                self.completions.append((task, applied.code))
                self.unheard.append((task, applied.code))

    def attempt(self, work: Coroutine[Any, Any, Applied]) -> None:
        with suppress(Refusal):
            self.keep(self.run(work))

    def target(self) -> Target:
        return Target(ids=[self.number])

    @rule(missed=st.booleans())
    def complete(self, missed: bool) -> None:
        commands = self.desk.commands
        self.attempt(commands.complete(self.desk.call(), self.target(), missed=missed))

    @rule()
    def reopen(self) -> None:
        self.attempt(self.desk.commands.complete(self.desk.call(), self.target(), done=False))

    @rule(days=st.integers(0, 40))
    def wait(self, days: int) -> None:
        self.clock.passes(days=days)

    @rule()
    def skip(self) -> None:
        self.attempt(self.desk.repeat(self.number, skip=["this one"]))

    @rule()
    def pause(self) -> None:
        self.attempt(self.desk.repeat(self.number, pause_until="in 3 weeks"))

    @rule()
    def resume(self) -> None:
        self.attempt(self.desk.repeat(self.number, pause_until="none"))

    @rule(words=st.sampled_from(["+1 day", "tomorrow", "next monday at 9"]), later=st.booleans())
    def move(self, words: str, later: bool) -> None:
        scope: Literal["this", "later"] = "later" if later else "this"
        edits = Edits(when=words)
        work = self.desk.commands.update(self.desk.call(), self.target(), edits, scope=scope)
        self.attempt(work)

    @rule(words=st.sampled_from(RULES), day=st.sampled_from(["", "in 5 days"]))
    def change_rule(self, words: str, day: str) -> None:
        self.attempt(self.desk.repeat(self.number, repeat=words, from_day=day))

    @rule()
    def delete(self) -> None:
        self.attempt(self.desk.commands.delete(self.desk.call(), self.target()))

    @rule()
    def restore(self) -> None:
        self.attempt(self.desk.commands.restore(self.desk.call(), self.target()))

    @rule()
    def touch(self) -> None:
        self.attempt(self.desk.update(self.number, append_notes="y"))

    @precondition(lambda self: bool(self.codes))
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        self.attempt(self.desk.undo(data.draw(st.sampled_from(self.codes))))

    @precondition(lambda self: bool(self.unheard))
    @rule()
    def hear(self) -> None:
        self.spawn(*self.unheard.pop(0))

    @precondition(lambda self: bool(self.completions))
    @rule(data=st.data())
    def redeliver(self, data: st.DataObject) -> None:
        self.spawn(*data.draw(st.sampled_from(self.completions)))

    def spawn(self, task: Task, code: str) -> None:
        who: Principal = self.desk.who.acting_as("recurring")
        call = self.desk.call(f"recurring:{task.id}:{task.seq}")
        call = type(call)(who, call.request_id)
        self.run(self.desk.commands.spawn_next(call, task.id, code))

    def rows(self) -> list[Task]:
        page = self.run(self.store.find(self.desk.who, Filter(status="any"), limit=1000))
        return [task for task in page.tasks if task.series is not None]

    @precondition(lambda self: self.number > 0)
    @invariant()
    def at_most_one_is_open_and_no_occurrence_is_twice(self) -> None:
        rows = self.rows()
        assert sum(task.status == "open" for task in rows) <= 1
        keys = [(task.series, task.occurrence) for task in rows if task.occurrence is not None]
        assert len(keys) == len(set(keys))
        assert {task.number for task in rows} <= {self.number}

    def teardown(self) -> None:
        if self.number:
            while self.unheard:
                self.hear()
            self.at_most_one_is_open_and_no_occurrence_is_twice()
            self.run(self.store.close())
        self.loop.close()
        self.folder.cleanup()


Series.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestSeries = Series.TestCase
