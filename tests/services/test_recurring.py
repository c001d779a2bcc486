"""The next occurrence of what was completed, once and only once."""

from dataclasses import replace
from pathlib import Path

from services.recurring import spawn_next
from tasklark.asks import Call, Target
from tasklark.domain.events import CloudEvent
from tasklark.runtime.embedded_topics import stretch
from tests.contract.builders import StillClock
from tests.services.house import ME, House, ground, opened, recorded, until


async def test_a_completed_repeat_comes_again_because_of_that_completion(house: House) -> None:
    task = await house.add("gym every friday")
    code = await house.complete(task)
    await house.settled()
    done, fresh = await house.rows(task.number)
    assert (done.status, fresh.status) == ("done", "open")
    assert fresh.occurrence == "2026-12-04"
    [added, *_] = await house.queries.changes(ME, 1)
    assert added.actor == "service:recurring"
    assert added.cause == code


async def test_an_event_that_comes_again_adds_nothing(house: House) -> None:
    task = await house.add("gym every friday")
    heard = await recorded(house, "task-updates", lambda: house.complete(task))
    assert [event.data["op"] for event in heard.events] == ["upsert", "upsert"]
    again = await completed_event(house, task.id)
    handle = spawn_next(house.commands)
    await handle(again)
    # Even as another event, the open row of the series keeps a second one away.
    await handle(replace(again, id="another"))
    assert len(await house.rows(task.number)) == 2


async def completed_event(house: House, id: int) -> CloudEvent:
    """The event of a completion as the outbox has it."""
    found = await house.store.read(lambda c: stretch(c, "task-events", 0, 200))
    return next(
        event
        for _, event in found.events
        if event.data["event_type"] == "completed" and event.data["task_id"] == id
    )


async def test_undoing_the_completion_takes_the_next_one_along(house: House) -> None:
    task = await house.add("gym every friday")
    code = await house.complete(task)
    await house.settled()
    await house.commands.undo(Call(ME), [code])
    await house.settled()
    open_ = [row for row in await house.rows(task.number) if row.status == "open"]
    assert [row.occurrence for row in open_] == ["2026-11-27"]


async def test_what_was_reopened_meanwhile_does_not_come_again(
    tmp_path: Path, clock: StillClock
) -> None:
    async with ground(tmp_path, clock) as house:
        task = await house.add("gym every friday")
        await house.complete(task)
        await house.commands.complete(Call(ME), Target(rows=(task.id,)), done=False)
    async with opened(tmp_path, clock) as house:
        # The event of another completion stands behind those of the reopened one.
        other = await house.add("swim every friday")
        await house.complete(other)

        async def passed() -> bool:
            return len(await house.rows(other.number)) == 2

        await until(passed)
        assert [row.status for row in await house.rows(task.number)] == ["open"]


async def test_what_was_completed_while_nobody_ran_comes_again_at_the_start(
    tmp_path: Path, clock: StillClock
) -> None:
    async with ground(tmp_path, clock) as house:
        task = await house.add("gym every friday")
        await house.complete(task)
    async with opened(tmp_path, clock) as house:

        async def there() -> bool:
            return [row.status for row in await house.rows(task.number)] == ["done", "open"]

        await until(there)


async def test_a_plain_task_does_not_come_again(house: House) -> None:
    task = await house.add("milk")
    await house.complete(task)
    await house.settled()
    assert [row.status for row in await house.rows(task.number)] == ["done"]
