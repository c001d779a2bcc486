// What opens under a button and closes by Esc, a click outside or a choice. Built on the native popover: top layer, light dismiss.
import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { narrow } from "./media";

interface Props {
  /** The element it hangs under. */
  anchor: RefObject<HTMLElement> | DOMRect;
  onClose: () => void;
  label: string;
  class?: string;
  align?: "start" | "end";
  children: ComponentChildren;
}

const GAP = 4;
const EDGE = 8;

/** Shown while mounted. Focus goes to its first control (or the one with data-autofocus) and back where it came from. */
export function Popover({ anchor, onClose, label, class: extra = "", align = "start", children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const before = document.activeElement;
    element.showPopover();
    place(element, anchor instanceof DOMRect ? anchor : anchor.current?.getBoundingClientRect(), align);
    // On a phone a focused field would bring the keyboard up over the choices.
    const first = narrow.peek() ? element : (element.querySelector<HTMLElement>("[data-autofocus]") ?? element.querySelector<HTMLElement>("button, input, textarea"));
    first?.focus();
    return () => {
      if (before instanceof HTMLElement && (document.activeElement === document.body || element.contains(document.activeElement))) before.focus();
    };
  }, []);
  return (
    <div
      ref={ref}
      popover="auto"
      tabIndex={-1}
      role="dialog"
      aria-label={label}
      class={`popover ${extra}`}
      onToggle={(event) => event.newState === "closed" && onClose()}
      onKeyDown={moveFocus}
    >
      {children}
    </div>
  );
}

function place(element: HTMLElement, at: DOMRect | undefined, align: "start" | "end"): void {
  if (!at) return;
  const { width, height } = element.getBoundingClientRect();
  const left = align === "end" ? at.right - width : at.left;
  const below = at.bottom + GAP + height <= window.innerHeight - EDGE;
  const top = below ? at.bottom + GAP : Math.max(EDGE, at.top - GAP - height);
  element.style.left = `${Math.min(Math.max(EDGE, left), window.innerWidth - width - EDGE)}px`;
  element.style.top = `${top}px`;
}

/** Arrow keys walk the controls, as in a menu. */
function moveFocus(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target instanceof HTMLInputElement && event.target.type === "date") return;
  const box = event.currentTarget as HTMLElement;
  const stops = [...box.querySelectorAll<HTMLElement>("button:not([disabled]), input, a[href]")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[(at + (event.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length]?.focus();
  event.preventDefault();
}
