"""Reminders as short text in files of ours, and repeats as they go on from where they stand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from tasklark.domain.reminder import Remind, RingAt, RingBefore, RingDayBefore, Trigger
from tasklark.domain.series import moment_of, rule_of
from tasklark.domain.task import Repeat, due_of_key


def trigger_text(trigger: Trigger, nag: int | None) -> str:
    """`before=30 nag=10`, `days=1 clock=18:00`, `at=2026-11-30T09:00 zone=Europe/London`."""
    more = "" if nag is None else f" nag={nag}"
    if isinstance(trigger, RingBefore):
        return f"before={trigger.minutes}{more}"
    if isinstance(trigger, RingAt):
        zone = f" zone={trigger.moment.zone}" if trigger.moment.zone else ""
        return f"at={trigger.moment.key}{zone}{more}"
    return f"days={trigger.days} clock={trigger.clock:%H:%M}{more}"


def remind_of(text: str) -> Remind | None:
    """The reminder of such a text; None for any other."""
    said = pairs(text)
    try:
        nag = int(said["nag"]) if "nag" in said else None
        if "before" in said:
            return Remind(RingBefore(int(said["before"])), nag)
        if "days" in said:
            clock = datetime.strptime(said["clock"], "%H:%M").time()  # noqa: DTZ007 - a clock time
            return Remind(RingDayBefore(int(said["days"]), clock), nag)
        if "at" in said:
            return Remind(RingAt(due_of_key(said["at"], said.get("zone"))), nag)
    except (ValueError, KeyError):
        return None
    return None


def pairs(text: str) -> Mapping[str, str]:
    """`a=1 b=2` by name."""
    parts = (part.partition("=") for part in text.split() if "=" in part)
    return {name: value for name, _, value in parts}


def going_on(repeat: Repeat, key: str) -> Repeat:
    """The repeat from its open occurrence on: what went by has been counted."""
    rule, start = rule_of(repeat.rule, "skip"), moment_of(repeat.start)
    count = rule.parts.count
    if count is not None:
        gone = sum(1 for _ in rule.between(start, moment_of(key), start))
        rule = rule.with_parts(count=max(count - gone, 1))
    left = tuple(one for one in repeat.exceptions if one > key)
    return replace(repeat, rule=str(rule), start=key, exceptions=left)
