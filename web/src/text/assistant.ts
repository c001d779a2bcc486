// The assistant: what stands around the conversation. What is asked of it is read as if it were typed.
import { counted } from "./plural.ts";

export const message = "Message to the assistant";
export const waitingForConnection = "Waiting for the connection";
export const placeholder = "Ask, or say what changed";
export const send = "Send";
export const about = (what: string) => `About ${what}`;
export const notAboutThese = "Not about these";
export const builtInPlanner = "Built-in planner";

export const askAnything = "Ask for anything you can say about tasks. Every change shows its undo.";
export interface Prompt {
  label: string;
  /** What is sent, where it is not the label. */
  text?: string;
}
export const prompts: readonly Prompt[] = [
  { label: "milk, eggs and bread for tomorrow morning", text: "add milk, eggs and bread for tomorrow morning" },
  { label: "what is due this week?" },
  { label: "what can I say?" },
];
export const promptOverdue = (count: number): Prompt => ({ label: `${count} overdue: reschedule?`, text: "reschedule all overdue tasks to today" });
export const promptRemind = (title: string, number: number, day: string): Prompt => ({ label: `remind me of “${title}” the day before ${day}`, text: `remind me of #${number} the day before` });
export const promptTag = (tag: string): Prompt => ({ label: `what is open with #${tag}?` });

export const conversation = "Conversation";
export const interrupted = "This was interrupted.";
export const goOn = "Continue";
export const goOnWords = "continue";
export const answersLater = "The assistant answers again when Tasklark can be reached. Adding, ticking and moving work meanwhile.";
export const unreachable = "Cannot reach the assistant.";
export const wentWrong = "Something went wrong here.";

/** What it does at the moment, by the tool it calls. */
export const working: Readonly<Record<string, string>> = {
  add_tasks: "Adding…",
  update_tasks: "Changing…",
  complete_tasks: "Ticking…",
  delete_tasks: "Deleting…",
  search_tasks: "Looking…",
  get_task: "Looking…",
  get_agenda: "Looking at your days…",
  get_history: "Looking back…",
  set_reminder: "Setting a reminder…",
  set_recurrence: "Setting the repeat…",
  undo: "Taking it back…",
};
export const workingOtherwise = "Working…";

export const nothingChanged = "Nothing was changed.";
export const notDone = "It was not done.";
export const inBin = "in the bin";

export const waitingUntil = (when: string) => `Waiting for you until ${when}.`;
export const keptInBin = " Kept in the bin for 30 days.";
/** Weeks from the second one on. */
export const overdueFor = (days: number) => {
  const span = days >= 14 ? counted(Math.round(days / 7), { one: "week", other: "weeks" }) : counted(days, { one: "day", other: "days" });
  return `, ${span} overdue`;
};

export const threads = "Threads";
export const newThread = "New thread";
export const searchThreads = "Search threads";
export const noThreadFound = "No thread has these words.";
export const noThreads = "Nothing was said yet.";
export const threadName = "Name of the thread";
export const untitled = "Untitled";
export const waits = "waits";
export const works = "works";
export const threadDeleted = "Thread deleted. Its changes stay.";
