"""Tasks out of Todoist's CSV: a file a project, its dates in words, its labels in the titles."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from tasklark.domain.errors import Refusal
from tasklark.domain.intents import NewTask
from tasklark.domain.task import Priority
from tasklark.interchange.csv_files import rows_of
from tasklark.interchange.record import Content, Problem, Record, fitting

_PRIORITY: Mapping[str, Priority] = {"1": "high", "2": "medium", "3": "low"}
_LABEL = re.compile(r"(?<!\S)@([^\W\d]\w*)")
_NUMBER = re.compile(r"\s*\[\d+\]$")
"""What a backup puts behind a project's name."""
_COUNTED = "every!"
_UNDATED = frozenset({"", "no date", "no due date"})


def is_todoist(headings: Sequence[str]) -> bool:
    """Whether these are the headings of such a file."""
    return "type" in headings and "content" in headings


def project_of(name: str) -> str | None:
    """The project that a file is of, from its name: `Work [2203306141].csv`."""
    stem = _NUMBER.sub("", PurePath(name.replace("\\", "/")).stem).strip()
    return None if stem.lower() in ("", "inbox", "todoist", "tasks", "export") else stem


def read_todoist(text: str, name: str = "") -> Content:
    """Tasks with their comments as notes; what is indented belongs to the task above.

    Raises:
        Refusal: If it is no such file.
    """
    headings, rows = rows_of(text)
    if not is_todoist(headings):
        raise Refusal("This is not a file of Todoist.", "Export the project as CSV there.")
    project, left = project_of(name), Counter[str]()
    found: list[Record] = []
    problems: list[Problem] = []
    for line, row in rows:
        cell = dict(zip(headings, (one.strip() for one in row), strict=False))
        kind = cell.get("type", "").lower()
        if kind == "task" and cell.get("content"):
            _put(found, _record(cell, line, project), cell.get("indent", "1"), problems)
        elif kind == "note" and found and cell.get("content"):
            _note(found, cell["content"])
        elif kind:
            left[kind] += 1
    if left["section"]:
        problems.append(Problem(f"{left['section']} section headings are left out."))
    return Content("todoist", tuple(found), tuple(problems))


def _put(found: list[Record], record: Record, indent: str, problems: list[Problem]) -> None:
    if not found or indent in ("", "0", "1"):
        found.append(record)
        return
    if indent != "2":
        words = f"“{record.task.title[:60]}” stands one level higher: subtasks are one level deep."
        problems.append(Problem(words, record.line))
    parent = found[-1]
    found[-1] = replace(parent, subtasks=(*parent.subtasks, record))


def _note(found: list[Record], text: str) -> None:
    """A comment belongs to the task above it, which may be a subtask."""
    last = found[-1]
    if last.subtasks:
        *others, latest = last.subtasks
        found[-1] = replace(last, subtasks=(*others, _noted(latest, text)))
    else:
        found[-1] = _noted(last, text)


def _noted(record: Record, text: str) -> Record:
    notes = f"{record.task.notes}\n\n{text}".strip()
    return replace(record, task=fitting(replace(record.task, notes=notes)))


def _record(cell: Mapping[str, str], line: int, project: str | None) -> Record:
    content = cell["content"]
    labels = _LABEL.findall(content)
    when = cell.get("date", "")
    if _COUNTED in when.lower():
        # “every!” counts from the completion.
        when = f"{when.lower().replace(_COUNTED, 'every')} after completion"
    task = NewTask(
        title=_LABEL.sub("", content).strip() or content,
        notes=cell.get("description", ""),
        priority=_PRIORITY.get(cell.get("priority", ""), "none"),
        tags=tuple(labels),
        project=project,
    )
    return Record(fitting(task), when="" if when.lower() in _UNDATED else when, line=line)
