// How it repeats: choices for what people ask for, RRULE text for the rest, and always the next five dates.
import { useEffect, useState } from "preact/hooks";
import { api } from "../model/api";
import { dateShort, dayShort, today } from "../model/clock";
import type { DueLabel, Fields, Repeat, Task } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { extra, save } from "./detail";
import { Part } from "./Part";
import { formOf, freshForm, ruleOf, type RepeatForm } from "./repeat-form";
import { RepeatChoices } from "./RepeatChoices";
import { RepeatPolicies } from "./RepeatPolicies";

export function RepeatPart({ task }: { task: Task }) {
  const date = task.due?.date ?? today.value;
  const { repeat } = task;
  const form = repeat && formOf(repeat, date);
  return (
    <Part name="repeat" value={repeat ? repeat.words : shared.none}>
      <div class="part-body">
        {!repeat && <Starts task={task} date={date} />}
        {form && <RepeatChoices form={form} onChange={(next) => void saveForm(task, next)} />}
        {repeat && <Next task={task} repeat={repeat} isText={form === null} />}
      </div>
    </Part>
  );
}

/** Ways to begin, and a field for any other words. */
function Starts({ task, date }: { task: Task; date: string }) {
  const fresh = freshForm(date);
  const choices: [string, RepeatForm][] = [
    [say.everyDay, { ...fresh, unit: "day" }],
    [say.everyWeekday(dayShort(date)), fresh],
    [say.everyMonth, { ...fresh, unit: "month" }],
    [shared.lastWorkday, { ...fresh, unit: "month", monthly: "last-workday" }],
  ];
  return (
    <>
      <RuleField label={say.repeatInWords} placeholder={say.repeatExamples} value="" onSave={(words) => void save(task, { repeat: { words } })} />
      <div class="chips">
        {choices.map(([label, form]) => (
          <button type="button" class="chip" key={label} onClick={() => void saveForm(task, form)}>
            {label}
          </button>
        ))}
      </div>
    </>
  );
}

/** Plain rules go as text, so that the server finds the first date; policies need the whole value. */
async function saveForm(task: Task, form: RepeatForm): Promise<void> {
  const rule = ruleOf(form);
  if (form.anchor === "schedule" && form.holidays === "none" && task.repeat?.month_end !== "backward") return void (await save(task, { repeat: { words: rule } }));
  const first = await firstOf(rule, task);
  const kept = task.repeat ?? { month_end: "skip" as const, pile_up: "collapse" as const, pause_until: null };
  const value: Fields["repeat"] = { rule, start: first, anchor: form.anchor, holidays: form.holidays, month_end: kept.month_end, pile_up: kept.pile_up, pause_until: kept.pause_until };
  await save(task, { repeat: value });
}

/** The rule's first date as an occurrence key; the one it has when the server cannot say. */
async function firstOf(rule: string, task: Task): Promise<string> {
  const due = task.due ? task.due.date + (task.due.time ? `T${task.due.time}` : "") : today.peek();
  try {
    const [first] = (await api.preview({ repeat: rule, when: due.replace("T", " "), n: 1 })).next;
    return first ? first.date + (first.time ? `T${first.time}` : "") : due;
  } catch {
    return task.repeat?.start ?? due;
  }
}

function Next({ task, repeat, isText }: { task: Task; repeat: Repeat; isText: boolean }) {
  const [advanced, setAdvanced] = useState(false);
  const dates = useNext(task, repeat);
  return (
    <>
      <p class="next-head">
        <span>{say.nextFive}</span>
        <button type="button" class="link" onClick={() => void save(task, { repeat: null }, { repeat: null })}>
          {say.stopRepeating}
        </button>
        <button type="button" class="link" aria-expanded={advanced} onClick={() => setAdvanced(!advanced)}>
          {say.advanced}
        </button>
      </p>
      <NextFive dates={dates} current={task.due?.date ?? null} />
      {advanced && <RepeatPolicies task={task} repeat={repeat} />}
      {(advanced || isText) && <RuleField label={say.rule} placeholder={say.ruleExample} value={repeat.rule} mono onSave={(words) => void save(task, { repeat: { words } })} />}
    </>
  );
}

/** The next dates: from the task's own fetch, else asked for. */
function useNext(task: Task, repeat: Repeat): readonly DueLabel[] {
  const own = extra.value.of === task.id ? extra.value.next : [];
  const [asked, setAsked] = useState<readonly DueLabel[]>([]);
  useEffect(() => {
    if (own.length) return;
    let dropped = false;
    api.preview({ repeat: repeat.rule, when: task.due?.date, n: 5 }).then(
      (preview) => dropped || setAsked(preview.next),
      () => undefined,
    );
    return () => void (dropped = true);
  }, [repeat.rule, task.due?.date, own.length === 0]);
  return own.length ? own : asked;
}

function NextFive({ dates, current }: { dates: readonly DueLabel[]; current: string | null }) {
  if (dates.length === 0) return <p class="part-note">{say.noDateAfter}</p>;
  return (
    <ol class="next-five num" aria-label={say.nextFiveDates}>
      {dates.slice(0, 5).map((one) => (
        <li key={`${one.date}${one.time}`} aria-current={one.date === current || undefined}>
          <span>{dayShort(one.date)}</span>
          <b>{dateShort(one.date)}</b>
        </li>
      ))}
    </ol>
  );
}

function RuleField({ label, placeholder, value, mono, onSave }: { label: string; placeholder: string; value: string; mono?: boolean; onSave: (words: string) => void }) {
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() && words !== value) onSave(words.trim());
      }}
    >
      <input class={mono ? "field wide mono" : "field wide"} aria-label={label} placeholder={placeholder} value={words} spellcheck={false} onInput={(event) => setWords(event.currentTarget.value)} />
    </form>
  );
}
