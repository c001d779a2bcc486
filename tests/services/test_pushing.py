"""A ring reaches a browser whose page is closed, once."""

from pathlib import Path

from services import recurring, reminders
from services.notifications import push_ring
from tasklark.pushing.pushes import Pushes
from tests.contract.builders import StillClock
from tests.pushing.service import push_service
from tests.services.house import ME, ground, until


async def test_a_ring_is_pushed_with_what_the_browser_shows(
    tmp_path: Path, clock: StillClock
) -> None:
    async with push_service() as service, ground(tmp_path, clock) as house:
        pushes = Pushes(house.runtime, clock, private=True)
        for one in (recurring.SERVICE, reminders.SERVICE):
            one.attach(house.stand)
        house.runtime.consume("push", "reminders", push_ring(pushes, house.queries))
        browser = service.browser()
        service.answers["/a"] = [503]
        keys = browser.keys
        await pushes.subscribe(ME, browser.endpoint, keys["p256dh"], keys["auth"])
        async with house.runtime.running():
            task = await house.add("stretch in 1 minute")
            clock.passes(minutes=1, seconds=2)

            async def arrived() -> bool:
                clock.passes(seconds=0.1)  # the busy service is tried again after a while
                return bool(service.taken)

            await until(arrived)
            await house.settled()
        [push] = service.taken
        told = browser.read(push.body)
        [reminder] = await house.reminders(task)
        assert (told["title"], told["body"]) == ("stretch", "today 12:01")
        assert (told["reminder"], told["tag"]) == (reminder.id, f"reminder-{reminder.id}")
        assert (told["url"], told["task_id"]) == (f"/task/{task.number}", task.id)
