// The task a ticket is about, as it is now: it can be ticked and opened here.
import { isShown } from "../board/RowMeta";
import { toggle } from "../model/actions";
import { openTask } from "../model/route";
import { tasks } from "../model/store";
import type { Task } from "../model/types";
import { dueWords } from "../model/due-words";
import * as say from "../text/assistant";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { Ring } from "../ui/Ring";

export function LiveRow({ task: then }: { task: Task }) {
  const task = tasks.value.get(then.id) ?? then;
  return (
    <div class={task.status === "done" ? "live done" : task.status === "deleted" ? "live gone" : "live"} data-priority={task.priority}>
      {task.status === "deleted" ? <span /> : <Ring task={task} onToggle={() => void toggle(task)} />}
      <a
        class="title"
        href={`/task/${task.number}`}
        onClick={(event) => {
          event.preventDefault();
          openTask(task.number);
        }}
      >
        {task.title}
      </a>
      <Meta task={task} />
    </div>
  );
}

function Meta({ task }: { task: Task }) {
  const reminder = task.reminders.find(isShown);
  return (
    <p class="meta">
      {task.status === "deleted" && <span>{say.inBin}</span>}
      {task.due && <span class="num">{dueWords(task.due)}</span>}
      {task.priority !== "none" && <b class="prio">{shared.priorities[task.priority]}</b>}
      {task.repeat && (
        <span>
          <Icon name="repeat" />
          {task.repeat.words}
        </span>
      )}
      {reminder && task.status === "open" && (
        <span>
          <Icon name="bell" />
          {reminder.words}
        </span>
      )}
      {task.project && <span>@{task.project}</span>}
      {task.tags.map((tag) => (
        <span key={tag}>#{tag}</span>
      ))}
    </p>
  );
}
