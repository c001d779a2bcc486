// What is said on more than one screen: each word once.
import type { Priority } from "../model/types";
import { counted } from "./plural.ts";

export const product = "Tasklark";

// Places: a board has one name wherever it is led to.
export const upcoming = "Upcoming";
export const inbox = "Inbox";
export const all = "All";
export const bin = "Bin";
export const changes = "Changes";
export const insights = "Insights";
export const settings = "Settings";
export const search = "Search";
export const views = "Views";
export const assistant = "Assistant";
export const sideColumn = "Side column";
export const commandPalette = "Command palette";
export const keys = "Keys";
export const yourData = "Your data";

// Things one can do.
export const add = "Add";
export const addTask = "Add a task";
export const addModel = "Add a model";
export const ask = "Ask";
export const chooseFile = "Choose a file…";
export const close = "Close";
export const copy = "Copy";
export const done = "Done";
export const hide = "Hide";
export const moveUp = "Move up";
export const moveDown = "Move down";
export const moveToToday = "Move to today";
export const open = "Open";
export const redo = "Redo";
export const reload = "Reload";
export const remindMe = "Remind me";
export const remindMeMore = "Remind me…";
export const remove = "Delete";
export const rename = "Rename";
export const reopen = "Reopen";
export const reschedule = "Reschedule";
export const rescheduleMore = "Reschedule…";
export const restore = "Restore";
export const retry = "Retry";
export const ringAsTest = "Ring as a test";
export const select = "Select";
export const show = "Show";
export const showMore = "Show more";
export const skipThisOne = "Skip this one";
export const snooze = "Snooze 10 min";
/** What that button says to the reader of words. */
export const snoozeWords = "in 10 minutes";
export const stop = "Stop";
export const turnOn = "Turn on";
export const undo = "Undo";
export const undoAll = "Undo all";
export const changeAllLater = "Change all later";

/** What a button takes back, for those who do not see what stands beside it. */
export const wordOf = (word: string, what: string) => `${word}: ${what}`;
export const undoOf = (said: string) => wordOf(undo, said);
export const rescheduleOf = (title: string) => `Reschedule ${title}`;

// Fields of a task.
export const title = "Title";
export const due = "Due";
export const priority = "Priority";
export const tag = "Tag";
export const tags = "Tags";
export const project = "Project";
export const projects = "Projects";
export const task = "Task";
export const tasks = "Tasks";
export const anyTime = "Any time";
export const overdue = "Overdue";
export const day = "Day";

export const priorities: Readonly<Record<Priority, string>> = { high: "high", medium: "medium", low: "low", none: "none" };
export const setPriority: Readonly<Record<Priority, string>> = { high: "Priority high", medium: "Priority medium", low: "Priority low", none: "No priority" };
/** A field of a task by the name that the server has for it. */
export const fields: Readonly<Record<string, string>> = {
  title: "title",
  notes: "notes",
  due: "due",
  priority: "priority",
  tags: "tags",
  project: "project",
  parent: "parent task",
  repeat: "repeat",
  reminders: "reminders",
};
export const noDate = "no date";
export const noDateButton = "No date";
export const none = "none";
export const nothingOpen = "nothing open";
export const on = "On";
export const to = "to";

// Words that can be typed, as examples and as choices.
export const dueExamples = "tomorrow 9am, next Fri, in 3 days";
export const dueInWords = "When, in words";
export const ringExamples = "the day before at 6pm, in 2 hours";
export const ringInWords = "When to ring, in words";
export const before30Minutes = "30 min before";
export const before1Hour = "1 h before";
export const before1Day = "1 day before";
export const lastWorkday = "last workday";

// What happened, and what did not.
export const undone = "Undone";
export const saved = "Saved.";
export const copied = "Copied.";
export const adding = "Adding…";
export const unreachable = "Cannot reach Tasklark.";
export const couldNotUndo = "Could not undo.";
export const couldNotLook = "Could not look.";
export const couldNotCopy = "The browser does not let this page copy.";
export const waitsForYou = "waits for you";
export const again = (said: string) => `Again: ${said}`;

export const setByEnvironment = "set by the environment";
export const thisPage = "on this page";
export const you = "You";
/** After the title of a repeat that has no row yet. */
export const comesAgain = ", comes again";

export const quoted = (words: string) => `“${words}”`;
export const tasksCounted = (count: number) => counted(count, { one: "task", other: "tasks" });
export const changesCounted = (count: number) => counted(count, { one: "change", other: "changes" });
export const andMore = (count: number) => `and ${count} more`;
export const moreOf = (count: number) => `${count} more`;
export const openCount = (count: number) => `${count} open`;
export const daysOverdue = (count: number) => `${count} d overdue`;
export const cityTime = (city: string) => `${city} time`;

/** Small counts as words at the beginning of a sentence. */
export const countWords = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"] as const;

/** A repeating task was moved, and no other of its series. */
export const onlyMoved = (day: string) => `Only ${day} moved`;
