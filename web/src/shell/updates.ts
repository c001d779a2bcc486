// A newer page is offered, never taken by itself: the server has another version, or its files have other names.
import { effect } from "@preact/signals";
import { serverVersion } from "../model/board";
import { connection } from "../model/store";
import { showToast } from "../model/toast";
import { worker } from "../notify/browser";
import * as shared from "../text/shared";
import * as say from "../text/shell";

/** The entry file of this page; its name changes with what is in it. */
const entryHere = () => new URL(document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? location.href).pathname;

let offered = false;

function offer(): void {
  if (offered) return;
  offered = true;
  showToast(say.updated, { label: shared.reload, run: () => location.reload() });
}

/** Call once: keeps the page's files for times without a server, and notices newer ones. */
export function followUpdates(): void {
  effect(() => {
    const version = serverVersion.value;
    if (version && version.first !== version.latest) offer();
  });
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<{ type: string; entry?: string }>) => {
    if (data.type === "files" && data.entry && data.entry !== entryHere()) offer();
  });
  let first = true;
  effect(() => {
    if (connection.value !== "live") return;
    const look = !first;
    first = false;
    void worker().then(async (registration) => {
      if (look) await registration?.update().catch(() => undefined);
    });
  });
}
