"""`tasklark audit`: whether the trail of everything that happened is whole, and all of it."""

import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from tasklark import settings
from tasklark.cli_options import AsJson, Data
from tasklark.domain.errors import Refusal

if TYPE_CHECKING:
    from tasklark.auditing import Verdict
    from tasklark.compose import Core
    from tasklark.store.port import Trail

Result = TypeVar("Result")
app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The trail of everything that happened."
)
_PROOF = typer.Option(
    "--proof", help="PERSON:NUMBER:LINK as an earlier verify printed it; may be repeated."
)


@app.command()
def verify(
    proofs: Annotated[list[str] | None, _PROOF] = None, data: Data = None, as_json: AsJson = False
) -> None:
    """Check every link of every person's trail; exit code 1 at the first that is broken."""
    from tasklark import terminal

    noted = [_proof(text) for text in proofs or ()]

    async def work(trail: "Trail") -> tuple[list["Verdict"], list[str]]:
        return await _verdicts(trail), await _lost(trail, noted)

    verdicts, lost = _on_trail(data, work)
    faults = [f"person {v.person}: {v.fault}" for v in verdicts if v.fault] + lost
    if as_json:
        terminal.say_json({"trails": [v.json() for v in verdicts], "faults": faults})
    else:
        for line in map(_line, verdicts):
            terminal.say(line)
        if not verdicts:
            terminal.say("The trail is empty.")
    if faults:
        raise Refusal(f"The audit trail is broken: {'; '.join(faults)}.", "Compare with a backup.")


def _on_trail(
    data: Path | None, work: Callable[["Trail"], Coroutine[None, None, Result]]
) -> Result:
    """Do `work` on the trail of the store that the settings name."""
    from tasklark import compose
    from tasklark.store.opening import on_postgres

    loaded = settings.load({"data": data})
    if on_postgres(loaded.settings):
        return compose.on_store(loaded, lambda store: work(store.trail))

    async def up_to_now(core: "Core") -> Result:
        # What happened a moment ago is put into the trail first.
        await compose.settled(core)
        return await work(core.store.trail)

    return compose.run(compose.once(loaded, up_to_now))


async def _verdicts(trail: "Trail") -> list["Verdict"]:
    from tasklark import auditing, terminal

    verdicts = []
    with terminal.console.status("Reading the trail") as status:
        for person in await trail.people():

            def told(number: int, person: int = person) -> None:
                status.update(f"Reading the trail of person {person}: {number:,} entries")

            verdicts.append(await auditing.verified(trail, person, told))
    return verdicts


async def _lost(trail: "Trail", noted: list[tuple[int, int, str]]) -> list[str]:
    from tasklark import auditing

    return [
        f"person {person}: entry {number} is not the one that was noted down"
        for person, number, link in noted
        if not await auditing.holds(trail, person, number, link)
    ]


def _line(verdict: "Verdict") -> str:
    blanked = f", {verdict.blanked:,} of them blanked" if verdict.blanked else ""
    sound = "whole" if verdict.fault is None else "sound up to there"
    proof = f"{verdict.person}:{verdict.entries}:{verdict.link}"
    count = "1 entry" if verdict.entries == 1 else f"{verdict.entries:,} entries"
    return f"person {verdict.person}: {count}{blanked}, {sound}. Proof {proof}"


def _proof(text: str) -> tuple[int, int, str]:
    person, _, rest = text.partition(":")
    number, _, link = rest.partition(":")
    if not (person.isdecimal() and number.isdecimal() and link and len(person + number) < 30):
        raise Refusal(f"“{text[:80]}” is no proof.", "Copy it from “tasklark audit verify”.")
    return int(person), int(number), link


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; none: stdout.")] = None,
    data: Data = None,
) -> None:
    """Write the whole trail as lines of JSON, oldest first."""
    from tasklark import auditing, terminal

    async def work(trail: "Trail") -> int:
        count = 0
        out = sys.stdout.buffer if file is None else file.open("wb")
        try:
            for person in await trail.people():
                async for line in auditing.exported(trail, person):
                    out.write(line)
                    count += 1
        finally:
            if file is not None:
                out.close()
        return count

    count = _on_trail(data, work)
    if file is not None:
        terminal.say(f"{count:,} entries written to {file}.")
