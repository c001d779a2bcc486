// Ringing with the page closed: the devices that are pushed to, a test, turning it off.
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../model/api";
import { showToast } from "../model/toast";
import { permission } from "../notify/browser";
import { canPush, fetchPush, idHere, subscribe, type PushState, tryOut, unsubscribe } from "../notify/push";
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
      showToast(error instanceof Problem || error instanceof Error ? error.message : "That did not work.", null, true);
    } finally {
      setBusy(false);
    }
  };

  const here = idHere();
  const devices = state?.subscriptions ?? [];
  const isOn = devices.some((device) => device.id === here);
  return (
    <>
      <Line name="Page closed" inline>
        <b>{isOn ? "On" : "Off"}</b>
        <span>{words(isOn)}</span>
        {state && canPush() && !isOn && permission.value === "on" && (
          <span class="set-actions">
            <button type="button" class="btn" disabled={busy} onClick={() => void work(() => subscribe(state.key))}>
              Ring here with the page closed
            </button>
          </span>
        )}
      </Line>
      {devices.map((device) => (
        <Line key={device.id} name="" inline>
          <span>
            {device.device}
            {device.id === here && " (this browser)"}
          </span>
          {device.problem && <span class="muted">{device.problem}</span>}
          <span class="set-actions">
            <button type="button" class="link" disabled={busy} aria-label={`Ring on ${device.device} as a test`} onClick={() => void work(() => tryOut(device.id))}>
              Ring as a test
            </button>
            <button type="button" class="link" disabled={busy} aria-label={`Stop ringing on ${device.device}`} onClick={() => void work(() => unsubscribe(device.id))}>
              Stop
            </button>
          </span>
        </Line>
      ))}
    </>
  );
}

function words(isOn: boolean): string {
  if (isOn) return "Reminders come through your browser's push service while Tasklark runs.";
  if (!canPush()) return "This browser has no push. Reminders ring while a page of Tasklark is open.";
  if (permission.value !== "on") return "Turn on this browser first. Until then reminders ring while a page is open.";
  return "Reminders ring while a page of Tasklark is open.";
}
