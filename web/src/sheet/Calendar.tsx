// A month to pick a day from; the repeat's next dates are dashed in it.
import "cally";
import { useCallback, useMemo } from "preact/hooks";
import { today } from "../model/clock";
import { me } from "../model/store";
import { LANGUAGE } from "../text/plural";
import * as say from "../text/sheet";
import { Icon } from "../ui/icons";

interface Props {
  value: string | null;
  /** The next dates of the repeat. */
  coming: readonly string[];
  onDay: (date: string) => void;
}

export function Calendar({ value, coming, onDay }: Props) {
  const key = coming.join(" ");
  const parts = useCallback((date: Date) => (key.includes(date.toISOString().slice(0, 10)) ? "coming" : ""), [key]);
  const start = useMemo(() => value ?? today.peek(), [value]);
  return (
    <calendar-date
      class="calendar"
      value={value ?? ""}
      today={today.value}
      focusedDate={start}
      locale={me.value?.locale || LANGUAGE}
      firstDayOfWeek={((me.value?.week_start ?? 0) + 1) % 7}
      formatWeekday="short"
      showOutsideDays
      getDayParts={parts}
      onchange={(event) => {
        const picked = (event.target as HTMLElement & { value: string }).value;
        if (picked) onDay(picked);
      }}
    >
      <span slot="previous" class="icon-btn">
        <Icon name="left" />
        <span class="sr">{say.previousMonth}</span>
      </span>
      <span slot="next" class="icon-btn">
        <Icon name="right" />
        <span class="sr">{say.nextMonth}</span>
      </span>
      <calendar-month />
    </calendar-date>
  );
}
