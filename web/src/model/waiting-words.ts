// What a change that waits, or was refused, is about: in words that can be read and copied.
import { isAddition, type Entry } from "./outgoing";
import { known } from "./store";

const NOT_FIELDS = new Set(["base", "scope", "ids", "do", "occurrence", "missed", "at"]);

/** `buy stamps tomorrow`, `“Pay rent”: due fri 9`, `“Pay rent”: complete`. */
export function wordsOf(entry: Pick<Entry, "method" | "path" | "body" | "shown">): string {
  const body = (entry.body ?? {}) as Record<string, unknown>;
  if (isAddition(entry)) return String(body.text ?? body.title ?? "").trim();
  const titles = entry.shown.map(([id]) => known.peek().get(id)?.title ?? `task ${id}`);
  const about = titles.length === 1 ? `“${titles[0]}”` : titles.length > 1 ? `${titles.length} tasks` : "an undo";
  return `${about}: ${whatOf(entry, body)}`;
}

function whatOf(entry: Pick<Entry, "method" | "path">, body: Record<string, unknown>): string {
  const fields = Object.entries((body.fields as Record<string, unknown> | undefined) ?? body).filter(([name]) => !NOT_FIELDS.has(name));
  if (entry.method === "PATCH" || body.do === "update") return fields.map(([name, value]) => `${name} ${valueOf(value)}`).join(", ");
  if (entry.method === "DELETE") return "delete";
  return String(body.do ?? entry.path.split("/").at(-1));
}

function valueOf(value: unknown): string {
  if (value === null || value === "") return "none";
  if (Array.isArray(value)) return value.map(valueOf).join(", ") || "none";
  if (typeof value !== "object") return String(value);
  const { words, date, time } = value as { words?: string; date?: string; time?: string | null };
  return words ?? [date, time].filter(Boolean).join(" ");
}
