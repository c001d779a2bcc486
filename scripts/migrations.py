"""What a stranger says of our migrations of PostgreSQL: squawk over each step, no finding allowed.

`pre` steps run beside the release before, which goes on working: they only add. `post` steps run
when it is gone, and may take away.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.setup import PYTHON

STEPS = Path(__file__).parents[1] / "tasklark" / "store" / "migrations_postgres"
OLDEST = "15.0"
"""The PostgreSQL that the steps have to fit."""
_OUTSIDE = "-- outside a transaction"
_SET_FOR_EVERY_STEP = ("require-lock-timeout", "require-statement-timeout")
"""tasklark/store/postgres_schema.py sets both before each."""
_TAKES_AWAY = ("ban-drop-column", "ban-drop-table", "ban-drop-not-null", "renaming-column")


def finds(step: Path, *, post: bool = False) -> str:
    """What squawk has to say of a step; nothing if it is well."""
    command = [str(PYTHON.with_name("squawk")), "--pg-version", OLDEST]
    if not step.read_text("utf-8").startswith(_OUTSIDE):
        command.append("--assume-in-transaction")
    excluded = [*_SET_FOR_EVERY_STEP, *(_TAKES_AWAY if post else ())]
    command += ["--exclude", ",".join(excluded)]
    ran = subprocess.run([*command, str(step)], capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr if ran.returncode else ""


def steps() -> Iterator[Path]:
    """Every step there is."""
    for phase in ("pre", "post"):
        yield from sorted((STEPS / phase).glob("*.sql"))


def main() -> None:
    """Say what is found; exit code 1 if anything is."""
    found = [finds(step, post=step.parent.name == "post") for step in steps()]
    if any(found):
        sys.exit("".join(found))


if __name__ == "__main__":
    main()
