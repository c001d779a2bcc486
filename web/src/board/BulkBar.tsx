// What one can do with the picked rows.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { addTag, complete, remove, setPriority, setProject } from "../model/actions";
import { overlayOpen } from "../model/commands";
import { ask } from "../model/side";
import { clearSelection, me, picked, selection } from "../model/store";
import type { Task } from "../model/types";
import * as say from "../text/board";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { Menu, type MenuItem } from "../ui/Menu";
import { NameField } from "../ui/NameField";
import { Popover } from "../ui/Popover";

export function BulkBar() {
  const count = picked.value.size;
  if (count === 0) return null;
  const rows = selection.value;
  const open = rows.filter((task) => task.status === "open");
  return (
    <div class="bulk" role="toolbar" aria-label={say.selected(count)}>
      <b>{say.selected(count)}</b>
      <button type="button" onClick={() => (clearSelection(), void complete(open))}>
        {say.complete}
        <kbd>E</kbd>
      </button>
      <button type="button" onClick={() => (overlayOpen.value = "reschedule")}>
        {shared.reschedule}
        <kbd>D</kbd>
      </button>
      <Opens label={shared.priority}>{(anchor, close) => <Menu anchor={anchor} label={shared.priority} items={priorities(rows)} onClose={close} />}</Opens>
      <Opens label={shared.tag}>
        {(anchor, close) => (
          <Popover anchor={anchor} label={shared.tag} onClose={close} class="menu">
            <NameField label={shared.tag} names={me.value?.tags.map((tag) => tag.name) ?? []} onChoose={(name) => (close(), void addTag(rows, name.replace(/^#/, "")))} />
          </Popover>
        )}
      </Opens>
      <Opens label={shared.project}>
        {(anchor, close) => (
          <Popover anchor={anchor} label={shared.project} onClose={close} class="menu">
            <NameField label={shared.project} names={me.value?.projects.map((project) => project.name) ?? []} onChoose={(name) => (close(), void setProject(rows, name.replace(/^@/, "")))} />
          </Popover>
        )}
      </Opens>
      <button type="button" onClick={() => void remove(rows)}>
        {shared.remove}
      </button>
      <button type="button" onClick={() => ask("", rows.map((task) => task.number))}>
        {shared.ask}
        <kbd>A</kbd>
      </button>
      <button type="button" class="icon-btn" aria-label={say.clearSelection} onClick={clearSelection}>
        <Icon name="close" />
      </button>
    </div>
  );
}

const priorities = (rows: readonly Task[]): MenuItem[] => [
  { label: shared.priorities.high, hint: "1", run: () => void setPriority(rows, "high") },
  { label: shared.priorities.medium, hint: "2", run: () => void setPriority(rows, "medium") },
  { label: shared.priorities.low, hint: "3", run: () => void setPriority(rows, "low") },
  { label: shared.priorities.none, hint: "0", run: () => void setPriority(rows, "none") },
];

type Content = (anchor: { current: HTMLElement | null }, close: () => void) => ComponentChildren;

function Opens({ label, children }: { label: string; children: Content }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button ref={button} type="button" aria-expanded={open} onClick={() => setOpen(true)}>
        {label}
      </button>
      {open && children(button, () => setOpen(false))}
    </>
  );
}
