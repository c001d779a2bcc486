// Files in and out: the import and its preview, the export, and the link by which calendars follow.
import { counted, plural } from "./plural.ts";

export const importing = "Import";
export const dropAnywhere = "Drop a file anywhere on this page: Todoist, iCalendar, CSV or JSON.";
export const exporting = "Export";
export const everythingButBin = "Everything but the bin.";
export const deletedWaits = "What was deleted waits 30 days.";
export const openBin = "Open the bin";

export const calendarLink = "Calendar link";
export const calendarFollows = "A calendar program follows your open tasks by a secret link; it can read, never change.";
export const madeLink = "Made a calendar link.";
export const makeLink = "Make a link";
export const couldNotCopyLink = "Could not copy; select the link instead.";
export const renewed = "Made a new link; the old one no longer works.";
export const renew = "Renew";
export const ended = "Ended the calendar link.";
export const end = "End";
export const whoeverHasIt = "Whoever has it can read your tasks.";

export const importTasks = "Import tasks";
export const bringYourTasks = "Bring your tasks";
export const kindsRead = "Todoist (CSV), iCalendar, CSV with a header line, or Tasklark’s own JSON. You see what would be added first, and one undo takes it all back.";
export const reading = "Reading…";
export const addCounted = (tasks: string) => `Add ${tasks}`;
export const readAs = "Read as";
export const nothingAdded = "Cannot reach Tasklark. Nothing was added.";
export const anotherFile = "Another file…";
export const fileToImport = "File to import";
export const newProjects = (names: readonly string[]) => ` New ${plural(names.length, { one: "project", other: "projects" })}: ${names.join(", ")}.`;
export const wouldBeAdded = "What would be added";
export const linesLeft = (count: number) => `${counted(count, { one: "line was", other: "lines were" })} not read as ${plural(count, { one: "it stands", other: "they stand" })}`;
export const done = "done";

/** The formats by the names people know them by. */
export const kinds = { todoist: "Todoist", ics: "iCalendar", csv: "CSV", json: "Tasklark" } as const;
export const json = "JSON";
export const isEmpty = (file: string) => `“${file}” is empty.`;
export const isTooLarge = (file: string) => `“${file}” is larger than 10 MB.`;
export const dropHere = "Drop to see what would be added";
export const oneAtATime = "One file at a time; this is the first.";
