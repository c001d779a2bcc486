// What the board shows: the tasks of the call it stands under, as they are now.
import { signal } from "@preact/signals";
import { dayPerson, setServerTime, type DayPerson } from "../model/clock";
import { lingering, replaceTasks, subtaskCounts } from "../model/store";
import type { Due, Task } from "../model/types";
import { ask } from "./ask";

export type Shows = "get_agenda" | "search_tasks";

/** A coming occurrence: there is nothing to tick yet. */
export interface Coming {
  number: number;
  title: string;
  due: Pick<Due, "date" | "time" | "zone">;
  repeat_words: string;
}

/** The answer of `show_board`. */
interface Shown {
  now: string;
  person: DayPerson;
  total: number;
  /** Whether there are more than `total`: matches are counted up to a limit. */
  at_least?: boolean;
  tasks: Task[];
  subtasks: Record<string, [number, number]>;
  touched: Task[];
  page: string;
  /** The days of an agenda, in order. */
  days?: string[];
  ghosts?: Coming[];
}

export interface BoardState {
  status: "waiting" | "ready" | "failed";
  /** Why it failed, in the tool's words. */
  problem: string;
  tool: Shows;
  /** The days of an agenda; none for a search. */
  days: readonly string[];
  /** The words that were searched for. */
  words: string;
  /** Row ids in the server's order. */
  order: readonly number[];
  total: number;
  atLeast: boolean;
  coming: readonly Coming[];
  /** Where the page is. */
  page: string;
}

export const state = signal<BoardState>({ status: "waiting", problem: "", tool: "get_agenda", days: [], words: "", order: [], total: 0, atLeast: false, coming: [], page: "" });
/** Rows that were changed here stay in sight, wherever they belong now. */
export const changed = signal<ReadonlySet<number>>(new Set());

let asked: Record<string, unknown> = {};

/** The call that the board stands under. */
export function standUnder(tool: Shows, given: Record<string, unknown>): void {
  asked = given;
  const text = (given.filter as { text?: unknown } | undefined)?.text;
  state.value = { ...state.peek(), tool, words: typeof text === "string" ? text : "" };
}

/** The person's tasks as they are now, these rows among them. */
export async function refresh(rows: readonly number[] = []): Promise<void> {
  changed.value = new Set([...changed.peek(), ...rows]);
  show(await fetchBoard([...changed.peek()]));
}

/** One row, wherever it is. */
export async function touched(row: number): Promise<Task | undefined> {
  return (await fetchBoard([row])).touched[0];
}

/** As `refresh`, at the beginning and when one comes back: a failure is shown. */
export async function load(): Promise<void> {
  try {
    await refresh();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** Nothing can be shown, and why. */
export function fail(problem: string): void {
  state.value = { ...state.peek(), status: "failed", problem };
}

/** The server fetches this many changed rows again; earlier ones have long been seen. */
const ROWS = 50;

async function fetchBoard(rows: readonly number[]): Promise<Shown> {
  const answer = await ask("show_board", { tool: state.peek().tool, given: asked, rows: rows.slice(-ROWS) });
  return answer.structuredContent as unknown as Shown;
}

function show({ now, person, total, at_least: atLeast = false, tasks, subtasks, touched: rows, days = [], ghosts = [], page }: Shown): void {
  dayPerson.value = person;
  setServerTime(now);
  document.documentElement.dataset.clock = person.clock24 ? "24" : "12";
  subtaskCounts.value = new Map(Object.entries(subtasks).map(([id, counts]) => [Number(id), counts]));
  replaceTasks([...tasks, ...rows], (task) => lingering.peek().has(task.id));
  state.value = { ...state.peek(), status: "ready", days, order: tasks.map((task) => task.id), total, atLeast, coming: ghosts, page };
}
