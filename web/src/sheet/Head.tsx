// The sheet's head: ring, title and notes, both edited where they stand and saved when left.
import { useEffect, useRef, useState } from "preact/hooks";
import { toggle } from "../model/actions";
import type { Task } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { Markdown } from "../ui/Markdown";
import { Ring } from "../ui/Ring";
import { save } from "./detail";

export function Head({ task }: { task: Task }) {
  return (
    <>
      <header class="sheet-head" data-priority={task.priority}>
        <span class={task.status === "done" ? "done" : ""}>
          <Ring task={task} onToggle={() => void toggle(task)} />
        </span>
        <h2>
          <Written
            class="sheet-title"
            label={shared.title}
            value={task.title}
            lines={false}
            onSave={(title) => title.trim() !== "" && void save(task, { title: title.trim() }, { title: title.trim() })}
          />
        </h2>
        <span class="num sheet-no">#{task.number}</span>
      </header>
      <Notes task={task} />
    </>
  );
}

/** Read as markdown; a click on the words, or "Edit", makes them a field. */
function Notes({ task }: { task: Task }) {
  const [editing, setEditing] = useState(false);
  if (!editing && task.notes.trim()) {
    return (
      <div class="sheet-notes written" onClick={(event) => !(event.target as Element).closest("a, button") && setEditing(true)}>
        <Markdown text={task.notes} />
        <button type="button" class="link" aria-label={say.editNotes} onClick={() => setEditing(true)}>
          {say.edit}
        </button>
      </div>
    );
  }
  return (
    <Written
      class="sheet-notes"
      label={say.notes}
      value={task.notes}
      lines
      placeholder={say.addNotes}
      focus={editing}
      onLeave={() => setEditing(false)}
      onSave={(notes) => void save(task, { notes }, { notes })}
    />
  );
}

interface WrittenProps {
  label: string;
  value: string;
  /** Whether Enter makes a new line; otherwise it saves. */
  lines: boolean;
  class: string;
  placeholder?: string;
  onSave: (value: string) => void;
  /** Takes the focus when it appears. */
  focus?: boolean;
  onLeave?: () => void;
}

const PAUSE_MS = 800;

/** Text that looks like text and is a field: saved when one pauses, leaves it or presses Enter. */
function Written({ label, value, lines, class: name, placeholder, onSave, focus, onLeave }: WrittenProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  // The last words typed, for the pause and for a sheet that closes meanwhile.
  const waiting = useRef<{ text: string; onSave: (value: string) => void } | null>(null);
  const settle = () => {
    clearTimeout(timer.current);
    const last = waiting.current;
    waiting.current = null;
    if (last && last.text !== value) last.onSave(last.text);
  };
  useEffect(() => {
    if (!focus) return;
    field.current?.focus();
    field.current?.setSelectionRange(value.length, value.length);
  }, []);
  useEffect(() => () => {
    clearTimeout(timer.current);
    const last = waiting.current;
    if (last) last.onSave(last.text);
  }, []);
  return (
    <span class={`grows ${name}`} data-text={(typed ?? value) + "\u200b"}>
      <textarea
        ref={field}
        rows={1}
        aria-label={label}
        value={typed ?? value}
        placeholder={placeholder}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          waiting.current = { text, onSave };
          clearTimeout(timer.current);
          timer.current = setTimeout(settle, PAUSE_MS);
        }}
        onBlur={() => {
          settle();
          setTyped(null);
          onLeave?.();
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter" && (!lines || event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            field.current?.blur();
          }
          if (event.key === "Escape") {
            event.stopPropagation();
            field.current?.blur();
          }
        }}
      />
    </span>
  );
}
