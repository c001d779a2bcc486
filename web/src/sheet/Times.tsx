// Half hours of the day as a list; native pickers would print another locale.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { clock, dayPerson, wallNow } from "../model/clock";
import * as say from "../text/sheet";

const HALF_HOURS = Array.from({ length: 48 }, (_, at) => `${String(Math.floor(at / 2)).padStart(2, "0")}:${at % 2 ? "30" : "00"}`);

/** The half hours, and the time that is set when it is none of them. */
export function timesWith(time: string | null): string[] {
  return time && !HALF_HOURS.includes(time) ? [...HALF_HOURS, time].sort() : HALF_HOURS;
}

export function Times({ value, onTime }: { value: string | null; onTime: (time: string | null) => void }) {
  const times = timesWith(value);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const nearest = times.findIndex((time) => time >= (value ?? wallNow.peek().time));
  const [active, setActive] = useState(Math.max(0, nearest));
  const show = (at: number) => {
    const box = list.current;
    const option = box?.children[at];
    if (box && option instanceof HTMLElement) box.scrollTop = option.offsetTop - (box.clientHeight - option.offsetHeight) / 2;
  };
  useEffect(() => {
    const at = Math.max(0, nearest);
    setActive(at);
    show(at);
  }, [value]);
  const move = (by: number) => {
    const at = Math.min(times.length - 1, Math.max(0, active + by));
    setActive(at);
    show(at);
  };
  return (
    <div class="times">
      <button type="button" class="no-time" aria-pressed={value === null} onClick={() => onTime(null)}>
        {say.noTime}
      </button>
      <div
        ref={list}
        role="listbox"
        aria-label={say.time}
        tabIndex={0}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(1);
          else if (event.key === "ArrowUp") move(-1);
          else if (event.key === "Enter" || event.key === " ") onTime(times[active] ?? null);
          else return;
          event.preventDefault();
        }}
      >
        {times.map((time, at) => (
          <div key={time} id={`${id}-${at}`} role="option" aria-selected={time === value} class={at === active ? "active" : ""} onClick={() => onTime(time)}>
            {clock(time, dayPerson.value)}
          </div>
        ))}
      </div>
    </div>
  );
}
