// A list of things to do that opens under a button.
import type { RefObject } from "preact";
import { Popover } from "./Popover";

export interface MenuItem {
  label: string;
  /** Stands at the right: a date or a key. */
  hint?: string;
  danger?: boolean;
  run: () => void;
}

interface Props {
  anchor: RefObject<HTMLElement> | DOMRect;
  label: string;
  items: readonly MenuItem[];
  onClose: () => void;
  align?: "start" | "end";
}

export function Menu({ anchor, label, items, onClose, align }: Props) {
  const choose = (item: MenuItem) => () => {
    onClose();
    item.run();
  };
  return (
    <Popover anchor={anchor} label={label} onClose={onClose} class="menu" align={align}>
      {items.map((item) => (
        <button type="button" key={item.label} class={item.danger ? "menu-item danger" : "menu-item"} onClick={choose(item)}>
          {item.label}
          {item.hint && <span class="menu-hint">{item.hint}</span>}
        </button>
      ))}
    </Popover>
  );
}
