// A day as a button that opens the calendar; native pickers would print another locale.
import { useRef, useState } from "preact/hooks";
import { dayLabel, today } from "../model/clock";
import { Icon } from "../ui/icons";
import { lazy } from "../ui/lazy";
import { Popover } from "../ui/Popover";

const Calendar = lazy(() => import("./Calendar").then((module) => module.Calendar));

interface Props {
  label: string;
  value: string | null;
  /** Words for no day; absent: there must be one. */
  none?: string;
  onDay: (date: string | null) => void;
}

export function DayField({ label, value, none, onDay }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const words = value ? dayLabel(value, today.value) : (none ?? "");
  const choose = (date: string | null) => {
    setOpen(false);
    if (date !== value) onDay(date);
  };
  return (
    <>
      <button ref={button} type="button" class="select num" aria-haspopup="dialog" aria-expanded={open} aria-label={`${label}: ${words}`} onClick={() => setOpen(true)}>
        <span class="select-value">{words}</span>
        <Icon name="day" />
      </button>
      {open && (
        <Popover anchor={button} label={label} onClose={() => setOpen(false)} class="day-field">
          <Calendar value={value} coming={[]} onDay={choose} />
          {none && value && (
            <button type="button" class="menu-item" onClick={() => choose(null)}>
              {none}
            </button>
          )}
        </Popover>
      )}
    </>
  );
}
