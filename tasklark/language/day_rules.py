"""Which kinds of words in a row name a day."""

from tasklark.language.days import (
    day_alone,
    days_named,
    edge,
    first_of_days,
    holiday,
    in_units,
    isodate,
    month_alone,
    month_and_day,
    next_unit,
    numbered_day,
    numeric,
    relday,
    the_number,
    units_before_day,
    week_from_weekday,
    weekday,
    weekday_and_day,
    weekday_week,
    weekdays_listed,
    year_alone,
)
from tasklark.language.grammar import Rule
from tasklark.language.nth_days import last_day, nth_weekday, nth_workday

_THIS_WEEK = "(this? coming | the? next | this | last | after | the? coming)"


RULES: tuple[Rule, ...] = (
    Rule("date", "weekday? comma? isodate", isodate),
    Rule("date", "(weekday dot? comma?)? (slash|dotted|dashed) (weekday)?", numeric),
    Rule("date", "relday comma? weekday? comma? (slash|dotted)", numeric),
    Rule("date", "relday", relday),
    Rule("date", f"{_THIS_WEEK}? weekday", weekday),
    Rule("date", "weekdays", weekday),
    Rule("date", "the? weekday coming", weekday),
    Rule("date", "the? (unit|weekend) coming", next_unit),
    Rule("date", "the (unit|weekend) last", next_unit),
    Rule("date", "the? weekday last", weekday),
    Rule("date", "the number", the_number),
    Rule("date", "(on|the)* unit (number|ordinal)", numbered_day),
    Rule("date", "(the|on)? ordinal ((and|comma)+ the? (ordinal|last))+ unit", days_named),
    Rule(
        "date",
        "(weekday|weekdays) ((comma|and|to|minus|stroke)* on? (weekday|weekdays))+",
        weekdays_listed,
    ),
    Rule("date", "the? weekday comma? (in|of|on)? the? (next|this|last) unit", weekday),
    Rule("date", "(next|this|last) unit (comma|some)* (on|the)? weekday", weekday),
    Rule("date", "the? weekday after next", weekday),
    Rule("date", "next next weekday", weekday),
    Rule("date", "weekday unit", weekday_week),
    Rule("date", "(number|a|couple) unit (from|after) (on|this)? weekday", week_from_weekday),
    Rule("date", "a unit on weekday", week_from_weekday),
    Rule("date", "a unit of weekday", week_from_weekday),
    Rule("date", "(a|number) unit relday", units_before_day),
    Rule("date", "(number|couple) (weekday|weekdays) (hence|from now)", week_from_weekday),
    Rule(
        "date",
        "(relday comma?)? the? weekday dot? comma? on? the? (ordinal|number)",
        weekday_and_day,
    ),
    Rule(
        "date",
        "(relday comma?)? (the|coming|next|this)? weekday dot? part? comma? (on|the)* "
        "(ordinal|number) (dot|of|comma|minus)* month dot? ((of|comma)? year)? ",
        weekday_and_day,
    ),
    Rule(
        "date",
        "(relday comma?)? weekday dot? part? comma? (on|the)* month dot? "
        "comma? the? (ordinal|number) "
        "(comma? year)?",
        weekday_and_day,
    ),
    Rule(
        "date",
        "(ordinal|number) (dot|of|minus)* month dot? comma? weekday ((comma|of)? year)?",
        weekday_and_day,
    ),
    Rule(
        "date", "month dot? the? (ordinal|number) comma? weekday ((comma)? year)?", weekday_and_day
    ),
    Rule(
        "date",
        "(relday comma?)? (the? (ordinal|number) (unit)? | the? ordinal ((and|"
        "comma)+ the? ordinal)* ) "
        "(dot|of|in|minus)* (next|last|this)? month dot? ((of|in|comma)? year)?",
        month_and_day,
    ),
    Rule(
        "date",
        "(relday comma?)? (next|last|this)? month (dot|comma|minus|stroke)* the? (ordinal|number) "
        "((and|comma)+ the? ordinal)* (comma? year)?",
        month_and_day,
    ),
    Rule("date", "month dot? dashed (comma? year)?", first_of_days),
    Rule("date", "dashed of? month (comma? year)?", first_of_days),
    Rule(
        "date",
        "from? the? (ordinal|number) (to|minus) the? (ordinal|number) of? month (comma? year)?",
        first_of_days,
    ),
    Rule("date", "the? ordinal unit? of (the? (next|this|last)) unit", day_alone),
    Rule("date", "the? number of (the? (next|this|last)) unit", day_alone),
    Rule("date", "(the|on)? ordinal ((and|comma)+ the? (ordinal|last))*", day_alone),
    Rule("date", "(begin|end) of? (the|this|next)* unit", edge),
    Rule("date", "(begin|end) of? month year?", edge),
    Rule(
        "date", "the? ordinal? last unit (of|in) (the|this|next|last)* (unit|month) year?", last_day
    ),
    Rule(
        "date",
        "the? (ordinal|last) (to the? last | last)? ((and|comma)+ the? "
        "(ordinal|last) (to the? last | last)?)* "
        "(weekday|weekdays) (of|in) (month | (the|this|next)* unit) (of? year)?",
        nth_weekday,
    ),
    Rule(
        "date",
        "the? (ordinal|last) last? workday (of|in) (month | (the|this|next)* unit)",
        nth_workday,
    ),
    Rule("date", "the? (ordinal|last) last? workday", nth_workday),
    Rule(
        "date", "(in|after) (about|the|next)* (number|a|couple|half a) (and a half)? unit", in_units
    ),
    Rule(
        "date",
        "(number|a|couple|half a) (and a half)? unit (ago|hence|past now|after now|from now)",
        in_units,
    ),
    Rule("date", "(in|for)? (number|a|couple) unit (from|after|before) relday", units_before_day),
    Rule("date", "(the)? (next|this|last|coming) (unit|weekend)", next_unit),
    Rule("date", "(on|for|by|this|the|next|last)+ weekend", next_unit),
    Rule("tight weekend", "weekend", next_unit),
    Rule("date", "(next|this|last|coming)? holiday (of|in|comma)? year?", holiday),
    Rule(
        "date",
        (
            "(in|by|until|of|from|before|for|starting) (early|the|begin|end)* "
            "(next|this|last)? month (of? year)?"
        ),
        month_alone,
    ),
    Rule("date", "(next|last|this) month", month_alone),
    Rule("date", "month (of|comma)? year", month_alone),
    Rule("date", "early? month", month_alone),
    Rule("date", "in year", year_alone),
)


COMPOSED = (
    Rule("offset", "(number|a|couple) unit (from|after|before)", in_units),
    Rule("offset", "the? unit (after|before)", in_units),
)
