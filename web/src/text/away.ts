// What others did while nobody looked.
import { changesCounted } from "./shared.ts";

export const whileAway = "While you were away";
export const undone = "Undone.";
export const undid = (count: number) => `Undid ${changesCounted(count)}.`;
export const andMore = (words: string) => `${words} and more`;
export const verbs = { added: "added", finished: "finished", deleted: "deleted", restored: "restored", reopened: "reopened", changed: "changed" } as const;
export const did = (verb: string, count: number) => `${verb} ${count}`;
/** `Claude Desktop added 3 and changed 1` */
export const someoneDid = (who: string, deeds: readonly string[]) => `${who} ${deeds.join(" and ")}`;
export const repeated = (what: string) => `${what} repeated`;
