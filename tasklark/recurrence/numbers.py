"""Wall-clock moments as whole numbers, so that searching for them is arithmetic.

The number of a moment is that of its day times 86,400 plus the seconds of the day.
"""

from datetime import date, datetime, timedelta

from tasklark.recurrence.parts import DAY
from tasklark.recurrence.spans import LAST_DAY

END = (LAST_DAY + 1) * DAY
"""The number after the last one a datetime can have."""
_FIRST = datetime(1, 1, 1)  # noqa: DTZ001


def number_of(moment: date) -> int:
    """The number of a day's first second, or of a wall-clock time."""
    if not isinstance(moment, datetime):
        return moment.toordinal() * DAY
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() * DAY + clock


def wall_of(number: int) -> datetime:
    """The wall-clock time of a number."""
    return _FIRST + timedelta(0, number - DAY)
