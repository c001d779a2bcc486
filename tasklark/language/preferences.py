"""Settings in words: “I'm in New York until Sunday”, “week starts Sunday”, “quiet 22 to 7”."""

import re
from collections.abc import Callable, Sequence
from datetime import date, time

from tasklark.domain.errors import Refusal
from tasklark.domain.person import NAMED_TIMES, Away
from tasklark.language.lexer import tokens
from tasklark.language.reading import Context
from tasklark.language.setting_words import COUNTRIES, clock_of, zone_named
from tasklark.language.stretches import read_day_span
from tasklark.language.tongues import tongue

Values = dict[str, object]
HINT = "Try “I'm in New York until Sunday”, “week starts Sunday” or “quiet from 22 to 7”."


def read_preferences(words: Sequence[str], ctx: Context) -> Values:
    """Settings as said, by the field names of `Person`.

    Raises:
        Refusal: If one of them is not a setting that is known.
    """
    out: Values = {}
    for said in words:
        found = _one(" ".join(said.split()), ctx, out)
        out.update(found)
    return out


def _one(said: str, ctx: Context, so_far: Values) -> Values:
    for pattern, reader in _READERS:
        match = re.search(pattern, said, re.IGNORECASE)
        if match is not None:
            found = reader(match, ctx, so_far)
            if found is not None:
                return found
    raise Refusal(f"I know no setting like “{said[:60]}”.", HINT)


def _away(match: re.Match[str], ctx: Context, _so_far: Values) -> Values | None:
    zone = zone_named(match["place"])
    if zone is None:
        if match["until"]:
            raise Refusal(
                f"I do not know where “{match['place'][:40]}” is.",
                "Name a big city or a zone such as Europe/Madrid.",
            )
        return None
    if not match["until"]:
        return {"zone": zone, "zone_source": "person", "away": None}
    span = read_day_span(match["until"], ctx).value
    until = span.high or span.low
    assert isinstance(until, date)
    return {"away": Away(zone, until)}


def _home(_match: re.Match[str], _ctx: Context, _so_far: Values) -> Values:
    return {"away": None}


def _zone(match: re.Match[str], _ctx: Context, _so_far: Values) -> Values:
    zone = zone_named(match["place"])
    if zone is None:
        raise Refusal(
            f"I do not know the zone “{match['place'][:40]}”.",
            "Name a big city or a zone such as Europe/Madrid.",
        )
    return {"zone": zone, "zone_source": "person"}


def _week(match: re.Match[str], ctx: Context, _so_far: Values) -> Values:
    said = match["day"] or match["day2"]
    for token in tokens(said, tongue(said, ctx.person)):
        if token.kind in ("weekday", "weekdays") and isinstance(token.value, int):
            return {"week_start": token.value}
    raise Refusal(f"“{said[:40]}” is no day of the week.", "Try “week starts Monday”.")


def _quiet(match: re.Match[str], ctx: Context, _so_far: Values) -> Values:
    return {"quiet": (clock_of(match["low"], ctx, evening=True), clock_of(match["high"], ctx))}


def _no_quiet(_match: re.Match[str], _ctx: Context, _so_far: Values) -> Values:
    return {"quiet": None}


def _day_start(match: re.Match[str], ctx: Context, _so_far: Values) -> Values:
    start = clock_of(match["time"], ctx)
    if start >= time(12):
        raise Refusal("A day can start between 00:00 and 11:59.", "Try “my day starts at 5”.")
    return {"day_start": start}


def _named(match: re.Match[str], ctx: Context, so_far: Values) -> Values | None:
    name = match["name"].lower()
    if name not in NAMED_TIMES:
        return None
    before = so_far.get("named_times", ctx.person.named_times)
    assert isinstance(before, dict) or hasattr(before, "items")
    late = name in ("evening", "tonight", "night", "afternoon", "after lunch", "end of day")
    return {"named_times": {**dict(before), name: clock_of(match["time"], ctx, evening=late)}}  # type: ignore[call-overload]


def _default_reminder(match: re.Match[str], _ctx: Context, _so_far: Values) -> Values | None:
    if match["off"] or match["off2"]:
        return {"default_reminder": None}
    if match["unit"] is None:
        return {"default_reminder": 0}
    amount = match["n"].lower()
    number = int(amount) if amount.isdigit() else 1
    per = {"m": 1, "h": 60, "d": 1440}[match["unit"][0].lower()]
    return {"default_reminder": number * per}


def _holidays(match: re.Match[str], _ctx: Context, _so_far: Values) -> Values:
    name = (match["where"] or match["w2"]).strip(" .").lower()
    code = COUNTRIES.get(name, name.upper())
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):
        raise Refusal(
            f"I do not know the holidays of “{name[:40]}”.",
            "Use a country code such as ES, or ES-MD.",
        )
    return {"holidays": code}


def _clock24(match: re.Match[str], _ctx: Context, _so_far: Values) -> Values:
    return {"clock24": match["hours"] == "24"}


def _theme(match: re.Match[str], _ctx: Context, _so_far: Values) -> Values:
    return {"theme": (match["theme"] or match["t2"]).lower()}


def _shortcuts(match: re.Match[str], _ctx: Context, _so_far: Values) -> Values:
    return {"shortcuts": match["on"].lower() in ("on", "enable", "yes")}


def _locale(match: re.Match[str], _ctx: Context, _so_far: Values) -> Values | None:
    code = {"english": "en", "spanish": "es", "español": "es", "inglés": "en"}.get(
        match["name"].lower()
    )
    return {"locale": code} if code else None


def _plain(match: re.Match[str], ctx: Context, so_far: Values) -> Values:
    before = so_far.get("plain_words", ctx.person.plain_words)
    assert isinstance(before, tuple)
    return {"plain_words": tuple(dict.fromkeys((*before, match["word"].strip("“”\"'").lower())))}


def _next_means(match: re.Match[str], ctx: Context, _so_far: Values) -> Values:
    coming = match["which"].lower() in ("coming", "this", "nearest")
    return {
        "readings": {**ctx.person.readings, "next weekday": "coming" if coming else "next week"}
    }


def _numbers(match: re.Match[str], ctx: Context, _so_far: Values) -> Values:
    return {"readings": {**ctx.person.readings, "numbers": f"{match['first'].lower()} first"}}


_T = r"(?P<time>[\w:. ]+?)"
Reader = Callable[[re.Match[str], Context, Values], Values | None]
_READERS: tuple[tuple[str, Reader], ...] = (
    (
        (
            r"\b(?:no|without|turn off|stop|disable) quiet(?: hours)?\b|\bquiet(?: "
            r"hours)? off\b|sin silencio"
        ),
        _no_quiet,
    ),
    (
        r"\b(?:quiet|do not disturb|don't disturb|silence|silencio|silent)(?: "
        r"hours| time)?\b[:\s]*(?:are |is )?(?:from |between |de |entre )?"
        r"(?P<low>[\w:. ]+?)\s*(?:to|till|until|and|-|–|a|hasta|"
        r"y)\s*(?P<high>[\w:.]+(?: ?[ap]m)?)\s*$",
        _quiet,
    ),
    (
        (
            r"\b(?:my |the )?week (?:starts?|begins?)(?: on)? (?P<day>\w+)|"
            r"(?:start|begin) (?:my |the )?weeks? on (?P<day2>\w+)"
        ),
        _week,
    ),
    (r"\bla semana empieza el (?P<day>\w+)(?P<day2>)", _week),
    (rf"\b(?:my |the )?day (?:starts?|begins?)(?: at)? {_T}$", _day_start),
    (r"\b(?:i'?m|i am|we'?re) (?:back )?(?:back )?(?:home|back)\b", _home),
    (
        (
            r"\b(?:i'?m|i am|i'll be|i will be|we'?re|estoy|estar[eé])(?: now| "
            r"away)? (?:in|at|en) (?P<place>[^,]+?)(?:,? (?:until|till|through|to|"
            r"hasta)(?: el)? (?P<until>.+?))?[.!]?$"
        ),
        _away,
    ),
    (
        (
            r"\b(?:my )?(?:time ?zone|zone|zona(?: horaria)?)\b(?: is| to|:| es)? "
            r"?(?P<place>[\w/ _+-]+)$"
        ),
        _zone,
    ),
    (
        (
            r"\b(?:(?P<off>no|without|turn off(?: the)?|disable) default "
            r"reminders?|default reminders?(?: is|:| are| to)? (?:(?P<off2>off|"
            r"none)|(?:(?P<n>\d+|an?) ?(?P<unit>m(?:in(?:ute)?s?)?|h(?:ours?|rs?)?|"
            r"d(?:ays?)?) before|at the (?:due )?time|on time)))"
        ),
        _default_reminder,
    ),
    (
        (
            r"\bholidays?\b(?: of| in| for|:| are| is| from)+ (?P<where>[\w -]+)$|"
            r"\bfestivos de (?P<w2>[\w -]+)$"
        ),
        _holidays,
    ),
    (r"\b(?P<hours>12|24)[- ]?h(?:our)?s?\b", _clock24),
    (
        r"\b(?P<theme>dark|light|system)\b(?: (?:theme|mode))?$"
        r"|\btheme (?P<t2>dark|light|system)\b",
        _theme,
    ),
    (
        r"\b(?:turn )?(?:keyboard )?shortcuts? (?P<on>on|off)\b",
        _shortcuts,
    ),
    (
        (
            r"\b(?:language|speak|idioma|habla)\b(?: is|:| to| es)? "
            r"?(?P<name>english|spanish|español|inglés)"
        ),
        _locale,
    ),
    (
        r"\b(?:keep|leave|treat) (?P<word>[“\"'\w]+[”\"']?) (?:as )?(?:plain|as a word|a word)",
        _plain,
    ),
    (
        (
            r"\bnext (?:friday|\w+day) (?:means|is) (?:the )?(?P<which>coming|this|"
            r"nearest|next|following)\b"
        ),
        _next_means,
    ),
    (r"\b(?P<first>day|month) (?:comes )?first\b", _numbers),
    (
        (
            rf"\b(?P<name>morning|noon|after lunch|afternoon|end of day|evening|"
            rf"tonight|night)s?\b(?: is| means| starts|:| at| are|=)* ?(?:at "
            rf")?{_T}$"
        ),
        _named,
    ),
)
