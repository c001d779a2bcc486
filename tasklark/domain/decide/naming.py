"""Names of tags and projects: renamed, merged, taken off, put into another order."""

from tasklark.domain.changes import ProjectChange, World
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.rules import check_name
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import ArrangeProjects, Rename


def rename(world: World, intent: Rename) -> Draft:
    """Another name in every task that has it, the done ones too; the bin keeps what it has."""
    draft = Draft(world)
    if intent.to is not None:
        check_name(intent.to, intent.kind)
    listed = intent.kind == "project" and intent.name in world.projects
    targets = [task for task in draft.targets if task.status != "deleted"]
    if not targets and not listed:
        raise Refusal(
            f"There is no {intent.kind} “{intent.name[:60]}”.", "Look at the list.", kind="unknown"
        )
    for task in targets:
        if intent.kind == "tag":
            draft.put(task, tags=_retagged(task.tags, intent.name, intent.to))
        else:
            draft.put(task, project=intent.to)
    if listed:
        _relist(draft, intent.name, intent.to)
    if draft.changes().empty:
        draft.note("no_change")
    return draft


def _retagged(tags: tuple[str, ...], name: str, to: str | None) -> tuple[str, ...]:
    """The tags with one of another name; a name that is there already stands once."""
    kept: dict[str, str] = {}
    for tag in tags:
        new = to if tag.casefold() == name.casefold() else tag
        if new is not None:
            kept.setdefault(new.casefold(), new)
    return tuple(kept.values())


def _relist(draft: Draft, name: str, to: str | None) -> None:
    listed = draft.world.projects
    if to == name:
        return
    if to is None or to in listed:
        # Its place is kept, so that an undo puts it there again.
        draft.projects.append(ProjectChange(name, None, (listed.index(name), None)))
    else:
        draft.projects.append(ProjectChange(name, to))


def arrange_projects(world: World, intent: ArrangeProjects) -> Draft:
    """The list in the order of `names`; all get their place anew, so that no two share one."""
    draft = Draft(world)
    places = {name: place for place, name in enumerate(world.projects)}
    rest = [name for name in world.projects if name not in intent.names]
    wanted = tuple(dict.fromkeys((*intent.names, *rest)))
    if wanted == world.projects:
        draft.note("no_change")
        return draft
    for place, name in enumerate(wanted):
        check_name(name, "project")
        old = places.get(name)
        draft.projects.append(ProjectChange(name if old is not None else None, name, (old, place)))
    return draft
