// Before the first word: three things to ask, taken from the person's own tasks.
import { dayLabel, dayPerson, dueDay, today } from "../model/clock";
import { me, tasks } from "../model/store";
import type { Task } from "../model/types";
import * as say from "../text/assistant";
import { Icon } from "../ui/icons";
import { tell } from "./chat";

export function Empty() {
  return (
    <>
      <p class="say-line">{say.askAnything}</p>
      <ul class="prompts">
        {prompts([...tasks.value.values()]).map(({ label, text = label }) => (
          <li key={label}>
            <button type="button" onClick={() => tell(text)}>
              {label}
              <Icon name="arrow" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

const MOST = 3;

function prompts(all: readonly Task[]): say.Prompt[] {
  const open = all.filter((task) => task.status === "open" && task.parent === null);
  const late = open.filter((task) => task.due && dueDay(task.due, dayPerson.value) < today.value);
  const [next] = open.filter((task) => task.due && dueDay(task.due, dayPerson.value) > today.value).sort((one, other) => (one.due?.date ?? "").localeCompare(other.due?.date ?? ""));
  const [tag] = [...(me.value?.tags ?? [])].sort((one, other) => other.open - one.open);
  const own: say.Prompt[] = [];
  if (late.length) own.push(say.promptOverdue(late.length));
  if (next?.due) own.push(say.promptRemind(next.title, next.number, dayLabel(next.due.date, today.value)));
  if (tag && tag.open > 1) own.push(say.promptTag(tag.name));
  return [...own, ...say.prompts].slice(0, MOST);
}
