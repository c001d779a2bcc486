// Where and how the person's day runs: zone, start of day and week, clock, holidays, reminders, named times.
import { useState } from "preact/hooks";
import { me } from "../model/store";
import { Select } from "../ui/Select";
import { isTime, Line, padded, Set, TextField } from "./parts";
import { saveMe } from "./save";

const DAYS = [["0", "Monday"], ["6", "Sunday"], ["5", "Saturday"]] as const;
const REMINDERS = [["none", "none"], ["0", "at its time"], ["5", "5 min before"], ["10", "10 min before"], ["15", "15 min before"], ["30", "30 min before"], ["60", "1 h before"]] as const;

const zones = (): string[] => Intl.supportedValuesOf?.("timeZone") ?? [];
const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
};

export function DayAndClock() {
  const person = me.value;
  if (!person) return null;
  const browser = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Set id="day" title="Day and clock">
      <dl>
        <Line name="Zone" inline>
          <TextField label="Time zone" class="w-240" value={person.zone} options={zones()} check={isZone} onSave={(zone) => void saveMe({ zone })} />
          {browser !== person.zone && (
            <button type="button" class="link" onClick={() => void saveMe({ zone: browser })}>
              Use {browser}
            </button>
          )}
          {person.zone_source === "environment" && <span class="muted">set by the environment</span>}
        </Line>
        <Line name="Day starts" inline>
          <TextField label="The day starts at" class="time-field num" value={person.day_start} check={isTime} onSave={(time) => void saveMe({ day_start: padded(time) })} />
          <span class="muted">before it, it is still the evening before</span>
        </Line>
        <Line name="Week starts" inline>
          <Select label="The week starts on" value={String(person.week_start)} options={DAYS} onChoose={(day) => void saveMe({ week_start: Number(day) })} />
        </Line>
        <Line name="Clock" inline>
          <Select label="Clock" value={person.clock24 ? "24" : "12"} options={[["24", "14:20"], ["12", "2:20 pm"]]} onChoose={(clock) => void saveMe({ clock24: clock === "24" })} />
        </Line>
        <Line name="Holidays" inline>
          <TextField label="Country of holidays" class="w-120" value={person.holidays} placeholder="by the zone" onSave={(holidays) => void saveMe({ holidays })} />
          <span class="muted">a country or region such as ES or ES-MD, for “last workday” and holidays</span>
        </Line>
        <Line name="Reminder" inline>
          <Select
            label="Reminder of a new task with a time"
            value={person.default_reminder === null ? "none" : String(person.default_reminder)}
            options={REMINDERS}
            onChoose={(minutes) => void saveMe({ default_reminder: minutes === "none" ? null : Number(minutes) })}
          />
          <span class="muted">for a new task with a time</span>
        </Line>
        <Line name="Named times" inline>
          <NamedTimes times={person.named_times} />
        </Line>
      </dl>
    </Set>
  );
}

function NamedTimes({ times }: { times: Record<string, string> }) {
  const [name, setName] = useState("");
  const set = (next: Record<string, string>) => void saveMe({ named_times: next });
  return (
    <div class="named">
      {Object.entries(times).map(([word, time]) => (
        <label key={word}>
          <span>{word}</span>
          <TextField label={`${word} is at`} class="time-field num" value={time} check={(value) => value === "" || isTime(value)} onSave={(value) => set(value ? { ...times, [word]: padded(value) } : without(times, word))} />
        </label>
      ))}
      <label>
        <input class="field w-120" aria-label="A new word for a time" placeholder="lunch" value={name} onInput={(event) => setName(event.currentTarget.value)} />
        <TextField
          label="Its time"
          class="time-field num"
          value=""
          placeholder="12:30"
          check={(value) => isTime(value) && name.trim() !== ""}
          onSave={(value) => {
            set({ ...times, [name.trim().toLocaleLowerCase()]: padded(value) });
            setName("");
          }}
        />
      </label>
    </div>
  );
}

function without(times: Record<string, string>, word: string): Record<string, string> {
  return Object.fromEntries(Object.entries(times).filter(([name]) => name !== word));
}
