// The browser's own notifications: whether it may, how it is asked, shown and taken away.
import { signal } from "@preact/signals";
import { go } from "../model/route";
import * as say from "../text/notify";
import * as shared from "../text/shared";
import type { Ring } from "./ring";

/** `impossible` has a reason; `off`: allowed, but the person turned it off on this device. */
export type Permission = "unasked" | "on" | "off" | "blocked" | "impossible";

const OFF = "ring-off";

const storedOff = (): boolean => {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
};

export const permission = signal<Permission>(look());

function look(): Permission {
  if (!("Notification" in globalThis) || !("serviceWorker" in navigator)) return "impossible";
  if (Notification.permission === "denied") return "blocked";
  if (Notification.permission === "default") return "unasked";
  return storedOff() ? "off" : "on";
}

/** Why this browser cannot ring, and what would help. */
export function whyImpossible(): string {
  if (!globalThis.isSecureContext) return say.notSecure;
  if (/iP(hone|ad)/.test(navigator.userAgent)) return say.homeScreenFirst;
  return say.noNotifications;
}

/** Where the system itself may hold notifications back. */
export function systemSteps(): string {
  const { userAgent } = navigator;
  if (/Mac/.test(userAgent)) return say.systemSteps.mac;
  if (/Windows/.test(userAgent)) return say.systemSteps.windows;
  if (/Android/.test(userAgent)) return say.systemSteps.android;
  return say.systemSteps.other;
}

/** Asks once, on a click. */
export async function turnOn(): Promise<Permission> {
  try {
    localStorage.removeItem(OFF);
  } catch {
    // Storage refused: then it cannot have been turned off either.
  }
  if (permission.peek() !== "impossible") await Notification.requestPermission();
  permission.value = look();
  if (permission.peek() === "on") await worker();
  return permission.peek();
}

export function turnOff(): void {
  try {
    localStorage.setItem(OFF, "1");
  } catch {
    // As above.
  }
  permission.value = permission.peek() === "on" ? "off" : permission.peek();
}

let registration: Promise<ServiceWorkerRegistration | null> | null = null;

/** The service worker, registered once; null where there can be none. */
export function worker(): Promise<ServiceWorkerRegistration | null> {
  registration ??= register();
  return registration;
}

interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): string };
}

/** The one address that the page may run code from by name; where browsers ask for it, it says so. */
function trusted(address: string): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return policies?.createPolicy("tasklark", { createScriptURL: (wanted) => wanted }).createScriptURL(address) ?? address;
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  try {
    await navigator.serviceWorker.register(trusted("/sw.js"));
    navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<{ type: string; address: string }>) => {
      if (data.type === "open") go(data.address);
    });
    return await navigator.serviceWorker.ready;
  } catch (error) {
    console.warn(error);
    return null;
  }
}

/** True when the browser shows it. */
export async function showInBrowser(ring: Ring, body: string): Promise<boolean> {
  if (permission.peek() !== "on") return false;
  const shown = await worker();
  if (!shown) return false;
  const options = {
    body,
    // A newer ring of the same reminder takes the place of the older one.
    tag: tagOf(ring.reminder),
    renotify: true,
    requireInteraction: true,
    data: { taskId: ring.taskId, number: ring.number, reminder: ring.reminder, revision: ring.revision, occurrence: ring.occurrence },
    actions: ring.taskId ? [{ action: "done", title: shared.done }, { action: "snooze", title: shared.snooze }] : [],
  };
  await shown.showNotification(ring.title, options);
  return true;
}

const tagOf = (reminder: number) => `reminder-${reminder}`;

/** Acted anywhere, gone everywhere. */
export async function closeInBrowser(reminder: number): Promise<void> {
  if (permission.peek() !== "on") return;
  const shown = await worker();
  for (const notification of (await shown?.getNotifications({ tag: tagOf(reminder) })) ?? []) notification.close();
}

/** A ring that is about nothing, to see whether it comes through. */
export function ringTest(): Promise<boolean> {
  return showInBrowser({ reminder: 0, revision: 0, taskId: 0, number: 0, title: say.testTitle, occurrence: null, dueAt: null, late: false }, say.testBody);
}
