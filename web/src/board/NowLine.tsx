// The line that crosses Today at the current time, with a slot of its own.
import { clock, dayPerson, span, wallNow } from "../model/clock";
import { shortName, type NowSlot } from "../model/sections";
import * as say from "../text/board";

/** `late`: something above the line is still open, so the day is not done yet. */
export function NowLine({ slot, late }: { slot: NowSlot; late: boolean }) {
  const time = clock(wallNow.value.time, dayPerson.value);
  const { next, until } = slot;
  const words = next && until !== null ? say.until(span(until), shortName(next.title)) : late ? say.nothingLater : say.doneForToday;
  const long = next && until !== null ? say.until(say.minutes(until), next.title) : words;
  return (
    <li class="now" aria-label={say.nowIs(time, long)}>
      <b class="now-time">{time}</b>
      <i class="now-dot" />
      <span class="now-text">{words}</span>
    </li>
  );
}
