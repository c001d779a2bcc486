// What D and R open for the selected rows: when, and when to ring.
import { useEffect, useState } from "preact/hooks";
import { moveToDay, remind, reschedule } from "../model/actions";
import { overlayOpen } from "../model/commands";
import { cursor, selection } from "../model/store";
import type { Task } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/shell";
import { DayList } from "../ui/DayList";
import { Popover } from "../ui/Popover";

const REMINDS = [shared.before30Minutes, shared.before1Hour, shared.before1Day, say.tomorrowAt9];

/** "At its time" can be said of one task that has a time. */
function remindChoices(rows: readonly Task[]): (readonly [label: string, words: string])[] {
  const time = rows.length === 1 ? rows[0]?.due?.time : null;
  return [...(time ? [[say.atDueTime, `at ${time}`] as const] : []), ...REMINDS.map((words) => [words, words] as const)];
}

/** Its own closing comes late, as an event: what was opened meanwhile stays. */
function close(): void {
  if (overlayOpen.peek() === "reschedule" || overlayOpen.peek() === "remind") overlayOpen.value = null;
}

/** The row it is about, or the bulk bar's place when several are picked. */
function anchorOf(id: number | null): DOMRect {
  const row = id === null ? null : document.querySelector(`[data-row="${id}"] .title`);
  return (row ?? document.querySelector(".bulk") ?? document.body).getBoundingClientRect();
}

export function QuickMenus() {
  const open = overlayOpen.value;
  const rows = selection.value;
  const lost = open !== null && (open === "reschedule" || open === "remind") && rows.length === 0;
  // The rows went away meanwhile (another tab): nothing is left to ask about.
  useEffect(() => void (lost && close()), [lost]);
  if ((open !== "reschedule" && open !== "remind") || rows.length === 0) return null;
  const anchor = anchorOf(rows.length === 1 ? (rows[0]?.id ?? null) : cursor.value);
  const title = rows.length === 1 ? rows[0]?.title : shared.tasksCounted(rows.length);
  const then = (run: () => unknown) => {
    close();
    run();
  };
  return (
    <Popover anchor={anchor} label={open === "remind" ? shared.remindMe : shared.reschedule} onClose={close} class="quick-menu">
      <p class="popover-head">
        {open === "remind" ? shared.remindMe : shared.reschedule} <span class="muted">{title}</span>
      </p>
      {open === "remind" ? (
        <RemindList choices={remindChoices(rows)} onWords={(words) => then(() => remind(rows, words))} />
      ) : (
        <DayList
          autofocus
          value={rows.length === 1 ? (rows[0]?.due?.date ?? null) : undefined}
          onDay={(date) => then(() => moveToDay(rows, date))}
          onWords={(words) => then(() => reschedule(rows, words))}
        />
      )}
    </Popover>
  );
}

function RemindList({ choices, onWords }: { choices: ReturnType<typeof remindChoices>; onWords: (words: string) => void }) {
  const [words, setWords] = useState("");
  return (
    <form
      class="day-list"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim()) onWords(words.trim());
      }}
    >
      <input class="field wide" data-autofocus aria-label={shared.ringInWords} placeholder={shared.ringExamples} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      <div class="chips">
        {choices.map(([label, choice]) => (
          <button type="button" class="chip" key={choice} onClick={() => onWords(choice)}>
            {label}
          </button>
        ))}
      </div>
    </form>
  );
}
