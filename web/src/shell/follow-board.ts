// Another board begins at its top with nothing selected; leaving search goes back to where one was.
import { effect, untracked } from "@preact/signals";
import { beforeSearch } from "../model/commands";
import { board, boardKey, type BoardRoute } from "../model/route";
import { clearSelection } from "../model/store";
import * as say from "../text/shell";

export function followBoard(): () => void {
  let shown: string | null = null;
  return effect(() => {
    const key = boardKey.value;
    document.title = say.windowTitle(titleOf(board.value));
    // The same board under another address, as when a sheet closes, stays as it is.
    if (shown !== null && shown !== key) untracked(move);
    shown = key;
  });
}

/** The window's title: what the board shows. */
function titleOf(to: BoardRoute): string {
  if (to.view === "tag") return `#${to.name}`;
  if (to.view === "project") return to.name;
  return say.boards[to.view];
}

function move(): void {
  clearSelection();
  const before = board.value.view === "search" ? null : beforeSearch.value;
  const back = before?.path === location.pathname + location.search ? before.scroll : 0;
  if (before) beforeSearch.value = null;
  requestAnimationFrame(() => {
    const scroller = document.getElementById("board");
    if (scroller) scroller.scrollTop = back;
    document.scrollingElement?.scrollTo(0, back);
  });
}
