// Whether this browser rings, a test, and the hours in which nothing does.
import { useState } from "preact/hooks";
import { me } from "../model/store";
import { howToUnblock, permission, ringTest, turnOff, turnOn, whyImpossible } from "../notify/browser";
import { DidYouSee } from "../notify/Strip";
import { Icon } from "../ui/icons";
import { PageClosed } from "./PageClosed";
import { Check, isTime, Line, padded, Set, TextField } from "./parts";
import { saveMe } from "./save";

export function Notifications() {
  return (
    <Set id="notifications" title="Notifications">
      <dl>
        <ThisBrowser />
        <Quiet />
        <PageClosed />
      </dl>
    </Set>
  );
}

function ThisBrowser() {
  const [tested, setTested] = useState(false);
  const state = permission.value;
  const test = () => void ringTest().then(setTested);
  return (
    <>
      <Line name="This browser" inline>
        {state === "on" && (
          <b class="ok">
            <Icon name="check" />
            On
          </b>
        )}
        {state === "unasked" && <b>Not asked</b>}
        {state === "off" && <b>Off</b>}
        {state === "blocked" && <b>Blocked</b>}
        {state === "impossible" && <b>Not possible here</b>}
        <span>{WORDS[state]()}</span>
        <span class="set-actions">
          {state === "on" && (
            <>
              <button type="button" class="btn" onClick={test}>
                Ring as a test
              </button>
              <button type="button" class="link" onClick={turnOff}>
                Turn off
              </button>
            </>
          )}
          {(state === "unasked" || state === "off") && (
            <button type="button" class="btn primary" onClick={() => void turnOn().then((now) => now === "on" && test())}>
              Turn on
            </button>
          )}
        </span>
      </Line>
      {tested && (
        <Line name="" inline>
          <DidYouSee onDone={() => setTested(false)} />
        </Line>
      )}
    </>
  );
}

const WORDS = {
  on: () => "Reminders ring here when no tab of Tasklark is visible.",
  unasked: () => "Your browser asks once.",
  off: () => "Reminders show only in the open page.",
  blocked: () => howToUnblock,
  impossible: whyImpossible,
};

const USUAL: [string, string] = ["22:00", "07:00"];

function Quiet() {
  const quiet = me.value?.quiet ?? null;
  const set = (at: 0 | 1) => (time: string) => {
    const next: [string, string] = [...(quiet ?? USUAL)];
    next[at] = padded(time);
    void saveMe({ quiet: next });
  };
  return (
    <Line name="Quiet hours" inline>
      <Check label="On" on={quiet !== null} onChange={(on) => void saveMe({ quiet: on ? USUAL : null })} />
      {quiet && (
        <>
          <TextField label="Quiet from" class="time-field num" value={quiet[0]} check={isTime} onSave={set(0)} />
          <span>to</span>
          <TextField label="Quiet until" class="time-field num" value={quiet[1]} check={isTime} onSave={set(1)} />
        </>
      )}
      <span class="muted">a reminder inside waits for their end</span>
    </Line>
  );
}
