// Quick add: the field, its echo, and what is said of what was added.

export const example = "Add a task: “pay rent last workday 9am high #home”";
export const addTasks = (count: number) => `Add ${count} tasks`;
export const without = (context: string) => `Without ${context}`;
export const whichOne = "Which one?";

export const keptHere = "Kept here";
export const readLater = (said: string) => `read when the connection is back, as said ${said}`;
export const saidAt = (time: string) => `at ${time}`;
export const saidOn = (day: string, time: string) => `on ${day} at ${time}`;
export const justAdded = "Just added";
export const saidWithNote = (said: string, note: string) => `${said}. ${note}`;
export const undoneAlready = "This was undone already.";
