// The conversation itself: what was said, what was done, what is asked.
import { useEffect, useRef } from "preact/hooks";
import { connection } from "../model/store";
import { memo } from "../ui/lazy";
import { Markdown } from "../ui/Markdown";
import { Approval } from "./Approval";
import { interrupted, loading, log, retry, say } from "./chat";
import { Empty } from "./Empty";
import { shown, type Shown } from "./log";
import { Fold, Ticket } from "./Ticket";

const NEAR = 24;

export function ChatLog() {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const top = useRef(0);
  const { items, approval, running } = log.value;
  // Rows of a ticket come a moment after it: the end stays in sight then too.
  useEffect(() => {
    const element = box.current;
    if (!element?.firstElementChild) return;
    const grown = new ResizeObserver(() => follows.current && (element.scrollTop = element.scrollHeight));
    grown.observe(element.firstElementChild);
    return () => grown.disconnect();
  }, []);
  useEffect(() => {
    // Whoever reads further up is left alone.
    const element = box.current;
    if (items.at(-1)?.kind === "user") follows.current = true;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [log.value]);
  const isEmpty = items.length === 0 && !approval;
  return (
    <div
      class="log"
      ref={box}
      role="log"
      aria-label="Conversation"
      tabIndex={0}
      onScroll={({ currentTarget: element }) => {
        // Only going up stops it: text that grows meanwhile is no one's wish.
        if (element.scrollTop < top.current) follows.current = false;
        if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR) follows.current = true;
        top.current = element.scrollTop;
      }}
    >
      <div class="log-in">
        <h2 class="sr">Conversation</h2>
        {isEmpty && !loading.value && <Empty />}
        {shown(items).map((item) => (
          <Line key={item.id} item={item} />
        ))}
        {running && !approval && !items.some((item) => item.kind === "working" || (item.kind === "words" && !item.ends)) && (
          <p class="say-line working" role="status">
            …
          </p>
        )}
        {approval && <Approval key={approval.id} approval={approval} />}
        {interrupted.value && !running && (
          <p class="say-line">
            This was interrupted.{" "}
            <button type="button" class="link" onClick={() => say("continue")}>
              Continue
            </button>
          </p>
        )}
        {connection.value === "offline" && <p class="say-line">The assistant answers again when Tasklark can be reached. Adding, ticking and moving work meanwhile.</p>}
      </div>
    </div>
  );
}

const WORKING: Record<string, string> = {
  add_tasks: "Adding…",
  update_tasks: "Changing…",
  complete_tasks: "Ticking…",
  delete_tasks: "Deleting…",
  search_tasks: "Looking…",
  get_task: "Looking…",
  get_agenda: "Looking at your days…",
  get_history: "Looking back…",
  set_reminder: "Setting a reminder…",
  set_recurrence: "Setting the repeat…",
  undo: "Taking it back…",
};

/** Drawn again only when it changed itself: streaming words leave the rest alone. */
const Line = memo(function Line({ item }: { item: Shown }) {
  switch (item.kind) {
    case "user":
      return <p class="user">{item.text}</p>;
    case "words":
      return (
        <div class="say-line written">
          <Markdown text={item.text} />
        </div>
      );
    case "working":
      return (
        <p class="say-line working" role="status">
          {WORKING[item.tool] ?? "Working…"}
        </p>
      );
    case "ticket":
      return <Ticket ticket={item.ticket} at={item.at} more={item.more} />;
    case "fold":
      return <Fold tickets={item.tickets} />;
    case "chips":
      return (
        <div class="chips">
          {item.chips.map((chip) => (
            <button type="button" class="chip" key={chip.label} disabled={log.value.running} onClick={() => say(chip.text)}>
              {chip.label}
            </button>
          ))}
        </div>
      );
    case "problem":
      return (
        <p class="say-line problem" role="alert">
          {item.text}{" "}
          <button type="button" class="link" onClick={retry}>
            Retry
          </button>
        </p>
      );
  }
});
