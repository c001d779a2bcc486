// The command palette: one field, everything one can do or go to under it; "Ask" and "Add" always close the list.
import * as say from "../text/palette";
import * as shared from "../text/shared";
import "./palette.css";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { Matched } from "../board/Row";
import { api } from "../model/api";
import { ask } from "../model/side";
import { selection } from "../model/store";
import type { Task } from "../model/types";
import { addWords } from "../quick/add";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/icons";
import { Keys } from "../ui/Keys";
import { choices, type Choice } from "./entries";
import { find } from "./find";

const LIMIT = 8;
const PAUSE_MS = 120;
const KEPT = 8;
const RECENT = "palette-recent";

function readRecent(): string[] {
  try {
    return JSON.parse(localStorage.getItem(RECENT) ?? "[]") as string[];
  } catch {
    return [];
  }
}

function noteRecent(id: string): void {
  try {
    localStorage.setItem(RECENT, JSON.stringify([id, ...readRecent().filter((one) => one !== id)].slice(0, KEPT)));
  } catch {
    // Storage refused: nothing is recent then.
  }
}

/** Tasks that only the server knows, for the words typed. */
function useFound(query: string): readonly Task[] {
  const [found, setFound] = useState<readonly Task[]>([]);
  useEffect(() => {
    if (query.trim().length < 2) return setFound([]);
    const running = new AbortController();
    const timer = setTimeout(() => {
      api.tasks({ q: query.trim(), status: "open", limit: LIMIT }, running.signal).then(
        (page) => setFound(page.tasks),
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      running.abort();
    };
  }, [query]);
  return found;
}

/** Shown while it is mounted. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useFound(query);
  const recent = useMemo(readRecent, []);
  const words = query.trim();
  const list = [...find(choices(found), words, recent, LIMIT), ...last(words)];
  const active = Math.min(at, list.length - 1);
  const id = useId();
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    noteRecent(choice.id);
    onClose();
    // The dialog gives the focus back first; then the command may take it.
    setTimeout(choice.run);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") setAt((active + 1) % list.length);
    else if (event.key === "ArrowUp") setAt((active + list.length - 1) % list.length);
    else if (event.key === "Enter") choose(byKeys(event, list) ?? list[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label={shared.commandPalette} onClose={onClose} class="palette">
      <label class="palette-line">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label={say.whatToDo}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={`${id}-${active}`}
          placeholder={say.placeholder}
          value={query}
          spellcheck={false}
          autocomplete="off"
          data-autofocus
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <kbd aria-hidden="true">Esc</kbd>
      </label>
      <ul role="listbox" id={id} aria-label={say.choices} ref={box}>
        {list.map((choice, index) => (
          <li
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            class={choice.id === "palette-ask" ? "after-rule" : undefined}
            onPointerMove={() => index !== active && setAt(index)}
            onClick={() => choose(choice)}
          >
            <span class="opt-label">{choice.id.startsWith("palette-") ? choice.label : <Matched text={choice.label} match={words} />}</span>
            {choice.about && <span class="opt-kind">{choice.about}</span>}
            <span class={choice.late ? "opt-right late num" : "opt-right num"}>{choice.keys ? <Keys keys={choice.keys} /> : choice.right}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** The two that are always there once something is typed. */
function last(words: string): Choice[] {
  if (!words) return [];
  return [
    { id: "palette-ask", label: say.ask(words), kind: "command", keys: "$mod+Enter", run: () => ask(words, selection.peek().map((task) => task.number), true) },
    { id: "palette-add", label: say.add(words), kind: "command", keys: "Shift+Enter", run: () => void addWords(words) },
  ];
}

function byKeys(event: KeyboardEvent, list: readonly Choice[]): Choice | undefined {
  if (event.metaKey || event.ctrlKey) return list.find((choice) => choice.id === "palette-ask");
  return event.shiftKey ? list.find((choice) => choice.id === "palette-add") : undefined;
}
