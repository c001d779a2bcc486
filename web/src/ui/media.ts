// What kind of window this is, as signals.
import { signal, type Signal } from "@preact/signals";

function follow(query: string): Signal<boolean> {
  const list = globalThis.matchMedia?.(query);
  const matches = signal(list?.matches ?? false);
  list?.addEventListener("change", (event) => (matches.value = event.matches));
  return matches;
}

/** One pane above a bottom bar. */
export const narrow = follow("(max-width: 759px)");
/** The sheet stands beside the board. */
export const wide = follow("(min-width: 1100px)");

/** Keeps `--keyboard`, the height an on-screen keyboard covers, for what docks above it. */
export function followKeyboard(): void {
  const view = window.visualViewport;
  if (!view) return;
  const measure = () => {
    const covered = Math.max(0, Math.round(window.innerHeight - view.height - view.offsetTop));
    document.documentElement.style.setProperty("--keyboard", `${covered}px`);
    document.documentElement.toggleAttribute("data-keyboard", covered > 120);
  };
  view.addEventListener("resize", measure);
  view.addEventListener("scroll", measure);
  measure();
}
