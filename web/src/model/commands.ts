// Every command with its keys, in one table: the key handler, the help dialog and the palette all read it.
import { computed, signal } from "@preact/signals";
import * as say from "../text/commands";
import * as dates from "../text/dates";
import * as shared from "../text/shared";
import { complete, moveToToday, setPriority, toggle } from "./actions";
import { board, closeBeside, go, goBoard, openTask, route } from "./route";
import { ask, hideSide, showSide, sideHidden, sideTab } from "./side";
import { clearSelection, cursor, pick, picked, selection, tasks } from "./store";
import { redoLast, undoLast } from "./undo";

export interface Command {
  id: string;
  label: string;
  group: keyof typeof say.groups;
  /** tinykeys notation; what people read is made from it. */
  keys: string;
  run: (event?: KeyboardEvent) => void;
  /** Absent: always. */
  when?: () => boolean;
  /** Works while typing and when single keys are switched off. */
  always?: boolean;
}

/** Row ids in the order of the screen: j/k walk it. */
export const rowOrder = signal<readonly number[]>([]);

/** The board's rows changed: when the one under the cursor left, the one that took its place is next. */
export function setRowOrder(order: readonly number[]): void {
  const before = rowOrder.peek();
  rowOrder.value = order;
  const at = cursor.peek() === null ? -1 : before.indexOf(cursor.peek() ?? 0);
  if (at === -1 || order.includes(cursor.peek() ?? 0)) return;
  cursor.value = order[Math.min(at, order.length - 1)] ?? null;
  if (document.activeElement === document.body) focusRow();
}

/** The row under the cursor takes the real focus, so that screen readers and Enter follow. */
function focusRow(): void {
  const id = cursor.peek();
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${id}"] > .title`)?.focus());
}
/** What floats over the page by a key, if anything. */
export const overlayOpen = signal<"palette" | "help" | "reschedule" | "remind" | "triage" | "import" | null>(null);
/** Counts up when quick add is to take the focus. */
export const quickFocus = signal(0);
export const WITHOUT_QUICK: ReadonlySet<string> = new Set(["search", "done", "bin", "changes", "insights", "settings"]);
/** Views without quick add lead to Today first. */
function focusQuick(): void {
  const { view } = board.peek();
  if (WITHOUT_QUICK.has(view)) go("/today");
  quickFocus.value += 1;
}

/** Where "/" came from, for Esc. */
export const beforeSearch = signal<{ path: string; scroll: number } | null>(null);

const chosen = computed(() => selection.value.length > 0);
const hasTask = () => chosen.value;

function step(by: number, extend = false): void {
  const order = rowOrder.value;
  if (order.length === 0) return;
  const at = cursor.value === null ? -1 : order.indexOf(cursor.value);
  const next = order[Math.min(order.length - 1, Math.max(0, at === -1 ? (by > 0 ? 0 : order.length - 1) : at + by))];
  if (next === undefined) return;
  if (extend && cursor.value !== null) pick(cursor.value, true);
  cursor.value = next;
  if (extend) pick(next, true);
  focusRow();
  followInSheet();
}

/** While the sheet is open beside the board, j/k drive it. */
function followInSheet(): void {
  const task = cursor.value === null ? undefined : tasks.value.get(cursor.value);
  if (route.value.task !== null && task) openTask(task.number);
}

export function openSearch(): void {
  if (board.value.view !== "search") {
    beforeSearch.value = { path: location.pathname + location.search, scroll: (document.getElementById("board")?.scrollTop ?? 0) || window.scrollY };
    goBoard({ view: "search", query: "" });
  }
  document.getElementById("search-field")?.focus();
}

/** Esc closes what is on top, one thing at a time. */
function escape(): void {
  if (route.value.task !== null || route.value.chat !== null) {
    closeBeside();
    if (cursor.peek() !== null) focusRow();
  }
  else if (picked.value.size || cursor.value !== null) clearSelection();
  else if (board.value.view === "search") leaveSearch();
}

export function leaveSearch(): void {
  go(beforeSearch.value?.path ?? "/today");
}

const withTasks = (run: (rows: ReturnType<typeof selection.peek>) => void) => () => run(selection.value);
const setTo = (priority: Parameters<typeof setPriority>[1]) => withTasks((rows) => void setPriority(rows, priority));

function done(): void {
  const rows = selection.value;
  const [only] = rows;
  if (rows.length === 1 && only) void toggle(only);
  else void complete(rows.filter((task) => task.status === "open"));
  picked.value = new Set();
}

function openCursor(): void {
  const [task] = selection.value;
  if (task) openTask(task.number);
}

export const COMMANDS: readonly Command[] = [
  { id: "add", label: shared.addTask, group: "find", keys: "q", run: focusQuick },
  { id: "search", label: shared.search, group: "find", keys: "/", run: openSearch },
  { id: "palette", label: shared.commandPalette, group: "find", keys: "$mod+k", run: () => (overlayOpen.value = overlayOpen.value === "palette" ? null : "palette"), always: true },
  { id: "ask", label: say.askAssistant, group: "find", keys: "a", run: withTasks((rows) => ask("", rows.map((task) => task.number))) },
  { id: "next", label: say.nextRow, group: "move", keys: "j", run: () => step(1) },
  { id: "previous", label: say.previousRow, group: "move", keys: "k", run: () => step(-1) },
  { id: "open", label: shared.open, group: "move", keys: "Enter", run: openCursor, when: hasTask },
  { id: "select", label: shared.select, group: "move", keys: "x", run: () => cursor.value !== null && pick(cursor.value), when: hasTask },
  { id: "extend-down", label: say.selectDown, group: "move", keys: "Shift+j", run: () => step(1, true) },
  { id: "extend-up", label: say.selectUp, group: "move", keys: "Shift+k", run: () => step(-1, true) },
  { id: "done", label: shared.done, group: "task", keys: "e", run: done, when: hasTask },
  { id: "reschedule", label: shared.rescheduleMore, group: "task", keys: "d", run: () => (overlayOpen.value = "reschedule"), when: hasTask },
  { id: "remind", label: shared.remindMeMore, group: "task", keys: "r", run: () => (overlayOpen.value = "remind"), when: hasTask },
  { id: "today", label: shared.moveToToday, group: "task", keys: "t", run: withTasks((rows) => void moveToToday(rows)), when: hasTask },
  { id: "high", label: shared.setPriority.high, group: "task", keys: "1", run: setTo("high"), when: hasTask },
  { id: "medium", label: shared.setPriority.medium, group: "task", keys: "2", run: setTo("medium"), when: hasTask },
  { id: "low", label: shared.setPriority.low, group: "task", keys: "3", run: setTo("low"), when: hasTask },
  { id: "none", label: shared.setPriority.none, group: "task", keys: "0", run: setTo("none"), when: hasTask },
  { id: "triage", label: say.triageOverdue, group: "move", keys: "Shift+t", run: () => (overlayOpen.value = "triage") },
  { id: "undo", label: shared.undo, group: "rest", keys: "z", run: () => void undoLast() },
  { id: "redo", label: shared.redo, group: "rest", keys: "Shift+z", run: () => void redoLast() },
  { id: "go-today", label: dates.today, group: "go", keys: "g t", run: () => go("/today") },
  { id: "go-upcoming", label: shared.upcoming, group: "go", keys: "g u", run: () => go("/upcoming") },
  { id: "go-inbox", label: shared.inbox, group: "go", keys: "g i", run: () => go("/inbox") },
  { id: "go-all", label: shared.all, group: "go", keys: "g a", run: () => go("/all") },
  { id: "go-done", label: shared.done, group: "go", keys: "g d", run: () => go("/done") },
  { id: "go-changes", label: shared.changes, group: "go", keys: "g c", run: () => go("/changes") },
  { id: "go-insights", label: shared.insights, group: "go", keys: "g n", run: () => go("/insights") },
  { id: "go-bin", label: shared.bin, group: "go", keys: "g b", run: () => go("/bin") },
  { id: "settings", label: shared.settings, group: "go", keys: "g s", run: () => go("/settings") },
  { id: "side", label: shared.sideColumn, group: "rest", keys: "]", run: () => (sideHidden.value ? showSide(sideTab.value) : hideSide(true)) },
  { id: "help", label: shared.keys, group: "rest", keys: "Shift+?", run: () => (overlayOpen.value = "help") },
  { id: "escape", label: say.closeOrClear, group: "rest", keys: "Escape", run: escape },
];

const SHOWN: Record<string, string> = { $mod: /Mac|iP/.test(globalThis.navigator?.platform ?? "") ? "⌘" : say.control, Shift: "⇧", Enter: "↵", Escape: say.escape, Meta: "⌘" };

/** Keys as people read them: `⇧ J`, `G T`, `Ctrl K`. */
export function keyCaps(keys: string): string[] {
  if (keys === "Shift+?") return ["?"];
  return keys.split(/[ +]/).map((key) => SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
