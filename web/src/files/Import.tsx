// The import: which file, what it would add, and one press that adds it.
import * as say from "../text/files";
import * as shared from "../text/shared";
import "./files.css";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { freshId, Problem } from "../model/api";
import { dueWords } from "../model/due-words";
import { tasks } from "../model/store";
import type { Imported, Task } from "../model/types";
import { sentence } from "../model/undo";
import { Dialog } from "../ui/Dialog";
import { options, Select } from "../ui/Select";
import { preview, refusal, take, waiting, type FileKind } from "./files";

type State = { step: "choose" | "reading" | "adding" } | { step: "shown"; found: Imported } | { step: "failed"; problem: string };

/** Shown while it is mounted. */
export function Import({ onClose }: { onClose: () => void }) {
  const file = waiting.value;
  const [kind, setKind] = useState<FileKind | null>(null);
  const [state, setState] = useState<State>({ step: file ? "reading" : "choose" });
  const key = useMemo(freshId, [file, kind]);
  useEffect(() => {
    if (!file) return;
    const problem = refusal(file);
    if (problem) return setState({ step: "failed", problem });
    setState({ step: "reading" });
    const running = new AbortController();
    preview(file, kind, running.signal).then(
      (found) => setState({ step: "shown", found }),
      (error: unknown) => !running.signal.aborted && setState({ step: "failed", problem: wordsOf(error) }),
    );
    return () => running.abort();
  }, [file, kind]);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (state.step === "shown") box.current?.querySelector<HTMLElement>(".primary")?.focus();
  }, [state.step]);
  useEffect(() => () => void (waiting.value = null), []);
  const add = () => {
    if (!file) return;
    setState({ step: "adding" });
    take(file, kind, key).then(onClose, (error: unknown) => setState({ step: "failed", problem: wordsOf(error) }));
  };
  const choose = (next: File) => {
    setKind(null);
    waiting.value = next;
  };
  return (
    <Dialog label={say.importTasks} class="import" onClose={onClose}>
      <header>
        <h2>{file?.name ?? say.bringYourTasks}</h2>
        <button type="button" class="tool" onClick={onClose}>
          {shared.close}
          <kbd>Esc</kbd>
        </button>
      </header>
      <div role="status">
        {state.step === "choose" && <p class="import-said">{say.kindsRead}</p>}
        {state.step === "reading" && <p class="import-said">{say.reading}</p>}
        {state.step === "adding" && <p class="import-said">{shared.adding}</p>}
        {state.step === "failed" && <p class="import-said problem">{state.problem}</p>}
        {state.step === "shown" && <Found found={state.found} />}
      </div>
      <footer ref={box}>
        {state.step === "shown" && state.found.added > 0 && (
          <button type="button" class="btn primary" onClick={add}>
            {say.addCounted(shared.tasksCounted(state.found.added))}
          </button>
        )}
        {state.step !== "adding" && <Choose first={state.step === "choose"} onFile={choose} />}
        <span class="grow" />
        {file && (state.step === "shown" || state.step === "failed") && (
          <Select label={say.readAs} value={kind ?? (state.step === "shown" ? (state.found.kind as FileKind) : "csv")} options={options(say.kinds)} onChoose={setKind} />
        )}
      </footer>
    </Dialog>
  );
}

const wordsOf = (error: unknown) => (error instanceof Problem ? sentence(error) : say.nothingAdded);

/** The browser's own file dialog behind a button of ours. */
function Choose({ first, onFile }: { first: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={first ? "btn primary" : "btn"} onClick={() => input.current?.click()}>
        {first ? shared.chooseFile : say.anotherFile}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say.fileToImport}
        accept=".csv,.ics,.json,text/csv,text/calendar,application/json"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onFile(file);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

function Found({ found }: { found: Imported }) {
  const more = found.added - found.tasks.length;
  return (
    <>
      <p class="import-said">
        <b>{found.said}.</b>
        {found.projects.length > 0 && say.newProjects(found.projects)}
      </p>
      {found.tasks.length > 0 && (
        <ol class="import-rows" aria-label={say.wouldBeAdded} tabIndex={0}>
          {found.tasks.map((task, at) => (
            <Row key={at} task={task} />
          ))}
          {more > 0 && <li class="muted">{shared.andMore(more)}</li>}
        </ol>
      )}
      {found.problems.length > 0 && (
        <details class="import-problems">
          <summary>{say.linesLeft(found.left)}</summary>
          <ul>
            {found.problems.map((problem, at) => (
              <li key={at}>{problem}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Row({ task }: { task: Task }) {
  const parent = task.parent === null ? null : tasks.value.get(task.parent)?.title;
  return (
    <li data-priority={task.priority}>
      <span class="num muted">{task.status === "done" ? say.done : task.due ? dueWords(task.due) : ""}</span>
      <span class="import-title">{task.title}</span>
      <span class="muted">
        {task.priority !== "none" && <b class="prio">{shared.priorities[task.priority]} </b>}
        {task.repeat && `${task.repeat.words} `}
        {task.project && `@${task.project} `}
        {task.tags.map((tag) => `#${tag} `)}
        {parent && `‹ ${parent}`}
      </span>
    </li>
  );
}
