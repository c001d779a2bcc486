// The bars above everything: Tasklark cannot be reached and what waits here; what was refused and is kept to be read.
import { isAway, kept, lost } from "../model/kept";
import * as saving from "../text/saving";
import * as shared from "../text/shared";
import * as say from "../text/shell";
import { Icon } from "../ui/icons";
import { lazy } from "../ui/lazy";
import { tryNow } from "./begin";

const Refused = lazy(() => import("./Refused").then((module) => module.Refused));

/** More would push the board out of sight; the next one comes when one is dismissed. */
const MOST = 3;

export function OfflineBar() {
  if (!isAway.value && lost.value.length === 0) return null;
  return (
    <div class="bars">
      {isAway.value && <Away />}
      {lost.value.slice(0, MOST).map((entry) => (
        <Refused key={entry.key} entry={entry} />
      ))}
    </div>
  );
}

function Away() {
  return (
    <div class="offline-bar" role="status">
      <Icon name="clock" />
      <p>
        <b>{shared.unreachable}</b> {saving.keptHere(kept.value)}
      </p>
      <button type="button" class="link" onClick={tryNow}>
        {say.tryNow}
      </button>
    </div>
  );
}
