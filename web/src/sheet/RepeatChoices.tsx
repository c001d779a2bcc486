// The choices of a repeat: every how many of what, on which days, until when, counted from what.
import { useEffect, useState } from "preact/hooks";
import { me } from "../model/store";
import * as dates from "../text/dates";
import { plural } from "../text/plural";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { Chip } from "../ui/Chip";
import { options, Select } from "../ui/Select";
import { DayField } from "./DayField";
import { DAYS, type Monthly, type RepeatForm, type Unit } from "./repeat-form";

interface Props {
  form: RepeatForm;
  onChange: (form: RepeatForm) => void;
}

/** Names begin with Sunday, rules with Monday. */
const shortName = (at: number) => dates.weekdaysShort[(at + 1) % 7] ?? "";
const longName = (at: number) => dates.weekdays[(at + 1) % 7] ?? "";

export function RepeatChoices({ form, onChange }: Props) {
  const set = (change: Partial<RepeatForm>) => onChange({ ...form, ...change });
  const units = (["hour", "day", "week", "month", "year"] as const).map((unit): [Unit, string] => [unit, plural(form.every, say.units[unit])]);
  return (
    <>
      <div class="repeat-line">
        <span>{say.every}</span>
        <span class="pair">
          <NumberField label={say.everyHowMany} value={form.every} most={999} onSave={(every) => set({ every })} />
          <Select label={say.unit} value={form.unit} options={units} onChoose={(unit) => set({ unit })} />
        </span>
        <span>{say.from}</span>
        <Select label={say.countedFrom} value={form.anchor} options={options(say.anchors)} onChoose={(anchor) => set({ anchor })} />
      </div>
      {form.unit === "week" && <Weekdays form={form} onChange={onChange} />}
      {form.unit === "month" && <MonthDay form={form} onChange={onChange} />}
      <div class="repeat-line">
        <span>{say.ends}</span>
        <Select label={say.ends} value={form.ends} options={options(say.endings)} onChoose={(ends) => set({ ends })} />
        <span>{say.holidays}</span>
        <Select
          label={say.onHolidays}
          value={form.holidays}
          options={options(say.holidayPolicies)}
          onChoose={(holidays) => set({ holidays })}
        />
      </div>
      {form.ends === "on" && (
        <div class="ends">
          {say.lastDay}
          <DayField label={say.lastDay} value={form.until} onDay={(until) => until && set({ until })} />
        </div>
      )}
      {form.ends === "after" && (
        <label class="ends">
          <NumberField label={say.howManyTimes} value={form.count} most={9999} onSave={(count) => set({ count })} /> {say.times}
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
    <div class="weekdays" role="group" aria-label={shared.on}>
      {order.map((at) => (
        <Chip key={at} pressed={form.days.includes(DAYS[at] ?? "")} onPress={() => turn(DAYS[at] ?? "MO")}>
          {shortName(at)}
        </Chip>
      ))}
    </div>
  );
}

function MonthDay({ form, onChange }: Props) {
  const weekday = longName(Math.max(0, DAYS.indexOf((form.days[0] ?? "MO") as "MO")));
  const choices: [Monthly, string][] = [
    ["day", say.onDay(form.monthDay)],
    ["weekday", say.ordinalDay(say.ordinals[String(form.nth)] ?? "", weekday)],
    ["last-day", say.lastDayChoice],
    ["last-workday", shared.lastWorkday],
  ];
  return (
    <div class="chips monthly" role="group" aria-label={shared.on}>
      {choices.map(([monthly, label]) => (
        <Chip key={monthly} pressed={form.monthly === monthly} onPress={() => onChange({ ...form, monthly, days: form.days.slice(0, 1) })}>
          {label}
        </Chip>
      ))}
      {form.monthly === "weekday" && (
        <div class="month-picks">
          <Select label={say.which} value={String(form.nth)} options={options(say.ordinals)} onChoose={(nth) => onChange({ ...form, nth: Number(nth) })} />
          <Select label={say.weekday} value={form.days[0] ?? "MO"} options={DAYS.map((day, at) => [day, shortName(at)] as const)} onChoose={(day) => onChange({ ...form, days: [day] })} />
        </div>
      )}
      {form.monthly === "day" && (
        <label class="ends">
          {shared.day} <NumberField label={say.dayOfMonth} value={form.monthDay} most={31} onSave={(monthDay) => onChange({ ...form, monthDay })} />
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
