// When it rings: the list, what one adds most, and any other words.
import { useRef, useState } from "preact/hooks";
import { clock, dayLabel, dayPerson, today, wallOf } from "../model/clock";
import type { Reminder, Task } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { Icon } from "../ui/icons";
import { save } from "./detail";
import { Part } from "./Part";

const CHOICES: readonly [label: string, words: string][] = [
  [say.in30Minutes, shared.before30Minutes],
  [say.in1Day, shared.before1Day],
];
/** "At 18:30" of a task due at 18:30 follows it when it moves. */
const choicesFor = ({ due }: Task) => (due?.time ? [[say.atDueTime, `at ${due.time}`] as const, ...CHOICES] : CHOICES);

const GONE = new Set(["acted", "cancelled", "dismissed", "missed"]);

export function RemindPart({ task }: { task: Task }) {
  const reminders = task.reminders.filter((reminder) => !GONE.has(reminder.state));
  const set = (words: readonly string[]) => void save(task, { reminders: words.map((one) => ({ words: one })) });
  const texts = reminders.map((reminder) => reminder.words);
  return (
    <Part name="remind" value={<span class="num">{summary(reminders)}</span>}>
      <div class="part-body">
        {reminders.map((reminder) => (
          <p class="remind" key={reminder.id}>
            <Icon name="bell" />
            <span>
              {reminder.words} <span class="muted num">{fireText(reminder)}</span>
            </span>
            <button type="button" class="icon-btn" aria-label={say.removeReminder(reminder.words)} onClick={() => set(texts.filter((one) => one !== reminder.words))}>
              <Icon name="close" />
            </button>
          </p>
        ))}
        <Add task={task} taken={texts} onWords={(words) => set([...texts, words])} />
      </div>
    </Part>
  );
}

function Add({ task, taken, onWords }: { task: Task; taken: readonly string[]; onWords: (words: string) => void }) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const send = (event: Event) => {
    event.preventDefault();
    if (!words.trim()) return;
    onWords(words.trim());
    setWords("");
    setOpen(false);
  };
  return (
    <>
      <div class="chips tight">
        {choicesFor(task).filter(([, choice]) => !taken.includes(choice)).map(([label, choice]) => (
          <button type="button" class="chip" key={label} onClick={() => onWords(choice)}>
            <Icon name="plus" />
            {label}
          </button>
        ))}
        <button
          type="button"
          class="chip"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
            requestAnimationFrame(() => field.current?.focus());
          }}
        >
          {say.inWords}
        </button>
      </div>
      {open && (
        <form onSubmit={send}>
          <input ref={field} class="field wide" aria-label={shared.ringInWords} placeholder={shared.ringExamples} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </form>
      )}
    </>
  );
}

function fireText({ fire_at: at }: Reminder): string {
  if (!at) return "";
  const wall = wallOf(Date.parse(at), dayPerson.value);
  const time = clock(wall.time, dayPerson.value);
  return wall.date === today.value ? time : `${dayLabel(wall.date, today.value)} ${time}`;
}

function summary(reminders: readonly Reminder[]): string {
  const [first] = reminders;
  if (!first) return shared.none;
  const words = fireText(first) || first.words;
  return reminders.length > 1 ? say.firstAndMore(words, reminders.length - 1) : words;
}
