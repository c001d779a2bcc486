// The page's own calls, carried out by the MCP tools that the host reaches: rows, menus and undo work as on the page.
import { signal } from "@preact/signals";
import { api, Problem, type Call } from "../model/api";
import { tasks } from "../model/store";
import type { Detail, Due, Fields, Written } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/widget";
import { ask } from "./ask";
import { refresh, touched } from "./board";
import { tellModel } from "./host";

/** Undo codes of rows that were ticked here: the row itself offers to take it back. */
export const ticked = signal<ReadonlyMap<number, string>>(new Map());
/** What the last tick said; the row shows it already. */
export const saidOfTick = signal("");

const TOLD = 10;
const told: string[] = [];

/** A write: what it changed comes along with the board as it is afterwards. */
async function write(tool: string, asked: object, call?: Call): Promise<Written> {
  const { _meta: facts = {} } = await ask(tool, { ...asked, request_id: call?.key ?? "" });
  const undo = (facts["tasklark/undo"] as string | undefined) ?? null;
  const said = String(facts["tasklark/said"] ?? "");
  await refresh((facts["tasklark/task_ids"] as number[] | undefined) ?? []);
  if (undo) tell(say.withUndoCode(said, undo));
  return { tasks: [], undo, said, notes: [], seq: 0 };
}

function tell(said: string): void {
  told.push(said);
  tellModel([say.personChanged, ...told.slice(-TOLD)]);
}

/** A task as the tools name it: one occurrence of a series by its key. */
function named(id: number): string {
  const task = tasks.peek().get(id);
  if (!task) throw new Problem(404, { detail: say.taskGone });
  return task.occurrence ? `${task.number}/${task.occurrence}` : `${task.number}`;
}

async function complete(id: number, _occurrence: string | null, missed = false, call?: Call): Promise<Written> {
  const task = tasks.peek().get(id);
  const gone = missed ? (task?.repeat?.missed ?? []).map((key) => `${task?.number}/${key}`) : [];
  const answer = await write("complete_tasks", { ids: [named(id), ...gone] }, call);
  if (answer.undo) ticked.value = new Map(ticked.peek()).set(id, answer.undo);
  saidOfTick.value = answer.said;
  return answer;
}

async function undo(code: string, call?: Call): Promise<Written> {
  const answer = await write("undo", { codes: [code] }, call);
  // A code works once: a row that is ticked elsewhere later must not offer it again.
  ticked.value = new Map([...ticked.peek()].filter(([, known]) => known !== code));
  return answer;
}

function edit(id: number, fields: Fields, call?: Call): Promise<Written> {
  const due = fields.due as Due | { words: string } | undefined;
  const when = due && "words" in due ? (due.words === shared.noDate ? "none" : due.words) : undefined;
  return write("update_tasks", { ids: [named(id)], when }, call);
}

/** From now on the page's calls go through the host. */
export function callThroughHost(): void {
  const calls: Partial<typeof api> = {
    complete,
    reopen: (id, call) => write("complete_tasks", { ids: [named(id)], done: false }, call),
    edit: (id, fields, _base, _scope, call) => edit(id, fields, call),
    skip: (id, missed = false, call) => write("set_recurrence", { ids: [named(id)], skip: [missed ? "missed" : "this one"] }, call),
    undo,
    task: async (id) => ({ ...(await touched(id)), subtasks: [], activity: [] }) as Detail,
  };
  Object.assign(api, calls);
}
