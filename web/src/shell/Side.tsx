// The side column: tabs Task | Assistant, resizable, remembered.
import { useEffect, useRef } from "preact/hooks";
import { begun } from "../model/board";
import { closeBeside, openTask, route } from "../model/route";
import { assistantWaits, NARROWEST, pane, setSideWidth, showSide, sheetNumber, sideTab, sideWidth, WIDEST, type SideTab } from "../model/side";
import { cursor, tasks } from "../model/store";
import * as shared from "../text/shared";
import * as say from "../text/shell";
import { lazy } from "../ui/lazy";
import { narrow } from "../ui/media";

const Assistant = lazy(() => import("../assistant/Assistant").then((module) => module.Assistant));
const AssistantTools = lazy(() => import("../assistant/Assistant").then((module) => module.AssistantTools));
const Sheet = lazy(() => import("../sheet/Sheet").then((module) => module.Sheet));

export function Side() {
  const number = sheetNumber.value;
  useEffect(() => {
    if (number !== null) showSide("task");
    else if (sideTab.value === "task") sideTab.value = "assistant";
  }, [number]);
  const tab = sideTab.value;
  // Alone on a narrow screen it is the page's main part.
  const alone = narrow.value && pane.value === "assistant";
  const Landmark = alone ? "main" : "aside";
  return (
    <Landmark class="side" aria-label={tab === "task" ? shared.task : shared.assistant} data-sheet={number !== null || undefined}>
      {alone ? <h1 class="sr">{shared.assistant}</h1> : <Grip />}
      <div class="side-tabs">
        <div role="tablist" aria-label={shared.sideColumn} class="side-tablist">
          <Tab name="task" label={shared.task} />
          <Tab name="assistant" label={shared.assistant} />
        </div>
        <div class="side-tools">
          {tab === "task" && number !== null && (
            <button type="button" class="tool" onClick={closeBeside}>
              {shared.close}
              <kbd>Esc</kbd>
            </button>
          )}
          {tab === "assistant" && begun.value && <AssistantTools />}
        </div>
      </div>
      <div role="tabpanel" id="side-panel" class="side-panel" aria-label={tab === "task" ? shared.task : shared.assistant}>
        {tab === "task" ? <TaskPanel number={number} /> : begun.value && <Assistant thread={route.value.chat} />}
      </div>
    </Landmark>
  );
}

function TaskPanel({ number }: { number: number | null }) {
  if (number !== null) return <Sheet number={number} />;
  return <p class="side-empty">{say.pickTask}</p>;
}

function Tab({ name, label }: { name: SideTab; label: string }) {
  const chosen = sideTab.value === name;
  const choose = () => {
    const task = cursor.value === null ? undefined : tasks.value.get(cursor.value);
    if (name === "task" && sheetNumber.value === null && task) openTask(task.number);
    sideTab.value = name;
  };
  return (
    <button type="button" role="tab" aria-selected={chosen} aria-controls="side-panel" onClick={choose}>
      {label}
      {name === "assistant" && !chosen && assistantWaits.value && <i class="waits" role="img" aria-label={shared.waitsForYou} />}
    </button>
  );
}

/** The edge one drags; arrow keys move it too. */
function Grip() {
  const start = useRef<{ x: number; width: number } | null>(null);
  return (
    <div
      class="grip"
      role="separator"
      aria-label={say.sideWidth}
      aria-orientation="vertical"
      aria-valuenow={sideWidth.value}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width: sideWidth.value };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => start.current && setSideWidth(start.current.width + start.current.x - event.clientX)}
      onPointerUp={() => (start.current = null)}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") setSideWidth(sideWidth.value + 16);
        if (event.key === "ArrowRight") setSideWidth(sideWidth.value - 16);
      }}
    />
  );
}
