// One change that waited and was then refused: what was wanted, why not, and what can be done with it.
import { useState } from "preact/hooks";
import { outgoing } from "../model/kept";
import type { Entry } from "../model/outgoing";
import { openTask } from "../model/route";
import { tasks } from "../model/store";
import type { Fields } from "../model/types";
import { conflict } from "../sheet/detail";
import * as shared from "../text/shared";
import * as say from "../text/shell";

export function Refused({ entry }: { entry: Entry }) {
  const { words } = entry;
  return (
    <div class="offline-bar refused-bar" role="alert">
      <p>
        <b>{say.notSaved(words)}</b> {entry.refused?.said}
      </p>
      {isConflict(entry) ? <Compare entry={entry} /> : <Copy words={words} />}
      <button type="button" class="link" onClick={() => outgoing.settle(entry, true)}>
        {shared.retry}
      </button>
      <button type="button" class="link" onClick={() => outgoing.settle(entry)}>
        {say.dismiss}
      </button>
    </div>
  );
}

function Copy({ words }: { words: string }) {
  const [done, setDone] = useState(false);
  return (
    <button type="button" class="link" onClick={() => void navigator.clipboard.writeText(words).then(() => setDone(true))}>
      {done ? say.copied : shared.copy}
    </button>
  );
}

const isConflict = (entry: Entry) => entry.shown.length === 1 && Object.keys(entry.refused?.conflicts ?? {}).length > 0;

/** Both values stand in the sheet of the task. */
function Compare({ entry }: { entry: Entry }) {
  return (
    <button type="button" class="link" onClick={() => compare(entry)}>
      {say.compare}
    </button>
  );
}

function compare(entry: Entry): void {
  const [id] = entry.shown.map(([row]) => row);
  const task = id === undefined ? undefined : tasks.peek().get(id);
  if (!task || !entry.refused) return;
  const { base: _base, scope: _scope, ...fields } = entry.body as Record<string, unknown>;
  conflict.value = { task: task.id, fields: fields as Fields, both: entry.refused.conflicts };
  openTask(task.number);
  outgoing.settle(entry);
}
