// What others did while nobody looked, in one line. Pure.
import { lines, who } from "../changes/sentence";
import type { ChangeEntry } from "../model/types";
import * as say from "../text/away";
import * as shared from "../text/shared";

export interface Away {
  /** `Claude Desktop added 3, Pay rent repeated` */
  words: string;
  /** Codes that undo it, newest first; what Tasklark did by itself stays. */
  codes: string[];
}

const HERE = new Set<string>([shared.you, shared.assistant]);
const MOST = 3;

/** Null when nobody else did anything that still stands. */
export function summary(entries: readonly ChangeEntry[]): Away | null {
  const others = lines(entries).filter(({ entry, undone }) => !undone && entry.touched > 0 && !HERE.has(who(entry)));
  const words = [...byOthers(others.map(({ entry }) => entry)), ...repeated(others.map(({ entry }) => entry))];
  if (words.length === 0) return null;
  const codes = others.flatMap(({ entry }) => (entry.can_undo && entry.code && who(entry) !== shared.product ? [entry.code] : []));
  const shown = words.slice(0, MOST);
  const said = shown.join(", ");
  return { words: words.length > MOST ? say.andMore(said) : said, codes };
}

const DONE: Record<string, string> = { Completed: say.verbs.finished, Added: say.verbs.added, Deleted: say.verbs.deleted, Restored: say.verbs.restored, Reopened: say.verbs.reopened };
const verbOf = ({ said }: ChangeEntry) => DONE[said.split(" ")[0] ?? ""] ?? say.verbs.changed;

/** `Claude Desktop added 3 and changed 1` */
function byOthers(entries: readonly ChangeEntry[]): string[] {
  const people = new Map<string, Map<string, number>>();
  for (const entry of [...entries].reverse()) {
    const name = who(entry);
    if (name === shared.product) continue;
    const verbs = people.get(name) ?? new Map<string, number>();
    people.set(name, verbs.set(verbOf(entry), (verbs.get(verbOf(entry)) ?? 0) + entry.touched));
  }
  return [...people].map(([name, verbs]) => say.someoneDid(name, [...verbs].map(([verb, count]) => say.did(verb, count))));
}

function repeated(entries: readonly ChangeEntry[]): string[] {
  const titles = entries.filter((entry) => entry.actor === "service:recurring" && entry.said.startsWith("Added ")).flatMap((entry) => entry.tasks[0]?.title ?? []);
  if (titles.length > 2) return [say.repeated(shared.tasksCounted(titles.length))];
  return titles.map((title) => say.repeated(title));
}
