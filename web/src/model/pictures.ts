// The last picture of the person and of each board, kept in this browser: it shows while the server cannot be asked.
import { effect, untracked } from "@preact/signals";
import { boardState, takePerson, type BoardState } from "./board";
import { assumeSkew, clockSkew } from "./clock";
import { boardKey } from "./route";
import { connection, known, me, replaceTasks, subtaskCounts } from "./store";
import { shelf } from "./shelf";
import type { Me, Task } from "./types";

interface BoardPicture {
  state: BoardState;
  tasks: readonly Task[];
  subtasks: ReadonlyMap<number, readonly [number, number]>;
}

interface PersonPicture {
  me: Me;
  /** How far the server's clock was ahead of this one. */
  skew: number;
}

const pictures = shelf<BoardPicture | PersonPicture>("pictures");
const PERSON = "person";
const AFTER_MS = 400;
/** Tasks of one picture: writing more of them at each change would be felt. */
const MOST = 1000;

/** Searches and chosen days are passing: they are not kept. */
const isKept = (key: string) => !key.includes("?") && !key.startsWith("/search");

/** Keeps the picture current while the page is live. */
export function keepPictures(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    save();
  };
  const stop = effect(() => {
    void known.value;
    void boardState.value;
    void me.value;
    if (connection.value === "live") timer ??= setTimeout(keep, AFTER_MS);
  });
  // The last change is not lost when the board or the page is left right after it.
  const leave = () => timer !== undefined && keep();
  const stopLeaving = effect(() => {
    void boardKey.value;
    untracked(leave);
  });
  window.addEventListener("pagehide", leave);
  return () => {
    stop();
    stopLeaving();
    clearTimeout(timer);
    window.removeEventListener("pagehide", leave);
  };
}

function save(): void {
  const state = boardState.peek();
  const person = me.peek();
  if (person) void pictures.put(PERSON, { me: person, skew: clockSkew() });
  if (state.status !== "ready" || state.isOld || !isKept(state.key)) return;
  void pictures.put(state.key, { state, tasks: [...known.peek().values()].slice(0, MOST), subtasks: subtaskCounts.peek() });
}

/** The person as they were last seen here; false: never. */
export async function recallPerson(): Promise<boolean> {
  const picture = (await pictures.take(PERSON)) as PersonPicture | undefined;
  if (!picture || me.peek()) return me.peek() !== null;
  assumeSkew(picture.skew);
  takePerson(picture.me);
  return true;
}

/** The board as it was last seen here; false: never, or another one is wanted by now. */
export async function recallBoard(key: string): Promise<boolean> {
  const picture = (await pictures.take(key)) as BoardPicture | undefined;
  if (!picture || boardKey.peek() !== key || connection.peek() === "live") return false;
  replaceTasks(picture.tasks, () => false);
  subtaskCounts.value = picture.subtasks;
  boardState.value = { ...picture.state, isOld: true };
  return true;
}
