// Conversations: a new one, the ones there are, search, rename, delete.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { dayLabel, dayPerson, today, wallOf, clock } from "../model/clock";
import { sayFailed } from "../model/actions";
import { showToast } from "../model/toast";
import * as say from "../text/assistant";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { Popover } from "../ui/Popover";
import { load, startNew, thread } from "./chat";
import { threads, type ThreadLine } from "./wire";

const lines = signal<readonly ThreadLine[] | null>(null);

async function fetchLines(q = ""): Promise<void> {
  try {
    lines.value = (await threads.list(q)).threads;
  } catch (error) {
    lines.value = [];
    console.warn(error);
  }
}

/** What stands at the right of the side column's tabs while the assistant is shown. */
export function AssistantTools() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button ref={button} type="button" class="tool" aria-expanded={open} onClick={() => setOpen(true)}>
        {say.threads}
        <Icon name="down" />
      </button>
      {open && (
        <Popover anchor={button} label={say.threads} align="end" onClose={() => setOpen(false)} class="menu threads">
          <List onClose={() => setOpen(false)} />
        </Popover>
      )}
    </>
  );
}

function List({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => void fetchLines(query), query ? 150 : 0);
    return () => clearTimeout(timer);
  }, [query]);
  const choose = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <>
      <button type="button" class="menu-item" onClick={choose(startNew)}>
        {say.newThread}
        <Icon name="plus" />
      </button>
      <input class="field wide" aria-label={say.searchThreads} placeholder={say.searchThreads} value={query} onInput={(event) => setQuery(event.currentTarget.value)} />
      <ul>
        {lines.value?.map((line) => (
          <Line key={line.id} line={line} onOpen={choose(() => void load(line.id))} />
        ))}
      </ul>
      {lines.value?.length === 0 && <p class="threads-none">{query ? say.noThreadFound : say.noThreads}</p>}
    </>
  );
}

function Line({ line, onOpen }: { line: ThreadLine; onOpen: () => void }) {
  const [name, setName] = useState<string | null>(null);
  if (name !== null) {
    return (
      <li>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setName(null);
            void rename(line, name);
          }}
        >
          <input class="field wide" aria-label={say.threadName} value={name} onInput={(event) => setName(event.currentTarget.value)} ref={(field) => field?.focus()} />
        </form>
      </li>
    );
  }
  return (
    <li class="thread-line">
      <button type="button" class="menu-item" aria-current={line.id === thread.value || undefined} onClick={onOpen}>
        <span class="thread-title">{line.title || say.untitled}</span>
        <span class="menu-hint num">{line.waiting ? say.waits : line.running ? say.works : whenOf(line.updated)}</span>
      </button>
      <button type="button" class="link" onClick={() => setName(line.title)}>
        {shared.rename}
      </button>
      <button type="button" class="link danger" onClick={() => void remove(line)}>
        {shared.remove}
      </button>
    </li>
  );
}

async function rename(line: ThreadLine, title: string): Promise<void> {
  if (!title.trim() || title === line.title) return;
  try {
    await threads.rename(line.id, title.trim());
    await fetchLines();
  } catch (error) {
    sayFailed(error, () => void rename(line, title));
  }
}

async function remove(line: ThreadLine): Promise<void> {
  try {
    await threads.remove(line.id);
    if (line.id === thread.peek()) startNew();
    await fetchLines();
    showToast(say.threadDeleted);
  } catch (error) {
    sayFailed(error, () => void remove(line));
  }
}

function whenOf(updated: string): string {
  const wall = wallOf(Date.parse(updated), dayPerson.value);
  return wall.date === today.value ? clock(wall.time, dayPerson.value) : dayLabel(wall.date, today.value);
}
