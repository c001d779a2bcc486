"""Strategies for rules and starts, and basic-format dates for tests of recurrence."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
COARSE = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
FINE = ("HOURLY", "MINUTELY", "SECONDLY")


def wall(text: str) -> datetime:
    """The wall-clock time of `19970902T090000`."""
    return datetime.strptime(text + "Z", "%Y%m%dT%H%M%S%z").replace(tzinfo=None)


def moment(text: str) -> date:
    """`20120229`, `19970902T090000` or the same with Z."""
    if len(text) == 8:
        return wall(text + "T000000").date()
    return wall(text[:15]).replace(tzinfo=UTC) if text.endswith("Z") else wall(text)


starts = st.datetimes(wall("19960101T000000"), wall("20321231T000000")).map(
    lambda start: start.replace(microsecond=0, fold=0)
)


@st.composite
def rules(draw: st.DrawFn, freqs: tuple[str, ...] = COARSE + FINE) -> str:
    """Rule text that RFC 5545 allows, without COUNT and UNTIL."""
    freq = draw(st.sampled_from(freqs))
    said = {"FREQ": freq, "INTERVAL": str(draw(st.sampled_from((1, 1, 2, 3, 5, 7, 12))))}
    for name, values in _choices(freq).items():
        if draw(st.integers(0, 3)) == 0:
            said[name] = draw(values)
    # Without BYMONTH we read BYMONTHDAY as libical does, dateutil as every month's.
    if freq == "YEARLY" and "BYMONTHDAY" in said:
        said.setdefault("BYMONTH", draw(_some(1, 12)))
    # In the week of the start dateutil counts BYSETPOS from the start's weekday.
    chosen = freq != "WEEKLY" and any(name.startswith("BY") for name in said)
    if chosen and draw(st.integers(0, 3)) == 0:
        said["BYSETPOS"] = draw(_some(-5, 5, most=3))
    if draw(st.booleans()):
        said["WKST"] = draw(st.sampled_from(WEEKDAYS))
    return ";".join(f"{name}={value}" for name, value in said.items())


def _choices(freq: str) -> dict[str, st.SearchStrategy[str]]:
    ordinals = {"YEARLY": 20, "MONTHLY": 4}.get(freq, 0)
    found = {
        "BYDAY": _weekdays(ordinals),
        "BYHOUR": _some(0, 23),
        "BYMINUTE": _some(0, 59),
        "BYSECOND": _some(0, 59),
    }
    if freq in COARSE:
        found["BYMONTH"] = _some(1, 12)
    if freq in ("YEARLY", "MONTHLY", "DAILY"):
        found["BYMONTHDAY"] = _some(-31, 31)
    if freq == "YEARLY":
        found["BYYEARDAY"] = _some(-366, 366)
    return found


def _some(low: int, high: int, most: int = 4) -> st.SearchStrategy[str]:
    numbers = st.integers(low, high).filter(lambda number: number != 0 or low == 0)
    chosen = st.lists(numbers, min_size=1, max_size=most, unique=True)
    return chosen.map(lambda values: ",".join(map(str, values)))


def _weekdays(ordinals: int) -> st.SearchStrategy[str]:
    plain = st.sampled_from(WEEKDAYS)
    if not ordinals:
        return _listed(plain)
    nths = st.integers(-ordinals, ordinals).filter(bool)
    return _listed(plain) | _listed(st.builds("{}{}".format, nths, plain))


def _listed(days: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(days, min_size=1, max_size=4, unique=True).map(",".join)
