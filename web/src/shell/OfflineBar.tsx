// The bars above everything: Tasklark cannot be reached and what waits here; what was refused and is kept to be read.
import { useEffect, useState } from "preact/hooks";
import { isAway, kept, lost } from "../model/kept";
import * as saving from "../text/saving";
import * as shared from "../text/shared";
import * as say from "../text/shell";
import { nextTry } from "../model/store";
import { Icon } from "../ui/icons";
import { lazy } from "../ui/lazy";
import { tryNow } from "./begin";

const Refused = lazy(() => import("./Refused").then((module) => module.Refused));

/** More would push the board out of sight; the next one comes when one is dismissed. */
const MOST = 3;

export function OfflineBar() {
  if (!isAway.value && lost.value.length === 0) return null;
  return (
    <section class="bars" aria-label={say.notices}>
      {isAway.value && <Away />}
      {lost.value.slice(0, MOST).map((entry) => (
        <Refused key={entry.key} entry={entry} />
      ))}
    </section>
  );
}

const SECOND_MS = 1000;

/** Counts down beside the words that are announced: nobody wants to hear each second. */
function NextTry() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const at = nextTry.value;
  return <span class="next-try">{at === null ? say.trying : say.nextTry(Math.max(1, Math.ceil((at - Date.now()) / SECOND_MS)))}</span>;
}

function Away() {
  return (
    <div class="offline-bar">
      <Icon name="clock" />
      <p role="status">
        <b>{shared.unreachable}</b> {saving.keptHere(kept.value)}
      </p>
      <NextTry />
      <button type="button" class="link" onClick={tryNow}>
        {say.tryNow}
      </button>
    </div>
  );
}
