// The live connection: one WebSocket that reconnects, knows what it has seen, and notices a hole.
import type { LiveMessage } from "./types";

export type Verdict = "apply" | "old" | "gap";

/**
 * What has been seen of the person's sequence. Up to the number said at hello the server sends the
 * last state of each changed task, so numbers may be missing there; after it every number comes.
 */
export class Sequence {
  /** Everything up to here is in the page. */
  seen: number;
  private caughtUp: number;

  constructor(seen = 0) {
    this.seen = seen;
    this.caughtUp = seen;
  }

  hello(seq: number): void {
    this.caughtUp = Math.max(this.caughtUp, seq);
  }

  take(seq: number): Verdict {
    if (seq <= this.seen) return "old";
    const hole = seq > this.caughtUp && seq > Math.max(this.seen, this.caughtUp) + 1;
    if (hole) return "gap";
    this.seen = seq;
    return "apply";
  }

  /** A heartbeat names the newest number: behind it means something was lost on the way. */
  isBehind(seq: number): boolean {
    return seq > Math.max(this.seen, this.caughtUp);
  }

  /** The page was fetched again as of `seq`. */
  fetched(seq: number): void {
    this.seen = Math.max(this.seen, seq);
    this.caughtUp = Math.max(this.caughtUp, seq);
  }
}

export type Connection = "connecting" | "live" | "reconnecting" | "offline";

export interface Listener {
  onMessage(message: LiveMessage): void;
  /** Something is missing: fetch by REST, then call `sequence.fetched`. */
  onGap(): void;
  onState(state: Connection): void;
  /** The next try comes in so many milliseconds; null: now. */
  onPause(pause: number | null): void;
}

/** Milliseconds before try number `attempt`; the socket flapping every second must not become a storm. */
export function backoff(attempt: number, random = Math.random()): number {
  return Math.min(15_000, 400 * 2 ** Math.min(attempt, 6)) * (0.75 + random / 2);
}

/** A server that sends no heartbeat for this long is gone, whatever the socket says. */
const SILENCE_MS = 60_000;
/** After this many failed tries "Reconnecting…" becomes "Offline". */
const OFFLINE_AFTER = 3;

export interface Link {
  /** Without waiting for the next try; nothing while it is open. */
  tryNow(): void;
  close(): void;
}

/** Keeps a connection to /live until it is closed. */
export function connect(sequence: Sequence, listener: Listener): Link {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let timer = 0;
  let closed = false;

  const listen = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => socket?.close(), SILENCE_MS);
  };

  const open = () => {
    listener.onPause(null);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const here = new WebSocket(`${scheme}://${location.host}/live?since=${sequence.seen}`);
    socket = here;
    here.onmessage = (event: MessageEvent<string>) => {
      listen();
      receive(JSON.parse(event.data) as LiveMessage);
    };
    here.onclose = () => {
      if (closed || socket !== here) return;
      window.clearTimeout(timer);
      attempt += 1;
      listener.onState(attempt > OFFLINE_AFTER || !navigator.onLine ? "offline" : "reconnecting");
      const pause = backoff(attempt);
      listener.onPause(pause);
      timer = window.setTimeout(open, pause);
    };
  };

  const receive = (message: LiveMessage) => {
    if (message.type === "hello") {
      attempt = 0;
      sequence.hello(message.seq);
      listener.onState("live");
    }
    if (message.type === "resync" || (message.type === "heartbeat" && sequence.isBehind(message.seq))) listener.onGap();
    if (message.type === "update") {
      const verdict = sequence.take(message.seq);
      if (verdict === "gap") listener.onGap();
      if (verdict === "old") return;
    }
    if (message.type === "heartbeat") socket?.send(JSON.stringify({ type: "pong" }));
    listener.onMessage(message);
  };

  const wake = () => {
    if (closed || socket?.readyState === WebSocket.OPEN) return;
    window.clearTimeout(timer);
    attempt = 0;
    open();
  };
  window.addEventListener("online", wake);
  open();
  const close = () => {
    closed = true;
    window.clearTimeout(timer);
    window.removeEventListener("online", wake);
    socket?.close();
  };
  return { tryNow: wake, close };
}
