// One line of the sheet, name and value, that opens in place.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "../ui/icons";

export type PartName = "Due" | "Repeat" | "Remind me" | "Priority" | "Subtasks" | "Tags" | "Project" | "Activity";

/** Which parts are open; remembered from task to task while the page lives. */
const open = signal<ReadonlySet<PartName>>(new Set<PartName>(["Due"]));

function turn(name: PartName): void {
  const next = new Set(open.value);
  if (!next.delete(name)) next.add(name);
  open.value = next;
}

interface Props {
  name: PartName;
  value: ComponentChildren;
  children: ComponentChildren;
}

export function Part({ name, value, children }: Props) {
  const shown = open.value.has(name);
  const id = useId();
  return (
    <section class={shown ? "part open" : "part"}>
      <h3>
        <button type="button" class="part-head" aria-expanded={shown} aria-controls={id} onClick={() => turn(name)}>
          <span class="part-name">{name}</span>
          <span class="part-value">{value}</span>
          <Icon name="down" class={shown ? "turn" : ""} />
        </button>
      </h3>
      <div id={id} hidden={!shown}>
        {shown && children}
      </div>
    </section>
  );
}
