// Lists and the search: their small lines, filters, sorting, and what stands where rows would.
import { counted } from "./plural.ts";

export const inboxIs = "no project, no date";
export const inboxCounted = (open: string) => `no project, no date · ${open}`;
export const inboxEmpty = "Nothing waits to be sorted. What you add without a date or a project comes here.";
export const tagEmpty = (tag: string) => `Nothing open is tagged #${tag}. What you add here gets the tag.`;
export const projectEmpty = (project: string) => `Nothing open in ${project}. What you add here goes into it.`;
export const allEmpty = "Nothing open. Everything you add shows here, dated or not.";
export const keptOnThisComputer = "kept on this computer";

export const everything = "everything, open and done";
export const searchEverything = "Search everything";
export const searchExamples = "A word, #tag, @project or #131";
export const openFacet = "open";
export const last = "last: ";
export const nothingHas = (words: string) => `Nothing has “${words}” in it.`;
export const addWords = (words: string) => `Add “${words}”`;

export const added = "Added";
export const byHand = "By hand";
export const bestMatch = "Best match";
export const filter = "Filter";
export const filters = (count: number) => counted(count, { one: "filter", other: "filters" });
export const thenBySecond = (first: string, second: string) => `${first}, then ${second}`;
export const filterAndSort = "Filter and sort";
export const showOnly = "Show only";
export const clear = "Clear";
export const noPriority = "no priority";
export const date = "Date";
export const withDate = "with a date";
export const sortBy = "Sort by";
export const thenBy = "then by";

export const loading = "Loading";
export const tryAgain = "Cannot reach Tasklark. Try again.";
export const nothingPasses = "Nothing passes the filter.";
export const clearIt = "Clear it";

export const pinned = "Pinned";
export const pin = "Pin";
export const didPin = (name: string) => `Pinned “${name}” to the rail`;
export const didUnpin = (name: string) => `Took “${name}” off the rail`;
