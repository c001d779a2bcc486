// What others did while nobody looked, in one line. Pure.
import { lines, who } from "../changes/sentence";
import type { ChangeEntry } from "../model/types";

export interface Away {
  /** `Claude Desktop added 3, Pay rent repeated` */
  words: string;
  /** Codes that undo it, newest first; what Tasklark did by itself stays. */
  codes: string[];
}

const HERE = new Set(["You", "Assistant"]);
const MOST = 3;

/** Null when nobody else did anything that still stands. */
export function summary(entries: readonly ChangeEntry[]): Away | null {
  const others = lines(entries).filter(({ entry, undone }) => !undone && entry.touched > 0 && !HERE.has(who(entry)));
  const words = [...byOthers(others.map(({ entry }) => entry)), ...repeated(others.map(({ entry }) => entry))];
  if (words.length === 0) return null;
  const codes = others.flatMap(({ entry }) => (entry.can_undo && entry.code && who(entry) !== "Tasklark" ? [entry.code] : []));
  const shown = words.slice(0, MOST);
  return { words: shown.join(", ") + (words.length > MOST ? " and more" : ""), codes };
}

const DONE: Record<string, string> = { Completed: "finished", Added: "added", Deleted: "deleted", Restored: "restored", Reopened: "reopened" };
const verbOf = ({ said }: ChangeEntry) => DONE[said.split(" ")[0] ?? ""] ?? "changed";

/** `Claude Desktop added 3 and changed 1` */
function byOthers(entries: readonly ChangeEntry[]): string[] {
  const people = new Map<string, Map<string, number>>();
  for (const entry of [...entries].reverse()) {
    const name = who(entry);
    if (name === "Tasklark") continue;
    const verbs = people.get(name) ?? new Map<string, number>();
    people.set(name, verbs.set(verbOf(entry), (verbs.get(verbOf(entry)) ?? 0) + entry.touched));
  }
  return [...people].map(([name, verbs]) => `${name} ${[...verbs].map(([verb, count]) => `${verb} ${count}`).join(" and ")}`);
}

function repeated(entries: readonly ChangeEntry[]): string[] {
  const titles = entries.filter((entry) => entry.actor === "service:recurring" && entry.said.startsWith("Added ")).flatMap((entry) => entry.tasks[0]?.title ?? []);
  if (titles.length > 2) return [`${titles.length} tasks repeated`];
  return titles.map((title) => `${title} repeated`);
}
