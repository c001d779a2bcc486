"""Zones, clock times and countries as settings name them."""

import re
from datetime import time

from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due
from tasklark.language.reading import Context
from tasklark.language.readings import read_when
from tasklark.language.scan import scan
from tasklark.language.times import Clock
from tasklark.language.tongues import tongue
from tasklark.language.zones import CITIES, iana


def zone_named(text: str) -> str | None:
    """The IANA zone of a city or zone name."""
    name = text.strip(" .!")
    known = CITIES.get(name.lower().replace("_", " "))
    if known:
        return known
    return iana(re.sub(r"\s*/\s*", "/", name).replace(" ", "_"))


def clock_of(text: str, ctx: Context, *, evening: bool = False) -> time:
    """A clock time as a setting: `22`, `7am`, `10pm`, `9:30`."""
    seen = scan(f"at {text.strip()}", tongue(text, ctx.person))
    for piece in seen.pieces:
        if isinstance(piece.value, Clock):
            found = piece.value
            late = evening and not found.sure and found.hour < 12
            return time(
                found.hour + 12 * late if found.hour + 12 * late < 24 else found.hour, found.minute
            )
        if piece.name == "part":
            due = read_when(f"tomorrow {text}", ctx).value
            if isinstance(due, Due) and due.time:
                return due.time
    raise Refusal(f"“{text.strip()[:40]}” is not a time of day.", "Try “22”, “7am” or “9:30”.")


COUNTRIES = {
    "spain": "ES",
    "españa": "ES",
    "france": "FR",
    "germany": "DE",
    "italy": "IT",
    "portugal": "PT",
    "uk": "GB",
    "england": "GB-ENG",
    "scotland": "GB-SCT",
    "united kingdom": "GB",
    "usa": "US",
    "us": "US",
    "united states": "US",
    "america": "US",
    "canada": "CA",
    "mexico": "MX",
    "india": "IN",
    "australia": "AU",
    "ireland": "IE",
    "netherlands": "NL",
    "austria": "AT",
    "switzerland": "CH",
    "poland": "PL",
    "argentina": "AR",
    "chile": "CL",
    "colombia": "CO",
    "japan": "JP",
    "brazil": "BR",
    "madrid": "ES-MD",
    "catalonia": "ES-CT",
    "bavaria": "DE-BY",
    "berlin": "DE-BE",
    "california": "US-CA",
}
