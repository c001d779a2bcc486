// What is said of changes: saved, taken back, failed, or waiting for the connection.
import { plural } from "./plural.ts";
import { changesCounted } from "./shared.ts";

export const notSaved = "Could not save. Restored.";
export const tagged = (what: string, tag: string) => `Tagged ${what} #${tag}`;
export const serverAnswered = (status: number) => `The server answered ${status}.`;

export const nothingToUndo = "Nothing to undo in this tab.";
export const nothingToRedo = "Nothing to redo.";
export const takenBack = "Taken back before it was sent.";
export const undoWaits = "Changes wait to be sent. Undo works again when Tasklark answers.";

export const keptHere = (count: number) =>
  count === 0 ? "What you change is kept here." : `${changesCounted(count)} ${plural(count, { one: "is", other: "are" })} kept here.`;

/** A change that waits: what it is about and what is done with it. */
export const aboutAndWhat = (about: string, what: string) => `${about}: ${what}`;
export const taskNumbered = (id: number) => `task ${id}`;
export const anUndo = "an undo";
/** What is done, by what the server is asked for. */
export const deeds: Readonly<Record<string, string>> = {
  complete: "complete",
  reopen: "reopen",
  delete: "delete",
  restore: "restore",
  skip: "skip",
  snooze: "snooze",
  move: "move",
  today: "move to today",
};
