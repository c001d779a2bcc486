// `/add?text=…`: a link, a shortcut or something shared fills quick add; it is never sent by itself.
import { quickFocus } from "../model/commands";
import { go } from "../model/route";
import { setText } from "./state";

/** Call once at the start, after the address is followed. */
export function takeCaptured(): void {
  if (location.pathname !== "/add") return;
  const text = sharedWords(new URLSearchParams(location.search));
  go("/today", { replace: true });
  if (text) setText(text);
  quickFocus.value += 1;
}

/** Title, text and address as other apps share them: each once, on one line. */
export function sharedWords(given: URLSearchParams): string {
  const parts = ["title", "text", "url"].map((name) => given.get(name)?.trim() ?? "");
  const once = parts.filter((part, at) => part && !parts.some((other, place) => place !== at && other.includes(part) && (other !== part || place < at)));
  return given.has("title") || given.has("url") ? once.join(" ").replace(/\s+/g, " ") : once.join(" ");
}
