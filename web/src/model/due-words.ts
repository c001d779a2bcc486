// A due in words, for what stands beside the board.
import * as shared from "../text/shared";
import { clock, dayLabel, dayPerson, today } from "./clock";
import type { Due } from "./types";

export const cityOf = (zone: string) => zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;

/** `Tue 24 Nov 18:30`, with the zone when it is fixed. */
export function dueWords(due: Pick<Due, "date" | "time" | "zone"> | null): string {
  if (!due) return shared.noDate;
  const time = due.time ? ` ${clock(due.time, dayPerson.value)}` : "";
  return `${dayLabel(due.date, today.value)}${time}${due.zone ? ` · ${shared.cityTime(cityOf(due.zone))}` : ""}`;
}
