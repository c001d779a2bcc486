"""Decide: from what was loaded and what is wanted to what changes. Pure; every rule lives here."""

from collections.abc import Callable, Mapping
from typing import Any

from tasklark.domain.changes import ChangeSet, World
from tasklark.domain.decide.adding import add
from tasklark.domain.decide.completing import complete
from tasklark.domain.decide.deleting import delete, restore
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.importing import import_tasks
from tasklark.domain.decide.naming import arrange_projects, rename
from tasklark.domain.decide.reminding import fire, receive, set_reminder, snooze
from tasklark.domain.decide.repeating import set_repeat
from tasklark.domain.decide.settling import add_project, recompute, set_preferences
from tasklark.domain.decide.spawning import spawn_next
from tasklark.domain.decide.undoing import undo
from tasklark.domain.decide.updating import update
from tasklark.domain.intents import (
    Add,
    AddProject,
    ArrangeProjects,
    Complete,
    Delete,
    Fire,
    Import,
    Intent,
    Receipt,
    Recompute,
    Rename,
    Restore,
    SetPreferences,
    SetReminder,
    SetRepeat,
    Snooze,
    SpawnNext,
    Undo,
    Update,
)

_RULES: Mapping[type, Callable[[World, Any], Draft]] = {
    Add: add,
    AddProject: add_project,
    ArrangeProjects: arrange_projects,
    Complete: complete,
    Delete: delete,
    Fire: fire,
    Import: import_tasks,
    Receipt: receive,
    Recompute: recompute,
    Rename: rename,
    Restore: restore,
    SetPreferences: set_preferences,
    SetReminder: set_reminder,
    SetRepeat: set_repeat,
    Snooze: snooze,
    SpawnNext: spawn_next,
    Undo: undo,
    Update: update,
}


def decide(world: World, intent: Intent) -> ChangeSet:
    """What `intent` changes in `world`.

    Raises:
        Refusal: If it cannot be done; nothing is changed then.
    """
    return _RULES[type(intent)](world, intent).changes()
