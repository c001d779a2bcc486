// The browser is in another zone than the person's day: "You seem to be in New York (−6 h). Move my day · Keep Madrid".
import { signal } from "@preact/signals";
import { sayFailed } from "../model/actions";
import { api } from "../model/api";
import { loadMe } from "../model/board";
import { minutesOf, now, wallIn, zoneOn } from "../model/clock";
import { cityOf } from "../model/due-words";
import { me } from "../model/store";
import * as dates from "../text/dates";
import * as say from "../text/today";

const KEY = "zone-kept";
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone this browser was told to ignore. */
const kept = signal(readKept());

function readKept(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function keep(): void {
  kept.value = here;
  try {
    localStorage.setItem(KEY, here);
  } catch {
    // Storage refused: it is asked again after a reload.
  }
}

async function move(): Promise<void> {
  try {
    await api.saveMe({ zone: here });
    await loadMe();
  } catch (error) {
    sayFailed(error, () => void move());
  }
}

/** Minutes that `zone` is ahead of `from` at this instant, between −12 h and +14 h. */
export function ahead(zone: string, from: string, instant: number): number {
  const one = wallIn(zone, instant);
  const other = wallIn(from, instant);
  const days = Math.sign(Date.parse(one.date) - Date.parse(other.date));
  return days * 1440 + minutesOf(one.time) - minutesOf(other.time);
}

/** `−6 h`, `+5:30 h` */
export function difference(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 ? `:${String(size % 60).padStart(2, "0")}` : "";
  return dates.clockDifference(`${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest}`);
}

export function ZoneBanner() {
  const person = me.value;
  // Browsers that hide where they are say UTC: that is no place to move to.
  if (!person || !here || here === "UTC" || person.zone_source === "default" || kept.value === here) return null;
  const zone = zoneOn(wallIn(person.zone, now.value).date, person);
  const minutes = ahead(here, zone, now.value);
  if (minutes === 0) return null;
  return (
    <p class="notice" role="status">
      <span>{say.youSeemIn(cityOf(here), difference(minutes))}</span>
      <button type="button" class="link" onClick={() => void move()}>
        {say.moveMyDay}
      </button>
      <button type="button" class="link" onClick={keep}>
        {say.keep(cityOf(zone))}
      </button>
    </p>
  );
}
