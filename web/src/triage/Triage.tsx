// Triage: the overdue tasks one by one; T, D, E decide, the next one comes at once, Z takes a step back.
import * as dates from "../text/dates";
import * as shared from "../text/shared";
import * as say from "../text/triage";
import "./triage.css";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { complete, moveToDay, moveToToday, remove, reschedule } from "../model/actions";
import { api } from "../model/api";
import { todayNow } from "../model/board";
import { dueWords } from "../model/due-words";
import { overdueDays, sorted } from "../model/sections";
import { absorb, me, tasks } from "../model/store";
import type { Task, Written } from "../model/types";
import { undoCode } from "../model/undo";
import { DayList } from "../ui/DayList";
import { Dialog } from "../ui/Dialog";
import { back, begin, decide, failed, told, type Decision, type Walk } from "./walk";

function overdue(): Task[] {
  const open = [...tasks.peek().values()].filter((task) => task.status === "open" && overdueDays(task, todayNow.peek()) > 0);
  return sorted(open, [{ key: "due", descending: false }], todayNow.peek().person);
}

const MOST = 200;

/** Shown while it is mounted; fetches what is overdue when another board is behind it. */
export function Triage({ onClose }: { onClose: () => void }) {
  const [walk, setWalk] = useState<Walk | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    api.tasks({ view: "today", limit: MOST }).then(
      (page) => {
        absorb(page.tasks);
        setWalk(begin(overdue().map((task) => task.id)));
      },
      () => {
        const here = overdue();
        if (here.length) setWalk(begin(here.map((task) => task.id)));
        else setProblem(shared.unreachable);
      },
    );
  }, []);
  return (
    <Dialog label={say.label} class="triage" onClose={onClose}>
      {walk ? <Steps walk={walk} setWalk={setWalk} onClose={onClose} /> : <p role="status">{problem}</p>}
    </Dialog>
  );
}

interface StepsProps {
  walk: Walk;
  setWalk: (change: (before: Walk | null) => Walk | null) => void;
  onClose: () => void;
}

function Steps({ walk, setWalk, onClose }: StepsProps) {
  const [naming, setNaming] = useState(false);
  const [said, setSaid] = useState("");
  const answers = useRef<Promise<Written | null>[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const id = walk.queue[walk.at];
  const task = id === undefined ? undefined : tasks.value.get(id);
  // Each task begins with its buttons in reach of Enter and Tab; the field has the focus before the next key arrives.
  useLayoutEffect(() => box.current?.querySelector<HTMLElement>("[data-first], [data-autofocus]")?.focus(), [id, naming]);

  const act = (decision: Decision, run?: () => Promise<Written | null>) => {
    if (!task) return;
    setNaming(false);
    setWalk((before) => before && decide(before, decision));
    const answer = run?.() ?? Promise.resolve(null);
    answers.current.push(answer);
    setSaid(decision === "left" ? say.staysOverdue(task.title) : "");
    if (!run) return;
    void answer.then((written) => {
      if (written) return setSaid(written.said);
      answers.current = answers.current.filter((one) => one !== answer);
      setWalk((before) => before && failed(before, task.id));
      setSaid(say.comesAgain(task.title));
    });
  };
  const stepBack = async () => {
    const last = answers.current.pop();
    if (!last) return;
    const written = await last;
    if (written?.undo && !(await undoCode(written.undo))) return;
    setWalk((before) => before && back(before));
    setSaid("");
  };
  const rows = task ? [task] : [];
  const keys: Record<string, () => void> = {
    t: () => act("moved", () => moveToToday(rows)),
    d: () => setNaming(true),
    e: () => act("done", () => complete(rows)),
    j: () => act("left"),
    ArrowRight: () => act("left"),
    Delete: () => act("deleted", () => remove(rows)),
    z: () => void stepBack(),
  };
  const onKey = (event: KeyboardEvent) => {
    // Esc leaves the days first, then the dialog.
    if (event.key === "Escape" && naming) {
      event.preventDefault();
      setNaming(false);
    }
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey || me.value?.shortcuts === false) return;
    const run = task || event.key === "z" ? keys[event.key] : undefined;
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  const foot = (
    <p class="triage-foot" role="status">
      <span>{said}</span>
      {walk.steps.length > 0 && <Key label={say.stepBack} keys="Z" class="link" onPress={keys.z} />}
    </p>
  );
  return (
    <div ref={box} onKeyDown={onKey}>
      <header>
        <h2>{say.oneByOne}</h2>
        {task && (
          <span class="muted num">{say.step(walk.at + 1, walk.queue.length)}</span>
        )}
        <button type="button" class="tool" onClick={onClose}>
          {shared.close}
          <kbd>Esc</kbd>
        </button>
      </header>
      {task ? (
        <>
          <Card task={task} />
          {naming ? (
            <div data-naming>
              <DayList autofocus value={task.due?.date ?? null} onDay={(date) => act("moved", () => moveToDay(rows, date))} onWords={(words) => act("moved", () => reschedule(rows, words))} />
            </div>
          ) : (
            <div class="triage-keys">
              <Key label={dates.today} keys="T" class="btn primary" first onPress={keys.t} />
              <Key label={say.anotherDay} keys="D" class="btn" onPress={keys.d} />
              <Key label={shared.done} keys="E" class="btn" onPress={keys.e} />
              <Key label={say.leaveIt} keys="J" class="btn" onPress={keys.j} />
              <Key label={shared.remove} keys="Del" class="btn danger" onPress={keys.Delete} />
            </div>
          )}
        </>
      ) : (
        <div class="triage-end">
          <p>{walk.steps.length ? say.thatWasAll(told(walk)) : say.nothingOverdue}</p>
          <button type="button" class="btn primary" data-first onClick={onClose}>
            {shared.close}
          </button>
        </div>
      )}
      {foot}
    </div>
  );
}

function Card({ task }: { task: Task }) {
  const days = overdueDays(task, todayNow.value);
  return (
    <div class="triage-card" data-priority={task.priority}>
      <h3>{task.title}</h3>
      <p class="meta">
        {days > 0 && <b class="late">{shared.daysOverdue(days)}</b>}
        <span class="num">{dueWords(task.due)}</span>
        {task.priority !== "none" && <b class="prio">{shared.priorities[task.priority]}</b>}
        {task.repeat && <span>{task.repeat.words}</span>}
        {task.project && <span>@{task.project}</span>}
        {task.tags.map((tag) => (
          <span key={tag}>#{tag}</span>
        ))}
      </p>
      {task.notes && <p class="triage-notes">{task.notes}</p>}
    </div>
  );
}

function Key({ label, keys, class: extra, first, onPress }: { label: ComponentChildren; keys: string; class: string; first?: boolean; onPress: (() => void) | undefined }) {
  return (
    <button type="button" class={extra} data-first={first || undefined} onClick={onPress}>
      {label}
      <kbd aria-hidden="true">{keys}</kbd>
    </button>
  );
}
