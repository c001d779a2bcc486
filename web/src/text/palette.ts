// The palette: its field, and what it offers besides the commands.

export const whatToDo = "What to do";
export const placeholder = "Do, find, go to, ask or add";
export const choices = "Choices";
export const ask = (words: string) => `Ask: “${words}”`;
export const add = (words: string) => `Add: “${words}”`;
export const importFile = "Import a file…";
export const exportAndLink = "Export, calendar link";
export const pinnedSearch = "pinned search";
export const tagCount = (open: number) => `tag, ${open} open`;
export const projectCount = (open: number) => `project, ${open} open`;

/** Other words that people look for a command by. */
export const also: Readonly<Record<string, string>> = {
  settings: "preferences options model notifications connect theme",
  add: "new create",
  done: "complete finish tick",
  reschedule: "due date move postpone",
  remind: "reminder alarm",
  help: "shortcuts keyboard",
  ask: "chat",
  import: "todoist csv ics bring",
  data: "backup download ics json csv",
};
