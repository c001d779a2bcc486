// The outgoing queue: each change of tasks is written down in this browser before it is sent, and crossed out when it is answered.
import { Problem, Unreachable } from "./api";
import { inOrder } from "./in-flight";
import { backoff } from "./live";
import type { Shelf } from "./shelf";
import type { Me, Parsed, Task } from "./types";

/** One change, with all it takes to send it again as the same one. */
export interface Entry {
  /** Its Idempotency-Key: however often it is sent, it acts once. */
  key: string;
  /** Changes are sent in the order they were made. */
  order: number;
  /** The page that sends it; when that page is gone another one takes it over. */
  page: string;
  method: string;
  path: string;
  body?: unknown;
  /** Row ids it changes, and how those rows look meanwhile. */
  shown: readonly (readonly [number, Partial<Task>])[];
  /** When it was made, by the server's clock. */
  made: string;
  /** What it is about, in words that can be read and copied. */
  words: string;
  /** How settings and the rail look meanwhile. */
  person?: Partial<Me>;
  /** How the words of an addition were read, where somebody answered while they were typed. */
  reading?: Parsed["task"];
  /** The server's sentence, once it was refused: it stays to be read and copied. */
  refused?: { said: string; conflicts: Problem["conflicts"] };
}

/** What the queue needs of the page. */
export interface Surroundings {
  page: string;
  shelf: Shelf<Entry>;
  transmit(entry: Entry): Promise<unknown>;
  livingPages(): Promise<ReadonlySet<string>>;
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Nobody answers: one need not try before the next turn. */
  isAway(): boolean;
  /** The entries that wait, and those that were refused while nobody looked. */
  onChange(waiting: readonly Entry[], lost: readonly Entry[]): void;
  /** One that no caller of this page waits for was answered. */
  onDelivered(entry: Entry, answer: unknown): void;
}

/** The call ended, and whoever ended it has told the person. */
export class SetAside extends Error {}

/** The person took it back before it was sent. */
export class TakenBack extends SetAside {}

/** A server that breaks on a change may break on it for ever: then others must not wait behind it. */
const MOST_BREAKS = 5;
const ADDITIONS = -1;

/** Whether it makes a new task. */
export const isAddition = (entry: Pick<Entry, "method" | "path">) => entry.method === "POST" && entry.path === "/api/tasks";

interface Caller {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

export class Outgoing {
  private readonly waiting = new Map<string, Entry>();
  private readonly lost = new Map<string, Entry>();
  private readonly callers = new Map<string, Caller>();
  /** Sent at least once: the server may have it although no answer came. */
  private readonly tried = new Set<string>();
  private readonly breaks = new Map<string, number>();
  private readonly around: Surroundings;
  private pumping = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** Sends a change, now or when somebody answers; rejects only when the server refuses it. */
  async carry(entry: Entry): Promise<unknown> {
    const noted = this.around.shelf.put(entry.key, entry);
    const rows = entry.shown.map(([id]) => id);
    const { answer } = await inOrder(isAddition(entry) ? [ADDITIONS] : rows, async () => {
      await noted;
      // Something before it waits: order is kept.
      const isBehind = this.waiting.size > 0 || this.around.isAway();
      return isBehind ? { answer: this.wait(entry) } : this.first(entry);
    });
    return answer;
  }

  /** One try; when nobody answers the next change on the same row may go on to wait behind it. */
  private async first(entry: Entry): Promise<{ answer: unknown }> {
    try {
      const answer = await this.transmit(entry);
      void this.around.shelf.drop(entry.key);
      return { answer };
    } catch (error) {
      if (this.comesLater(entry, error)) return { answer: this.wait(entry) };
      void this.around.shelf.drop(entry.key);
      throw error;
    }
  }

  private transmit(entry: Entry): Promise<unknown> {
    this.tried.add(entry.key);
    return this.around.transmit(entry);
  }

  private wait(entry: Entry): Promise<unknown> {
    this.enlist(entry);
    return new Promise((resolve, reject) => this.callers.set(entry.key, { resolve, reject }));
  }

  private enlist(entry: Entry): void {
    this.waiting.set(entry.key, entry);
    this.tell();
    if (!this.pumping) this.later();
  }

  /** Nobody answered, or the server broke and may do better another time. */
  private comesLater(entry: Entry, error: unknown): boolean {
    if (error instanceof Unreachable) return true;
    if (!(error instanceof Problem)) return false;
    // Signed out meanwhile: it waits until the person is back.
    if (error.status === 401) return true;
    if (error.status < 500) return false;
    const count = (this.breaks.get(entry.key) ?? 0) + 1;
    this.breaks.set(entry.key, count);
    return count < MOST_BREAKS;
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.pump(), backoff(this.failures));
  }

  /** Sends what waits, one after the other in the order it was made, until it is through or nobody answers. */
  async pump(): Promise<void> {
    if (this.pumping) return;
    clearTimeout(this.timer);
    this.pumping = true;
    try {
      for (let entry = this.next(); entry; entry = this.next()) if (!(await this.again(entry))) return;
    } finally {
      this.pumping = false;
      if (this.waiting.size > 0) this.later();
    }
  }

  private next(): Entry | undefined {
    return [...this.waiting.values()].sort((one, other) => one.order - other.order)[0];
  }

  /** One more try; false: nobody answers. */
  private async again(entry: Entry): Promise<boolean> {
    try {
      const answer = await this.transmit(entry);
      this.failures = 0;
      const caller = this.leave(entry);
      void this.around.shelf.drop(entry.key);
      if (caller) caller.resolve(answer);
      else this.around.onDelivered(entry, answer);
      return true;
    } catch (error) {
      if (this.comesLater(entry, error)) {
        this.failures += 1;
        return false;
      }
      this.refuse(entry, error);
      return true;
    }
  }

  /** It waited, so nobody may be looking any more: what was wanted is kept until the person has read it. */
  private refuse(entry: Entry, error: unknown): void {
    const said = error instanceof Problem ? [error.message, error.hint].filter(Boolean).join(" ") : String(error);
    const refused: Entry = { ...entry, refused: { said, conflicts: error instanceof Problem ? error.conflicts : {} } };
    this.lost.set(entry.key, refused);
    void this.around.shelf.put(entry.key, refused);
    this.leave(entry)?.reject(new SetAside(said));
  }

  private leave(entry: Entry): Caller | undefined {
    const caller = this.callers.get(entry.key);
    this.callers.delete(entry.key);
    this.waiting.delete(entry.key);
    this.breaks.delete(entry.key);
    this.tell();
    return caller;
  }

  private tell(): void {
    const byOrder = (entries: Iterable<Entry>) => [...entries].sort((one, other) => one.order - other.order);
    this.around.onChange(byOrder(this.waiting.values()), byOrder(this.lost.values()));
  }

  /** Takes over what pages that are gone have left behind. */
  adopt(): Promise<void> {
    const { alone, livingPages, page, shelf } = this.around;
    return alone("adopt", async () => {
      const alive = await livingPages();
      const left = (await shelf.all()).filter((entry) => entry.page !== page && !alive.has(entry.page));
      for (const entry of left) {
        const mine = { ...entry, page };
        await shelf.put(entry.key, mine);
        if (mine.refused) this.lost.set(mine.key, mine);
        else this.waiting.set(mine.key, mine);
        this.tried.add(mine.key);
      }
      if (left.length === 0) return;
      this.tell();
      void this.pump();
    });
  }

  /** The last change that waits is taken back, if it was never sent; null: there is none, or the server may have it. */
  takeBack(): Entry | null {
    const last = [...this.waiting.values()].sort((one, other) => other.order - one.order)[0];
    if (!last || this.tried.has(last.key)) return null;
    void this.around.shelf.drop(last.key);
    this.leave(last)?.reject(new TakenBack());
    return last;
  }

  /** A refused one was read; `again`: it is sent once more. */
  settle(entry: Entry, again = false): void {
    this.lost.delete(entry.key);
    if (again) {
      const { refused: _refused, ...fresh } = entry;
      void this.around.shelf.put(entry.key, fresh);
      this.enlist(fresh);
      void this.pump();
    } else {
      void this.around.shelf.drop(entry.key);
      this.tell();
    }
  }
}
