// Today, the coming week folded under it, and what asks about the day itself.

export const untilNight = (time: string) => ` · until ${time}`;
export const nothingPlanned = "nothing planned yet";
export const nothingLeft = "nothing left";
export const nothingLeftToday = "Nothing left today.";
export const next = (title: string, day: string) => ` Next: ${title}, ${day}.`;
export const doneToday = "Done today";
export const lastDone = (title: string, time: string) => `last: ${title}, ${time}`;
export const moveThese = (count: number) => `Move these ${count} to today`;
export const moveAll = "Move all to today";
export const triage = "Triage";
export const itIs = (day: string) => `It is ${day}.`;

export const coming = "Next 7 days";
export const allInUpcoming = "All of them in Upcoming";

export const youSeemIn = (city: string, difference: string) => `You seem to be in ${city} (${difference}).`;
export const moveMyDay = "Move my day";
export const keep = (city: string) => `Keep ${city}`;
