"""Which kinds of words in a row say how often."""

from tasklark.language.grammar import Rule
from tasklark.language.repeats import (
    edge_of_every,
    every_date,
    every_nth,
    every_part,
    every_unit,
    every_weekdays,
    last_day_of_every,
    last_days,
    month_days,
    nth_of_every,
    nth_of_every_month,
    nth_of_the_month,
    often,
    paired_nths,
    plural_days,
    plural_group,
    times_a,
    week_numbers,
    weekday_on_day,
    workday_of_every,
)

_DAY = "(weekday|weekdays|workday|weekend)"


_DAYS = f"{_DAY} ((comma|and|to|minus|until)* (on|every|the)* {_DAY})*"


_OR = "(number|ordinal|other|couple)"


_NTH = "(ordinal|last) (to the? last|last)?"


_NTHS = f"the? {_NTH} ((comma|and)+ the? {_NTH})*"


_EVERY = "(once? every | on every | for every | at every | in every)"


RULES: tuple[Rule, ...] = (
    Rule(
        "repeat",
        (
            "(every|often) (number? unit)? (on|in)* (weekday|weekdays) ((and|"
            "comma)+ weekday)* in unit number (and number)*"
        ),
        week_numbers,
    ),
    Rule("repeat", "every number? unit (on weekday)? in unit number", week_numbers),
    Rule(
        "repeat",
        (
            f"(every (number|other|ordinal)? unit | often) (on|in)* {_NTHS} "
            f"(weekday|weekdays) ((of|in) month)?"
        ),
        every_nth,
    ),
    Rule("repeat", "(on|for)? the? (workday|weekend) (part|parts)?", plural_group),
    Rule("repeat", "(number times|once) a unit", times_a),
    Rule("repeat", f"{_EVERY} (other|number|ordinal|couple|half)? (unit|hour)", every_unit),
    Rule("repeat", f"{_EVERY} {_OR}? {_DAYS} (part|parts|tonight)?", every_weekdays),
    Rule("repeat", f"{_EVERY} last (weekday|weekdays|weekend)", every_weekdays),
    Rule("repeat", f"{_EVERY} (other|number)? (part|parts|tonight)", every_part),
    Rule("repeat", "(on|for)? often (part)?", often),
    Rule(
        "repeat",
        "(on|for)* weekdays ((comma|and|to|minus)* (on)? (weekdays|weekday))* (part|parts)?",
        plural_days,
    ),
    Rule("repeat", "(on|for)? weekday (parts)", plural_days),
    Rule("repeat", "every other? weekday (to|minus|until) weekday", every_weekdays),
    Rule("repeat", "(on|for|in)* the? (parts)", every_part),
    Rule(
        "repeat",
        (
            "every (the? (ordinal|last) unit?) ((comma|and)+ the? (ordinal|last))* "
            "unit? (of (the|every|a)? unit)?"
        ),
        month_days,
    ),
    Rule("repeat", "every number (of the unit)?", month_days),
    Rule(
        "repeat",
        (
            "(on|for)? the? (ordinal|number|last) ((comma|and)+ the? (ordinal|"
            "number|last))* unit? (of|in)? every (other|number|ordinal)? unit"
        ),
        month_days,
    ),
    Rule(
        "repeat",
        f"every? {_NTHS} (weekday|weekdays) part? (of|in)? (every) (other|number|ordinal)? unit",
        nth_of_every,
    ),
    Rule("repeat", f"every {_NTHS} (weekday|weekdays) (of|in) the? unit", nth_of_the_month),
    Rule("repeat", f"{_NTHS} (weekday|weekdays) (of|in) every month", nth_of_every_month),
    Rule(
        "repeat",
        f"the? {_NTH} weekday ((comma|and)+ the? {_NTH} weekday)+ (of|in)? every "
        "(other|number|ordinal)? unit",
        paired_nths,
    ),
    Rule("repeat", "every (number|other)? unit (on|in)* the? ordinal? last unit", last_days),
    Rule(
        "repeat",
        "(every (the)? (ordinal|last) last? workday (of|in) (every|the)? (number|other)? unit"
        " | (the)? (ordinal|last) last? workday (of|in) every (number|other)? unit)",
        workday_of_every,
    ),
    Rule("repeat", "every (the)? (ordinal|last) last? workday", workday_of_every),
    Rule(
        "repeat",
        "the? (ordinal|last) ((comma|and)+ the? (ordinal|last))+ workday (of|in) every "
        "(number|other)? unit",
        workday_of_every,
    ),
    Rule("repeat", "every the? ordinal? last unit (of|in) (every|the)? unit", last_day_of_every),
    Rule("repeat", "the? ordinal? last unit (of|in) every unit", last_day_of_every),
    Rule("repeat", "every weekday the ordinal", weekday_on_day),
    Rule("repeat", "every? (on|for)* (begin|end) of? every unit", edge_of_every),
    Rule("repeat", "every unit (begin|end)", edge_of_every),
    Rule(
        "repeat",
        (
            "every (the? (number|ordinal) of?)? month dot? (on)? (the|unit)* "
            "((number|ordinal) ((comma|and)+ (number|ordinal))*)?"
        ),
        every_date,
    ),
    Rule("repeat", "every (slash|holiday)", every_date),
)
