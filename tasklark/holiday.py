"""Public holidays by country and region, from the `holidays` library; loaded when first asked."""

from datetime import date
from functools import cache, lru_cache
from importlib.resources import files


def on_holiday(calendar: str, day: date) -> bool:
    """Whether `day` is a public holiday of a calendar: `ES`, `ES-MD`, or a zone for its country.

    An unknown calendar has no holidays.
    """
    country, _, region = _place(calendar).partition("-")
    return bool(country) and day in _days(country, region, day.year)


def is_calendar(name: str) -> bool:
    """Whether there is such a calendar: a country, a country with a region, or a zone."""
    import holidays

    country, _, region = _place(name).partition("-")
    regions = holidays.list_supported_countries().get(country)
    return regions is not None and (not region or region in regions)


def _place(calendar: str) -> str:
    return _countries().get(calendar, "") if "/" in calendar else calendar.upper()


@cache
def _countries() -> dict[str, str]:
    """The country of each zone, as the zone data itself tells it."""
    rows = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {cell[2]: cell[0] for cell in cells}


@lru_cache(maxsize=64)
def _days(country: str, region: str, year: int) -> frozenset[date]:
    import holidays  # a quarter of a second that only those pay who use it

    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError:
        return frozenset()
    return frozenset(found)
