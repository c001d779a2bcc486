// Fourteen days side by side: how full each is, a place to drop a row on, and the day that new tasks get.
import { dayNumber, dayShort, monthName, today } from "../model/clock";
import { goBoard } from "../model/route";
import { me } from "../model/store";
import * as say from "../text/upcoming";
import type { Day } from "./days";
import { over } from "./drag";

const MOST_DOTS = 5;

interface Props {
  days: readonly Day[];
  chosen: string | null;
  onChoose: (day: string) => void;
}

export function DayStrip({ days, chosen, onChoose }: Props) {
  return (
    <nav class="day-strip" aria-label={say.strip}>
      {days.map((day, at) => {
        const isToday = day.date === today.value;
        // Today also holds what is overdue, as its count in the rail says.
        const planned = isToday ? Math.max(day.planned, me.value?.counts?.today ?? 0) : day.planned;
        const classes = ["day-cell", at > 0 && dayNumber(day.date) === 1 && "first", over.value === day.date && "over"].filter(Boolean).join(" ");
        return (
          <button
            type="button"
            key={day.date}
            class={classes}
            data-day={day.date}
            aria-current={isToday ? "date" : undefined}
            aria-pressed={isToday ? undefined : chosen === day.date}
            onClick={() => (isToday ? goBoard({ view: "today" }) : onChoose(day.date))}
          >
            <span>{dayShort(day.date)} </span>
            <b>{dayNumber(day.date)}</b>
            <span class="sr">
              {" "}
              {monthName(day.date)}, {say.planned(planned, day.repeats)}
            </span>
            <Dots planned={planned} repeats={day.repeats} />
          </button>
        );
      })}
    </nav>
  );
}

/** `●●○`, or `●●●+6` when they would not fit. */
function Dots({ planned, repeats }: { planned: number; repeats: number }) {
  const fits = planned + repeats <= MOST_DOTS;
  const full = fits ? planned : Math.min(planned, 3);
  const hollow = fits ? repeats : Math.min(repeats, 3 - full);
  const rest = planned + repeats - full - hollow;
  return (
    <span class="dots" aria-hidden="true">
      {Array.from({ length: full }, (_, at) => (
        <i key={at} />
      ))}
      {Array.from({ length: hollow }, (_, at) => (
        <i key={`h${at}`} class="hollow" />
      ))}
      {rest > 0 && <small>+{rest}</small>}
    </span>
  );
}
