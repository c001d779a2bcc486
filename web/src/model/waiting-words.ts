// What a change that waits, or was refused, is about: in words that can be read and copied.
import * as say from "../text/saving";
import * as shared from "../text/shared";
import { isAddition, type Entry } from "./outgoing";
import { known } from "./store";

/** A tag or project, and which one where it is there already. */
const NAMED = /^\/api\/(tag|project)s(?:\/(.+))?$/;
const signOf = (kind: string | undefined) => (kind === "tag" ? "#" : "@");

const NOT_FIELDS = new Set(["base", "scope", "ids", "do", "occurrence", "missed", "at"]);

/** `buy stamps tomorrow`, `“Pay rent”: due fri 9`, `“Pay rent”: complete`, `#home: name house`, `Settings: theme dark`. */
export function wordsOf(entry: Pick<Entry, "method" | "path" | "body" | "shown">): string {
  const body = (entry.body ?? {}) as Record<string, unknown>;
  if (isAddition(entry)) return String(body.text ?? body.title ?? "").trim();
  const named = NAMED.exec(entry.path);
  if (named) return say.aboutAndWhat(signOf(named[1]) + decodeURIComponent(named[2] ?? String(body.name)), named[2] ? whatOf(entry, body) : shared.add.toLowerCase());
  if (entry.path === "/api/me") return say.aboutAndWhat(shared.settings, whatOf(entry, body));
  const titles = entry.shown.map(([id]) => known.peek().get(id)?.title ?? say.taskNumbered(id));
  const about = titles.length === 1 ? shared.quoted(titles[0] ?? "") : titles.length > 1 ? shared.tasksCounted(titles.length) : say.anUndo;
  return say.aboutAndWhat(about, whatOf(entry, body));
}

function whatOf(entry: Pick<Entry, "method" | "path">, body: Record<string, unknown>): string {
  const fields = Object.entries((body.fields as Record<string, unknown> | undefined) ?? body).filter(([name]) => !NOT_FIELDS.has(name));
  if (entry.method === "PATCH" || body.do === "update") return fields.map(([name, value]) => fieldWords(name, value)).join(", ");
  if (entry.method === "DELETE") return say.deeds.delete ?? "";
  const deed = String(body.do ?? entry.path.split("/").at(-1));
  return say.deeds[deed] ?? deed;
}

/** `due fri 9`; a move to today has no value of its own. */
const fieldWords = (name: string, value: unknown) => (name === "today" ? (say.deeds.today ?? name) : `${shared.fields[name] ?? name} ${valueOf(value)}`);

function valueOf(value: unknown): string {
  if (value === null || value === "") return shared.none;
  if (Array.isArray(value)) return value.map(valueOf).join(", ") || shared.none;
  if (typeof value !== "object") return String(value);
  const { words, date, time } = value as { words?: string; date?: string; time?: string | null };
  return words ?? [date, time].filter(Boolean).join(" ");
}
