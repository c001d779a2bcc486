// This browser's own small store: what waits to be sent, and the last picture of the tasks. Without IndexedDB it lasts as long as the page.

/** A few values under keys. `put` hands over at once: what was put before the page is left is kept. */
export interface Shelf<T> {
  put(key: string, value: T): Promise<void>;
  take(key: string): Promise<T | undefined>;
  drop(key: string): Promise<void>;
  all(): Promise<T[]>;
  /** Whether it outlives the page. */
  lasts(): Promise<boolean>;
}

const NAME = "tasklark";
const VERSION = 1;
const STORES = ["outgoing", "pictures"] as const;
type StoreName = (typeof STORES)[number];

let opened: Promise<IDBDatabase | null> | null = null;
let database: IDBDatabase | null = null;

/** Opened once; null where the browser refuses (some private windows). */
function open(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    if (!("indexedDB" in globalThis)) return resolve(null);
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    request.onerror = request.onblocked = () => resolve(null);
    request.onsuccess = () => {
      database = request.result;
      // Another tab brings a newer layout: it must not wait for this one.
      database.onversionchange = () => database?.close();
      resolve(database);
    };
  });
  return opened;
}

function ask<T>(db: IDBDatabase, store: StoreName, mode: IDBTransactionMode, start: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode);
    const request = start(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("The browser's store refused."));
  });
}

/** The shelf of a name in this browser. */
export function shelf<T>(store: StoreName): Shelf<T> {
  const here = memoryShelf<T>();
  const use = async <R>(mode: IDBTransactionMode, start: (rows: IDBObjectStore) => IDBRequest<R>, otherwise: () => Promise<R>): Promise<R> => {
    // No pause before the first request where the store is open already: the page may be left at once.
    const db = database ?? (await open());
    if (!db) return otherwise();
    try {
      return await ask(db, store, mode, start);
    } catch (error) {
      console.warn(error);
      return otherwise();
    }
  };
  return {
    put: (key, value) => use<IDBValidKey>("readwrite", (rows) => rows.put(value, key), () => here.put(key, value).then(() => key)).then(() => undefined),
    take: (key) => use<T | undefined>("readonly", (rows) => rows.get(key), () => here.take(key)),
    drop: (key) => use<undefined>("readwrite", (rows) => rows.delete(key), () => here.drop(key).then(() => undefined)),
    all: () => use<T[]>("readonly", (rows) => rows.getAll(), () => here.all()),
    lasts: async () => (await open()) !== null,
  };
}

/** A shelf that lasts as long as the page. */
export function memoryShelf<T>(): Shelf<T> {
  const values = new Map<string, T>();
  return {
    put: async (key, value) => void values.set(key, value),
    take: async (key) => values.get(key),
    drop: async (key) => void values.delete(key),
    all: async () => [...values.values()],
    lasts: async () => false,
  };
}
