// No task yet: sentences to try, ways to begin, a sample day. What looks like a typed line is read as one.
import { countWords } from "./shared.ts";

export const sayItLikeThis = "Say it like this";
export const aClick = "a click puts the sentence into the line above";
export const moreToTry = (count: number) => `${countWords[count] ?? count} more to try`;
/** The day to call is far enough for its reminder to be still ahead. */
export const sentences = (isWeekend: boolean): readonly string[] => [
  "stretch in 1 minute",
  "pay rent last workday 9am high #home",
  "water the plants every 3 days at 18:00",
  `call Mum ${isWeekend ? "wednesday" : "sunday"} 11am, remind the day before at 6pm`,
];
export const comes = (repeat: string) => `then ${repeat}`;
export const comesToday = (repeat: string) => `today, then ${repeat}`;
export const rings = (reminder: string) => `rings ${reminder}`;
export const ringsAt = (time: string) => `rings at ${time}`;

export const waysToBegin = "Ways to begin";
export const lookAround = "Look around first";
export const lookAroundMore = "Twelve tasks of an ordinary day, a repeat, two reminders. One undo takes them all away.";
export const trySampleDay = "Try a sample day";
export const bringWhatYouHave = "Bring what you have";
export const bringMore = "Todoist, iCalendar, CSV. Or drop the file on this window; a preview comes first.";
export const bringMyTasks = "Bring my tasks";
export const projectsMore = "Add the ones you want; type @ and a name for others.";
export const projects = ["Work", "Home", "Personal"] as const;
export const projectAdded = (name: string) => `Added the project “${name}”`;

export const yourClock = (day: string, time: string, zone: string, until: string) => `Your clock says ${day}, ${time}, ${zone}. A day lasts until ${until}.`;
export const change = "Change";

/** A line for each task; `time` gives the time of day so many minutes from now. */
export const sampleDay = (time: (ahead: number) => string): string[] => [
  "Send the signed lease back 4 days ago #home high",
  "Return the library books yesterday #errands",
  `Call the dentist about the crown today ${time(-180)} #health medium`,
  `Review the migration plan with Ines today ${time(40)} #work high remind 30 min before`,
  `Hand in the expenses today ${time(120)} #work medium`,
  `Run 8 km, easy pace today ${time(240)} #health remind 10 min before`,
  "Water the fig and the lemon tree every 3 days #home",
  "Pick a birthday present for Noor today #family low",
  "Order twelve moving boxes today @Home",
  "Lunch with Paula tomorrow 13:30",
  "Renew the travel pass in 5 days #errands",
  "Renew the passport in 3 days #family medium",
];
