// The board of chat hosts.
import { tasksCounted } from "./shared.ts";

export const fetching = "Fetching your tasks…";
export const withoutTime = (count: number) => `and ${count} without a time`;
export const nothingDue = "Nothing is due then.";
export const nothingMatches = "Nothing matches.";
export const shownOf = (shown: number, total: number, atLeast = false) => `${shown} of ${total}${atLeast ? "+" : ""}`;
export const found = (count: number) => (count ? tasksCounted(count) : "no tasks");
export const openPage = "Open in Tasklark";
export const linkFailed = "The link could not be opened here.";
export const cancelled = "The call was cancelled, so there is nothing to show.";
export const taskGone = "This task is not on the board any more.";

/** Told to the model with the person's next message. */
export const personChanged = "On the board the person changed:";
export const withUndoCode = (said: string, code: string) => `${said} (undo code ${code})`;
