// Rows put in order by hand: dragged, or moved with Alt and an arrow.
import { useEffect, useRef } from "preact/hooks";
import { byHand, move } from "../model/ranks";
import { cursor } from "../model/store";
import { isUnsent } from "../model/unsent";
import { letGo } from "./hold";
import type { Task } from "../model/types";

const KIND = "application/x-tasklark-order";
const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

const rowOf = (event: Event) => (event.target as Element).closest<HTMLElement>("[data-row]");
const indexOf = (rows: readonly Task[], row: HTMLElement | null) => rows.findIndex((task) => task.id === Number(row?.dataset.row));

/** Where a line shows that the dragged row would go. */
let marked: HTMLElement | null = null;

function mark(row: HTMLElement | null, side: "before" | "after" | null): void {
  if (marked && marked !== row) delete marked.dataset.drop;
  marked = row;
  if (row && side) row.dataset.drop = side;
}

function sideOf(row: HTMLElement, event: DragEvent): "before" | "after" {
  const { top, height } = row.getBoundingClientRect();
  return event.clientY < top + height / 2 ? "before" : "after";
}

/** The row that moved may have lost the focus on its way. */
function focusAgain(id: number): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${id}"] > .title`)?.focus());
}

/** The row that keys mean: the one with the focus; the chosen one while a redraw has left it to nobody. */
function meant(event: KeyboardEvent): number | null {
  if (event.target === document.body) return cursor.peek();
  const row = rowOf(event);
  return row ? Number(row.dataset.row) : null;
}

function onKeyDown(event: KeyboardEvent): void {
  const step = event.altKey ? STEPS[event.key] : undefined;
  const id = step === undefined ? null : meant(event);
  const rows = byHand.peek();
  const at = rows.findIndex((task) => task.id === id);
  if (step === undefined || id === null || at === -1) return;
  event.preventDefault();
  letGo();
  move(rows, at, at + step);
  focusAgain(id);
}

/** For the list around the rows; nothing while its order is not one by hand. */
export function useByHand(all: readonly Task[], isByHand: boolean) {
  const rows = all.filter((task) => !isUnsent(task));
  const from = useRef<number | null>(null);
  useEffect(() => {
    byHand.value = isByHand ? rows : [];
  });
  useEffect(() => {
    addEventListener("keydown", onKeyDown);
    return () => {
      removeEventListener("keydown", onKeyDown);
      byHand.value = [];
    };
  }, []);
  if (!isByHand) return {};
  const end = () => {
    from.current = null;
    mark(null, null);
  };
  return {
    onDragStart(event: DragEvent) {
      const at = indexOf(rows, rowOf(event));
      if (at === -1 || !event.dataTransfer) return;
      from.current = at;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData(KIND, String(rows[at]?.id));
    },
    onDragOver(event: DragEvent) {
      const row = rowOf(event);
      if (from.current === null || !row) return;
      event.preventDefault();
      mark(row, sideOf(row, event));
    },
    onDrop(event: DragEvent) {
      const row = rowOf(event);
      if (from.current === null || !row) return;
      event.preventDefault();
      const to = indexOf(rows, row) + (sideOf(row, event) === "after" ? 1 : 0);
      letGo();
      move(rows, from.current, to > from.current ? to - 1 : to);
      end();
    },
    onDragEnd: end,
  };
}
