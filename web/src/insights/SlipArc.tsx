// From the first date of a task to the one it has now, a hop for each time it was moved.
import { daysBetween } from "../model/clock";

const LEFT = 8;
const WIDTH = 224;
const GROUND = 22;
const HIGHEST = 34;

interface Props {
  times: number;
  first: string;
  last: string;
  /** The days between which all arcs of the list lie. */
  low: string;
  high: string;
}

export function SlipArc({ times, first, last, low, high }: Props) {
  const days = Math.max(1, daysBetween(low, high));
  const at = (day: string) => LEFT + (daysBetween(low, day) / days) * WIDTH;
  const [begin, end] = [at(first), at(last)];
  // In between only the number of moves is known: they are drawn evenly.
  const stops = Array.from({ length: times + 1 }, (_, hop) => begin + ((end - begin) * hop) / times);
  return (
    <svg viewBox="0 0 240 28" width="240" height="28" aria-hidden="true">
      <path class="base" d={`M${LEFT} ${GROUND}H${LEFT + WIDTH}`} />
      {stops.slice(1).map((stop, hop) => {
        const from = stops[hop] ?? begin;
        const top = GROUND - Math.min(HIGHEST, Math.abs(stop - from) * 0.62 + 4);
        return <path key={hop} d={`M${from.toFixed(1)} ${GROUND}Q${((from + stop) / 2).toFixed(1)} ${top.toFixed(1)} ${stop.toFixed(1)} ${GROUND}`} />;
      })}
      {stops.slice(1, -1).map((stop, hop) => (
        <circle key={hop} cx={stop.toFixed(1)} cy={GROUND} r="2" />
      ))}
      <circle class="first" cx={begin.toFixed(1)} cy={GROUND} r="3" />
      <circle class="last" cx={end.toFixed(1)} cy={GROUND} r="3.5" />
    </svg>
  );
}
