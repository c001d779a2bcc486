// A recorded change as the server says it, cut into words, links to tasks, and old and new values. Pure.
import type { ChangeEntry } from "../model/types";
import * as say from "../text/changes";
import * as shared from "../text/shared";

export type Piece = { text: string } | { task: number; title: string } | { name: string; before: string; after: string };

const FIELDS = /title|date|priority|tags|project|repeat|parent task|reminders|order|zone|notes/.source;
const VALUE = new RegExp(`^(${FIELDS}) (.*?) → (.*?)(?=, (?:${FIELDS})\\b|; |$)`);

const ADDED = `${say.verbs.Added} `;

/** The pieces of one entry's sentence. */
export function pieces({ said, tasks, actor, touched }: Pick<ChangeEntry, "said" | "tasks" | "actor" | "touched">): Piece[] {
  let rest = reworded(said);
  if (actor === "service:recurring" && rest.startsWith(ADDED)) rest = say.repeated + rest.slice(ADDED.length);
  if (touched > 1 && rest.startsWith(ADDED)) rest = say.addedMany(touched) + rest.slice(ADDED.length);
  const found: Piece[] = [];
  let text = "";
  const put = (piece: Piece) => {
    if (text) found.push({ text });
    text = "";
    found.push(piece);
  };
  while (rest) {
    const named = taskAt(rest, tasks);
    if (named) {
      put({ task: named.number, title: named.title });
      rest = rest.slice(named.length);
      continue;
    }
    const value = /(^|: |, |; )$/.test(text) ? VALUE.exec(rest) : null;
    if (value) {
      put({ name: value[1] ?? "", before: value[2] ?? "", after: value[3] ?? "" });
      rest = rest.slice(value[0].length);
      continue;
    }
    text += rest[0];
    rest = rest.slice(1);
  }
  if (text) found.push({ text });
  return plainer(found);
}

function reworded(said: string): string {
  const undone = /^Undid [\w, ]+? of (.*)$/.exec(said);
  if (undone) return say.tookBackOf(undone[1] ?? "");
  if (said.startsWith("Undid ")) return say.tookBack;
  const [first = ""] = said.split(" ");
  return (say.verbs[first] ?? first) + said.slice(first.length);
}

/** A task named at the beginning of `text`: `#23 Oat milk`, its title perhaps cut short. */
function taskAt(text: string, tasks: ChangeEntry["tasks"]): { number: number; title: string; length: number } | null {
  const number = Number(/^#(\d+) /.exec(text)?.[1]);
  const task = number ? tasks.find((one) => one.number === number) : undefined;
  if (!task) return null;
  const head = `#${number} `.length;
  if (text.startsWith(task.title, head)) return { number, title: task.title, length: head + task.title.length };
  const cut = text.indexOf("…", head);
  const isStart = cut !== -1 && task.title.startsWith(text.slice(head, cut).trimEnd());
  return isStart ? { number, title: task.title, length: cut + 1 } : null;
}

/** One changed date is "moved … Mon 30 → Fri 27"; one changed value needs no name. */
function plainer(found: Piece[]): Piece[] {
  const values = found.filter((piece) => "before" in piece);
  const [only] = values;
  const at = found.findIndex((piece) => "text" in piece && piece.text === ": ");
  if (values.length !== 1 || !only || !("before" in only) || at === -1) return found;
  return found.map((piece, index) => {
    if (index === at) return { text: " " };
    if (index === 0 && only.name === "date" && "text" in piece && piece.text === `${say.verbs.Changed} `) return { text: `${say.verbs.Moved} ` };
    return piece === only ? { ...only, name: "" } : piece;
  });
}

const BACKGROUND = /^(service|recurring|reminders|notifications)\b/;

/** Who did it: You, Assistant, Tasklark itself, or the program by its name. */
export function who({ actor, client }: Pick<ChangeEntry, "actor" | "client">): string {
  if (BACKGROUND.test(actor) || BACKGROUND.test(client)) return shared.product;
  if (/^(page|web|cli|terminal)\b/.test(client)) return shared.you;
  if (client.startsWith("assistant")) return shared.assistant;
  return client || shared.you;
}

/** Through what, or why: the second line. `causes`: sentences of changes by their code. */
export function through({ actor, client, cause, reason }: Pick<ChangeEntry, "actor" | "client" | "cause" | "reason">, causes: ReadonlyMap<string, string>): string {
  if (reason) return say.youAsked(reason);
  if (actor === "service:recurring") return say.afterFinished;
  if (BACKGROUND.test(actor)) return cause && causes.has(cause) ? say.afterChange : say.byItself;
  if (/^(page|web)\b/.test(client)) return shared.thisPage;
  return /^(cli|terminal)\b/.test(client) ? say.inTerminal : "";
}

/** The codes that an "Undid …" takes back. */
export function undoes(said: string): string[] {
  return /^Undid ([\w, ]+?)(?: of |$)/.exec(said)?.[1]?.split(", ") ?? [];
}

export interface Line {
  entry: ChangeEntry;
  /** The change that took it back. */
  undone: { at: string; code: string | null; who: string } | null;
}

/** An undo is told by what it took back, where that is in the list too. */
export function lines(entries: readonly ChangeEntry[]): Line[] {
  const byCode = new Map(entries.flatMap((entry) => (entry.code ? [[entry.code, entry] as const] : [])));
  const isTold = (entry: ChangeEntry) => {
    const codes = undoes(entry.said);
    return codes.length > 0 && codes.every((code) => byCode.has(code));
  };
  return entries
    .filter((entry) => !isTold(entry))
    .map((entry) => {
      const by = entry.undone_by ? byCode.get(entry.undone_by) : undefined;
      const undone = entry.undone_by ? { at: by?.at ?? "", code: entry.undone_by, who: by ? who(by) : "" } : null;
      return { entry, undone };
    });
}
