"""Which kinds of words in a row name a time of day or an amount of time."""

from tasklark.language.amounts import (
    bare_minutes,
    from_now,
    instant,
    lasting_units,
    now,
    times_count,
)
from tasklark.language.grammar import Rule
from tasklark.language.times import (
    before_midnight,
    clock,
    clock_list,
    clock_range,
    dotted_clock,
    half_hour,
    hour_and,
    hour_letter,
    number_clock,
    part,
    part_alone,
    past_hour,
    tight_clock,
    zone,
)

_AMOUNT = (
    "(number more? | a | a more | half a | couple | slash | dotted | a "
    "half | number and a? half | a quarter of? a | half)"
)


_LONG = f"(about|the|next)* {_AMOUNT} hour ((and|comma)* (number|a) hour)* (and a? (half|quarter))?"


RULES: tuple[Rule, ...] = (
    Rule("time", "(at|by|about|after|for)* clock (oclock|ampm)?", clock),
    Rule("time", "(at|by|about)+ (number|year) ish?", number_clock),
    Rule("time", "(at|by|about)* number ish", number_clock),
    Rule(
        "times",
        "(at|by|about|for)+ (number|clock) ((comma|and)+ (at|for)? (number|clock))+ ampm?",
        clock_list,
    ),
    Rule("time", "(at|by|about)* number hour", hour_letter),
    Rule("time", "(at|by|about|after|for)* number number? (ampm|oclock ampm|oclock)", number_clock),
    Rule("time", "at number minus? number", number_clock),
    Rule("time", "number minus? number", tight_clock),
    Rule("time", "(after|for)? (number|year)", tight_clock),
    Rule("time", "(at|by|about)+ dotted ampm?", dotted_clock),
    Rule("tight dotted", "dotted", dotted_clock),
    Rule(
        "time",
        "(at|by|about|for)* a? (half|quarter|number) hour? (past|to|after|before) "
        "(the? part|number (ampm|oclock)?|clock)",
        past_hour,
    ),
    Rule("time", "(at|by|about)* half number ampm?", half_hour),
    Rule("time", "(at|from)* dashed ampm", clock_range),
    Rule(
        "time",
        "(at|from)* (number|clock) ampm? (to|minus|until) (clock|number ampm)",
        clock_range,
    ),
    Rule("time", "from (number|clock) ampm? (to|until|minus) number", clock_range),
    Rule("time", "(at|from)* clock (to|until|minus) number", clock_range),
    Rule("time", "at number (and|except) (half|quarter|number) ampm?", hour_and),
    Rule("part", "(in|at|by|on|this|about|for)+ the? early? part of?", part),
    Rule("part", "(in|at|by|on|this|about|for|the|early)* tonight", part),
    Rule("part", "the? early? part of?", part_alone),
    Rule("part", "(in|on)? the? early? parts", part),
    Rule("time", "before the? part", before_midnight),
    Rule("moment", f"(in|after) {_LONG}", from_now),
    Rule("moment", f"(in|for)? {_LONG} (from now|hence)", from_now),
    Rule("moment", f"{_LONG} ago", from_now),
    Rule("moment", "in the next hour", from_now),
    Rule(
        "moment",
        "in? (number|a|couple) unit (and|comma)* (number|a) hour ((and|comma)* number hour)*",
        from_now,
    ),
    Rule("moment", f"(now? plus) {_AMOUNT} (unit|hour) (number hour)*", from_now),
    Rule("moment", "in number", bare_minutes),
    Rule("moment", "now", now),
    Rule("moment", "instant", instant),
    Rule("lasting", f"for {_LONG}", from_now),
    Rule("lasting", "for about? ((the? next)? (number|a|couple)|the next?) unit", lasting_units),
    Rule("ending", "for? about? number times", times_count),
    Rule("ending", "for? (about|the)* (once) times?", times_count),
    Rule("ending", "comma once", times_count),
    Rule("zone", "(in|from|at|the)* zone", zone),
)
