// What a repeat does in odd cases: short months, missed days, a pause.
import type { Fields, Repeat, Task } from "../model/types";
import * as say from "../text/sheet";
import { options, Select } from "../ui/Select";
import { DayField } from "./DayField";
import { save } from "./detail";

export function RepeatPolicies({ task, repeat }: { task: Task; repeat: Repeat }) {
  const set = (change: Partial<Repeat>) => void save(task, { repeat: { ...valueOf(repeat), ...change } as Fields["repeat"] });
  return (
    <>
      <div class="policy">
        <span>{say.shortMonths}</span>
        <Select label={say.shortMonthsLong} value={repeat.month_end} options={options(say.monthEnds)} onChoose={(month_end) => set({ month_end })} />
      </div>
      <div class="policy">
        <span>{say.missedOnes}</span>
        <Select label={say.missedOnes} value={repeat.pile_up} options={options(say.pileUps)} onChoose={(pile_up) => set({ pile_up })} />
      </div>
      <div class="policy">
        <span>{say.pausedUntil}</span>
        <DayField label={say.pausedUntil} value={repeat.pause_until} none={say.notPaused} onDay={(pause_until) => set({ pause_until })} />
      </div>
    </>
  );
}

/** What the server takes back: words and missed days are its own to say. */
function valueOf({ words: _words, missed: _missed, ...value }: Repeat): Partial<Repeat> {
  return value;
}
