"""Rules as people say them."""

import pytest

from tasklark.recurrence import Rule

SAID = {
    "FREQ=DAILY": "every day",
    "FREQ=DAILY;INTERVAL=3": "every 3 days",
    "FREQ=DAILY;BYHOUR=9,18": "every day at 09:00, 18:00",
    "FREQ=WEEKLY": "every week",
    "FREQ=WEEKLY;BYDAY=TU": "every Tuesday",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every weekday",
    "FREQ=WEEKLY;BYDAY=MO,TH": "every week on Mon, Thu",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE": "every 2 weeks on Mon, Wed",
    "FREQ=MONTHLY": "every month",
    "FREQ=MONTHLY;BYMONTHDAY=1": "every month on the 1st",
    "FREQ=MONTHLY;BYMONTHDAY=1,15": "every month on the 1st and 15th",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "last day of every month",
    "FREQ=MONTHLY;BYDAY=1MO": "first Monday of every month",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR": "last Friday of every 2 months",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": "last workday of every month",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1": "first workday of every month",
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5": "every year on 5 May",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH": "fourth Thursday of every November",
    "FREQ=MONTHLY;BYMONTHDAY=1,-1": "1st and last day of every month",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1": "every 2 months on the last day",
    "FREQ=MONTHLY;BYDAY=FR": "every Friday",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1": "every year on the last day of February",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,31": "every year on the 24th and 31st of December",
    "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1": "every year on 1 January and 1 July",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO": "every year on Mon in week 20",
    "FREQ=DAILY;COUNT=10": "every day, 10 times",
    "FREQ=DAILY;UNTIL=20261231": "every day, until 31 Dec 2026",
    "FREQ=HOURLY;INTERVAL=4": "every 4 hours",
}


@pytest.mark.parametrize("text", SAID)
def test_a_rule_is_said_in_the_usual_words(text: str) -> None:
    assert Rule.parse(text).in_words() == SAID[text]
