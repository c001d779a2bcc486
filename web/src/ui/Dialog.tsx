// A modal dialog on the native element: focus is trapped, Esc closes at once, a click on the backdrop closes.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  label: string;
  onClose: () => void;
  class?: string;
  children: ComponentChildren;
}

export function Dialog({ label, onClose, class: extra = "", children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const gone = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      // The browser says "closed" a moment later: by then something else may stand in its place.
      gone.current = true;
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  // The browser's own Esc closes it a moment later, and the next key would be lost meanwhile.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || ref.current?.querySelector(":popover-open")) return;
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={ref} class={`dialog ${extra}`} aria-label={label} onClose={() => !gone.current && onClose()} onKeyDown={onKey} onClick={(event) => event.target === ref.current && onClose()}>
      {children}
    </dialog>
  );
}
