"""The person's settings and lists, and the instants that follow from their clock."""

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tasklark.domain.changes import ProjectChange, World
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.rules import check_name
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import AddProject, Recompute, SetPreferences
from tasklark.domain.person import Away, Person

CLOCK_SETTINGS = frozenset({"zone", "away", "day_start", "named_times"})
"""Settings from which instants follow."""


def set_preferences(world: World, intent: SetPreferences) -> Draft:
    """Change settings; a changed clock moves the instants of open floating tasks with it."""
    before = world.person
    _check(intent.values)
    changed = {
        name: (getattr(before, name), value)
        for name, value in intent.values.items()
        if getattr(before, name) != value
    }
    after = with_values(before, {name: value for name, (_, value) in changed.items()})
    draft = Draft(world, after)
    draft.settings.update(changed)
    if CLOCK_SETTINGS & changed.keys():
        _recompute(draft)
    if not changed:
        draft.note("no_change")
    return draft


def _check(values: Mapping[str, object]) -> None:
    zone, away = values.get("zone"), values.get("away")
    for name in (zone, away.zone if isinstance(away, Away) else None):
        if name is not None and not _is_zone(str(name)):
            raise Refusal(f"“{name}” is not a time zone I know.", "Name one such as Europe/Madrid.")
    unknown = set(values) - set(Person.__dataclass_fields__)
    if unknown:
        raise Refusal(f"“{min(unknown)}” is not a setting.", "See preferences for those there are.")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def with_values(person: Person, values: Mapping[str, object]) -> Person:
    """The person with other settings."""
    return replace(person, **values)  # type: ignore[arg-type]


def recompute(world: World, intent: Recompute) -> Draft:
    """Work the instants of open tasks out again: the zone data may have changed."""
    del intent
    draft = Draft(world)
    _recompute(draft)
    return draft


def _recompute(draft: Draft) -> None:
    """What has rung does not ring again; what is past by now rings at once."""
    for task in list(draft.targets):
        draft.put(task)
        for reminder in list(draft.reminders(task.id)):
            if reminder.state == "scheduled" and not reminder.snoozed:
                draft.recompute(reminder, task)


def add_project(world: World, intent: AddProject) -> Draft:
    """Put a name on the list of projects, once."""
    draft = Draft(world)
    check_name(intent.name, "project")
    name = intent.name.strip()
    if any(name.casefold() == known.casefold() for known in world.projects):
        draft.note("no_change")
    else:
        draft.projects.append(ProjectChange(None, name))
    return draft
