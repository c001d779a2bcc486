// What is being typed into quick add: the text, what the server recognised in it, what the person un-marked.
import { computed, signal } from "@preact/signals";
import { api } from "../model/api";
import { carry, toPoints, toUnits, type Range } from "../model/offsets";
import type { Alternative, MarkKind, Parsed } from "../model/types";

export interface Mark {
  range: Range;
  kind: MarkKind;
  label: string;
}

export const text = signal("");
/** Ranges (UTF-16) that the person said are plain words. */
export const plain = signal<readonly Range[]>([]);
/** The server's last reading, and the text it read. */
const reading = signal<{ parsed: Parsed; of: string } | null>(null);
/** The view's context was taken off for this task. */
export const contextOff = signal(false);

const DEBOUNCE_MS = 80;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: AbortController | null = null;
/** What the view adds: `today`, `tag:x`, `day:2026-11-27`. */
export const viewContext = signal("");

export const parsed = computed(() => (text.value.trim() ? (reading.value?.parsed ?? null) : null));

/** Marks in UTF-16 ranges; while the next answer is on its way, the last ones move with the text. */
export const marks = computed<readonly Mark[]>(() => {
  const last = reading.value;
  if (!last) return [];
  const spans = last.parsed.spans.map((span): Mark => ({ range: [toUnits(last.of, span.start), toUnits(last.of, span.end)], kind: span.kind, label: span.label }));
  if (last.of === text.value) return spans;
  return spans.flatMap((mark) => carry([mark.range], last.of, text.value).map((range) => ({ ...mark, range })));
});

/** Whether the reading is of the text as it stands: only then may its offsets be used. */
export const isCurrent = computed(() => reading.value?.of === text.value);

export function setText(next: string): void {
  plain.value = carry(plain.value, text.value, next, true);
  text.value = next;
  if (!next.trim()) return forgetReading();
  clearTimeout(timer);
  timer = setTimeout(() => void readNow(), DEBOUNCE_MS);
}

function forgetReading(): void {
  clearTimeout(timer);
  running?.abort();
  reading.value = null;
  plain.value = [];
}

export function clear(): void {
  text.value = "";
  contextOff.value = false;
  forgetReading();
}

export function setContext(context: string): void {
  if (context === viewContext.peek()) return;
  viewContext.value = context;
  contextOff.value = false;
  if (text.peek().trim()) void readNow();
}

/** What the view adds to a task, unless it was taken off. */
export const context = () => (contextOff.peek() ? "" : viewContext.peek());

export function dropContext(): void {
  contextOff.value = true;
  void readNow();
}

/** Plain ranges as the server counts them. */
export const plainPoints = (): [number, number][] => plain.peek().map(([start, end]) => [toPoints(text.peek(), start), toPoints(text.peek(), end)]);

async function readNow(): Promise<void> {
  running?.abort();
  const asked = text.peek();
  if (!asked.trim()) return;
  running = new AbortController();
  const { signal } = running;
  try {
    const answer = await api.parse(asked, context(), plainPoints(), signal);
    // A stale answer, about a text that has changed since, is dropped.
    if (!signal.aborted && text.peek() === asked) reading.value = { parsed: answer, of: asked };
  } catch (error) {
    // Typing goes on without marks; Enter adds all the same.
    if (!signal.aborted) console.warn(error);
  }
}

/** The mark that ends at the caret (Backspace) or that holds it (a click). */
export function markAt(caret: number, how: "ends" | "holds"): Mark | undefined {
  return marks.peek().find(({ range: [start, end] }) => (how === "ends" ? end === caret : start < caret && caret < end));
}

/** "Not a date": the words stay in the title. */
export function unmark(mark: Mark): void {
  const last = reading.peek();
  plain.value = [...plain.peek(), mark.range];
  if (last) {
    const spans = last.parsed.spans.filter((span) => toUnits(last.of, span.start) !== mark.range[0] || last.of !== text.peek());
    reading.value = { ...last, parsed: { ...last.parsed, spans } };
  }
  void readNow();
}

/** Takes the other reading: its words stand in the text from now on. */
export function chooseReading(alternative: Alternative): void {
  const [start, end] = [toUnits(text.peek(), alternative.start), toUnits(text.peek(), alternative.end)];
  setText(text.peek().slice(0, start) + alternative.words + text.peek().slice(end));
}

/** Lines that will become tasks. */
export const lineCount = computed(() => text.value.split("\n").filter((line) => line.trim()).length);
