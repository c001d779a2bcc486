// The first fetch may find no server yet: the page shows what it last saw, tries again until it is answered, and the rail says so.
import { api } from "../model/api";
import { followBoards, loadMe, memory, reachNow } from "../model/board";
import { backoff } from "../model/live";
import { recallBoard, recallPerson } from "../model/pictures";
import { boardKey } from "../model/route";
import { connection, me, sayNextTry } from "../model/store";

/** Longer than a start takes: then the last picture is better than none. */
const PICTURE_AFTER_MS = 1000;

let again: (() => void) | null = null;

export function startWithPatience(start: () => Promise<void>): void {
  memory.recall = recallBoard;
  const waiting = setTimeout(() => void showLastPicture(), PICTURE_AFTER_MS);
  attempt(start, 0, waiting);
}

function attempt(start: () => Promise<void>, count: number, waiting: ReturnType<typeof setTimeout>): void {
  again = null;
  sayNextTry(null);
  start().then(
    () => {
      clearTimeout(waiting);
      void settleZone();
    },
    (error: unknown) => {
      console.warn(error);
      connection.value = count > 1 || !navigator.onLine ? "offline" : "reconnecting";
      if (count === 0) void showLastPicture();
      const pause = backoff(count);
      sayNextTry(pause);
      const timer = setTimeout(() => again?.(), pause);
      again = () => {
        clearTimeout(timer);
        attempt(start, count + 1, waiting);
      };
    },
  );
}

/** Reaches for the server at once. */
export function tryNow(): void {
  if (!reachNow()) again?.();
}

async function showLastPicture(): Promise<void> {
  if (me.peek() || !(await recallPerson())) return;
  await recallBoard(boardKey.peek());
  void followBoards();
}

/** While nobody has said where the person is, the first browser's zone is the best guess. */
async function settleZone(): Promise<void> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (me.value?.zone_source !== "default" || !zone || zone === me.value.zone) return;
  try {
    await api.saveMe({ zone, zone_source: "browser" });
    await loadMe();
  } catch (error) {
    console.warn(error);
  }
}
