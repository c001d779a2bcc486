// The next seven days, folded at the end of Today.
import { Fold } from "../board/Section";
import { DatedRows } from "../board/rows";
import { PAGE } from "../model/board-pages";
import { addDays, dayPerson, dayShort, dueDay } from "../model/clock";
import { boardState, choice } from "../model/board";
import { goBoard } from "../model/route";
import { shownDay } from "../model/rollover";
import { filterCount, passes, sorted } from "../model/sections";
import { tasks } from "../model/store";
import type { Task } from "../model/types";
import * as say from "../text/today";

const DAYS = 7;

export function ComingWeek() {
  const from = shownDay.value;
  const last = addDays(from, DAYS);
  const rows = [...tasks.value.values()].filter((task) => isComing(task, from, last) && passes(task, choice.value.filters));
  if (rows.length === 0) return null;
  const { comingTotal } = boardState.value;
  // More than a page: the days' own counts are not known.
  const isCut = comingTotal > PAGE && filterCount(choice.value.filters) === 0;
  return (
    <Fold title={say.coming} count={isCut ? comingTotal : rows.length} peek={!isCut && <WeekPeek rows={rows} from={from} />}>
      <DatedRows rows={sorted(rows, [{ key: "due", descending: false }], dayPerson.value)} />
      {isCut && <UpcomingLink />}
    </Fold>
  );
}

/** The rest stands where the days do. */
function UpcomingLink() {
  return (
    <p class="more">
      <a class="link" href="/upcoming" onClick={(event) => (event.preventDefault(), goBoard({ view: "upcoming", from: null }))}>
        {say.allInUpcoming}
      </a>
    </p>
  );
}

function isComing(task: Task, from: string, last: string): boolean {
  if (task.status !== "open" || !task.due) return false;
  const day = dueDay(task.due, dayPerson.value);
  return day > from && day <= last;
}

/** How many on each day that has any. */
function WeekPeek({ rows, from }: { rows: readonly Task[]; from: string }) {
  const days = Array.from({ length: DAYS }, (_, at) => addDays(from, at + 1));
  const count = (day: string) => rows.filter((task) => task.due && dueDay(task.due, dayPerson.value) === day).length;
  return (
    <span class="week">
      {days.map((day) => {
        const open = count(day);
        return (
          open > 0 && (
            <span key={day}>
              {dayShort(day)} <b>{open}</b>
            </span>
          )
        );
      })}
    </span>
  );
}
