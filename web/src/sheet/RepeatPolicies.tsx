// What a repeat does in odd cases: short months, missed days, a pause.
import type { Fields, Repeat, Task } from "../model/types";
import { Select } from "../ui/Select";
import { DayField } from "./DayField";
import { save } from "./detail";

export function RepeatPolicies({ task, repeat }: { task: Task; repeat: Repeat }) {
  const set = (change: Partial<Repeat>) => void save(task, { repeat: { ...valueOf(repeat), ...change } as Fields["repeat"] });
  return (
    <>
      <div class="policy">
        <span>Short months</span>
        <Select label="In months without that day" value={repeat.month_end} options={[["skip", "leave it out"], ["backward", "take the last day"]]} onChoose={(month_end) => set({ month_end })} />
      </div>
      <div class="policy">
        <span>Missed ones</span>
        <Select label="Missed ones" value={repeat.pile_up} options={[["collapse", "count as one"], ["keep", "wait one by one"]]} onChoose={(pile_up) => set({ pile_up })} />
      </div>
      <div class="policy">
        <span>Paused until</span>
        <DayField label="Paused until" value={repeat.pause_until} none="not paused" onDay={(pause_until) => set({ pause_until })} />
      </div>
    </>
  );
}

/** What the server takes back: words and missed days are its own to say. */
function valueOf({ words: _words, missed: _missed, ...value }: Repeat): Partial<Repeat> {
  return value;
}
