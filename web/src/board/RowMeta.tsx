// What stands after a title: priority word first, then what makes this task different from others.
import { complete, skip } from "../model/actions";
import { dayLabel, dueDay, dueWall, dayPerson, dayShort, span, today, zoneOn } from "../model/clock";
import { todayNow } from "../model/board";
import { cityOf } from "../model/due-words";
import { waitingRows } from "../model/kept";
import { parentTitle } from "../model/parents";
import { goBoard } from "../model/route";
import { lateBy } from "../model/sections";
import { subtaskCounts, tasks } from "../model/store";
import { isUnsent, waitingOf } from "../model/unsent";
import type { Due, Reminder, Task } from "../model/types";
import * as say from "../text/board";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { narrow } from "../ui/media";
import { Matched } from "./Row";

export interface MetaOptions {
  /** Stands on the line of the day: says how late it is, and the other day of a time after midnight. */
  line?: boolean;
  /** Its time of day, where the time column says the day. */
  at?: string;
  /** The board is this project or tag: it need not be said on each row. */
  within?: string;
  match?: string;
  /** Says from which day an occurrence was moved, in place of its repeat. */
  moved?: boolean;
}

export function RowMeta({ task, line, at, within, match, moved }: MetaOptions & { task: Task }) {
  const minutes = line ? lateBy(task, todayNow.value) : 0;
  const counts = subtaskCounts.value.get(task.id);
  const from = moved ? movedFrom(task) : null;
  const reminder = task.reminders.find(isShown);
  return (
    <p class="meta">
      {at && <span class="num">{at}</span>}
      {task.priority !== "none" && <b class="prio">{shared.priorities[task.priority]}</b>}
      {minutes > 0 && <b class="late">{say.late(span(minutes))}</b>}
      {line && <OtherDay task={task} />}
      <Missed task={task} />
      <Waits id={task.id} />
      {from && <span>{say.movedFrom(dayLabel(from, today.value))}</span>}
      {task.repeat && !from && task.status === "open" && (
        <span>
          <Icon name="repeat" />
          {task.repeat.words}
        </span>
      )}
      {task.status === "done" && task.series !== null && <NextOne task={task} />}
      {reminder && task.status === "open" && (
        <span>
          <Icon name="bell" />
          {reminder.words}
        </span>
      )}
      {isElsewhere(task.due) && <span>{cityOf(task.due.zone)}</span>}
      {task.parent !== null && <Parent id={task.parent} />}
      {task.project && task.parent === null && task.project !== within && <Place view="project" name={task.project} />}
      {task.tags.map((tag) => tag !== within && <Place key={tag} view="tag" name={tag} />)}
      {counts && counts[1] > 0 && (
        <span aria-label={say.subtasksDone(counts[0], counts[1])}>
          {counts[0]}/{counts[1]}
        </span>
      )}
      {match && <Snippet notes={task.notes} match={match} />}
    </p>
  );
}

/** The day of the series that an occurrence with another date belongs to. */
function movedFrom({ repeat, occurrence, due }: Task): string | null {
  const own = repeat && occurrence ? occurrence.slice(0, 10) : null;
  return own && due && own !== due.date ? own : null;
}

/** One whose time has come and that was dealt with says nothing any more. */
export const isShown = (reminder: Reminder) => !["acted", "cancelled", "dismissed", "missed"].includes(reminder.state);

/** A zone is said when it is not the person's own. */
const isElsewhere = (due: Due | null): due is Due & { zone: string } => !!due?.zone && due.zone !== zoneOn(due.date, dayPerson.value);

function Place({ view, name }: { view: "tag" | "project"; name: string }) {
  const word = (view === "tag" ? "#" : "@") + name;
  // Too small a target for a finger: there the Views pane leads to it.
  if (narrow.value) return <span>{word}</span>;
  return (
    <span>
      <a href={`/${view}/${encodeURIComponent(name)}`} onClick={(event) => (event.preventDefault(), goBoard({ view, name }))}>
        {word}
      </a>
    </span>
  );
}

function Parent({ id }: { id: number }) {
  const title = parentTitle(id);
  return title === null ? null : <span class="of">‹ {title}</span>;
}

/** Changed here while nobody answers. */
function Waits({ id }: { id: number }) {
  const how = waitingRows.value.get(id) ?? (isUnsent({ id }) && waitingOf(id) ? ("added" as const) : undefined);
  if (!how) return null;
  return (
    <span class="unsent">
      <Icon name="clock" />
      {say.waits[how]}
    </span>
  );
}

/** A time after midnight still belongs to this evening: it names its own day. */
function OtherDay({ task }: { task: Task }) {
  if (!task.due?.time) return null;
  const wall = dueWall(task.due, dayPerson.value);
  return wall.date === dueDay(task.due, dayPerson.value) ? null : <span>{dayShort(wall.date)}</span>;
}

function Missed({ task }: { task: Task }) {
  const missed = task.repeat?.missed.length ?? 0;
  if (missed === 0 || task.status !== "open") return null;
  return (
    <span class="missed">
      <b>{say.missed(missed)}</b> ·{" "}
      <button type="button" class="link" onClick={() => void complete([task], true)}>
        {say.doneForAll}
      </button>{" "}
      ·{" "}
      <button type="button" class="link" onClick={() => void skip(task, true)}>
        {say.skipToNext}
      </button>
    </span>
  );
}

/** After a tick: when the series comes again. */
function NextOne({ task }: { task: Task }) {
  for (const other of tasks.value.values()) {
    if (other.series !== task.series || other.status !== "open" || other.id <= task.id || !other.due) continue;
    return <span>{say.nextOn(dayLabel(dueDay(other.due, dayPerson.value), today.value))}</span>;
  }
  return null;
}

const AROUND = 24;

/** The place in the notes where the searched words stand. */
function Snippet({ notes, match }: { notes: string; match: string }) {
  const word = match.toLocaleLowerCase().split(/\s+/)[0] ?? "";
  const at = word ? notes.toLocaleLowerCase().indexOf(word) : -1;
  if (at === -1) return null;
  const start = Math.max(0, at - AROUND);
  const end = Math.min(notes.length, at + word.length + AROUND);
  const text = notes.slice(start, end).replace(/\s+/g, " ");
  return (
    <span class="snippet">
      {say.note}“{start > 0 && "…"}
      <Matched text={text} match={match} />
      {end < notes.length && "…"}”
    </span>
  );
}
