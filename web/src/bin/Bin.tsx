// The bin: what was deleted in the last 30 days, by day, newest first; each can be restored.
import * as say from "../text/done";
import * as shared from "../text/shared";
import "./bin.css";
import { useEffect } from "preact/hooks";
import { Section } from "../board/Section";
import { write } from "../model/actions";
import { api } from "../model/api";
import { boardState, isReady, loadMore } from "../model/board";
import { clock, dayPerson, dayWord, today, wallOf } from "../model/clock";
import { setRowOrder } from "../model/commands";
import { dueWords } from "../model/due-words";
import { tasks } from "../model/store";
import type { Task } from "../model/types";
import { Failed, Loading } from "../views/states";
import { TitleLine } from "../views/TitleLine";
import { byDeletedDay, daysLeft } from "./deleted";

export function Bin() {
  const now = Date.parse(`${today.value}T00:00:00Z`);
  const rows = [...tasks.value.values()].filter((task) => task.status === "deleted");
  const days = byDeletedDay(rows, dayPerson.value);
  useEffect(() => setRowOrder([]), []);
  const { status, total, next } = boardState.value;
  return (
    <>
      <TitleLine title={shared.bin} sub={say.keptFor30Days + (isReady.value && rows.length ? say.deleted(next ? total : rows.length) : "")} tools={<RestoreAll rows={rows} />} />
      {status === "failed" && <Failed />}
      {!isReady.value && status === "loading" && <Loading />}
      {isReady.value && rows.length === 0 && <p class="empty">{say.binEmpty}</p>}
      {isReady.value &&
        days.map(({ day, tasks: deleted }) => (
          <Section key={day} title={dayWord(day, today.value)} count={deleted.length} actions={daysLeft(day, now) <= 7 && <span class="hint">{say.goneIn(daysLeft(day, now))}</span>}>
            <ol class="rows binned">
              {deleted.map((task) => (
                <Deleted key={task.id} task={task} />
              ))}
            </ol>
          </Section>
        ))}
      {next && (
        <button type="button" class="btn more" onClick={() => void loadMore()}>
          {shared.showMore}
        </button>
      )}
    </>
  );
}

const restore = (rows: readonly Task[]) => {
  const [only] = rows;
  if (!only) return;
  const back = new Map(rows.map((task): [number, Partial<Task>] => [task.id, { status: task.completed_at ? "done" : "open" }]));
  void write({ changes: back, run: (call) => (rows.length === 1 ? api.restore(only.id, call) : api.bulk(rows.map((task) => task.id), "restore", undefined, call)) });
};

function RestoreAll({ rows }: { rows: readonly Task[] }) {
  if (rows.length < 2) return null;
  return (
    <button type="button" class="tool" onClick={() => restore(rows)}>
      {say.restoreAll(rows.length)}
    </button>
  );
}

function Deleted({ task }: { task: Task }) {
  const wall = wallOf(Date.parse(task.updated_at), dayPerson.value);
  return (
    <li class="row" data-priority={task.priority}>
      <span class="time">{clock(wall.time, dayPerson.value)}</span>
      <span class="title">{task.title}</span>
      <p class="meta">
        {task.priority !== "none" && <b class="prio">{shared.priorities[task.priority]}</b>}
        {task.due && <span class="num">{dueWords(task.due)}</span>}
        {task.completed_at && <span>{say.wasDone}</span>}
        {task.project && <span>@{task.project}</span>}
        {task.tags.map((tag) => (
          <span key={tag}>#{tag}</span>
        ))}
      </p>
      <button type="button" class="link" aria-label={say.restoreTask(task.title)} onClick={() => restore([task])}>
        {shared.restore}
      </button>
    </li>
  );
}
