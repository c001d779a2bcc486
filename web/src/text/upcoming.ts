// Upcoming: the strip of days, the days themselves, and the repeats that have no row yet.
import { counted } from "./plural.ts";

export const strip = "14 days";
export const planned = (count: number, repeats: number) => `${count} planned, ${counted(repeats, { one: "repeat", other: "repeats" })}`;
export const nothingPlanned = (span: string) => `Nothing planned ${span}. Choose a day above, and what you add gets it.`;
export const addOn = (day: string) => `Add on ${day}`;
export const foldDaily = "fold daily";
export const daily = (count: number) => `${count} daily`;
export const andDaily = (count: number) => `and ${count} daily`;
export const monthAndJump = (month: string) => `${month}, jump to a month`;
export const jumpToMonth = "Jump to a month";

export const skipped = (title: string, day: string) => `Skipped “${title}” on ${day}`;
export const skip = "Skip";
export const onDay = (title: string, day: string) => `${title} on ${day}`;
export const openSeries = "Open series";
