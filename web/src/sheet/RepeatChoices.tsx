// The choices of a repeat: every how many of what, on which days, until when, counted from what.
import { useEffect, useState } from "preact/hooks";
import { dayName } from "../model/clock";
import { me } from "../model/store";
import { Chip } from "../ui/Chip";
import { Select } from "../ui/Select";
import { DayField } from "./DayField";
import { DAYS, type Monthly, type RepeatForm, type Unit } from "./repeat-form";

interface Props {
  form: RepeatForm;
  onChange: (form: RepeatForm) => void;
}

const NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONDAY = "2026-11-23";
const ORDINALS: Record<string, string> = { "1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last" };
const PLURAL = (unit: string, every: number) => (every === 1 ? unit : `${unit}s`);

export function RepeatChoices({ form, onChange }: Props) {
  const set = (change: Partial<RepeatForm>) => onChange({ ...form, ...change });
  const units = (["hour", "day", "week", "month", "year"] as const).map((unit): [Unit, string] => [unit, PLURAL(unit, form.every)]);
  return (
    <>
      <div class="repeat-line">
        <span>Every</span>
        <span class="pair">
          <NumberField label="Every how many" value={form.every} most={999} onSave={(every) => set({ every })} />
          <Select label="Unit" value={form.unit} options={units} onChoose={(unit) => set({ unit })} />
        </span>
        <span>from</span>
        <Select label="Counted from" value={form.anchor} options={[["schedule", "due date"], ["completion", "completion"]]} onChoose={(anchor) => set({ anchor })} />
      </div>
      {form.unit === "week" && <Weekdays form={form} onChange={onChange} />}
      {form.unit === "month" && <MonthDay form={form} onChange={onChange} />}
      <div class="repeat-line">
        <span>Ends</span>
        <Select label="Ends" value={form.ends} options={[["never", "never"], ["on", "on a day"], ["after", "after"]]} onChoose={(ends) => set({ ends })} />
        <span>holidays</span>
        <Select
          label="On holidays"
          value={form.holidays}
          options={[["none", "keep"], ["skip", "skip"], ["before", "day before"], ["after", "day after"]]}
          onChoose={(holidays) => set({ holidays })}
        />
      </div>
      {form.ends === "on" && (
        <div class="ends">
          Last day
          <DayField label="Last day" value={form.until} onDay={(until) => until && set({ until })} />
        </div>
      )}
      {form.ends === "after" && (
        <label class="ends">
          <NumberField label="How many times" value={form.count} most={9999} onSave={(count) => set({ count })} /> times
        </label>
      )}
    </>
  );
}

/** The week as chips, from the day the person's week starts on. */
function Weekdays({ form, onChange }: Props) {
  const start = me.value?.week_start ?? 0;
  const order = DAYS.map((_, at) => (at + start) % 7);
  const turn = (day: string) => {
    const days = form.days.includes(day) ? form.days.filter((one) => one !== day) : [...form.days, day];
    if (days.length) onChange({ ...form, days });
  };
  return (
    <div class="weekdays" role="group" aria-label="On">
      {order.map((at) => (
        <Chip key={at} pressed={form.days.includes(DAYS[at] ?? "")} onPress={() => turn(DAYS[at] ?? "MO")}>
          {NAMES[at]}
        </Chip>
      ))}
    </div>
  );
}

function MonthDay({ form, onChange }: Props) {
  const weekday = dayName(`2026-11-${23 + Math.max(0, DAYS.indexOf((form.days[0] ?? "MO") as "MO"))}`);
  const choices: [Monthly, string][] = [
    ["day", `on day ${form.monthDay}`],
    ["weekday", `${ORDINALS[String(form.nth)] ?? "first"} ${weekday || dayName(MONDAY)}`],
    ["last-day", "last day"],
    ["last-workday", "last workday"],
  ];
  return (
    <div class="chips monthly" role="group" aria-label="On">
      {choices.map(([monthly, label]) => (
        <Chip key={monthly} pressed={form.monthly === monthly} onPress={() => onChange({ ...form, monthly, days: form.days.slice(0, 1) })}>
          {label}
        </Chip>
      ))}
      {form.monthly === "weekday" && (
        <div class="month-picks">
          <Select label="Which" value={String(form.nth)} options={Object.entries(ORDINALS)} onChoose={(nth) => onChange({ ...form, nth: Number(nth) })} />
          <Select label="Weekday" value={form.days[0] ?? "MO"} options={DAYS.map((day, at) => [day, NAMES[at] ?? day] as const)} onChoose={(day) => onChange({ ...form, days: [day] })} />
        </div>
      )}
      {form.monthly === "day" && (
        <label class="ends">
          Day <NumberField label="Day of the month" value={form.monthDay} most={31} onSave={(monthDay) => onChange({ ...form, monthDay })} />
        </label>
      )}
    </div>
  );
}

/** A number that is saved when left or with Enter; nonsense shows the old one again. */
function NumberField({ label, value, most, onSave }: { label: string; value: number; most: number; onSave: (value: number) => void }) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const settle = () => {
    const number = Number(typed);
    if (Number.isInteger(number) && number >= 1 && number <= most) {
      if (number !== value) onSave(number);
    } else setTyped(String(value));
  };
  return (
    <input
      class="field num tiny"
      inputMode="numeric"
      aria-label={label}
      value={typed}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === "Enter" && settle()}
    />
  );
}
