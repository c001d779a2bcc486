// Whether this browser rings, a test, and the hours in which nothing does.
import { useState } from "preact/hooks";
import { me } from "../model/store";
import { permission, ringTest, turnOff, turnOn, whyImpossible } from "../notify/browser";
import { DidYouSee } from "../notify/Strip";
import * as say from "../text/settings";
import { howToUnblock } from "../text/notify";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { PageClosed } from "./PageClosed";
import { Check, isTime, Line, padded, Set, TextField } from "./parts";
import { saveMe } from "./save";

export function Notifications() {
  return (
    <Set id="notifications" title={say.sections.notifications}>
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
      <Line name={say.thisBrowser} inline>
        {state === "on" && (
          <b class="ok">
            <Icon name="check" />
            {shared.on}
          </b>
        )}
        {state === "unasked" && <b>{say.unasked}</b>}
        {state === "off" && <b>{say.off}</b>}
        {state === "blocked" && <b>{say.blocked}</b>}
        {state === "impossible" && <b>{say.impossible}</b>}
        <span>{WORDS[state]()}</span>
        <span class="set-actions">
          {state === "on" && (
            <>
              <button type="button" class="btn" onClick={test}>
                {shared.ringAsTest}
              </button>
              <button type="button" class="link" onClick={turnOff}>
                {say.turnOff}
              </button>
            </>
          )}
          {(state === "unasked" || state === "off") && (
            <button type="button" class="btn primary" onClick={() => void turnOn().then((now) => now === "on" && test())}>
              {shared.turnOn}
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
  on: () => say.ringsHere,
  unasked: () => say.asksOnce,
  off: () => say.onlyInPage,
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
    <Line name={say.quietHours} inline>
      <Check label={shared.on} on={quiet !== null} onChange={(on) => void saveMe({ quiet: on ? USUAL : null })} />
      {quiet && (
        <>
          <TextField label={say.quietFrom} class="time-field num" value={quiet[0]} check={isTime} onSave={set(0)} />
          <span>{shared.to}</span>
          <TextField label={say.quietUntil} class="time-field num" value={quiet[1]} check={isTime} onSave={set(1)} />
        </>
      )}
      <span class="muted">{say.waitsForEnd}</span>
    </Line>
  );
}
