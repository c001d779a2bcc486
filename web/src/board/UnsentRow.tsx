// A task that was added here and that the server has not answered yet: it stands in its place, and nothing can be done with it.
import { clock, dayLabel, dayPerson, wallNow, wallOf } from "../model/clock";
import { waitingOf } from "../model/unsent";
import type { Task } from "../model/types";
import * as say from "../text/quick";
import { Icon } from "../ui/icons";
import { RowMeta, type MetaOptions } from "./RowMeta";

export function UnsentRow({ task, time, ...meta }: MetaOptions & { task: Task; time: string }) {
  const entry = waitingOf(task.id);
  return (
    <li class={entry ? "row queued" : "row"} data-priority={task.priority}>
      <span class="time">
        {entry && <Icon name="clock" />}
        {entry && !time ? null : time}
      </span>
      <span class="ring" />
      <span class="title">{task.title}</span>
      {entry && !entry.reading ? (
        <p class="meta">
          <span>{say.readLater(saidWords(entry.made))}</span>
        </p>
      ) : (
        <RowMeta task={task} {...meta} />
      )}
    </li>
  );
}

/** `at 14:19`, `on Fri 27 at 14:19` */
export function saidWords(moment: string): string {
  const wall = wallOf(Date.parse(moment), dayPerson.value);
  const time = clock(wall.time, dayPerson.value);
  return wall.date === wallNow.value.date ? say.saidAt(time) : say.saidOn(dayLabel(wall.date, wallNow.value.date), time);
}
