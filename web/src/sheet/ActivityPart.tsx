// Who changed what, through what and why; each change can be taken back.
import { clock, dayLabel, dayPerson, today, wallOf } from "../model/clock";
import type { Activity, Task } from "../model/types";
import { undoCode } from "../model/undo";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { extra, reload } from "./detail";
import { Part } from "./Part";

export function ActivityPart({ task }: { task: Task }) {
  const entries = extra.value.of === task.id ? extra.value.activity : [];
  return (
    <Part name="activity" value={entries.length || shared.none}>
      <ol class="activity">
        {entries.map((entry) => (
          <Entry key={`${entry.code}${entry.at}`} entry={entry} task={task} />
        ))}
      </ol>
    </Part>
  );
}

function Entry({ entry, task }: { entry: Activity; task: Task }) {
  const undo = (code: string) => void undoCode(code).then(() => reload(task.number));
  return (
    <li>
      <span class="num">{whenOf(entry.at)}</span>
      <p>
        {withoutName(entry.said, task)}
        <span class="via">
          {via(entry)}
          {entry.reason && ` · ${shared.quoted(entry.reason)}`}
        </span>
      </p>
      {entry.undone_by ? (
        <span class="muted">{shared.undone}</span>
      ) : (
        entry.code && (
          <button type="button" class="link" aria-label={shared.undoOf(entry.said)} onClick={() => entry.code && undo(entry.code)}>
            {shared.undo}
          </button>
        )
      )}
    </li>
  );
}

/** The sheet's head names the task already. */
const withoutName = (said: string, { number, title }: Task) => said.replace(` #${number} ${title}: `, " ").replace(` #${number} ${title}`, say.thisOne);

const BACKGROUND = /^(service|recurring|reminders|notifications)\b/;

/** Through what it came, as people call it. */
export function via({ client }: Pick<Activity, "client">): string {
  if (/^(page|web)\b/.test(client)) return shared.thisPage;
  if (client.startsWith("assistant")) return say.byAssistant;
  if (BACKGROUND.test(client)) return say.byItself;
  return say.by(client);
}

function whenOf(at: string): string {
  const wall = wallOf(Date.parse(at), dayPerson.value);
  return wall.date === today.value ? clock(wall.time, dayPerson.value) : dayLabel(wall.date, today.value);
}
