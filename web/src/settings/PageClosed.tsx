// Ringing with the page closed: the devices that are pushed to, a test, turning it off.
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../model/api";
import { showToast } from "../model/toast";
import { permission } from "../notify/browser";
import { canPush, fetchPush, idHere, subscribe, type PushState, tryOut, unsubscribe } from "../notify/push";
import * as say from "../text/settings";
import * as shared from "../text/shared";
import { Line } from "./parts";

export function PageClosed() {
  const [state, setState] = useState<PushState | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => void fetchPush().then(setState, () => undefined), []);

  const work = async (does: () => Promise<PushState & { said?: string }>) => {
    setBusy(true);
    try {
      const { said, ...next } = await does();
      setState({ key: next.key, subscriptions: next.subscriptions });
      if (said) showToast(said, null);
    } catch (error) {
      showToast(error instanceof Problem || error instanceof Error ? error.message : say.didNotWork, null, true);
    } finally {
      setBusy(false);
    }
  };

  const here = idHere();
  const devices = state?.subscriptions ?? [];
  const isOn = devices.some((device) => device.id === here);
  return (
    <>
      <Line name={say.pageClosed} inline>
        <b>{isOn ? shared.on : say.off}</b>
        <span>{words(isOn)}</span>
        {state && canPush() && !isOn && permission.value === "on" && (
          <span class="set-actions">
            <button type="button" class="btn" disabled={busy} onClick={() => void work(() => subscribe(state.key))}>
              {say.ringWithPageClosed}
            </button>
          </span>
        )}
      </Line>
      {devices.map((device) => (
        <Line key={device.id} name="" inline>
          <span>
            {device.device}
            {device.id === here && say.isThisBrowser}
          </span>
          {device.problem && <span class="muted">{device.problem}</span>}
          <span class="set-actions">
            <button type="button" class="link" disabled={busy} aria-label={say.ringOnAsTest(device.device)} onClick={() => void work(() => tryOut(device.id))}>
              {shared.ringAsTest}
            </button>
            <button type="button" class="link" disabled={busy} aria-label={say.stopRingingOn(device.device)} onClick={() => void work(() => unsubscribe(device.id))}>
              {shared.stop}
            </button>
          </span>
        </Line>
      ))}
    </>
  );
}

function words(isOn: boolean): string {
  if (isOn) return say.pushes;
  if (!canPush()) return say.noPush;
  if (permission.value !== "on") return say.turnOnFirst;
  return say.ringsWhileOpen;
}
