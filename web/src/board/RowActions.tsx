// What hover or focus shows at a row's end: reschedule, and everything else under "More".
import { useRef, useState } from "preact/hooks";
import { moveToDay, moveToToday, remove, reopen, reschedule, setPriority, skip } from "../model/actions";
import { overlayOpen } from "../model/commands";
import { byHand, move } from "../model/ranks";
import { openTask } from "../model/route";
import { ask } from "../model/side";
import { cursor } from "../model/store";
import type { Task } from "../model/types";
import * as say from "../text/board";
import * as shared from "../text/shared";
import { DayList } from "../ui/DayList";
import { Icon } from "../ui/icons";
import { Menu, type MenuItem } from "../ui/Menu";
import { Popover } from "../ui/Popover";
import { letGo } from "./hold";

export function RowActions({ task }: { task: Task }) {
  const [open, setOpen] = useState<"day" | "more" | null>(null);
  const day = useRef<HTMLButtonElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(null);
  return (
    <span class={open ? "row-actions open" : "row-actions"}>
      {task.status === "done" && (
        <button type="button" class="link" onClick={() => void reopen([task])}>
          {shared.reopen}
        </button>
      )}
      {task.status === "open" && (
        <button ref={day} type="button" class="icon-btn" aria-label={shared.rescheduleOf(task.title)} aria-expanded={open === "day"} onClick={() => setOpen("day")}>
          <Icon name="day" />
        </button>
      )}
      <button ref={more} type="button" class="icon-btn" aria-label={say.moreFor(task.title)} aria-expanded={open === "more"} onClick={() => setOpen("more")}>
        <Icon name="more" />
      </button>
      {open === "day" && <Reschedule anchor={day} task={task} onClose={close} />}
      {open === "more" && <Menu anchor={more} label={say.more} align="end" items={itemsOf(task)} onClose={close} />}
    </span>
  );
}

/** Where to, and any other words. */
export function Reschedule({ anchor, task, onClose }: { anchor: { current: HTMLElement | null }; task: Task; onClose: () => void }) {
  const then = (run: () => unknown) => {
    onClose();
    run();
  };
  return (
    <Popover anchor={anchor} label={shared.reschedule} align="end" onClose={onClose} class="quick-menu">
      <DayList
        value={task.due?.date ?? null}
        onDay={(date) => then(() => moveToDay([task], date))}
        onWords={(words) => then(() => reschedule([task], words))}
      />
    </Popover>
  );
}

/** Another place in a list whose order is by hand; dragging and Alt with an arrow do the same. */
function placing(task: Task): MenuItem[] {
  const rows = byHand.value;
  const at = rows.findIndex((one) => one.id === task.id);
  const to = (place: number) => () => (letGo(), move(rows, at, place));
  return [
    ...(at > 0 ? [{ label: shared.moveUp, hint: say.altUp, run: to(at - 1) }] : []),
    ...(at >= 0 && at < rows.length - 1 ? [{ label: shared.moveDown, hint: say.altDown, run: to(at + 1) }] : []),
  ];
}

function itemsOf(task: Task): MenuItem[] {
  if (task.status === "done") {
    return [
      { label: shared.reopen, run: () => void reopen([task]) },
      { label: shared.open, hint: "↵", run: () => openTask(task.number) },
      { label: shared.remove, danger: true, run: () => void remove([task]) },
    ];
  }
  const repeating: MenuItem[] = task.repeat ? [{ label: shared.skipThisOne, run: () => void skip(task) }] : [];
  return [
    { label: shared.open, hint: "↵", run: () => openTask(task.number) },
    { label: shared.moveToToday, hint: "T", run: () => void moveToToday([task]) },
    {
      label: shared.remindMeMore,
      hint: "R",
      run: () => {
        cursor.value = task.id;
        overlayOpen.value = "remind";
      },
    },
    { label: shared.setPriority.high, hint: "1", run: () => void setPriority([task], "high") },
    { label: shared.setPriority.medium, hint: "2", run: () => void setPriority([task], "medium") },
    { label: shared.setPriority.low, hint: "3", run: () => void setPriority([task], "low") },
    { label: shared.setPriority.none, hint: "0", run: () => void setPriority([task], "none") },
    ...repeating,
    ...placing(task),
    { label: say.askAboutThis, hint: "A", run: () => ask("", [task.number]) },
    { label: shared.remove, danger: true, run: () => void remove([task]) },
  ];
}
