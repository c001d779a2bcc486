// A choice among few, drawn like the rest of the page: a button with its value that opens a list.
import { useRef, useState } from "preact/hooks";
import { Icon } from "./icons";
import { Menu } from "./Menu";

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, label: string])[];
  onChoose: (value: T) => void;
}

/** Choices in the order in which the catalogue names them. */
export const options = <T extends string>(words: Readonly<Record<T, string>>) => Object.entries(words) as [T, string][];

export function Select<T extends string>({ label, value, options, onChoose }: Props<T>) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const words = options.find(([one]) => one === value)?.[1] ?? value;
  return (
    <>
      <button ref={button} type="button" class="select" aria-haspopup="dialog" aria-expanded={open} aria-label={`${label}: ${words}`} onClick={() => setOpen(true)}>
        <span class="select-value">{words}</span>
        <Icon name="down" />
      </button>
      {open && <Menu anchor={button} label={label} items={options.map(([one, name]) => ({ label: name, run: () => onChoose(one) }))} onClose={() => setOpen(false)} />}
    </>
  );
}
