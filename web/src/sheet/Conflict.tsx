// The same field was changed here and elsewhere: both values, and the choice.
import { dueWords } from "../model/due-words";
import type { Due, Reminder, Repeat, Task } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { conflict, useMine } from "./detail";

export function Conflict({ task }: { task: Task }) {
  const now = conflict.value;
  if (!now || now.task !== task.id) return null;
  return (
    <div class="conflict" role="alert">
      <p>{say.changedElsewhere}</p>
      <dl>
        {Object.entries(now.both).map(([field, { theirs, yours }]) => (
          <div key={field}>
            <dt>{shared.fields[field] ?? field}</dt>
            <dd>
              {say.now} <b>{valueWords(field, theirs)}</b>, {say.yours} <b>{valueWords(field, yours)}</b>
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" class="btn" onClick={() => (conflict.value = null)}>
        {say.keepTheirs}
      </button>{" "}
      <button type="button" class="btn" onClick={() => void useMine(task, now.fields)}>
        {say.useMine}
      </button>
    </div>
  );
}

/** A field's value as people read it. */
export function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return say.nothing;
  if (field === "due" && typeof value === "object") return "words" in value ? String(value.words) : dueWords(value as Due);
  if (field === "repeat" && typeof value === "object") return (value as Repeat).words || (value as Repeat).rule;
  if (Array.isArray(value)) return value.map((one: string | Reminder) => (typeof one === "string" ? one : one.words)).join(", ") || say.nothing;
  if (typeof value === "object" && "words" in value) return String(value.words);
  return String(value);
}
