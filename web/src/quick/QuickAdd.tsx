// Quick add: one field that understands, always visible. Marks lie in a layer behind a transparent textarea of the same metrics.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { quickFocus } from "../model/commands";
import { pieces } from "../model/offsets";
import { boardKey } from "../model/route";
import * as say from "../text/quick";
import * as shared from "../text/shared";
import { narrow } from "../ui/media";
import { Icon } from "../ui/icons";
import { askInstead, justAdded, submit } from "./add";
import { Echo } from "./Echo";
import { JustAddedLines } from "./JustAdded";
import * as state from "./state";

const SURE = 0.8;
/** The last wish for focus that was granted: coming to another view grants none. */
let focused = 0;

export function QuickAdd({ context }: { context: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => state.setContext(context), [context]);
  useEffect(() => void (justAdded.value = []), [boardKey.value]);
  // Before the next key arrives: what is typed right after Q must land in the field.
  useLayoutEffect(() => {
    if (quickFocus.value !== focused) field.current?.focus();
    focused = quickFocus.value;
  }, [quickFocus.value]);
  const typed = state.text.value;
  return (
    <>
      <form
        class={typed.trim() ? "quick filled" : "quick"}
        aria-label={shared.addTask}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
          field.current?.focus();
        }}
      >
        <label class="quick-line">
          <Icon name="plus" />
          <span class="sr">{shared.addTask}</span>
          <span class="quick-text">
            <Layer />
            <textarea
              ref={field}
              rows={1}
              value={typed}
              placeholder={narrow.value ? shared.addTask : say.example}
              enterkeyhint="done"
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => state.setText(event.currentTarget.value)}
              onKeyDown={(event) => onKey(event, field.current)}
              onClick={(event) => unmarkClicked(event.currentTarget)}
            />
          </span>
          {!typed && <kbd>Q</kbd>}
          {typed.trim() && (
            <button class="quick-go" aria-label={addLabel()}>
              <Icon name="enter" />
              <span>{addLabel()}</span>
            </button>
          )}
        </label>
        <Echo />
      </form>
      <JustAddedLines />
    </>
  );
}

function addLabel(): string {
  if (state.text.value.trim().startsWith("?")) return shared.ask;
  const lines = state.lineCount.value;
  return lines > 1 ? say.addTasks(lines) : shared.add;
}

/** The same text again, invisible but for its marks. */
function Layer() {
  const typed = state.text.value;
  const ranges = state.marks.value.map((mark) => mark.range);
  return (
    <span class="quick-layer" aria-hidden="true">
      {pieces(typed, ranges).map((piece, at) =>
        piece.mark === null ? (
          piece.text
        ) : (
          <mark key={at} data-kind={state.marks.value[piece.mark]?.kind}>
            {piece.text}
          </mark>
        ),
      )}
      {"\u200b"}
    </span>
  );
}

function onKey(event: KeyboardEvent, field: HTMLTextAreaElement | null): void {
  // While an input method composes, Enter and Backspace are its own.
  if (event.isComposing || event.keyCode === 229 || !field) return;
  const act = ACTIONS[event.key];
  if (act?.(event, field)) event.preventDefault();
}

const ACTIONS: Record<string, (event: KeyboardEvent, field: HTMLTextAreaElement) => boolean> = {
  Enter(event) {
    if (event.shiftKey) return false;
    void submit(event.metaKey || event.ctrlKey);
    return true;
  },
  Escape(_event, field) {
    if (state.text.peek()) state.clear();
    else field.blur();
    return true;
  },
  Tab(event) {
    const command = state.parsed.peek()?.command;
    if (event.shiftKey || !command || command.confidence < SURE || !state.isCurrent.peek()) return false;
    askInstead(state.text.peek());
    return true;
  },
  Backspace(event, field) {
    if (event.metaKey || event.ctrlKey || event.altKey || field.selectionStart !== field.selectionEnd) return false;
    const mark = state.isCurrent.peek() ? state.markAt(field.selectionStart, "ends") : undefined;
    if (mark) state.unmark(mark);
    return mark !== undefined;
  },
};

function unmarkClicked(field: HTMLTextAreaElement): void {
  if (field.selectionStart !== field.selectionEnd || !state.isCurrent.peek()) return;
  const mark = state.markAt(field.selectionStart, "holds");
  if (mark) state.unmark(mark);
}
