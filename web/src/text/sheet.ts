// The sheet of one task: its head, its parts, its foot.
import * as shared from "./shared.ts";

export const parts = {
  due: shared.due,
  repeat: "Repeat",
  remind: shared.remindMe,
  priority: shared.priority,
  subtasks: "Subtasks",
  tags: shared.tags,
  project: shared.project,
  activity: "Activity",
} as const;

export const notes = "Notes";
export const addNotes = "Add notes";
export const editNotes = "Edit notes";
export const edit = "Edit";
export const savedAt = (time: string) => `Saved ${time}`;
export const noSuchTask = (number: number) => `There is no task #${number}.`;
export const couldNotFetch = "Could not fetch the task.";

export const dueInWords = "Due, in words";
export const whereverIAm = "Wherever I am";
export const noTime = "No time";
export const time = "Time";
export const previousMonth = "Previous month";
export const nextMonth = "Next month";

export const in30Minutes = "30 min";
export const in1Day = "1 day";
export const atDueTime = "At due time";
export const inWords = "In words…";
export const removeReminder = (words: string) => `Remove: ${words}`;
export const firstAndMore = (first: string, more: number) => `${first} ${shared.andMore(more)}`;

export const everyDay = "every day";
export const everyWeekday = (day: string) => `every ${day}`;
export const everyMonth = "every month";
export const repeatInWords = "Repeat, in words";
export const repeatExamples = "every 2 weeks on Mon, every 3 days after done";
export const nextFive = "Next five";
export const nextFiveDates = "Next five dates";
export const noDateAfter = "No date comes after this one.";
export const stopRepeating = "Stop repeating";
export const advanced = "Advanced";
export const rule = "Rule (RRULE or words)";
export const ruleExample = "FREQ=MONTHLY;BYDAY=1MO";

export const every = "Every";
export const everyHowMany = "Every how many";
export const unit = "Unit";
export const units = {
  hour: { one: "hour", other: "hours" },
  day: { one: "day", other: "days" },
  week: { one: "week", other: "weeks" },
  month: { one: "month", other: "months" },
  year: { one: "year", other: "years" },
} as const;
export const from = "from";
export const countedFrom = "Counted from";
export const anchors = { schedule: "due date", completion: "completion" } as const;
export const ends = "Ends";
export const endings = { never: "never", on: "on a day", after: "after" } as const;
export const holidays = "holidays";
export const onHolidays = "On holidays";
export const holidayPolicies = { none: "keep", skip: "skip", before: "day before", after: "day after" } as const;
export const lastDay = "Last day";
export const howManyTimes = "How many times";
export const times = "times";
export const onDay = (day: number) => `on day ${day}`;
export const ordinals: Readonly<Record<string, string>> = { "1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last" };
export const ordinalDay = (ordinal: string, weekday: string) => `${ordinal} ${weekday}`;
export const lastDayChoice = "last day";
export const which = "Which";
export const weekday = "Weekday";
export const dayOfMonth = "Day of the month";

export const shortMonths = "Short months";
export const shortMonthsLong = "In months without that day";
export const monthEnds = { skip: "leave it out", backward: "take the last day" } as const;
export const missedOnes = "Missed ones";
export const pileUps = { collapse: "count as one", keep: "wait one by one" } as const;
export const pausedUntil = "Paused until";
export const notPaused = "not paused";

export const removeTag = (tag: string) => `Remove #${tag}`;
export const addTag = "Add a tag";
export const takeOutOf = (project: string) => `Take it out of ${project}`;
export const anotherProject = "Another project";
export const chooseProject = "Choose a project";
export const addSubtask = "Add a subtask";

export const byAssistant = "by the assistant";
export const byItself = "by Tasklark itself";
export const by = (client: string) => `by ${client}`;
export const thisOne = " it";

export const changedElsewhere = "This was changed elsewhere meanwhile.";
export const now = "now";
export const yours = "yours";
export const keepTheirs = "Keep what is there";
export const useMine = "Use mine";
export const nothing = "nothing";
