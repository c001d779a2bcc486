"""The English table: what each word means to the grammar."""

from tasklark.language.feasts_en import HOLIDAYS
from tasklark.language.phrases_en import PHRASES
from tasklark.language.vocabulary import Meaning, Vocabulary
from tasklark.language.words_en import (
    HOURS,
    KINDS,
    MONTHS,
    NUMBERS,
    OFTEN,
    ORDINALS,
    PARTS,
    TENS,
    UNITS,
    WEEKDAYS,
)
from tasklark.language.zones import CITIES

_SINGLE: dict[str, Meaning] = {
    # Hindi in Latin letters, as it is mixed into English: the words of a date and hour.
    "aaj": ("relday", 0),
    "kal": ("relday", 1),
    "subah": ("part", "morning"),
    "dopahar": ("part", "afternoon"),
    "shaam": ("part", "evening"),
    "raat": ("part", "night"),
    "baje": ("oclock", None),
    "today": ("relday", 0),
    "2day": ("relday", 0),
    "tod": ("relday", 0),
    "tomorrow": ("relday", 1),
    "tomorrows": ("relday", 1),
    "tmr": ("relday", 1),
    "tmrw": ("relday", 1),
    "tom": ("relday", 1),
    "tomo": ("relday", 1),
    "yesterday": ("relday", -1),
    "tonight": ("tonight", "tonight"),
    "tonite": ("tonight", "tonight"),
    "weekday": ("workday", 1),
    "weekdays": ("workday", 2),
    "workday": ("workday", 1),
    "workdays": ("workday", 2),
    "weeknight": ("workday", 1),
    "weeknights": ("workday", 2),
    "weekend": ("weekend", 1),
    "weekends": ("weekend", 2),
    "end": ("end", -1),
    "beginning": ("starting", None),
    "once": ("once", 1),
    "twice": ("once", 2),
    "thrice": ("once", 3),
    "utc": ("zone", "UTC"),
    "gmt": ("zone", "UTC"),
    "recurring": ("repeating", None),
    "reoccurring": ("repeating", None),
    "repeating": ("repeating", None),
    "recurrent": ("repeating", None),
}


def _words() -> dict[str, Meaning]:
    words: dict[str, Meaning] = {}
    for kind, listed in KINDS.items():
        words.update(dict.fromkeys(listed.split(), (kind, None)))
    for index, (name, short) in enumerate(WEEKDAYS.items()):
        words.update(dict.fromkeys((name, *short.split()), ("weekday", index)))
        words[name + "s"] = ("weekdays", index)
        if index in (4, 5, 6, 0):
            words[short.split()[0] + "s"] = ("weekdays", index)
    for index, listed in enumerate(MONTHS, 1):
        words.update(dict.fromkeys(listed.split(), ("month", index)))
    words.update({word: ("number", value) for value, word in enumerate(NUMBERS)})
    words.update({word: ("number", 20 + 10 * at) for at, word in enumerate(TENS)})
    words |= {"hundred": ("number", 100), "thousand": ("number", 1000), "dozen": ("number", 12)}
    words.update({word: ("ordinal", value) for value, word in enumerate(ORDINALS, 1)})
    words |= {"twentieth": ("ordinal", 20), "thirtieth": ("ordinal", 30)}
    for table, kind in ((UNITS, "unit"), (HOURS, "hour")):
        for name, listed in table.items():
            words.update(dict.fromkeys(listed.split(), (kind, name)))
    words.update({word: ("often", value) for word, value in OFTEN.items()})
    plural = {word for word in PARTS if word.endswith("s")}
    words.update(
        {word: ("parts" if word in plural else "part", part) for word, part in PARTS.items()}
    )
    words |= _SINGLE
    words.update({word: ("holiday", name) for word, name in HOLIDAYS.items() if " " not in word})
    words.update({word: ("zone", zone) for word, zone in CITIES.items() if " " not in word})
    return words


def _phrases() -> dict[str, Meaning]:
    phrases = dict(PHRASES)
    phrases.update({word: ("holiday", name) for word, name in HOLIDAYS.items() if " " in word})
    phrases.update({word: ("zone", zone) for word, zone in CITIES.items() if " " in word})
    phrases.update({f"{word} time": ("zone", zone) for word, zone in CITIES.items()})
    return phrases


_DATEY = frozenset(
    [
        "number",
        "ordinal",
        "in",
        "next",
        "this",
        "last",
        "every",
        "until",
        "from",
        "starting",
        "of",
        "on",
        "by",
        "comma",
        "the",
        "and",
        "before",
        "after",
        "to",
        "early",
        "coming",
        "weekday",
        "month",
        "often",
        "begin",
        "end",
        "at",
        "due",
        "dot",
        "isodate",
    ]
)
_NUMERIC = frozenset(["number", "ordinal", "the", "comma", "slash", "dot", "of"])
_DAYISH = frozenset(
    [
        "on",
        "next",
        "this",
        "last",
        "every",
        "coming",
        "by",
        "until",
        "from",
        "starting",
        "and",
        "to",
        "comma",
        "before",
        "after",
        "early",
        "at",
        "of",
        "weekday",
        "weekdays",
        "clock",
        "part",
        "parts",
        "number",
        "ordinal",
        "other",
        "due",
        "the",
        "minus",
        "for",
    ]
)

VOCABULARY = Vocabulary(
    code="en",
    words=_words(),
    phrases=_phrases(),
    after_number={
        "h": ("hour", "hour"),
        "m": ("hour", "minute"),
        "'": ("hour", "minute"),
        "s": ("hour", "second"),
        "d": ("unit", "day"),
        "w": ("unit", "week"),
        "y": ("unit", "year"),
        "am": ("ampm", "a"),
        "pm": ("ampm", "p"),
        "second": ("hour", "second"),
        "x": ("times", None),
        "p": ("ampm", "p"),
    },
    doubtful={
        "may": (_DATEY - {"to", "the", "and"}, _NUMERIC - {"the", "of", "comma", "dot"}),
        "march": (_DATEY - {"to", "the"}, _NUMERIC - {"comma", "of", "dot"}),
        "mar": (_DATEY, _NUMERIC),
        "sat": (_DAYISH, _DAYISH - {"on", "at", "the", "for", "to", "in", "from", "by", "of"}),
        "sun": (_DAYISH - {"the"}, _DAYISH - {"on", "at", "the", "for", "to", "of", "and"}),
        "mon": (_DAYISH, _DAYISH),
        "mo": (frozenset({"weekday"}), frozenset({"weekday"})),
        "tod": (frozenset(), frozenset()),
        "kal": (frozenset(), frozenset({"part", "number", "clock"})),
        "tom": (frozenset({"by", "from"}), frozenset({"part", "clock"})),
        "out": (frozenset({"hour", "unit"}), frozenset()),
        "later": (frozenset({"hour", "unit"}), frozenset()),
        "x": (frozenset({"number"}), frozenset()),
        "time": (frozenset(), frozenset()),
        "plus": (frozenset({"now"}), frozenset({"number"})),
        "start": (
            frozenset({"comma"}),
            frozenset({"weekday", "relday", "month", "next", "isodate"}),
        ),
        "starts": (frozenset(), frozenset({"on", "weekday", "relday", "month", "next", "isodate"})),
        "begin": (frozenset({"comma"}), frozenset({"weekday", "relday", "month", "next"})),
        "beginning": (
            frozenset(),
            frozenset({"weekday", "relday", "month", "next", "on", "the", "ordinal", "isodate"}),
        ),
        "but": (frozenset(), frozenset({"word"})),
        "plan": (frozenset(), frozenset()),
    },
    typos={
        "tommorow": "tomorrow",
        "tommorrow": "tomorrow",
        "tomorow": "tomorrow",
        "tomoroww": "tomorrow",
        "tmorrow": "tomorrow",
        "2morrow": "tomorrow",
        "2moro": "tomorrow",
        "tomorrw": "tomorrow",
        "wendsday": "wednesday",
        "wensday": "wednesday",
        "wednsday": "wednesday",
        "wednesay": "wednesday",
        "thurday": "thursday",
        "febuary": "february",
        "feburary": "february",
        "janurary": "january",
        "septmber": "september",
        "sepember": "september",
        "novemeber": "november",
        "evrey": "every",
        "everyweek": "weekly",
        "morn": "morning",
        "ev'ry": "every",
        "mins": "minutes",
        "nite": "night",
        "nites": "nights",
    },
    guessed=(
        *WEEKDAYS,
        *(listed.split()[0] for listed in MONTHS if len(listed.split()[0]) > 5),
        "tomorrow",
        "tonight",
        "morning",
        "afternoon",
        "evening",
        "minutes",
    ),
    innocent=frozenset(
        ["sundae", "sundays", "sundry", "mourning", "warning", "evenings", "minute", "mornings"]
    ),
    markers=frozenset(
        [
            "the",
            "a",
            "an",
            "to",
            "of",
            "in",
            "on",
            "at",
            "for",
            "and",
            "my",
            "me",
            "remind",
            "every",
            "add",
            "by",
            "with",
            "from",
            "next",
            "is",
            "it",
        ]
    ),
)
