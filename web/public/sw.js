// The service worker: the page's own files for times without a server, and notifications with Done and
// Snooze that work while the page is hidden. It never answers for /api, /live or /agui.

/** The built files, named here by the build, as words in double brackets are; the entry's name tells one build from another. */
const FILES = [];
const ENTRY = "";

const PREFIX = "tasklark-files ";
const CACHE = PREFIX + ENTRY;
const PAGE = "/";
const ROOT_FILES = ["/icon.svg", "/manifest.webmanifest"];
/** A server that takes longer to answer with the page is taken for gone. */
const PAGE_WITHIN_MS = 4000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepFiles());
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function keepFiles() {
  const cache = await caches.open(CACHE);
  // The page itself is asked for anew: an old copy would name files of an old build.
  const answer = await fetch(PAGE, { cache: "reload" });
  // A page that leads elsewhere (to a sign-in) is not the app: the browser tries again another time.
  if (!answer.ok || answer.redirected) throw new Error("The page could not be kept.");
  await cache.put(PAGE, answer);
  await cache.addAll([...FILES, ...ROOT_FILES]);
}

/** Pages of the build before still load their own parts, so its files stay; older ones go. */
async function takeOver() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  for (const name of ours.slice(0, -1)) await caches.delete(name);
  await self.clients.claim();
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ type: "files", entry: ENTRY });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && isPage(pathname)) event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(kept(request));
  else if (ROOT_FILES.includes(pathname)) event.respondWith(fresh(request));
});

/** What the server answers with the app; the rest (files to download, sign-in) is its own. */
const isPage = (pathname) => !/^\/(api|agui|mcp|live|healthz|readyz|metrics|\.well-known)(\/|$)/.test(pathname);

/** The server's page, or the kept one when it does not answer or cannot. */
async function page(request) {
  const shell = async () => (await caches.match(PAGE, { cacheName: CACHE })) ?? caches.match(PAGE);
  try {
    const response = await within(fetch(request), PAGE_WITHIN_MS);
    if (response.status < 500 && response.status !== 429) return response;
    return (await shell()) ?? response;
  } catch (error) {
    const found = await shell();
    if (found) return found;
    throw error;
  }
}

/** Built files never change under their name. */
const kept = async (request) => (await caches.match(request)) ?? fetch(request);

async function fresh(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await caches.match(request);
    if (found) return found;
    throw error;
  }
}

function within(promise, milliseconds) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("No answer.")), milliseconds))]);
}

self.addEventListener("notificationclick", (event) => {
  const { data } = event.notification;
  event.notification.close();
  event.waitUntil(event.action ? act(event.action, data) : show(data));
});

self.addEventListener("push", (event) => event.waitUntil(ring(event.data?.json())));

self.addEventListener("notificationclose", (event) => event.waitUntil(receipt(event.notification.data, "seen")));

/** An open page rings by itself; one ring a device, so this waits a moment and looks. */
const PAGE_FIRST_MS = 2000;

/** A ring that came by push. */
async function ring(data) {
  if (!data?.title) return;
  const tag = data.tag ?? "tasklark";
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (data.reminder && pages.length > 0) {
    if (pages.some((page) => page.visibilityState === "visible")) return;
    await new Promise((resolve) => setTimeout(resolve, PAGE_FIRST_MS));
    const shown = await self.registration.getNotifications({ tag });
    if (shown.some((one) => one.data?.revision === data.revision)) return;
  }
  await self.registration.showNotification(data.title, {
    body: data.body ?? "",
    tag,
    renotify: true,
    requireInteraction: Boolean(data.reminder),
    data: { taskId: data.task_id, number: data.task, reminder: data.reminder, revision: data.revision, occurrence: data.occurrence ?? null },
    actions: data.task_id ? [{ action: "done", title: "[[done]]" }, { action: "snooze", title: "[[snooze]]" }] : [],
  });
}

const ACTIONS = {
  done: (data) => post(`/api/tasks/${data.taskId}/complete`, { occurrence: data.occurrence, missed: false }, `done-${data.reminder}-${data.revision}`),
  snooze: (data) => post(`/api/tasks/${data.taskId}/snooze`, { when: "[[snoozeWords]]" }, `snooze-${data.reminder}-${data.revision}`),
};

/** A button of the notification; when it cannot be done here the page opens, so that nothing is lost. */
async function act(action, data) {
  if (!data?.taskId || !ACTIONS[action]) return;
  try {
    const response = await ACTIONS[action](data);
    if (!response.ok) return show(data);
    await receipt(data, "acted");
  } catch {
    await show(data);
  }
}

async function show(data) {
  const address = data?.number ? `/task/${data.number}` : "/today";
  await receipt(data, "seen");
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((one) => new URL(one.url).origin === self.location.origin);
  if (!page) return self.clients.openWindow(address);
  await page.focus();
  page.postMessage({ type: "open", address });
}

/** Whether it was seen or acted on, for the other devices; a lost one does no harm. */
async function receipt(data, state) {
  if (!data?.reminder) return;
  try {
    await post("/api/receipts", { reminder: data.reminder, revision: data.revision, state, channel: "browser" });
  } catch {
    // Offline: the next ring asks again.
  }
}

function post(path, body, key) {
  const headers = { "Content-Type": "application/json", "X-Tasklark-Tab": "notification" };
  if (key) headers["Idempotency-Key"] = key;
  return fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
}
