// Subtasks: tick, open, add; each is a task of its own.
import { useRef, useState } from "preact/hooks";
import { sayFailed, toggle } from "../model/actions";
import { api, freshId } from "../model/api";
import { dueWords } from "../model/due-words";
import { move } from "../model/ranks";
import { openTask } from "../model/route";
import { absorb } from "../model/store";
import type { Task } from "../model/types";
import { remember } from "../model/undo";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { Icon } from "../ui/icons";
import { Ring } from "../ui/Ring";
import { reload, showSubtask, subtasks } from "./detail";
import { Part } from "./Part";

export function SubtasksPart({ task }: { task: Task }) {
  const own = subtasks.value;
  const done = own.filter((one) => one.status === "done").length;
  const dragged = useRef<number | null>(null);
  const drop = (to: number) => {
    if (dragged.current !== null) move(own, dragged.current, to);
    dragged.current = null;
  };
  return (
    <Part name="subtasks" value={own.length ? `${done}/${own.length}` : shared.none}>
      <ol class="subtasks">
        {own.map((one, at) => (
          <li
            key={one.id}
            class={one.status === "done" ? "done" : ""}
            data-priority={one.priority}
            draggable
            onDragStart={() => (dragged.current = at)}
            onDragOver={(event) => dragged.current !== null && event.preventDefault()}
            onDrop={() => drop(at)}
            onDragEnd={() => (dragged.current = null)}
          >
            <Ring task={one} onToggle={() => void toggle(one)} />
            <a
              href={`/task/${one.number}`}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              draggable={false}
              onKeyDown={(event) => {
                const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
                if (by === undefined) return;
                event.preventDefault();
                move(own, at, at + by);
              }}
              onClick={(event) => {
                event.preventDefault();
                openTask(one.number);
              }}
            >
              <span>{one.title}</span>
              {one.due && <small class="num">{dueWords(one.due)}</small>}
            </a>
          </li>
        ))}
        <AddSubtask task={task} />
      </ol>
    </Part>
  );
}

function AddSubtask({ task }: { task: Task }) {
  const [words, setWords] = useState("");
  const add = (text: string, key: string) =>
    api.addFields({ title: text, parent: task.number }, { key }).then(
      (answer) => {
        absorb(answer.tasks);
        showSubtask(answer.tasks.filter((one) => one.parent === task.id));
        if (answer.undo) remember({ code: answer.undo, said: answer.said });
        reload(task.number);
      },
      (error: unknown) => {
        setWords((now) => now || text);
        sayFailed(error, () => void add(text, key));
      },
    );
  return (
    <li class="add">
      <Icon name="plus" />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const text = words.trim();
          if (!text) return;
          setWords("");
          void add(text, freshId());
        }}
      >
        <input aria-label={say.addSubtask} placeholder={say.addSubtask} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </form>
    </li>
  );
}
