// The conversation itself: what was said, what was done, what is asked.
import { useEffect, useRef } from "preact/hooks";
import { connection } from "../model/store";
import * as say from "../text/assistant";
import * as shared from "../text/shared";
import { memo } from "../ui/lazy";
import { Markdown } from "../ui/Markdown";
import { Approval } from "./Approval";
import { interrupted, loading, log, retry, tell } from "./chat";
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
      aria-label={say.conversation}
      tabIndex={0}
      onScroll={({ currentTarget: element }) => {
        // Only going up stops it: text that grows meanwhile is no one's wish.
        if (element.scrollTop < top.current) follows.current = false;
        if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR) follows.current = true;
        top.current = element.scrollTop;
      }}
    >
      <div class="log-in">
        <h2 class="sr">{say.conversation}</h2>
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
            {say.interrupted}{" "}
            <button type="button" class="link" onClick={() => tell(say.goOnWords)}>
              {say.goOn}
            </button>
          </p>
        )}
        {connection.value === "offline" && <p class="say-line">{say.answersLater}</p>}
      </div>
    </div>
  );
}

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
          {say.working[item.tool] ?? say.workingOtherwise}
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
            <button type="button" class="chip" key={chip.label} disabled={log.value.running} onClick={() => tell(chip.text)}>
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
            {shared.retry}
          </button>
        </p>
      );
  }
});
