// Changes: who did what, through what and why.

export const sub = "30 days, by anyone, each can be undone";
export const nothingChanged = "Nothing was changed in the last 30 days. What you, the assistant and other programs do stands here, and can be undone.";
export const nothingBy = (who: string) => `Nothing here is by ${who}.`;
export const anyone = "Anyone";
export const by = (who: string) => `By ${who}`;
export const byWhom = "By whom";
export const shown = "shown";
export const undoneAt = (when: string) => `Undone ${when}`;
export const undoneBy = (who: string) => ` by ${who}`;
export const before = "before";

/** What people call what the server's sentence begins with: the list says finished, not completed. */
export const verbs: Readonly<Record<string, string>> = {
  Completed: "finished",
  Undid: "took back",
  Changed: "changed",
  Added: "added",
  Deleted: "deleted",
  Restored: "restored",
  Reopened: "reopened",
  Moved: "moved",
  Renamed: "renamed",
  Removed: "removed",
};
export const repeated = "repeated ";
export const addedMany = (count: number) => `added ${count}: `;
export const tookBackOf = (what: string) => `took back a change of ${what}`;
export const tookBack = "took back a change";

export const youAsked = (words: string) => `you asked: “${words}”`;
export const afterFinished = "after it was finished";
export const afterChange = "after a change";
export const byItself = "by itself";
export const inTerminal = "in the terminal";
