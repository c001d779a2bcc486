// A row's end: another day for what is open, undo for what was ticked here.
import { useRef, useState } from "preact/hooks";
import { Reschedule } from "../board/RowActions";
import { reopen } from "../model/actions";
import type { Task } from "../model/types";
import { undoCode } from "../model/undo";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { ticked } from "./tools";

export function Actions({ task }: { task: Task }) {
  const code = ticked.value.get(task.id);
  if (task.status !== "open") {
    return (
      <button type="button" class="link undo" onClick={() => void (code ? undoCode(code) : reopen([task]))}>
        {code ? shared.undo : shared.reopen}
        <span class="sr"> {task.title}</span>
      </button>
    );
  }
  return <Later task={task} />;
}

function Later({ task }: { task: Task }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <span class={open ? "row-actions open" : "row-actions"}>
      <button ref={button} type="button" class="icon-btn" aria-label={shared.rescheduleOf(task.title)} aria-expanded={open} onClick={() => setOpen(true)}>
        <Icon name="day" />
      </button>
      {open && <Reschedule anchor={button} task={task} onClose={() => setOpen(false)} />}
    </span>
  );
}
