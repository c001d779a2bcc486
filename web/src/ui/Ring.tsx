// The checkbox of a task: a ring whose width and colour say the priority.
import * as say from "../text/board";
import { Icon } from "./icons";
import type { Task } from "../model/types";

interface Props {
  task: Pick<Task, "title" | "status" | "priority">;
  onToggle: () => void;
  /** Smaller inside a subtask list. */
  class?: string;
}

/** Inside an element with `data-priority`, which colours it. */
export function Ring({ task, onToggle, class: extra = "" }: Props) {
  const done = task.status === "done";
  return (
    <button type="button" role="checkbox" aria-checked={done} class={`ring ${extra}`} aria-label={say.doneTask(task.title)} onClick={onToggle}>
      <Icon name="check" />
    </button>
  );
}
