// One task as one line: time | ring | title, meta | what one can do with it.
import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { toggle } from "../model/actions";
import { openTask } from "../model/route";
import { cursor, pick, picked } from "../model/store";
import type { Task } from "../model/types";
import { isUnsent } from "../model/unsent";
import * as say from "../text/board";
import { memo } from "../ui/lazy";
import { Ring } from "../ui/Ring";
import { RowActions } from "./RowActions";
import { RowMeta, type MetaOptions } from "./RowMeta";
import { useSwipe } from "./swipe";
import { UnsentRow } from "./UnsentRow";

export interface RowProps extends MetaOptions {
  task: Task;
  /** What the time column says. */
  time: string;
  /** Before now on the line of the day, or overdue. */
  tone?: "past" | "overdue";
  /** The words that were searched for, shown bold. */
  match?: string;
  /** Can be dragged to another day or another place. */
  drags?: boolean;
  /** What can be done at its end, where that is something else. */
  Actions?: ComponentType<{ task: Task }>;
}

export const Row = memo(function Row({ task, time, tone, match, drags, Actions = RowActions, ...meta }: RowProps) {
  // It never becomes another kind of row: its place is taken by one with an id of the server.
  if (isUnsent(task)) return <UnsentRow task={task} time={time} match={match} {...meta} />;
  const selected = useComputed(() => cursor.value === task.id || picked.value.has(task.id));
  const picking = useComputed(() => picked.value.size > 0);
  // Buttons that nobody can see are not made: in a long list they would be half of it.
  const met = useSignal(false);
  const meet = () => (met.value = true);
  const swipe = useSwipe(task);
  const classes = ["row", tone, task.status === "done" && "done", selected.value && "selected", swipe.moving && "swiping"].filter(Boolean).join(" ");
  return (
    <li
      class={classes}
      data-row={task.id}
      data-priority={task.priority}
      draggable={drags || undefined}
      onPointerEnter={meet}
      onFocusIn={meet}
      onPointerDown={swipe.down}
      onPointerMove={swipe.move}
      onPointerUp={swipe.up}
      onPointerCancel={swipe.cancel}
      onClick={(event) => !(event.target as Element).closest("a, button, input, [popover]") && (cursor.value = task.id)}
      style={swipe.shift ? { transform: `translateX(${swipe.shift}px)` } : undefined}
    >
      {picking.value && (
        <input type="checkbox" class="pick" aria-label={say.selectTask(task.title)} checked={picked.value.has(task.id)} onChange={() => pick(task.id)} />
      )}
      <span class="time">
        {tone === "overdue" && <span class="sr">{say.overdue} </span>}
        {time}
      </span>
      <Ring task={task} onToggle={() => void toggle(task)} />
      <a class="title" href={`/task/${task.number}`} onClick={(event) => follow(event, task)}>
        {match ? <Matched text={task.title} match={match} /> : task.title}
      </a>
      <RowMeta task={task} {...meta} match={match} />
      {(met.value || selected.value || Actions !== RowActions) && <Actions task={task} />}
    </li>
  );
});

function follow(event: MouseEvent, task: Task): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  cursor.value = task.id;
  openTask(task.number);
}

/** The text with every occurrence of the searched words bold. */
export function Matched({ text, match }: { text: string; match: string }) {
  const words = match.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found: ComponentChildren[] = [];
  const lower = text.toLocaleLowerCase();
  // Case folding that changes the length (İ) would shift the cuts: such a text is shown plain.
  if (lower.length !== text.length) return <>{text}</>;
  let at = 0;
  while (at < text.length) {
    const next = nearest(lower, words, at);
    if (!next) break;
    found.push(text.slice(at, next.start), <em key={next.start}>{text.slice(next.start, next.end)}</em>);
    at = next.end;
  }
  return (
    <>
      {found}
      {text.slice(at)}
    </>
  );
}

function nearest(text: string, words: readonly string[], from: number): { start: number; end: number } | null {
  let best: { start: number; end: number } | null = null;
  for (const word of words) {
    const start = text.indexOf(word, from);
    if (start !== -1 && (!best || start < best.start)) best = { start, end: start + word.length };
  }
  return best;
}
