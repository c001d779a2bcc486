// Single-key shortcuts: silent while someone types or a dialog is open, and off when the person says so.
import { tinykeys } from "tinykeys";
import { COMMANDS, overlayOpen, type Command } from "./commands";
import { me } from "./store";

/** Whether the event belongs to a field, a menu or a dialog rather than to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (event.isComposing || !(target instanceof HTMLElement)) return event.isComposing;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target.closest("dialog, [role=menu], [role=listbox], [popover]") !== null;
}

/** Enter and Space on a button or link are its own. */
function isPressing(event: KeyboardEvent): boolean {
  return event.key === "Enter" && event.target instanceof Element && event.target.closest("button, a, summary, input") !== null;
}

const PREFIX = "g";
const PREFIX_MS = 1000;
/** When the prefix of a sequence was pressed; the key after it means the sequence alone: "g t" moves no task. */
let prefixAt = -Infinity;
let inSequence = false;

function watchPrefix(event: KeyboardEvent): void {
  inSequence = event.timeStamp - prefixAt < PREFIX_MS;
  const isPrefix = event.key === PREFIX && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event);
  prefixAt = isPrefix ? event.timeStamp : -Infinity;
}

function listener(command: Command): (event: KeyboardEvent) => void {
  return (event) => {
    if (!command.always) {
      const off = me.value?.shortcuts === false && command.id !== "escape";
      if (off || isTyping(event) || isPressing(event) || overlayOpen.value !== null) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
    }
    if (inSequence && !command.keys.startsWith(`${PREFIX} `)) return;
    if (command.when && !command.when()) return;
    event.preventDefault();
    command.run(event);
  };
}

/** Starts listening; returns a function that stops it. */
export function followKeys(): () => void {
  const map = Object.fromEntries(COMMANDS.map((command) => [command.keys, listener(command)]));
  window.addEventListener("keydown", watchPrefix, true);
  const stop = tinykeys(window, map);
  return () => {
    window.removeEventListener("keydown", watchPrefix, true);
    stop();
  };
}
