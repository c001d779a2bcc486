// Done: by day, the occurrences of a series grouped, each can be reopened.
import { useEffect, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { Section } from "../board/Section";
import { Row } from "../board/Row";
import { reopen } from "../model/actions";
import { boardState, isReady, loadMore, todayNow } from "../model/board";
import { clock, dayPerson, dayWord, today, wallOf } from "../model/clock";
import { setRowOrder } from "../model/commands";
import { byDoneDay } from "../model/sections";
import { tasks } from "../model/store";
import type { Task } from "../model/types";
import * as say from "../text/done";
import * as shared from "../text/shared";
import { Failed, Loading } from "./states";
import { TitleLine } from "./TitleLine";

const LATEST = 3;

interface Group {
  /** The row that shows; the rest of its series is behind it. */
  task: Task;
  others: Task[];
}

/** Rows of one series on one day become one with a count. */
export function grouped(rows: readonly Task[]): Group[] {
  const groups: Group[] = [];
  const bySeries = new Map<number, Group>();
  for (const task of rows) {
    const known = task.series === null ? undefined : bySeries.get(task.series);
    if (known) known.others.push(task);
    else {
      const group = { task, others: [] };
      groups.push(group);
      if (task.series !== null) bySeries.set(task.series, group);
    }
  }
  return groups;
}

export function Done() {
  const rows = [...tasks.value.values()].filter((task) => task.status === "done");
  const days = byDoneDay(rows, dayPerson.value);
  const groups = grouped(days.flatMap((day) => day.tasks));
  const order = groups.map((group) => group.task.id);
  useEffect(() => void (setRowOrder(order)), [order.join()]);
  const { status, total, next } = boardState.value;
  return (
    <>
      <TitleLine title={shared.done} sub={isReady.value && say.finished(total)} tools={<DoneTools />} />
      {status === "failed" && <Failed />}
      {!isReady.value && status === "loading" && <Loading />}
      {isReady.value && rows.length === 0 && <p class="empty">{say.nothingFinished}</p>}
      {days.map(({ day, tasks: finished }) => (
        <Day key={day} day={day} count={finished.length} groups={groups.filter((group) => finished.includes(group.task))} />
      ))}
      {next && (
        <button type="button" class="btn more" onClick={() => void loadMore()}>
          {shared.showMore}
        </button>
      )}
    </>
  );
}

/** Insights and the bin stand behind Done. */
function DoneTools() {
  return (
    <>
      <Link class="tool" href="/insights">
        {shared.insights}
      </Link>
      <Link class="tool" href="/bin">
        {shared.bin}
      </Link>
    </>
  );
}

function Day({ day, count, groups }: { day: string; count: number; groups: readonly Group[] }) {
  if (groups.length === 0) return null;
  return (
    <Section title={dayWord(day, today.value)} count={count}>
      <ol class="rows">
        {groups.map((group) => (
          <DoneGroup key={group.task.id} group={group} />
        ))}
      </ol>
    </Section>
  );
}

function DoneGroup({ group }: { group: Group }) {
  const [open, setOpen] = useState(false);
  const rows = [group.task, ...(open ? group.others.slice(0, LATEST - 1) : [])];
  return (
    <>
      {rows.map((task) => (
        <Row key={task.id} task={task} time={timeOf(task, group.task)} />
      ))}
      {group.others.length > 0 && (
        <li class="group-line">
          <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? say.fold : say.finishedTimes(group.others.length + 1)}
          </button>
          <button type="button" class="link" onClick={() => void reopen([group.task])}>
            {say.reopenLatest}
          </button>
        </li>
      )}
    </>
  );
}

/** The time of day; an older one of the group says its day. */
function timeOf(task: Task, first: Task): string {
  if (!task.completed_at) return "";
  const wall = wallOf(Date.parse(task.completed_at), todayNow.value.person);
  return task === first ? clock(wall.time, dayPerson.value) : dayWord(wall.date, today.value);
}
