// The theme: the person's choice, kept in this browser too, so that it is there before the server answers.
import { effect } from "@preact/signals";
import { me } from "./store";

const KEY = "theme";

function show(theme: string | null): void {
  const { dataset } = document.documentElement;
  if (theme === "light" || theme === "dark") dataset.theme = theme;
  else delete dataset.theme;
}

export function followTheme(): void {
  try {
    show(localStorage.getItem(KEY));
  } catch {
    // Storage may be refused; then the theme comes with the person.
  }
  effect(() => {
    const theme = me.value?.theme;
    if (!theme) return;
    show(theme);
    document.documentElement.dataset.clock = me.value?.clock24 ? "24" : "12";
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // As above.
    }
  });
}
