// Screens that fetch what they show by themselves: one hook with its states, and the line that says it failed.
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../model/api";
import { boardState } from "../model/board";
import { connection } from "../model/store";
import * as shared from "../text/shared";

export interface Fetched<T> {
  value: T | null;
  /** The sentence when the last fetch failed. */
  problem: string;
  reload: () => void;
}

/** Fetches when first shown, when `reload` is called, and when the connection is back; an answer that came too late is dropped. */
export function useFetched<T>(load: (signal: AbortSignal) => Promise<T>): Fetched<T> {
  const [state, setState] = useState<{ value: T | null; problem: string }>({ value: null, problem: "" });
  const running = useRef<AbortController>();
  const reload = () => {
    running.current?.abort();
    const here = (running.current = new AbortController());
    load(here.signal).then(
      (value) => !here.signal.aborted && setState({ value, problem: "" }),
      (error: unknown) => !here.signal.aborted && setState((before) => ({ ...before, problem: error instanceof Problem ? error.message : shared.unreachable })),
    );
  };
  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, []);
  const live = connection.value === "live";
  useEffect(() => {
    if (live && state.problem) reload();
  }, [live]);
  return { ...state, reload };
}

/** What stands where the content would. */
export function Trouble({ problem, onRetry }: { problem: string; onRetry: () => void }) {
  return (
    <p class="empty" role="alert">
      {problem || boardState.value.problem}{" "}
      <button type="button" class="link" onClick={onRetry}>
        {shared.retry}
      </button>
    </p>
  );
}
