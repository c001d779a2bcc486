// The coming fourteen days as bars: planned solid, repeats dashed on top, a line at what a usual day finishes.
import { dayNumber, dayShort } from "../model/clock";
import type { Insights } from "../model/types";
import * as say from "../text/insights";

const GROUND = 126;
const HIGHEST = 106;
/** One task is twelve units high, less when a day holds many. */
const UNIT = 12;
const GAP = 1.5;

interface Props {
  load: Insights["load"];
  overdue: number;
  usual: number | null;
  small: boolean;
}

export function LoadChart({ load, overdue, usual, small }: Props) {
  const width = small ? 360 : 772;
  const bar = small ? 16 : 28;
  const bars = load.map((day, at) => ({ ...day, tasks: day.tasks + (at === 0 ? overdue : 0) }));
  const most = Math.max(1, usual ?? 0, ...bars.map((day) => day.tasks + day.repeats));
  const unit = Math.min(UNIT, HIGHEST / most);
  return (
    <>
      <svg class="load" viewBox={`0 0 ${width} 162`} role="img" aria-label={say.perDay(load.length)}>
        {bars.map((day, at) => {
          const middle = ((at + 0.5) * width) / bars.length;
          const x = middle - bar / 2;
          const planned = day.tasks * unit;
          const all = planned + day.repeats * unit;
          return (
            <g key={day.day}>
              {day.tasks > 0 && <rect class="plan" x={x.toFixed(1)} y={(GROUND - planned).toFixed(1)} width={bar} height={(planned - GAP).toFixed(1)} rx="2" />}
              {day.repeats > 0 && <rect class="rep" x={(x + 0.5).toFixed(1)} y={(GROUND - all + 0.5).toFixed(1)} width={bar - 1} height={Math.max(1, all - planned - 3).toFixed(1)} rx="2" />}
              {all > 0 && (
                <text class="n" x={middle.toFixed(1)} y={(GROUND - all - 6).toFixed(1)}>
                  {day.tasks + day.repeats}
                </text>
              )}
              <text x={middle.toFixed(1)} y="142">
                {small ? dayShort(day.day).slice(0, 2) : dayShort(day.day)}
              </text>
              <text class="d" x={middle.toFixed(1)} y="157">
                {dayNumber(day.day)}
              </text>
            </g>
          );
        })}
        {usual !== null && <path class="usual" d={`M0 ${(GROUND - usual * unit).toFixed(1)}H${width}`} />}
        <path class="axis" d={`M0 ${GROUND}H${width}`} />
      </svg>
      <p class="legend" aria-hidden="true">
        <i class="plan" /> {say.legendPlanned} <i class="rep" /> {say.legendRepeats}
        {usual !== null && (
          <>
            {" "}
            <i class="usual" /> {say.usualDay}
          </>
        )}
      </p>
    </>
  );
}
