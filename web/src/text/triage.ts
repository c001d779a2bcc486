// Triage: what is overdue, one by one.

export const label = "Triage of what is overdue";
export const oneByOne = "Overdue, one by one";
export const step = (at: number, of: number) => `${at} of ${of}`;
export const staysOverdue = (title: string) => `“${title}” stays overdue.`;
export const comesAgain = (title: string) => `“${title}” could not be saved; it comes again.`;
export const stepBack = "Step back";
export const anotherDay = "Another day";
export const leaveIt = "Leave it";
export const thatWasAll = (told: string) => `That was all: ${told}.`;
export const nothingOverdue = "Nothing is overdue.";
export const decisions = { moved: "moved", done: "finished", deleted: "deleted", left: "left as they are" } as const;
