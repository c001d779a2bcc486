// Web Push: this browser rings although no page is open. What is subscribed is the server's to know.
import { read, send } from "../model/api";
import * as say from "../text/notify";
import { worker } from "./browser";

export interface Subscribed {
  id: string;
  device: string;
  added_at: string;
  last_at: string | null;
  problem: string | null;
}

export interface PushState {
  /** The server's public key, base64url. */
  key: string;
  subscriptions: Subscribed[];
}

const HERE = "push-here";

export const canPush = (): boolean => "PushManager" in globalThis && "serviceWorker" in navigator;

export const fetchPush = (): Promise<PushState> => read<PushState>("/api/push");

/** The id under which the server knows this browser, if it does. */
export function idHere(): string | null {
  try {
    return localStorage.getItem(HERE);
  } catch {
    return null;
  }
}

function remember(id: string | null): void {
  try {
    if (id) localStorage.setItem(HERE, id);
    else localStorage.removeItem(HERE);
  } catch {
    // Storage refused: the list still names every device.
  }
}

/** Subscribes this browser. Throws a sentence when the browser or its push service will not. */
export async function subscribe(key: string): Promise<PushState> {
  const registration = await worker();
  if (!registration) throw new Error(say.noWorker);
  let subscription: PushSubscription;
  try {
    subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  } catch {
    throw new Error(say.noPushService);
  }
  const answer = await send<PushState & { id: string }>("POST", "/api/push", { ...subscription.toJSON(), device: deviceName(navigator.userAgent) });
  remember(answer.id);
  return answer;
}

export const tryOut = (id: string) => send<PushState & { ok: boolean; said: string }>("POST", `/api/push/${encodeURIComponent(id)}/test`, {});

/** Takes a device off; this browser's own subscription ends with it. */
export async function unsubscribe(id: string): Promise<PushState> {
  if (id === idHere()) {
    const registration = await worker();
    const subscription = await registration?.pushManager.getSubscription();
    await subscription?.unsubscribe();
    remember(null);
  }
  return send<PushState>("DELETE", `/api/push/${encodeURIComponent(id)}`);
}

/** base64url as bytes, the form in which the browser wants the key. */
export function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const plain = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/Android/, "Android"],
  [/iP(hone|ad)/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac/, "macOS"],
  [/Linux/, "Linux"],
];

/** “Firefox on Linux”: how a person tells their devices apart. */
export function deviceName(agent: string): string {
  const named = (table: readonly [RegExp, string][], other: string) => table.find(([pattern]) => pattern.test(agent))?.[1] ?? other;
  return say.deviceOn(named(BROWSERS, say.aBrowser), named(SYSTEMS, say.thisDevice));
}
