// Done and the bin.
import { counted } from "./plural.ts";

export const finished = (count: number) => `${count} finished`;
export const nothingFinished = "Nothing finished yet. What you tick off stands here, and can be reopened.";
export const fold = "Fold";
export const finishedTimes = (count: number) => `finished ${count} times`;
export const reopenLatest = "Reopen the latest";

export const keptFor30Days = "kept for 30 days";
export const deleted = (count: number) => ` · ${count} deleted`;
export const binEmpty = "The bin is empty. What you delete waits here for 30 days and can be restored.";
export const goneIn = (days: number) => `gone in ${counted(days, { one: "day", other: "days" })}`;
export const restoreAll = (count: number) => `Restore all ${count}`;
export const wasDone = "was done";
export const restoreTask = (title: string) => `Restore ${title}`;
