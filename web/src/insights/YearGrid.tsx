// 52 weeks as a small grid: a column per week, a square per day, darker where more was finished.
import { dayLabel, today } from "../model/clock";
import * as say from "../text/insights";
import * as shared from "../text/shared";
import { level, monthMarks, namedRows, type Cell } from "./findings";

const LEFT = 34;
const TOP = 18;
const STEP_X = 14.2;
const STEP_Y = 14;
const SIZE = 11;
/** What a small board can show without becoming too small to see. */
const NARROW_WEEKS = 23;

interface Props {
  weeks: readonly (readonly Cell[])[];
  first: string;
  small: boolean;
}

export function YearGrid({ weeks, first, small }: Props) {
  const shown = small ? weeks.slice(-NARROW_WEEKS) : weeks;
  const width = LEFT + shown.length * STEP_X - (STEP_X - SIZE);
  return (
    <>
      <svg class="year" viewBox={`0 0 ${width.toFixed(1)} 118`} role="img" aria-label={say.finishedPerDay(shown.length)}>
        {monthMarks(shown).map(({ week, label }) => (
          <text key={`${week}${label}`} x={LEFT + week * STEP_X} y="10">
            {label}
          </text>
        ))}
        {namedRows(first).map(({ row, label }) => (
          <text key={label} x="0" y={TOP + row * STEP_Y + 9}>
            {label}
          </text>
        ))}
        {shown.map((cells, week) =>
          cells.map(({ day, count }, row) => (
            <rect key={day} class={`l${level(count)}`} x={(LEFT + week * STEP_X).toFixed(1)} y={TOP + row * STEP_Y} width={SIZE} height={SIZE} rx="2">
              <title>{`${dayLabel(day, today.value)}: ${count}`}</title>
            </rect>
          )),
        )}
      </svg>
      <p class="legend" aria-hidden="true">
        {shared.none} <i class="l0" />
        <i class="l1" />
        <i class="l2" />
        <i class="l3" />
        <i class="l4" /> {say.fiveOrMore}
      </p>
    </>
  );
}
