// Rows dragged to another day: the day under the pointer takes them.
import { signal } from "@preact/signals";
import { moveToDay, moveToToday } from "../model/actions";
import { today } from "../model/clock";
import { picked, tasks } from "../model/store";
import type { Task } from "../model/types";

const KIND = "application/x-tasklark-rows";

/** The day that would take what is being dragged. */
export const over = signal<string | null>(null);
let dragged: readonly Task[] = [];

const dayOf = (event: DragEvent) => (event.target as Element).closest<HTMLElement>("[data-day]")?.dataset.day ?? null;

/** The row under the pointer, or all picked ones if it is one of them. */
function rowsOf(event: DragEvent): Task[] {
  const id = Number((event.target as Element).closest<HTMLElement>("[data-row]")?.dataset.row);
  const ids = picked.peek().has(id) ? [...picked.peek()] : [id];
  return ids.flatMap((one) => tasks.peek().get(one) ?? []);
}

/** For the element around strip and days. */
export const dragging = {
  onDragStart(event: DragEvent) {
    dragged = rowsOf(event);
    const [first] = dragged;
    if (!first || !event.dataTransfer) return event.preventDefault();
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData(KIND, String(first.id));
    event.dataTransfer.setData("text/plain", dragged.map((task) => task.title).join("\n"));
  },
  onDragOver(event: DragEvent) {
    const day = dragged.length ? dayOf(event) : null;
    over.value = day;
    if (!day) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "move";
  },
  onDrop(event: DragEvent) {
    const day = dayOf(event);
    if (!day || dragged.length === 0) return;
    event.preventDefault();
    drop(dragged, day);
    stop();
  },
  onDragEnd: () => stop(),
};

function stop(): void {
  dragged = [];
  over.value = null;
}

function drop(rows: readonly Task[], day: string): void {
  const moved = rows.filter((task) => task.due?.date !== day);
  if (moved.length) void (day === today.peek() ? moveToToday(moved) : moveToDay(moved, day));
}
