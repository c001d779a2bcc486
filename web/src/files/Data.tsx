// Settings, your data: a file in, files out, and the link by which calendars follow.
import { useState } from "preact/hooks";
import { api, Problem } from "../model/api";
import { sayFailed } from "../model/actions";
import { go } from "../model/route";
import { showToast } from "../model/toast";
import { Line, Set } from "../settings/parts";
import * as say from "../text/files";
import * as shared from "../text/shared";
import { Trouble, useFetched } from "../views/fetched";
import { bring } from "./files";

const EXPORTS: readonly [kind: string, label: string][] = [
  ["json", say.json],
  ["ics", say.kinds.ics],
  ["csv", say.kinds.csv],
];

export function Data() {
  return (
    <Set id="data" title={shared.yourData}>
      <dl>
        <Line name={say.importing} inline>
          <span>{say.dropAnywhere}</span>
          <span class="set-actions">
            <button type="button" class="btn" onClick={() => bring()}>
              {shared.chooseFile}
            </button>
          </span>
        </Line>
        <Line name={say.exporting} inline>
          <span>{say.everythingButBin}</span>
          <span class="set-actions">
            {EXPORTS.map(([kind, label]) => (
              <a key={kind} class="link" href={`/api/export?to=${kind}`} download>
                {label}
              </a>
            ))}
          </span>
        </Line>
        <Calendar />
        <Line name={shared.bin} inline>
          <span>{say.deletedWaits}</span>
          <span class="set-actions">
            <button type="button" class="link" onClick={() => go("/bin")}>
              {say.openBin}
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
      <Line name={say.calendarLink}>
        <Trouble problem={problem} onRetry={reload} />
      </Line>
    );
  }
  if (!now) {
    return (
      <Line name={say.calendarLink} inline>
        <span>{say.calendarFollows}</span>
        <span class="set-actions">
          {value && (
            <button type="button" class="btn" onClick={() => void change(api.makeCalendar, say.madeLink)}>
              {say.makeLink}
            </button>
          )}
        </span>
      </Line>
    );
  }
  const address = location.origin + now;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => showToast(shared.copied),
      () => showToast(say.couldNotCopyLink, null, true),
    );
  return (
    <Line name={say.calendarLink} inline>
      <input class="field secret calendar-link" aria-label={say.calendarLink} readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
      <span class="set-actions">
        <button type="button" class="btn" onClick={() => void copy()}>
          {shared.copy}
        </button>
        <button type="button" class="link" onClick={() => void change(api.makeCalendar, say.renewed)}>
          {say.renew}
        </button>
        <button type="button" class="link" onClick={() => void change(api.endCalendar, say.ended)}>
          {say.end}
        </button>
      </span>
      <span class="muted">{say.whoeverHasIt}</span>
    </Line>
  );
}
