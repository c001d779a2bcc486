// Before the first word: three things to ask, taken from the person's own tasks.
import { dayLabel, dayPerson, dueDay, today } from "../model/clock";
import { me, tasks } from "../model/store";
import type { Task } from "../model/types";
import { Icon } from "../ui/icons";
import { say } from "./chat";

export function Empty() {
  return (
    <>
      <p class="say-line">Ask for anything you can say about tasks. Every change shows its undo.</p>
      <ul class="prompts">
        {prompts([...tasks.value.values()]).map(({ label, text }) => (
          <li key={label}>
            <button type="button" onClick={() => say(text)}>
              {label}
              <Icon name="arrow" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Prompt {
  label: string;
  text: string;
}

const MOST = 3;
const ALWAYS: readonly Prompt[] = [
  { label: "milk, eggs and bread for tomorrow morning", text: "add milk, eggs and bread for tomorrow morning" },
  { label: "what is due this week?", text: "what is due this week?" },
  { label: "what can I say?", text: "what can I say?" },
];

function prompts(all: readonly Task[]): Prompt[] {
  const open = all.filter((task) => task.status === "open" && task.parent === null);
  const late = open.filter((task) => task.due && dueDay(task.due, dayPerson.value) < today.value);
  const [next] = open.filter((task) => task.due && dueDay(task.due, dayPerson.value) > today.value).sort((one, other) => (one.due?.date ?? "").localeCompare(other.due?.date ?? ""));
  const [tag] = [...(me.value?.tags ?? [])].sort((one, other) => other.open - one.open);
  const own: Prompt[] = [];
  if (late.length) own.push({ label: `${late.length} overdue: reschedule?`, text: "reschedule all overdue tasks to today" });
  if (next?.due) own.push({ label: `remind me of “${next.title}” the day before ${dayLabel(next.due.date, today.value)}`, text: `remind me of #${next.number} the day before` });
  if (tag && tag.open > 1) own.push({ label: `what is open with #${tag.name}?`, text: `what is open with #${tag.name}?` });
  return [...own, ...ALWAYS].slice(0, MOST);
}
