// One line of the sheet, name and value, that opens in place.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import * as say from "../text/sheet";
import { Icon } from "../ui/icons";

export type PartName = keyof typeof say.parts;

/** Which parts are open; remembered from task to task while the page lives. */
const open = signal<ReadonlySet<PartName>>(new Set<PartName>(["due"]));

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
          <span class="part-name">{say.parts[name]}</span>
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
