"""Days with a name, and when they fall in a year."""

from collections.abc import Callable
from datetime import date, timedelta

from tasklark.language.shapes import nth_weekday

MONDAY, THURSDAY, SUNDAY = 0, 3, 6


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus."""
    century, golden = year // 100, year % 19
    shift = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = shift - shift // 28 * (1 - 29 // (shift + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, nth: int, weekday: int, plus: int = 0) -> Callable[[int], date]:
    def of(year: int) -> date:
        found = nth_weekday(year, month, nth, weekday)
        assert found is not None
        return found + timedelta(days=plus)

    return of


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


FEASTS: dict[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "new year": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "valentine": _fixed(2, 14),
    "halloween": _fixed(10, 31),
    "epiphany": _fixed(1, 6),
    "groundhog day": _fixed(2, 2),
    "st patrick's day": _fixed(3, 17),
    "april fools": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "cinco de mayo": _fixed(5, 5),
    "juneteenth": _fixed(6, 19),
    "independence day": _fixed(7, 4),
    "veterans day": _fixed(11, 11),
    "thanksgiving": _nth(11, 4, THURSDAY),
    "black friday": _nth(11, 4, THURSDAY, 1),
    "cyber monday": _nth(11, 4, THURSDAY, 4),
    "mlk day": _nth(1, 3, MONDAY),
    "presidents day": _nth(2, 3, MONDAY),
    "memorial day": _nth(5, -1, MONDAY),
    "labor day": _nth(9, 1, MONDAY),
    "columbus day": _nth(10, 2, MONDAY),
    "mother's day": _nth(5, 2, SUNDAY),
    "father's day": _nth(6, 3, SUNDAY),
    "easter": _from_easter(0),
    "easter monday": _from_easter(1),
    "good friday": _from_easter(-2),
    "palm sunday": _from_easter(-7),
    "ash wednesday": _from_easter(-46),
    "mardi gras": _from_easter(-47),
    "ascension": _from_easter(39),
    "pentecost": _from_easter(49),
    "whit monday": _from_easter(50),
}
