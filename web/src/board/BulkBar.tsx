// What one can do with the picked rows.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { addTag, complete, remove, setPriority, setProject } from "../model/actions";
import { overlayOpen } from "../model/commands";
import { ask } from "../model/side";
import { clearSelection, me, picked, selection } from "../model/store";
import type { Task } from "../model/types";
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
    <div class="bulk" role="toolbar" aria-label={`${count} selected`}>
      <b>{count} selected</b>
      <button type="button" onClick={() => (clearSelection(), void complete(open))}>
        Complete<kbd>E</kbd>
      </button>
      <button type="button" onClick={() => (overlayOpen.value = "reschedule")}>
        Reschedule<kbd>D</kbd>
      </button>
      <Opens label="Priority">{(anchor, close) => <Menu anchor={anchor} label="Priority" items={priorities(rows)} onClose={close} />}</Opens>
      <Opens label="Tag">
        {(anchor, close) => (
          <Popover anchor={anchor} label="Tag" onClose={close} class="menu">
            <NameField label="Tag" names={me.value?.tags.map((tag) => tag.name) ?? []} onChoose={(name) => (close(), void addTag(rows, name.replace(/^#/, "")))} />
          </Popover>
        )}
      </Opens>
      <Opens label="Project">
        {(anchor, close) => (
          <Popover anchor={anchor} label="Project" onClose={close} class="menu">
            <NameField label="Project" names={me.value?.projects.map((project) => project.name) ?? []} onChoose={(name) => (close(), void setProject(rows, name.replace(/^@/, "")))} />
          </Popover>
        )}
      </Opens>
      <button type="button" onClick={() => void remove(rows)}>
        Delete
      </button>
      <button type="button" onClick={() => ask("", rows.map((task) => task.number))}>
        Ask<kbd>A</kbd>
      </button>
      <button type="button" class="icon-btn" aria-label="Clear selection" onClick={clearSelection}>
        <Icon name="close" />
      </button>
    </div>
  );
}

const priorities = (rows: readonly Task[]): MenuItem[] => [
  { label: "high", hint: "1", run: () => void setPriority(rows, "high") },
  { label: "medium", hint: "2", run: () => void setPriority(rows, "medium") },
  { label: "low", hint: "3", run: () => void setPriority(rows, "low") },
  { label: "none", hint: "0", run: () => void setPriority(rows, "none") },
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
