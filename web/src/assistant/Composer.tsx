// Where one types: grows with the text, Enter sends, Esc stops, ↑ brings the last words back.
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { go } from "../model/route";
import { wish } from "../model/side";
import { connection, tasks } from "../model/store";
import * as say from "../text/assistant";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { narrow } from "../ui/media";
import { lastSent, log, stop, tell } from "./chat";
import { label } from "./model-label";

const text = signal("");
/** Numbers of the tasks the next words are about. */
const about = signal<readonly number[]>([]);

function submit(): void {
  if (!text.peek().trim() || log.peek().running || connection.peek() === "offline") return;
  tell(text.peek(), about.peek());
  text.value = "";
  about.value = [];
}

export function Composer() {
  const field = useRef<HTMLTextAreaElement>(null);
  const asked = wish.value;
  // Before the next key arrives: what is typed right after A must land in the field.
  useLayoutEffect(() => {
    if (!asked) return;
    wish.value = null;
    if (asked.send && !log.peek().running) return tell(asked.text, asked.numbers);
    about.value = asked.numbers;
    if (asked.text) text.value = asked.text;
    field.current?.focus();
  }, [asked]);
  const offline = connection.value === "offline";
  const { running, approval } = log.value;
  const works = running && !approval;
  return (
    <div class="composer">
      <About />
      <div class={offline ? "composer-line disabled" : "composer-line"}>
        <span class="grows" data-text={`${text.value}\u200b`}>
          <textarea
            ref={field}
            rows={1}
            aria-label={say.message}
            placeholder={offline ? say.waitingForConnection : say.placeholder}
            value={text.value}
            disabled={offline}
            enterkeyhint="send"
            onInput={(event) => (text.value = event.currentTarget.value)}
            onKeyDown={onKey}
          />
        </span>
        {!text.value && !works && !narrow.value && <kbd aria-hidden="true">A</kbd>}
        {works ? (
          <button type="button" class="send" aria-label={shared.stop} onClick={() => void stop()}>
            <Icon name="stop" />
          </button>
        ) : (
          <button type="button" class="send" aria-label={say.send} disabled={offline} onClick={submit}>
            <Icon name="send" />
          </button>
        )}
      </div>
      <p class="composer-foot">
        {label.value.name}
        {label.value.isOffline && (
          <>
            {" · "}
            <button type="button" class="link" onClick={() => go("/settings#model")}>
              {shared.addModel}
            </button>
          </>
        )}
      </p>
    </div>
  );
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (log.peek().running) void stop();
    else (event.currentTarget as HTMLElement).blur();
  } else if (event.key === "ArrowUp" && !text.peek() && lastSent.peek()) {
    event.preventDefault();
    text.value = lastSent.peek()?.text ?? "";
  }
}

function About() {
  const numbers = about.value;
  if (numbers.length === 0) return null;
  const titles = [...tasks.value.values()].filter((task) => numbers.includes(task.number) && task.status !== "deleted");
  const [first] = titles;
  return (
    <p class="about">
      <span>{say.about(numbers.length === 1 && first ? shared.quoted(first.title) : shared.tasksCounted(numbers.length))}</span>
      <button type="button" class="icon-btn" aria-label={say.notAboutThese} onClick={() => (about.value = [])}>
        <Icon name="close" />
      </button>
    </p>
  );
}
