// One line under quick add for each new task that this view does not show, and for what others just changed.
import { openTask } from "../model/route";
import { undoCode } from "../model/undo";
import { saidWords } from "../board/UnsentRow";
import { tasks } from "../model/store";
import { waitingElsewhere } from "../model/unsent";
import * as say from "../text/quick";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { justAdded, whenOf, type JustAdded } from "./add";
import { elsewhere, undoElsewhere } from "./elsewhere";

export function JustAddedLines() {
  return (
    <div role="status">
      <Kept />
      {justAdded.value.map((added) => (
        <Line key={added.task.id} added={added} />
      ))}
      <ElsewhereLine />
    </div>
  );
}

/** What was typed while nobody answers and stands in no row here: read as of when it was said. */
function Kept() {
  return (
    <>
      {waitingElsewhere.value.map((entry) => (
        <p class="notice unsent" key={entry.key}>
          <span class="notice-word">
            <Icon name="clock" /> {say.keptHere}
          </span>
          <b>{entry.words}</b>
          <span>{say.readLater(saidWords(entry.made))}</span>
        </p>
      ))}
    </>
  );
}

function Line({ added }: { added: JustAdded }) {
  const drop = () => (justAdded.value = justAdded.value.filter((one) => one !== added));
  const { undo } = added;
  // As it is now: it may have been moved, finished or taken back meanwhile.
  const task = tasks.value.get(added.task.id) ?? added.task;
  if (task.status === "deleted") return null;
  return (
    <p class="notice">
      <span class="notice-word">{say.justAdded}</span>
      <b>{task.title}</b>
      <span class="num">{whenOf(task)}</span>
      <button type="button" class="link" onClick={() => openTask(task.number)}>
        {shared.show}
      </button>
      {undo && (
        <button type="button" class="link" onClick={() => void undoCode(undo).then((answer) => answer && drop())}>
          {shared.undo}
        </button>
      )}
    </p>
  );
}

function ElsewhereLine() {
  const what = elsewhere.value;
  const [first] = what?.tasks ?? [];
  if (!what || !first) return null;
  const count = what.tasks.length;
  return (
    <p class="notice">
      <b>{count === 1 ? first.title : shared.tasksCounted(count)}</b>
      <span class="notice-word">{what.words}</span>
      {count === 1 && first.status !== "deleted" && (
        <button type="button" class="link" onClick={() => openTask(first.number)}>
          {shared.show}
        </button>
      )}
      <button type="button" class="link" onClick={() => void undoElsewhere(what)}>
        {shared.undo}
      </button>
    </p>
  );
}
