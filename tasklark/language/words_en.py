"""English words by what they are: days, months, numbers, units, parts of the day."""

WEEKDAYS = {
    "monday": "mon mo",
    "tuesday": "tue tues",
    "wednesday": "wed weds",
    "thursday": "thu thur thurs",
    "friday": "fri",
    "saturday": "sat",
    "sunday": "sun",
}


MONTHS = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)


NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]


TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]


UNITS = {
    "day": "day days",
    "week": "week weeks wk wks",
    "month": "month months mo mth mths",
    "quarter": "quarters",
    "year": "year years yr yrs",
    "fortnight": "fortnight fortnights",
}


HOURS = {
    "hour": "hour hours hr hrs",
    "minute": "minute minutes min mins",
    "second": "seconds sec secs",
}


KINDS = {
    "every": "every each evry",
    "other": "other alternate alternating",
    "at": "at",
    "in": "in within",
    "on": "on",
    "by": "by",
    "for": "for",
    "the": "the",
    "a": "a an",
    "of": "of",
    "and": "and plus",
    "to": "to till-to thru through",
    "until": "until till til until ending",
    "from": "from since",
    "starting": "starting beginning starts start begin",
    "before": "before prior",
    "after": "after following",
    "next": "next",
    "this": "this current",
    "last": "last previous",
    "coming": "coming upcoming",
    "half": "half",
    "quarter": "quarter",
    "past": "past",
    "ago": "ago",
    "hence": "hence later out",
    "about": "about around approximately approx circa roughly exactly sharp",
    "ish": "ish",
    "ampm": "",
    "oclock": "o'clock oclock",
    "now": "now",
    "times": "times occurrences occasions x time repetitions",
    "except": "except excluding skipping but",
    "holidays": "holidays",
    "early": "early late mid earlier",
    "due": "due",
    "end": "end",
    "strict": "",
    "none": "none never",
    "once": "once twice thrice",
    "remind": "remind reminder alert notify ping nudge nag ring warn",
    "some": "sometime say maybe preferably",
    "me": "me us them him her",
    "more": "more extra additional",
}


OFTEN = {
    "daily": ("DAILY", 1),
    "everyday": ("DAILY", 1),
    "nightly": ("DAILY", 1, "night"),
    "weekly": ("WEEKLY", 1),
    "biweekly": ("WEEKLY", 2),
    "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "bimonthly": ("MONTHLY", 2),
    "quarterly": ("MONTHLY", 3),
    "semiannually": ("MONTHLY", 6),
    "yearly": ("YEARLY", 1),
    "annual": ("YEARLY", 1),
    "annually": ("YEARLY", 1),
    "hourly": ("HOURLY", 1),
    "biannually": ("MONTHLY", 6),
    "biennially": ("YEARLY", 2),
}


PARTS = {
    "morning": "morning",
    "mornings": "morning",
    "afternoon": "afternoon",
    "afternoons": "afternoon",
    "evening": "evening",
    "evenings": "evening",
    "night": "night",
    "nights": "night",
    "noon": "noon",
    "midday": "noon",
    "noonish": "noon",
    "midnight": "midnight",
    "lunchtime": "noon",
    "dawn": "morning",
    "sunrise": "morning",
    "sunset": "evening",
    "dusk": "evening",
    "eod": "end of day",
    "eob": "end of day",
    "cob": "end of day",
    "dinnertime": "evening",
    "bedtime": "night",
}
