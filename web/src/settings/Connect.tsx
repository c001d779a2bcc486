// Connecting an assistant on this computer: what its configuration will say, and a button that writes it.
import { useEffect, useState } from "preact/hooks";
import { read, send } from "../model/api";
import { clock, dayLabel, dayPerson, today, wallOf } from "../model/clock";
import { sayFailed } from "../model/actions";
import { showToast } from "../model/toast";
import * as say from "../text/settings";
import * as shared from "../text/shared";
import { Set } from "./parts";
import { diffLines } from "./diff";

interface Connection {
  client: string;
  name: string;
  path: string;
  diff: string;
  connected: boolean;
  /** When each client was last here. */
  seen: Record<string, string>;
}

const PATH = "/api/connect/claude-desktop";

export function Connect() {
  const [found, setFound] = useState<Connection | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    read<Connection>(PATH).then(setFound, (error: unknown) => setProblem(error instanceof Error ? error.message : shared.couldNotLook));
  }, []);
  return (
    <Set id="connect" title={say.sections.connect}>
      {problem && <p class="set-problem">{problem}</p>}
      {found && <Client found={found} onWritten={setFound} />}
    </Set>
  );
}

function Client({ found, onWritten }: { found: Connection; onWritten: (found: Connection) => void }) {
  const lines = diffLines(found.diff);
  const added = lines.filter((line) => line.sign === "+").length;
  const write = async () => {
    try {
      onWritten(await send<Connection>("POST", PATH, {}));
      showToast(say.written(found.name));
    } catch (error) {
      sayFailed(error, () => void write());
    }
  };
  return (
    <>
      <div class="clients">
        <b>{found.name}</b>
        <span class="set-actions muted">{seenWords(found)}</span>
      </div>
      <div class="diff-box">
        <header>
          <span class="mono path">{found.path}</span>
          <span class="muted">{found.connected && added === 0 ? say.nothingToChange : say.linesAdded(added)}</span>
        </header>
        {lines.length > 0 && found.diff.trim() && (
          <pre tabIndex={0} aria-label={say.changeOf(found.path)}>
            <code>
              {lines.map((line, at) => (
                <span key={at} class={line.sign === "+" ? "add" : line.sign === "-" ? "gone" : ""}>
                  <i>{line.number}</i>
                  <b>{line.sign}</b>
                  {line.text}
                </span>
              ))}
            </code>
          </pre>
        )}
        <footer>
          {added > 0 || !found.connected ? (
            <>
              <button type="button" class="btn primary" onClick={() => void write()}>
                {say.writeFile}
              </button>
              <button type="button" class="btn" onClick={() => void copy(lines.filter((line) => line.sign !== "-").map((line) => line.text).join("\n"))}>
                {shared.copy}
              </button>
              <span class="muted">{say.readsNext(found.name)}</span>
            </>
          ) : (
            <span class="muted">{say.isSetUp(found.name)}</span>
          )}
        </footer>
      </div>
    </>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(shared.copied);
  } catch {
    showToast(shared.couldNotCopy, null, true);
  }
}

function seenWords({ name, seen, connected }: Connection): string {
  const entries = Object.entries(seen ?? {}).sort(([, one], [, other]) => other.localeCompare(one));
  const [last] = entries;
  if (!last) return connected ? say.notCalledYet(name) : say.notConnected;
  const wall = wallOf(Date.parse(last[1]), dayPerson.value);
  const time = clock(wall.time, dayPerson.value);
  return say.connectedAt(last[0], wall.date === today.value ? time : `${dayLabel(wall.date, today.value)} ${time}`);
}
