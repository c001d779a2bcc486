// Lists of rows: dated ones (a date in the time column) and the strip that asks about ringing.
import { dayLabel, dayPerson, dueDay, dueWall, clock, today } from "../model/clock";
import { todayNow } from "../model/board";
import { overdueDays } from "../model/sections";
import { picked, tasks } from "../model/store";
import { ringAsk } from "../model/ring-ask";
import type { Task } from "../model/types";
import * as dates from "../text/dates";
import { lazy } from "../ui/lazy";
import { useByHand } from "./by-hand";
import { Row, type RowProps } from "./Row";

const PermissionStrip = lazy(() => import("../notify/Strip").then((module) => module.PermissionStrip));

/** Rows as they are now, in an order that may be a moment old. */
export const freshen = (rows: readonly Task[]): Task[] => rows.map((task) => tasks.value.get(task.id) ?? task);

/** The time column of a list that mixes days. */
function dateOf(task: Task): { time: string; at?: string; tone?: "overdue" } {
  if (!task.due) return { time: "" };
  const late = overdueDays(task, todayNow.value);
  if (late > 0 && task.status === "open") return { time: dates.days(late), tone: "overdue" };
  const wall = dueWall(task.due, dayPerson.value);
  if (late === 0) return { time: wall.time ? clock(wall.time, dayPerson.value) : dates.today };
  return { time: dayLabel(dueDay(task.due, dayPerson.value), today.value), at: wall.time ? clock(wall.time, dayPerson.value) : undefined };
}

interface Props extends Pick<RowProps, "match" | "within" | "Actions"> {
  rows: readonly Task[];
  /** They stand as they were put, and can be put elsewhere. */
  byHand?: boolean;
}

export function DatedRows({ rows, byHand = false, ...same }: Props) {
  const ordering = useByHand(rows, byHand);
  return (
    <ol class={picked.value.size ? "rows dated picking" : "rows dated"} {...ordering}>
      {rows.map((task) => {
        const { time, at, tone } = dateOf(task);
        return <Row key={task.id} task={task} time={time} at={at} tone={tone} drags={byHand} {...same} />;
      })}
    </ol>
  );
}

/** Stands under the row of the first reminder. */
export function StripAfter({ task }: { task: Task }) {
  if (ringAsk.value !== task.id) return null;
  return (
    <li class="strip-row">
      <PermissionStrip task={task.id} />
    </li>
  );
}
