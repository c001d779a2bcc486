// Connecting an assistant on this computer: what its configuration will say, and a button that writes it.
import { useEffect, useState } from "preact/hooks";
import { read, send } from "../model/api";
import { clock, dayLabel, dayPerson, today, wallOf } from "../model/clock";
import { sayFailed } from "../model/actions";
import { showToast } from "../model/toast";
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
    read<Connection>(PATH).then(setFound, (error: unknown) => setProblem(error instanceof Error ? error.message : "Could not look."));
  }, []);
  return (
    <Set id="connect" title="Connect">
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
      showToast(`Written. Start ${found.name} again.`);
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
          <span class="muted">{found.connected && added === 0 ? "nothing to change" : `${added} ${added === 1 ? "line" : "lines"} added, the rest stays`}</span>
        </header>
        {lines.length > 0 && found.diff.trim() && (
          <pre tabIndex={0} aria-label={`Change of ${found.path}`}>
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
                Write this file
              </button>
              <button type="button" class="btn" onClick={() => void copy(lines.filter((line) => line.sign !== "-").map((line) => line.text).join("\n"))}>
                Copy
              </button>
              <span class="muted">{found.name} reads it at its next start. A copy of the old file is kept beside it.</span>
            </>
          ) : (
            <span class="muted">{found.name} is set up. It reads the file at its next start.</span>
          )}
        </footer>
      </div>
    </>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast("Copied.");
  } catch {
    showToast("The browser does not let this page copy.", null, true);
  }
}

function seenWords({ name, seen, connected }: Connection): string {
  const entries = Object.entries(seen ?? {}).sort(([, one], [, other]) => other.localeCompare(one));
  const [last] = entries;
  if (!last) return connected ? `${name} has not called yet` : "not connected";
  const wall = wallOf(Date.parse(last[1]), dayPerson.value);
  const time = clock(wall.time, dayPerson.value);
  return `${last[0]} connected ${wall.date === today.value ? time : `${dayLabel(wall.date, today.value)} ${time}`}`;
}
