"""What became of a tag's or project's name, in one sentence."""

from tasklark.language.say_task import clipped, of_tasks


def named(kind: str, before: str, after: str | None, count: int, *, merged: bool = False) -> str:
    """`Renamed #home to #house in 12 tasks`; `count` is how many tasks changed."""
    sign = "#" if kind == "tag" else "@"
    old = f"{sign}{clipped(before)}"
    where = f" in {of_tasks(count)}" if count else ""
    if after is None:
        off = f", off {of_tasks(count)}" if count else ""
        return f"Deleted {old}{off}"
    new = f"{sign}{clipped(after)}"
    return f"Merged {old} into {new}{where}" if merged else f"Renamed {old} to {new}{where}"


def placed(name: str) -> str:
    """`Moved @Work in the list`."""
    return f"Moved @{clipped(name)} in the list"
