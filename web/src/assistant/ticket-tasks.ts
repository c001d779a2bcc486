// The tasks a ticket names but does not carry: fetched once, then kept current by the live connection.
import { signal } from "@preact/signals";
import { api } from "../model/api";
import { absorb, shownBeside } from "../model/store";
import type { Task } from "../model/types";
import type { TicketValue } from "./wire";

/** More rows than this are counted, not shown. */
export const ROWS = 5;

const fetched = signal<ReadonlyMap<string, readonly Task[]>>(new Map());
const asked = new Map<string, Promise<readonly Task[]>>();

/** The ticket's tasks as far as they are here. */
export function tasksOf(ticket: TicketValue): readonly Task[] {
  return ticket.tasks.length ? ticket.tasks : (fetched.value.get(ticket.toolCallId) ?? []);
}

/** Has the tasks here; a failed try is made again with the next call. */
export function ensureTasks(ticket: TicketValue): Promise<readonly Task[]> {
  if (ticket.tasks.length || ticket.ids.length === 0) return Promise.resolve(ticket.tasks);
  const before = asked.get(ticket.toolCallId);
  if (before) return before;
  const coming = fetchTasks(ticket);
  asked.set(ticket.toolCallId, coming);
  return coming;
}

async function fetchTasks(ticket: TicketValue): Promise<readonly Task[]> {
  try {
    const found = await Promise.all(ticket.rows?.length ? ticket.rows.slice(0, ROWS).map((row) => api.task(row)) : ticket.ids.slice(0, ROWS).map(byNumber));
    const there = found.filter((task) => task !== undefined);
    shownBeside.set(`ticket ${ticket.toolCallId}`, new Set(there.map((task) => task.id)));
    absorb(there);
    fetched.value = new Map(fetched.peek()).set(ticket.toolCallId, there);
    return there;
  } catch (error) {
    asked.delete(ticket.toolCallId);
    console.warn(error);
    return [];
  }
}

const byNumber = async (number: number) => (await api.byNumber(number)).tasks[0];
