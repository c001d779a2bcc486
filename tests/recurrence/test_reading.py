"""What is not a rule is refused with the place and the reason."""

import pytest

from tasklark.recurrence import Rule, RuleError

WRONG = {
    "": (0, "the rule is empty"),
    "RRULE:": (6, "the rule is empty"),
    "INTERVAL=2": (0, "does not say FREQ"),
    "FREQ=DAYLY": (5, "is not one of YEARLY"),
    "FREQ=DAILY;EVERY=2": (11, "is not a part of a rule"),
    "FREQ=DAILY;COUNT": (11, "is not a part such as"),
    "FREQ=DAILY;COUNT=": (17, "has no value"),
    "FREQ=DAILY;COUNT=0": (17, "is not 1 or more"),
    "FREQ=DAILY;COUNT=x": (17, "is not a number"),
    "FREQ=DAILY;INTERVAL=1234567890": (20, "too large"),
    "FREQ=DAILY;FREQ=DAILY": (11, "said twice"),
    "FREQ=DAILY;COUNT=2;UNTIL=20261231": (25, "exclude each other"),
    "FREQ=DAILY;UNTIL=tomorrow": (17, "is not a date such as"),
    "FREQ=DAILY;UNTIL=20260230": (17, "is not a date of the calendar"),
    "FREQ=DAILY;BYDAY=MO,XX": (20, "is not a weekday"),
    "FREQ=DAILY;BYDAY=1MO": (17, "cannot stand with FREQ=DAILY"),
    "FREQ=MONTHLY;BYDAY=54MO": (19, "does not count from 1 to 53"),
    "FREQ=MONTHLY;BYMONTHDAY=0": (24, "is not from -31 to 31 but not 0"),
    "FREQ=DAILY;BYHOUR=9,24": (20, "is not from 0 to 23"),
    "FREQ=WEEKLY;BYMONTHDAY=1": (23, "cannot stand with FREQ=WEEKLY"),
    "FREQ=MONTHLY;BYWEEKNO=20": (22, "only for FREQ=YEARLY"),
    "FREQ=DAILY;BYYEARDAY=1": (21, "cannot stand with FREQ=DAILY"),
    "FREQ=YEARLY;BYWEEKNO=1;BYMONTHDAY=1": (21, "exclude each other"),
    "FREQ=DAILY;BYSETPOS=1": (20, "needs another BY part"),
    "FREQ=DAILY;WKST=1MO": (16, "is not a weekday"),
    "FREQ=DAILY;SKIP=OMIT;RSCALE=HEBREW": (28, "only GREGORIAN is"),
    "FREQ=DAILY;SKIP=BACKWARD": (16, "needs RSCALE"),
    "FREQ=DAILY;RSCALE=GREGORIAN;SKIP=NEVER": (33, "is not OMIT, BACKWARD or FORWARD"),
    "FREQ=DAILY;BYSECOND=" + "1," * 3000: (4000, "longer than 4000"),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_rule_is_refused_with_its_place_and_reason(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        Rule.parse(text)
    position, reason = WRONG[text]
    assert reason in refused.value.reason
    assert refused.value.position == position
    assert str(refused.value) == f"At position {position}, {refused.value.reason}."


def test_a_rule_is_written_in_one_form_with_defaults_left_out() -> None:
    said = "RRULE:BYDAY=FR,MO,FR;interval=1;FREQ=weekly;wkst=MO;BYHOUR=18,9;UNTIL=20261231T235960Z;"
    assert str(Rule.parse(said)) == "FREQ=WEEKLY;UNTIL=20261231T235959Z;BYDAY=MO,FR;BYHOUR=9,18"


def test_a_leap_second_is_the_last_second_of_its_minute() -> None:
    rule = Rule.parse("FREQ=MINUTELY;BYSECOND=59,60")
    assert str(rule) == "FREQ=MINUTELY;BYSECOND=59,60"
