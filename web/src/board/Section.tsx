// Sections of a board: a head with a line across, or a fold.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../ui/icons";

interface Props {
  title: string;
  count?: number;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ title, count, actions, children }: Props) {
  return (
    <section class="section" aria-label={title}>
      <header class="section-head">
        <h2>
          {title} {count !== undefined && <span class="count">{count}</span>}
        </h2>
        {actions && <span class="head-actions">{actions}</span>}
      </header>
      {children}
    </section>
  );
}

interface FoldProps {
  title: string;
  count: number;
  /** Shown at the right while it is closed. */
  peek?: ComponentChildren;
  children: ComponentChildren;
}

/** Closed until opened; remembers that while the page lives. */
export function Fold({ title, count, peek, children }: FoldProps) {
  const [open, setOpen] = useState(opened.has(title));
  const turn = () => {
    if (open) opened.delete(title);
    else opened.add(title);
    setOpen(!open);
  };
  return (
    <section class="section fold" aria-label={title}>
      <header class="fold-head" data-open={open || undefined}>
        <h2>
          <button type="button" aria-expanded={open} onClick={turn}>
            {title} <span class="count">{count}</span>
            <Icon name={open ? "down" : "right"} />
          </button>
        </h2>
        {!open && peek && <span class="peek">{peek}</span>}
      </header>
      {open && children}
    </section>
  );
}

const opened = new Set<string>();
