// Rows and what stands around them.
import { counted } from "./plural.ts";

export const selected = (count: number) => `${count} selected`;
export const complete = "Complete";
export const clearSelection = "Clear selection";
export const selectTask = (title: string) => `Select ${title}`;
export const doneTask = (title: string) => `Done: ${title}`;
export const moreFor = (title: string) => `More for ${title}`;
export const more = "More";
export const altUp = "Alt ↑";
export const altDown = "Alt ↓";
export const askAboutThis = "Ask about this";

export const until = (span: string, name: string) => `${span} until ${name}`;
export const minutes = (count: number) => counted(count, { one: "minute", other: "minutes" });
export const nothingLater = "nothing later today";
export const doneForToday = "done for today";
export const nowIs = (time: string, words: string) => `It is ${time}. ${words}.`;

export const overdue = "overdue";
export const late = (span: string) => `late ${span}`;
export const movedFrom = (day: string) => `moved from ${day}`;
export const subtasksDone = (done: number, all: number) => `${done} of ${all} subtasks done`;
/** How a row waits: finished, changed, or new. */
export const waits = { done: "done here, waiting to be sent", changed: "changed here, waiting to be sent", added: "added here, waiting to be sent" } as const;
export const missed = (count: number) => `${count} missed`;
export const doneForAll = "Done for all";
export const skipToNext = "Skip to next";
export const nextOn = (day: string) => `next ${day}`;
export const note = "note: ";
