// Twelve tasks of an ordinary day, written as a person would type them: two days late, some timed around now, a repeat, two reminders.
import { minutesOf, type Wall } from "../model/clock";
import * as say from "../text/first-run";

const HALF_HOUR = 30;
const LAST = 23 * 60 + 30;

/** `16:30`, on the half hour, so many minutes from now but still today. */
function at(wall: Wall, day: string, ahead: number): string {
  // After midnight the person's day is yesterday's date: its evening is over, so the last half hour must do.
  const here = wall.date === day ? minutesOf(wall.time) : LAST;
  const minute = Math.min(LAST, Math.max(0, Math.ceil((here + ahead) / HALF_HOUR) * HALF_HOUR));
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** One line for each task; every date is said as words, so that the reader of words reads them all. */
export function sampleDay(wall: Wall, day: string): string[] {
  return say.sampleDay((ahead) => at(wall, day, ahead));
}
