// Settings, your data: a file in, files out, and the link by which calendars follow.
import { useState } from "preact/hooks";
import { api, Problem } from "../model/api";
import { sayFailed } from "../model/actions";
import { go } from "../model/route";
import { showToast } from "../model/toast";
import { Line, Set } from "../settings/parts";
import { Trouble, useFetched } from "../views/fetched";
import { bring } from "./files";

const EXPORTS: readonly [kind: string, label: string][] = [
  ["json", "JSON"],
  ["ics", "iCalendar"],
  ["csv", "CSV"],
];

export function Data() {
  return (
    <Set id="data" title="Your data">
      <dl>
        <Line name="Import" inline>
          <span>Drop a file anywhere on this page: Todoist, iCalendar, CSV or JSON.</span>
          <span class="set-actions">
            <button type="button" class="btn" onClick={() => bring()}>
              Choose a file…
            </button>
          </span>
        </Line>
        <Line name="Export" inline>
          <span>Everything but the bin.</span>
          <span class="set-actions">
            {EXPORTS.map(([kind, label]) => (
              <a key={kind} class="link" href={`/api/export?to=${kind}`} download>
                {label}
              </a>
            ))}
          </span>
        </Line>
        <Calendar />
        <Line name="Bin" inline>
          <span>What was deleted waits 30 days.</span>
          <span class="set-actions">
            <button type="button" class="link" onClick={() => go("/bin")}>
              Open the bin
            </button>
          </span>
        </Line>
      </dl>
    </Set>
  );
}

function Calendar() {
  const { value, problem, reload } = useFetched<{ path: string | null }>((signal) => api.calendar(signal));
  const [path, setPath] = useState<string | null | undefined>(undefined);
  const now = path === undefined ? (value?.path ?? null) : path;
  const change = async (run: () => Promise<{ path: string | null }>, said: string) => {
    try {
      setPath((await run()).path);
      showToast(said);
    } catch (error) {
      if (error instanceof Problem) showToast(error.message, null, true);
      else sayFailed(error, () => void change(run, said));
    }
  };
  if (problem) {
    return (
      <Line name="Calendar link">
        <Trouble problem={problem} onRetry={reload} />
      </Line>
    );
  }
  if (!now) {
    return (
      <Line name="Calendar link" inline>
        <span>A calendar program follows your open tasks by a secret link; it can read, never change.</span>
        <span class="set-actions">
          {value && (
            <button type="button" class="btn" onClick={() => void change(api.makeCalendar, "Made a calendar link.")}>
              Make a link
            </button>
          )}
        </span>
      </Line>
    );
  }
  const address = location.origin + now;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => showToast("Copied."),
      () => showToast("Could not copy; select the link instead.", null, true),
    );
  return (
    <Line name="Calendar link" inline>
      <input class="field secret calendar-link" aria-label="Calendar link" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
      <span class="set-actions">
        <button type="button" class="btn" onClick={() => void copy()}>
          Copy
        </button>
        <button type="button" class="link" onClick={() => void change(api.makeCalendar, "Made a new link; the old one no longer works.")}>
          Renew
        </button>
        <button type="button" class="link" onClick={() => void change(api.endCalendar, "Ended the calendar link.")}>
          End
        </button>
      </span>
      <span class="muted">Whoever has it can read your tasks.</span>
    </Line>
  );
}
