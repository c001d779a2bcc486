// What stands where rows would: loading, failed, empty.
import { useEffect, useRef, useState } from "preact/hooks";
import { boardState, choose, loadBoard } from "../model/board";
import { NO_FILTERS } from "../model/sections";
import * as say from "../text/lists";
import * as shared from "../text/shared";

const PATIENCE_MS = 300;
const LINES = [1, 2, 3, 4, 5];

/** Five hairline rows, and only when the answer takes longer than a blink. */
export function Loading() {
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="loading" role="status" aria-label={say.loading}>
      {shown && LINES.map((line) => <i key={line} />)}
    </div>
  );
}

/** How far below what is seen the next page is fetched. */
const AHEAD_PX = 800;

interface MoreProps {
  onMore: () => Promise<void>;
  /** Fetches by itself when one comes near: for what ends a list. */
  onSight?: boolean;
}

/** The next page of a long list. */
export function More({ onMore, onSight = false }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const more = () => {
    setBusy(true);
    onMore().then(
      () => setFailed(false),
      () => setFailed(true),
    ).then(() => setBusy(false));
  };
  useEffect(() => {
    if (!onSight || busy || failed || !button.current) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), { root: button.current.closest(".board"), rootMargin: `${AHEAD_PX}px` });
    watcher.observe(button.current);
    return () => watcher.disconnect();
  });
  return (
    <p class="more">
      <button ref={button} type="button" class="btn" disabled={busy} onClick={more}>
        {shared.showMore}
      </button>
      {failed && <span role="alert"> {say.tryAgain}</span>}
    </p>
  );
}

export function Failed() {
  return (
    <p class="empty" role="alert">
      {boardState.value.problem}{" "}
      <button type="button" class="link" onClick={() => void loadBoard()}>
        {shared.retry}
      </button>
    </p>
  );
}

export function NothingPasses() {
  return (
    <p class="empty">
      {say.nothingPasses}{" "}
      <button type="button" class="link" onClick={() => choose({ filters: NO_FILTERS })}>
        {say.clearIt}
      </button>
    </p>
  );
}
