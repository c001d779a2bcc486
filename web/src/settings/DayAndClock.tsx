// Where and how the person's day runs: zone, start of day and week, clock, holidays, reminders, named times.
import { useState } from "preact/hooks";
import { me } from "../model/store";
import * as dates from "../text/dates";
import { LANGUAGE } from "../text/plural";
import * as say from "../text/settings";
import * as shared from "../text/shared";
import { Select } from "../ui/Select";
import { isTime, Line, padded, Set, TextField } from "./parts";
import { saveMe } from "./save";

/** Numbered from Monday; the catalogue's names begin with Sunday. */
const DAYS = [0, 6, 5].map((day) => [String(day), dates.weekdays[(day + 1) % 7] ?? ""] as const);
const MINUTES = [5, 10, 15, 30].map((minutes) => [String(minutes), say.minutesBefore(minutes)] as const);
const REMINDERS = [["none", shared.none], ["0", say.atItsTime], ...MINUTES, ["60", shared.before1Hour]] as const;

const zones = (): string[] => Intl.supportedValuesOf?.("timeZone") ?? [];
const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat(LANGUAGE, { timeZone: zone }));
  } catch {
    return false;
  }
};

export function DayAndClock() {
  const person = me.value;
  if (!person) return null;
  const browser = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Set id="day" title={say.sections.day}>
      <dl>
        <Line name={say.zone} inline>
          <TextField label={say.timeZone} class="w-240" value={person.zone} options={zones()} check={isZone} onSave={(zone) => void saveMe({ zone })} />
          {browser !== person.zone && (
            <button type="button" class="link" onClick={() => void saveMe({ zone: browser })}>
              {say.useZone(browser)}
            </button>
          )}
          {person.zone_source === "environment" && <span class="muted">{shared.setByEnvironment}</span>}
        </Line>
        <Line name={say.dayStarts} inline>
          <TextField label={say.dayStartsAt} class="time-field num" value={person.day_start} check={isTime} onSave={(time) => void saveMe({ day_start: padded(time) })} />
          <span class="muted">{say.stillEvening}</span>
        </Line>
        <Line name={say.weekStarts} inline>
          <Select label={say.weekStartsOn} value={String(person.week_start)} options={DAYS} onChoose={(day) => void saveMe({ week_start: Number(day) })} />
        </Line>
        <Line name={say.clock} inline>
          <Select label={say.clock} value={person.clock24 ? "24" : "12"} options={[["24", "14:20"], ["12", dates.clock12(14, "20")]]} onChoose={(clock) => void saveMe({ clock24: clock === "24" })} />
        </Line>
        <Line name={say.holidays} inline>
          <TextField label={say.holidayCountry} class="w-120" value={person.holidays} placeholder={say.byZone} onSave={(holidays) => void saveMe({ holidays })} />
          <span class="muted">{say.holidayExamples}</span>
        </Line>
        <Line name={say.reminder} inline>
          <Select
            label={say.defaultReminder}
            value={person.default_reminder === null ? "none" : String(person.default_reminder)}
            options={REMINDERS}
            onChoose={(minutes) => void saveMe({ default_reminder: minutes === "none" ? null : Number(minutes) })}
          />
          <span class="muted">{say.forNewTask}</span>
        </Line>
        <Line name={say.namedTimes} inline>
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
          <TextField label={say.isAt(word)} class="time-field num" value={time} check={(value) => value === "" || isTime(value)} onSave={(value) => set(value ? { ...times, [word]: padded(value) } : without(times, word))} />
        </label>
      ))}
      <label>
        <input class="field w-120" aria-label={say.newWord} placeholder={say.newWordExample} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        <TextField
          label={say.itsTime}
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
