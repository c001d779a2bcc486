// What the keys do, as the help dialog and the palette say it. Labels that stand elsewhere too are in `shared`.

export const groups = { find: "Add and find", move: "Move", task: "Task", go: "Go to", rest: "Everything else" } as const;

export const askAssistant = "Ask the assistant";
export const nextRow = "Next row";
export const previousRow = "Previous row";
export const selectDown = "Select down";
export const selectUp = "Select up";
export const triageOverdue = "Triage what is overdue";
export const closeOrClear = "Close, or clear the selection";

/** Keys that are written, not drawn. */
export const control = "Ctrl";
export const escape = "Esc";
