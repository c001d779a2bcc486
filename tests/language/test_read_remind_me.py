"""`…, remind me …` at the end of quick add."""

from datetime import date, time

from tasklark.domain.intents import NewTask
from tasklark.domain.reminder import Remind, RingDayBefore
from tasklark.domain.task import Due
from tasklark.language import read_task
from tests.language.saying import HERE


def task(text: str) -> NewTask:
    return read_task(text, HERE).value


def test_remind_me_at_a_clock_time_belongs_to_the_tasks_day() -> None:
    assert task("pay on Friday, remind me at 8").due == Due(date(2026, 11, 27), time(8))
    meeting = task("meeting Friday at 10, remind me at 8")
    assert meeting.due == Due(date(2026, 11, 27), time(10))
    assert meeting.reminders == (Remind(RingDayBefore(0, time(8))),)
    assert task("call mom, remind me at 5").due == Due(date(2026, 11, 23), time(17))
