// The edit sheet of one task: every field saves itself, each part is one line that opens in place.
import * as shared from "../text/shared";
import "./sheet.css";
import { useEffect } from "preact/hooks";
import { taskByNumber } from "../model/store";
import { ActivityPart } from "./ActivityPart";
import { Conflict } from "./Conflict";
import { extra, load, moved, problem, reload, savedAt } from "./detail";
import { DuePart } from "./DuePart";
import { Foot } from "./Foot";
import { Head } from "./Head";
import { RemindPart } from "./RemindPart";
import { RepeatPart } from "./RepeatPart";
import { PriorityPart, ProjectPart, TagsPart } from "./SmallParts";
import { SubtasksPart } from "./SubtasksPart";

/** `number`: the task the address names. */
export function Sheet({ number }: { number: number }) {
  const task = taskByNumber(number);
  const version = task?.version;
  useEffect(() => {
    savedAt.value = null;
    moved.value = null;
    void load(number);
  }, [number, task?.id]);
  // Someone else, or the board, changed it: activity and subtasks follow.
  useEffect(() => {
    if (task && extra.peek().of === task.id) reload(number);
  }, [version]);
  if (!task) return <p class="side-empty">{problem.value || "…"}</p>;
  return (
    <section class="sheet" aria-label={task.title} key={task.id}>
      <div class="sheet-scroll">
        <Head task={task} />
        {problem.value && (
          <p class="sheet-problem" role="alert">
            {problem.value}{" "}
            <button type="button" class="link" onClick={() => void load(number)}>
              {shared.retry}
            </button>
          </p>
        )}
        <Conflict task={task} />
        <DuePart task={task} />
        {task.parent === null && <RepeatPart task={task} />}
        <RemindPart task={task} />
        <PriorityPart task={task} />
        {task.parent === null && <SubtasksPart task={task} />}
        <TagsPart task={task} />
        <ProjectPart task={task} />
        <ActivityPart task={task} />
      </div>
      <Foot task={task} />
    </section>
  );
}
