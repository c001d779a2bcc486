// The frame: rail, side column, bars above and below.
import type { BoardRoute } from "../model/route";
import { today } from "./dates.ts";
import * as shared from "./shared.ts";

/** What the window is called by what its board shows; a tag or project by its own name. */
export const boards: Readonly<Record<Exclude<BoardRoute["view"], "tag" | "project">, string>> = {
  today,
  upcoming: shared.upcoming,
  inbox: shared.inbox,
  all: shared.all,
  done: shared.done,
  bin: shared.bin,
  changes: shared.changes,
  insights: shared.insights,
  settings: shared.settings,
  search: shared.search,
};
export const windowTitle = (board: string) => `${board} · Tasklark`;
export const skipToTasks = "Skip to the tasks";
export const searches = "Searches";
export const panes = "Panes";
export const connection = { connecting: "Connecting…", live: "Live", reconnecting: "Reconnecting…", offline: "Offline" } as const;
export const waiting = (count: number) => `, ${shared.changesCounted(count)} waiting`;

export const pickTask = "Pick a task with j and k, or click its title, and it opens here.";
export const sideWidth = "Width of the side column";
export const singleKeysOff = "Single keys are switched off in Settings.";

export const nextTry = (seconds: number) => `Next try in ${seconds} s.`;
export const notices = "Notices";
export const trying = "Trying…";
export const tryNow = "Try now";
export const notSaved = (words: string) => `Not saved: ${words}`;
export const dismiss = "Dismiss";
export const compare = "Compare";
export const copied = "Copied";
export const updated = "Updated.";

export const atDueTime = "at due time";
export const tomorrowAt9 = "tomorrow at 9";
