// Twelve tasks of an ordinary day, written as a person would type them: two days late, some timed around now, a repeat, two reminders.
import { minutesOf, type Wall } from "../model/clock";

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
  const time = (ahead: number) => `today ${at(wall, day, ahead)}`;
  return [
    "Send the signed lease back 4 days ago #home high",
    "Return the library books yesterday #errands",
    `Call the dentist about the crown ${time(-180)} #health medium`,
    `Review the migration plan with Ines ${time(40)} #work high remind 30 min before`,
    `Hand in the expenses ${time(120)} #work medium`,
    `Run 8 km, easy pace ${time(240)} #health remind 10 min before`,
    "Water the fig and the lemon tree every 3 days #home",
    "Pick a birthday present for Noor today #family low",
    "Order twelve moving boxes today @Home",
    "Lunch with Paula tomorrow 13:30",
    "Renew the travel pass in 5 days #errands",
    "Renew the passport in 3 days #family medium",
  ];
}
