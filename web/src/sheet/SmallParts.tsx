// Priority with its words, tags and the project.
import { useRef, useState } from "preact/hooks";
import { me } from "../model/store";
import type { Priority, Task } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { Icon } from "../ui/icons";
import { NameField } from "../ui/NameField";
import { Popover } from "../ui/Popover";
import { save } from "./detail";
import { Part } from "./Part";

const PRIORITIES: readonly Priority[] = ["high", "medium", "low", "none"];

export function PriorityPart({ task }: { task: Task }) {
  return (
    <Part name="priority" value={shared.priorities[task.priority]}>
      <div class="part-body">
        <div class="chips prios" role="group" aria-label={shared.priority}>
          {PRIORITIES.map((priority) => (
            <button type="button" key={priority} class="chip" data-priority={priority} aria-pressed={task.priority === priority} onClick={() => void save(task, { priority }, { priority })}>
              <i class="ring mini" />
              {shared.priorities[priority]}
            </button>
          ))}
        </div>
      </div>
    </Part>
  );
}

export function TagsPart({ task }: { task: Task }) {
  const set = (tags: string[]) => void save(task, { tags }, { tags });
  const names = (me.value?.tags ?? []).map((tag) => tag.name).filter((name) => !task.tags.includes(name));
  return (
    <Part name="tags" value={task.tags.map((tag) => `#${tag}`).join(" ") || shared.none}>
      <div class="part-body">
        <div class="chips">
          {task.tags.map((tag) => (
            <button type="button" key={tag} class="chip" aria-label={say.removeTag(tag)} onClick={() => set(task.tags.filter((one) => one !== tag))}>
              #{tag}
              <Icon name="close" />
            </button>
          ))}
          <Adder label={say.addTag} field={shared.tag} names={names} onChoose={(name) => set([...task.tags, name.replace(/^#/, "")])} />
        </div>
      </div>
    </Part>
  );
}

export function ProjectPart({ task }: { task: Task }) {
  const set = (project: string | null) => void save(task, { project }, { project });
  const names = (me.value?.projects ?? []).map((project) => project.name).filter((name) => name !== task.project);
  return (
    <Part name="project" value={task.project ? `@${task.project}` : shared.none}>
      <div class="part-body">
        <div class="chips">
          {task.project && (
            <button type="button" class="chip" aria-label={say.takeOutOf(task.project)} onClick={() => set(null)}>
              @{task.project}
              <Icon name="close" />
            </button>
          )}
          <Adder label={task.project ? say.anotherProject : say.chooseProject} field={shared.project} names={names} onChoose={(name) => set(name.replace(/^@/, ""))} />
        </div>
      </div>
    </Part>
  );
}

function Adder({ label, field, names, onChoose }: { label: string; field: string; names: readonly string[]; onChoose: (name: string) => void }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button ref={button} type="button" class="chip" aria-expanded={open} onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {label}
      </button>
      {open && (
        <Popover anchor={button} label={label} onClose={() => setOpen(false)}>
          <NameField
            label={field}
            names={names}
            onChoose={(name) => {
              setOpen(false);
              onChoose(name);
            }}
          />
        </Popover>
      )}
    </>
  );
}
