"""Commands about a whole series: how it repeats, one date skipped, paused until a day."""

import re
from dataclasses import replace

from tasklark.language.aiming import aim_of
from tasklark.language.change_words import read_change
from tasklark.language.command import Command
from tasklark.language.reading import Context
from tasklark.language.verbs import Verbs


def repeated(said: str, body: str, table: Verbs, ctx: Context) -> Command:
    """`repeat the water bill every month`, `make gym repeat weekly`."""
    found = re.search(
        (
            r"\s+(?:repeat(?:ing)?\s+|recur(?:ring)?\s+|happen\s+|"
            r"a\s+)*(?P<rule>(?:every|each|daily|weekly|monthly|yearly|annually|"
            r"quarterly|biweekly|on\s+\w+days).*)$"
        ),
        body,
        re.IGNORECASE,
    )
    if found is None:
        return Command("update", said, aim=aim_of(body, table, ctx), ask="new_due")
    change = read_change(re.sub(r"\s+only$", "", found["rule"]), ctx)
    aim = aim_of(body[: found.start()], table, ctx)
    if change is None or not change.rule:
        return Command("update", said, aim=aim, ask="new_due")
    return Command(
        "update", said, aim=aim, repeat=change.repeat, rule=change.rule, clock=change.clock
    )


def of_series(command: Command, body: str, table: Verbs, ctx: Context) -> Command:
    """`skip gym this week`, `pause the newsletter until January`."""
    found = re.search(r"\s+(?:until|till|to|through|hasta)\s+(?P<until>.+)$", body, re.IGNORECASE)
    if command.intent == "pause" and found is not None:
        return replace(command, aim=aim_of(body[: found.start()], table, ctx), when=found["until"])
    aim = command.aim
    if command.intent == "skip":
        # “skip the next gym”: which date it is, not what it is called.
        text = re.sub(
            r"^(?:next|this|coming|upcoming|próxim[oa])\s+(?=\S)", "", aim.text, flags=re.I
        )
        return replace(command, aim=replace(aim, text=text), when=aim.when)
    return replace(command, when=aim.when)
