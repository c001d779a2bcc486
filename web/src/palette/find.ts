// What the palette offers for what is typed: best match first, recent before never used.

export interface Entry {
  id: string;
  label: string;
  /** Words it is found by besides its label. */
  also?: string;
  kind: "command" | "view" | "task" | "tag" | "project";
}

/** 0 begins with it, 1 a word begins with it, 2 holds it; null has not all of its words. */
export function score(text: string, query: string): number | null {
  const lower = text.toLocaleLowerCase();
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => lower.includes(word))) return null;
  const [first = ""] = words;
  const plain = lower.replace(/^[#@]/, "");
  if (plain.startsWith(first)) return 0;
  return plain.split(/[\s“(/-]+/).some((word) => word.startsWith(first)) ? 1 : 2;
}

const ORDER: Record<Entry["kind"], number> = { command: 0, view: 1, task: 2, tag: 3, project: 3 };

/** Fitting entries, at most `limit`, no kind taking all the room. */
export function find<T extends Entry>(entries: readonly T[], query: string, recent: readonly string[], limit: number): T[] {
  const fitting = entries.flatMap((entry) => {
    const rank = score(entry.label, query) ?? (entry.also && score(entry.also, query) !== null ? 3 : null);
    return rank === null ? [] : [{ entry, rank }];
  });
  const age = (id: string) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  fitting.sort((one, other) => (query ? one.rank - other.rank : 0) || age(one.entry.id) - age(other.entry.id) || ORDER[one.entry.kind] - ORDER[other.entry.kind]);
  return fitting.slice(0, limit).map(({ entry }) => entry);
}
