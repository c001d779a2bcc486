// The settings: headings, names of lines, what stands beside them, and what saving says.
import { counted } from "./plural.ts";
import * as shared from "./shared.ts";

/** The sections in their order, by the name in the address. */
export const sections = {
  notifications: "Notifications",
  model: "Model",
  connect: "Connect",
  tokens: "Tokens",
  day: "Day and clock",
  words: "Words",
  look: "Look",
  keys: shared.keys,
  data: shared.yourData,
  about: "About",
} as const;

export const off = "Off";
export const doesNotFit = (value: string) => `“${value}” does not fit there; the old value stays.`;

export const version = "Version";
export const productVersion = (number: string) => `Tasklark ${number}`;
export const events = "Events";
export const behind = (consumer: string, count: number) => `${consumer} has ${count} to do`;
export const caughtUp = "all caught up";
export const notHandled = (words: string, count: number) => `${words}; ${count} could not be handled`;

export const written = (client: string) => `Written. Start ${client} again.`;
export const nothingToChange = "nothing to change";
export const linesAdded = (count: number) => `${counted(count, { one: "line", other: "lines" })} added, the rest stays`;
export const changeOf = (path: string) => `Change of ${path}`;
export const writeFile = "Write this file";
export const readsNext = (client: string) => `${client} reads it at its next start. A copy of the old file is kept beside it.`;
export const isSetUp = (client: string) => `${client} is set up. It reads the file at its next start.`;
export const notCalledYet = (client: string) => `${client} has not called yet`;
export const notConnected = "not connected";
export const connectedAt = (client: string, when: string) => `${client} connected ${when}`;

export const zone = "Zone";
export const timeZone = "Time zone";
export const useZone = (zone: string) => `Use ${zone}`;
export const dayStarts = "Day starts";
export const dayStartsAt = "The day starts at";
export const stillEvening = "before it, it is still the evening before";
export const weekStarts = "Week starts";
export const weekStartsOn = "The week starts on";
export const clock = "Clock";
export const holidays = "Holidays";
export const holidayCountry = "Country of holidays";
export const byZone = "by the zone";
export const holidayExamples = "a country or region such as ES or ES-MD, for “last workday” and holidays";
export const reminder = "Reminder";
export const defaultReminder = "Reminder of a new task with a time";
export const forNewTask = "for a new task with a time";
export const atItsTime = "at its time";
export const minutesBefore = (count: number) => `${count} min before`;
export const namedTimes = "Named times";
export const isAt = (word: string) => `${word} is at`;
export const newWord = "A new word for a time";
export const newWordExample = "lunch";
export const itsTime = "Its time";

export const keptPlain = "Kept plain";
export const readAgain = (word: string) => `Read “${word}” again`;
export const neverDate = "A word that is never a date";
export const neverDateExamples = "may, sat";
export const neverRead = "never read as a date";
export const theme = "Theme";
export const themes = { system: "as the system", light: "light", dark: "dark" } as const;
export const singleKeys = "Single keys";
export const allKeys = "All keys";

export const ownAddress = "Own address";
export const couldNotFetch = "Could not fetch it.";
export const answersNow = "Answers now";
export const offlineModel = "no key, works offline; reads dates, repeats and the usual requests";
export const noAnswer = "No answer.";
export const changeIt = "Change it";
export const answersFromNow = (model: string) => `${model} answers from now on.`;
export const provider = "Provider";
export const address = "Address";
export const addressExample = "https://…/v1";
export const modelExample = "model name";
export const key = "Key";
export const keyStates = { kept: "key kept", found: "key found", none: "key" } as const;
export const save = "Save";
export const test = "Test";
export const plannerAnswers = "The built-in planner answers again.";
export const backToPlanner = "Back to the built-in planner";
export const keyFound = "A model key was found. It is used only when you name a model here.";

export const thisBrowser = "This browser";
export const unasked = "Not asked";
export const blocked = "Blocked";
export const impossible = "Not possible here";
export const turnOff = "Turn off";
export const ringsHere = "Reminders ring here when no tab of Tasklark is visible.";
export const asksOnce = "Your browser asks once.";
export const onlyInPage = "Reminders show only in the open page.";
export const quietHours = "Quiet hours";
export const quietFrom = "Quiet from";
export const quietUntil = "Quiet until";
export const waitsForEnd = "a reminder inside waits for their end";

export const pageClosed = "Page closed";
export const didNotWork = "That did not work.";
export const ringWithPageClosed = "Ring here with the page closed";
export const isThisBrowser = " (this browser)";
export const ringOnAsTest = (device: string) => `Ring on ${device} as a test`;
export const stopRingingOn = (device: string) => `Stop ringing on ${device}`;
export const pushes = "Reminders come through your browser’s push service while Tasklark runs.";
export const noPush = "This browser has no push. Reminders ring while a page of Tasklark is open.";
export const turnOnFirst = "Turn on this browser first. Until then reminders ring while a page is open.";
export const ringsWhileOpen = "Reminders ring while a page of Tasklark is open.";

export const scopes = { read: "may read", write: "may read and change" } as const;
export const lasts = { "7": "for a week", "90": "for 90 days", "365": "for a year" } as const;
export const opensNothing = (token: string) => `“${token}” opens nothing any more.`;
export const revoke = "Revoke";
export const revokeToken = (token: string) => `Revoke ${token}`;
export const aProgram = "A program";
export const tokenPurpose = "What the token is for";
export const tokenExample = "backup script";
export const tokenScope = "What it may do";
export const tokenLasts = "How long it lasts";
export const makeToken = "Make a token";
export const theToken = "The token";
export const shownOnce = "Shown this once. Keep it like a password.";
export const lastUsed = (day: string) => `last used ${day}`;
export const neverUsed = "never used";
export const tokenIs = (may: string, until: string, used: string) => `${may} · until ${until} · ${used}`;
