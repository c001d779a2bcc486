// The sheet's foot: skip, delete, and when it was last saved.
import { remove, reopen, skip, write } from "../model/actions";
import { api } from "../model/api";
import { clock, dayPerson, wallOf } from "../model/clock";
import { closeBeside } from "../model/route";
import type { Task } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { reload, savedAt } from "./detail";

export function Foot({ task }: { task: Task }) {
  return (
    <footer class="sheet-foot">
      {task.status === "open" && task.repeat && (
        <button type="button" class="link" onClick={() => void skip(task).then(() => reload(task.number))}>
          {shared.skipThisOne}
        </button>
      )}
      {task.status === "done" && (
        <button type="button" class="link" onClick={() => void reopen([task])}>
          {shared.reopen}
        </button>
      )}
      {task.status === "deleted" ? (
        <button type="button" class="link" onClick={() => void restore(task)}>
          {shared.restore}
        </button>
      ) : (
        <button
          type="button"
          class="link danger"
          onClick={() => {
            closeBeside();
            void remove([task]);
          }}
        >
          {shared.remove}
        </button>
      )}
      {savedAt.value && <span class="muted">{say.savedAt(timeOf(savedAt.value))}</span>}
    </footer>
  );
}

const restore = (task: Task) => write({ changes: new Map([[task.id, { status: "open" }]]), run: (call) => api.restore(task.id, call) });

const timeOf = (iso: string) => clock(wallOf(Date.parse(iso), dayPerson.value).time, dayPerson.value);
