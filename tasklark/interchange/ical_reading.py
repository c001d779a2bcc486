"""Tasks out of iCalendar files of any program."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tasklark.domain.clock import wall
from tasklark.domain.intents import NewTask
from tasklark.domain.person import Person
from tasklark.domain.reminder import Remind, RingAt, RingBefore, RingDayBefore
from tasklark.domain.task import Due, Priority, Repeat, due_of_key
from tasklark.interchange.ical import PRODUCT
from tasklark.interchange.ical_parts import components
from tasklark.interchange.json_tasks import POLICIES
from tasklark.interchange.record import Content, Problem, Record, fitting
from tasklark.interchange.wording import pairs, remind_of
from tasklark.recurrence import Rule, RuleError

_MIDNIGHT = datetime.min.time()
_HEAD = 2_000
"""Bytes in which a calendar says who wrote it."""


def read_calendar(content: bytes, person: Person) -> Content:
    """The VTODOs of a calendar; dues in the person's own zone float from now on.

    Raises:
        Refusal: If it is no calendar.
    """
    found, problems = components(content)
    todos = [one for one in found if one.name == "VTODO"]
    # A file of ours says every reminder; to others a task without one may get the usual one.
    ours = PRODUCT.encode() in content[:_HEAD]
    reader = _Reader(person, ours)
    moved = {_uid(one): one for one in todos if "RECURRENCE-ID" in one}
    main = [one for one in todos if "RECURRENCE-ID" not in one]
    records = [(one, reader.record(one, moved.get(_uid(one)))) for one in main]
    kept = [(one, record) for one, record in records if record is not None]
    return Content("ics", _nested(kept), (*problems, *reader.problems, *_left_out(found, main)))


def _left_out(found: Iterable[Any], todos: Iterable[Any]) -> Iterator[Problem]:
    kinds = Counter(one.name for one in found)
    for name, words in (("VEVENT", "appointments"), ("VJOURNAL", "journal entries")):
        if kinds[name]:
            yield Problem(f"{kinds[name]} {words} are left out: only tasks (VTODO) are read.")
    cancelled = sum(1 for one in todos if _word(one, "STATUS") == "CANCELLED")
    if cancelled:
        yield Problem(f"{cancelled} cancelled tasks are left out.")


def _uid(todo: Any) -> str:
    return str(todo.get("UID", ""))


def _word(todo: Any, name: str) -> str:
    return str(todo.get(name, "")).strip().upper()


def _nested(kept: list[tuple[Any, Record]]) -> tuple[Record, ...]:
    """Subtasks under their parents, one level deep."""
    known = {_uid(todo) for todo, _ in kept if _uid(todo)}
    above = {_uid(todo): parent for todo, _ in kept if (parent := _parent(todo)) in known}
    children: dict[str, list[Record]] = {}
    roots: list[tuple[str, Record]] = []
    for todo, record in kept:
        root = _root(_uid(todo), above)
        if root == _uid(todo):
            roots.append((root, record))
        else:
            # A subtask has no repeat of its own.
            plain = replace(record, task=replace(record.task, repeat=None))
            children.setdefault(root, []).append(plain)
    return tuple(replace(one, subtasks=tuple(children.get(uid, ()))) for uid, one in roots)


def _root(uid: str, above: Mapping[str, str]) -> str:
    seen = {uid}
    while uid in above and above[uid] not in seen:
        uid = above[uid]
        seen.add(uid)
    return uid


def _parent(todo: Any) -> str:
    related = todo.get("RELATED-TO", ())
    for one in related if isinstance(related, list) else [related]:
        kind = getattr(one, "params", {}).get("RELTYPE", "PARENT")
        if str(kind).upper() == "PARENT" and one:
            return str(one)
    return ""


class _Reader:
    """Reads one component after the other, and remembers what it could not take over."""

    def __init__(self, person: Person, ours: bool) -> None:
        self._person = person
        self._ours = ours
        self.problems: list[Problem] = []

    def record(self, todo: Any, moved: Any | None) -> Record | None:
        """A VTODO as a record; None for a cancelled one."""
        if _word(todo, "STATUS") == "CANCELLED":
            return None
        title = str(todo.get("SUMMARY", ""))
        due = self._due(todo, "DUE") or self._due(todo, "DTSTART")
        repeat = self._repeat(todo, due, title)
        if repeat is not None:
            due = due_of_key(repeat.start, None if due is None else due.zone)
        if moved is not None:
            due = self._due(moved, "DUE") or self._due(moved, "DTSTART") or due
        reminders = tuple(self._reminders(todo, due))
        task = NewTask(
            title=title,
            notes=str(todo.get("DESCRIPTION", "")),
            priority=_priority(todo.get("PRIORITY", 0)),
            tags=tuple(_categories(todo)),
            project=str(todo.get("X-TASKLARK-PROJECT", "")) or None,
            due=due,
            repeat=repeat,
            reminders=reminders if reminders or self._ours else None,
        )
        return Record(
            fitting(task),
            done_at=self._done(todo),
            added_at=_instant(todo, "CREATED"),
        )

    def _done(self, todo: Any) -> datetime | None:
        at = _instant(todo, "COMPLETED")
        if at is None and _word(todo, "STATUS") == "COMPLETED":
            at = (
                _instant(todo, "LAST-MODIFIED")
                or _instant(todo, "DTSTAMP")
                or _instant(todo, "CREATED")
                or datetime(1970, 1, 1, tzinfo=UTC)
            )
        return at

    def _due(self, todo: Any, name: str) -> Due | None:
        return self._value(getattr(todo.get(name), "dt", None))

    def _value(self, found: object) -> Due | None:
        if not isinstance(found, date):
            return None
        if not isinstance(found, datetime):
            return Due(found)
        zone = getattr(found.tzinfo, "key", None)
        if found.tzinfo is not None and (zone is None or zone in ("UTC", "Etc/UTC")):
            found, zone = wall(found, self._person), None
        clock = found.time().replace(second=0, microsecond=0, tzinfo=None)
        return Due(found.date(), clock, None if zone == self._person.zone else zone)

    def _repeat(self, todo: Any, due: Due | None, title: str) -> Repeat | None:
        rules = todo.get("RRULE")
        if not rules or due is None:
            return None
        first = rules[0] if isinstance(rules, list) else rules
        start = self._due(todo, "DTSTART") or due
        try:
            rule = self._local(Rule.parse(first.to_ical().decode()), start)
        except RuleError as error:
            self.problems.append(Problem(f"The repeat of “{title[:60]}” is left out: {error}."))
            return None
        more = pairs(str(todo.get("X-TASKLARK-REPEAT", "")))
        exceptions = tuple(key for key in self._exceptions(todo, start))
        return _with(Repeat(str(rule), start.key, exceptions=exceptions), more)

    def _local(self, rule: Rule, start: Due) -> Rule:
        """Our rules run on the wall clock: an end in UTC is a moment there too."""
        until = rule.parts.until
        if isinstance(until, datetime) and until.tzinfo is not None:
            until = wall(until, self._person)
        if isinstance(until, datetime) and start.time is None:
            until = until.date()
        return rule.with_parts(until=until)

    def _exceptions(self, todo: Any, start: Due) -> Iterator[str]:
        listed = todo.get("EXDATE", [])
        for part in listed if isinstance(listed, list) else [listed]:
            for one in part.dts:
                due = self._value(one.dt)
                if due is not None:
                    yield due.key if start.time else Due(due.day).key

    def _reminders(self, todo: Any, due: Due | None) -> Iterator[Remind]:
        begin = self._due(todo, "DTSTART") or due
        for alarm in todo.walk("VALARM"):
            own = remind_of(str(alarm.get("X-TASKLARK-TRIGGER", "")))
            found = own or self._alarm(alarm, due, begin)
            if found is not None:
                yield found

    def _alarm(self, alarm: Any, due: Due | None, begin: Due | None) -> Remind | None:
        trigger = alarm.get("TRIGGER")
        value = getattr(trigger, "dt", None)
        if isinstance(value, datetime):
            at = self._value(value)
            return None if at is None or at.time is None else Remind(RingAt(at))
        if not isinstance(value, timedelta) or due is None or begin is None:
            return None
        related = str(getattr(trigger, "params", {}).get("RELATED", "START")).upper()
        origin = due if related == "END" else begin
        return _before(_wall(origin) + value, due)


def _wall(due: Due) -> datetime:
    return datetime.combine(due.day, due.time or _MIDNIGHT)


def _before(moment: datetime, due: Due) -> Remind | None:
    """A reminder at a wall-clock moment as one that follows the due."""
    if moment > _wall(due) + timedelta(days=1):
        return None
    if due.time is None or moment > _wall(due):
        days = (due.day - moment.date()).days
        return Remind(RingDayBefore(days, moment.time())) if days >= 0 else None
    return Remind(RingBefore(int((_wall(due) - moment).total_seconds()) // 60))


def _instant(todo: Any, name: str) -> datetime | None:
    found = getattr(todo.get(name), "dt", None)
    if not isinstance(found, datetime):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _priority(found: object) -> Priority:
    try:
        number = int(str(found))
    except ValueError:
        return "none"
    if not 1 <= number <= 9:
        return "none"
    return "high" if number < 5 else "medium" if number == 5 else "low"


def _categories(todo: Any) -> Iterator[str]:
    listed = todo.get("CATEGORIES", [])
    for part in listed if isinstance(listed, list) else [listed]:
        yield from (str(name) for name in getattr(part, "cats", [part]))


def _with(repeat: Repeat, more: Mapping[str, str]) -> Repeat:
    """The repeat with the policies of ours that a file tells."""
    known: dict[str, Any] = {
        name: more[name] for name, values in POLICIES.items() if more.get(name) in values
    }
    if "pause_until" in more:
        try:
            known["pause_until"] = date.fromisoformat(more["pause_until"])
        except ValueError:
            known.pop("pause_until", None)
    return replace(repeat, **known)
