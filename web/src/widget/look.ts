// The host's look: its theme, its font and, as far as it names them, its colours.
import type { Surroundings } from "./host";

const fonts = document.createElement("style");

/** A host names only what has changed. */
export function follow({ theme, styles }: Surroundings): void {
  const root = document.documentElement;
  if (theme) root.dataset.theme = theme;
  for (const [name, value] of Object.entries(styles?.variables ?? {})) if (name.startsWith("--") && value) root.style.setProperty(name, value);
  if (styles?.css?.fonts) {
    fonts.textContent = styles.css.fonts;
    document.head.append(fonts);
  }
}
